"""Run one target: ``python -m tests.fuzz TARGET [--seconds N] [--seed N]``.

The engine is coverage-guided (atheris over libFuzzer). What a target may not do ends the run
with an exit code other than 0, a traceback and the input that did it.
"""

import argparse
import importlib
import os
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
NAMES = sorted(path.stem.removeprefix("fuzz_") for path in HERE.glob("fuzz_*.py"))
SECONDS_FOR_AN_INPUT = 5


def main() -> None:
    """Fuzz until the time is up."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("target", choices=NAMES)
    parser.add_argument("--seconds", type=int, default=60, help="how long (default: 60)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the engine (default: 1)")
    parser.add_argument("--input", type=Path, help="run the target on this one file instead")
    given = parser.parse_args()
    sys.dont_write_bytecode = True
    # Where the input of a crash is kept; beside everything that the target writes.
    kept = Path(tempfile.mkdtemp(prefix="watchgraph-fuzz-kept-"))
    sys.path.insert(0, str(HERE))
    import atheris

    with atheris.instrument_imports(include=["watchgraph"]):
        target = importlib.import_module(f"fuzz_{given.target}")
        import material
        import watch

        seeds = list(target.seeds())
        # What is imported only when it is used shall be covered too.
        for seed in seeds[:40]:
            target.target(seed)
    watch.begin(material.room())
    if given.input:
        target.target(given.input.read_bytes())
        return
    corpus = kept / "corpus"
    corpus.mkdir()
    for number, seed in enumerate(seeds):
        (corpus / f"{number:04}").write_bytes(seed)
    options = [
        f"-max_total_time={given.seconds}",
        f"-seed={given.seed}",
        f"-timeout={SECONDS_FOR_AN_INPUT}",
        f"-artifact_prefix={kept}{os.sep}",
        "-max_len=4096",
        "-len_control=20",
        "-rss_limit_mb=3000",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], target.target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
