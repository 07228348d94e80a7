"""The rule of ``conftest.py``: a laptop may lack a tool, CI may not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SKIPPING = """
import pytest

@pytest.mark.skip(reason="no browser")
def test_browser(): ...

@pytest.mark.xfail(reason="known")
def test_known():
    raise AssertionError

def test_fine(): ...
"""


@pytest.mark.parametrize("workers", ["0", "2"])
@pytest.mark.parametrize("ci", ["true", ""])
def test_a_skip_fails_under_ci_only(tmp_path: Path, ci: str, workers: str) -> None:
    (tmp_path / "conftest.py").write_bytes(Path(__file__).with_name("conftest.py").read_bytes())
    (tmp_path / "test_one.py").write_text(SKIPPING, encoding="utf-8")
    (tmp_path / "test_module.py").write_text(
        "import pytest\npytest.importorskip('no_such_module')\n", encoding="utf-8"
    )
    command = [sys.executable, "-m", "pytest", "-ra", "-n", workers, "-p", "no:cacheprovider"]
    run = subprocess.run(
        [*command, "--continue-on-collection-errors", "--rootdir", str(tmp_path), str(tmp_path)],
        cwd=tmp_path,
        env={**os.environ, "CI": ci},
        capture_output=True,
        text=True,
        check=False,
    )
    summary = run.stdout.splitlines()[-1]
    assert "1 passed" in summary
    assert "1 xfailed" in summary
    assert "no browser" in run.stdout
    if ci:
        assert run.returncode == 1
        assert "2 errors" in summary
        assert "skipped" not in summary
    else:
        assert run.returncode == 0
        assert "2 skipped" in summary
