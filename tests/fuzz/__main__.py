"""Run one target: ``python -m tests.fuzz TARGET [--seconds N] [--seed N]``.

The engine is coverage-guided (atheris over libFuzzer). What a target may not do ends the run
with an exit code other than 0, a traceback and the input that did it.
"""

import argparse
import importlib
import os
import signal
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
# So long may one input take.
PATIENCE = 5


def main() -> None:
    """Fuzz until the time is up."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("target", help="name of a file fuzz_TARGET.py")
    parser.add_argument("--seconds", type=int, default=60, help="how long (default: 60)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the engine (default: 1)")
    parser.add_argument("--patience", type=int, default=PATIENCE, help="seconds for one input")
    parser.add_argument("--folder", type=Path, default=HERE, help="where the targets lie")
    parser.add_argument("--input", type=Path, help="run the target on this one file instead")
    given = parser.parse_args()
    names = sorted(path.stem.removeprefix("fuzz_") for path in given.folder.glob("fuzz_*.py"))
    if given.target not in names:
        parser.error(f"there is no target {given.target!r}; there are: {', '.join(names)}")
    sys.dont_write_bytecode = True
    # Where the input of a crash is kept; beside everything that the target writes.
    kept = Path(tempfile.mkdtemp(prefix="watchgraph-fuzz-kept-"))
    sys.path[:0] = [str(given.folder.resolve()), str(HERE)]
    import atheris

    with atheris.instrument_imports(include=["watchgraph"]):
        target = importlib.import_module(f"fuzz_{given.target}")
        import material
        import watch

        seeds = list(target.seeds())
    watch.begin(material.room())
    with atheris.instrument_imports(include=["watchgraph"]):
        # What is imported only when it is used shall be covered too.
        for seed in seeds[:: max(1, len(seeds) // 12)]:
            # The system ends a run that hangs here, as the engine does later.
            signal.alarm(10 * given.patience)
            target.target(seed)
        signal.alarm(0)
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
        f"-timeout={given.patience}",
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
