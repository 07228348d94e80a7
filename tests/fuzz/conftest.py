"""The targets are no tests: ``python -m tests.fuzz`` runs them, and test_fuzz.py calls that."""

collect_ignore_glob = ["fuzz_*.py", "material.py", "watch.py", "__main__.py"]
