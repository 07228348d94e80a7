"""Runs the benchmarks in fresh processes and prints medians and ratios.

python -m benchmarks.run                 the suite at 10^5 (and 10^4) deployments
python -m benchmarks.run --million       also one build of 10^6 deployments
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from benchmarks.checking import DEPLOYMENTS as CHECKED
from benchmarks.tasks import prepare

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Run what was asked for and say which aims are met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "benchmarks")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--deployments", type=int, default=100_000)
    parser.add_argument("--million", action="store_true")
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    _say_machine()
    missed = _suite(arguments.work, arguments.deployments, arguments.runs)
    if arguments.million:
        data, nquads = prepare(arguments.work, 1_000_000)
        big = _run("build_streamed", data, nquads, 1)
        _line("10^6 deployments, whole build, checks apart", big)
        missed += _aim("peak memory in GB", big["peak_gb"], 8.0, at_most=True)
    print(f"\n{missed} aims missed" if missed else "\nall aims met")
    return 1 if missed else 0


def _suite(work: Path, deployments: int, runs: int) -> int:
    large = prepare(work, deployments)
    small = prepare(work, max(deployments // 10, 100))
    missed = 0
    raw = _run("raw_load", *large, runs)
    ours = _run("tables_to_store", *large, runs)
    rows = _run("rdflib_rows", *large, 1)
    _line("ready N-Quads, bulk load", raw)
    _line("tables to N-Quads to open store", ours)
    _line("rdflib, row by row, to open store on disk", rows)
    _line("rdflib, row by row, its own memory only", _run("rdflib_memory", *large, 1))
    _line("timed apart", _run("sort_rules_checks", *large, 1))
    missed += _aim("tables to store / bulk load, CPU", ours["cpu"] / raw["cpu"], 1.3, at_most=True)
    missed += _aim("rdflib / tables to store, CPU", rows["cpu"] / ours["cpu"], 6.0, at_most=False)
    matrix = _run("projection", *large, runs)
    _line("projection", matrix)
    missed += _aim("matrix / bare COUNT", matrix["matrix"] / matrix["count"], 2.0, at_most=True)
    asked = _run("questions", *small, runs)
    slow = _run("rdflib_questions", *small, 1)
    _line("all questions", asked | slow)
    missed += _aim(
        "questions to DataFrame / raw", asked["frames"] / asked["raw"], 1.3, at_most=True
    )
    missed += _aim("rdflib / questions", slow["rdflib"] / asked["frames"], 20.0, at_most=False)
    checked = _run("check_and_reference", *prepare(work, CHECKED), 1)
    _line("check of spoilt data, and pySHACL", checked)
    missed += _aim("same findings as pySHACL", checked["same"], 1.0, at_most=False)
    missed += _aim(
        "pySHACL / whole check", checked["pyshacl"] / checked["whole_check"], 10.0, at_most=False
    )
    real = _run("real_everything", *small, runs)
    _line("real data, everything", real)
    missed += _aim("real data in seconds", real["wall"], 2.0, at_most=True)
    return missed


def _run(task: str, data: str, nquads: str, runs: int) -> dict[str, float]:
    """Run a task several times in fresh processes; return the median of each figure."""
    environment = os.environ | {"PYTHONPATH": f"{ROOT / 'graph'}{os.pathsep}{ROOT}"}
    figures: list[dict[str, float]] = []
    for _ in range(runs):
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.tasks", task, data, nquads],
            env=environment,
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        )
        figures.append(json.loads(done.stdout.splitlines()[-1]))
    return {name: statistics.median(run[name] for run in figures) for name in figures[0]}


def _line(what: str, figures: dict[str, float]) -> None:
    print(
        f"{what}: "
        + ", ".join(
            f"{name} {value:,.3f}".rstrip("0").rstrip(".") for name, value in figures.items()
        ),
        flush=True,
    )


def _aim(what: str, value: float, limit: float, *, at_most: bool) -> int:
    good = value <= limit if at_most else value >= limit
    sign = "<=" if at_most else ">="
    print(f"  {'met   ' if good else 'MISSED'} {what}: {value:.2f} ({sign} {limit:g})", flush=True)
    return 0 if good else 1


def _say_machine() -> None:
    names = ("pyoxigraph", "rdflib", "pyarrow", "pandas", "networkx", "scipy")
    print(
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}; "
        + ", ".join(f"{name} {version(name)}" for name in names),
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
