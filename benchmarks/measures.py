"""Measures of made-up networks of suppliers and countries, against plain networkx.

python -m benchmarks.measures            10^4 x 200 with 10^5 edges, and the real network
python -m benchmarks.measures --large    also 10^5 x 10^4 with 10^6 edges
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from benchmarks.run import ROOT, _aim, _line, _say_machine

Figures = dict[str, float]

#: Suppliers, countries, edges.
MEDIUM = (10_000, 200, 100_000)
LARGE = (100_000, 10_000, 1_000_000)
_AIM = 20.0
# networkx follows shortest paths from so few nodes; its time is scaled up to all.
_TRIED = 8
_PIVOTS = 500
_SUMS = ("degree", "strength", "pagerank", "eigenvector", "hits", "core")


def main() -> int:
    """Run what was asked for and say which aims are met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--task", choices=TASKS, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.task:
        figures = TASKS[arguments.task]()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
        print(json.dumps(figures | {"peak_gb": round(peak, 3)}))
        return 0
    _say_machine()
    missed = 0
    real = _run("real")
    _line("real network, CPU seconds of each table", real)
    slowest = max(value for name, value in real.items() if name != "peak_gb")
    missed += _aim("slowest table of the real network", slowest, 2.0, at_most=True)
    ours, theirs = _run("ours"), _run("networkx_plain")
    _line("10^4 x 200, 10^5 edges, from the matrix", ours)
    _line("the same by plain networkx, from its graph", theirs)
    for name in theirs:
        if name != "peak_gb":
            missed += _aim(f"networkx / {name}", theirs[name] / ours[name], _AIM, at_most=False)
    if arguments.large:
        large = _run("large")
        _line("10^5 x 10^4, 10^6 edges, from the matrix", large)
        missed += _aim("peak memory in GB", large["peak_gb"], 8.0, at_most=True)
    print(f"\n{missed} aims missed" if missed else "\nall aims met")
    return 1 if missed else 0


def made_up(suppliers: int, countries: int, edges: int, *, seed: int = 1) -> Any:
    """Return a matrix in which few suppliers and few countries have most of the edges."""
    import numpy as np
    from scipy.sparse import coo_array

    rng = np.random.default_rng(seed)
    cells = np.zeros(0, np.int64)
    while len(cells) < edges:
        size = 2 * edges
        row = (suppliers * rng.random(size) ** 2).astype(np.int64)
        column = (countries * rng.random(size) ** 1.5).astype(np.int64)
        cells = np.unique(np.concatenate([cells, row * countries + column]))
    cells = np.sort(rng.permutation(cells)[:edges])
    weight = rng.geometric(0.6, edges).astype(np.int64)
    return coo_array(
        (weight, (cells // countries, cells % countries)), shape=(suppliers, countries)
    ).tocsr()


def ours() -> Figures:
    """Every measure from the matrix, shortest paths from every node."""
    from watchgraph.analysis.matrices import matrix_measures

    matrix = made_up(*MEDIUM)
    # Compiled once for all, and kept.
    matrix_measures(matrix[:50], ["betweenness"])
    figures = {name: _cpu(lambda name=name: matrix_measures(matrix, [name])) for name in _SUMS}
    figures["betweenness"] = _cpu(lambda: matrix_measures(matrix, ["betweenness"]))
    figures["closeness"] = _cpu(lambda: matrix_measures(matrix, ["closeness"]))
    return figures


def networkx_plain() -> Figures:
    """The same by networkx; shortest paths from a few nodes, scaled up to all."""
    import networkx as nx
    from networkx.algorithms import bipartite

    matrix = made_up(*MEDIUM)
    graph = bipartite.from_biadjacency_matrix(matrix)
    top = range(MEDIUM[0])
    scale = len(graph) / _TRIED
    return {
        "degree": _cpu(lambda: bipartite.degree_centrality(graph, top)),
        "strength": _cpu(lambda: dict(graph.degree(weight="weight"))),
        "pagerank": _cpu(lambda: nx.pagerank(graph, tol=1e-13, max_iter=1000)),
        "eigenvector": _cpu(
            lambda: nx.eigenvector_centrality(graph, weight="weight", max_iter=10_000)
        ),
        "hits": _cpu(lambda: nx.hits(graph)),
        "core": _cpu(lambda: nx.core_number(graph)),
        "betweenness": scale * _cpu(lambda: nx.betweenness_centrality(graph, k=_TRIED, seed=1)),
        "closeness": scale
        * _cpu(lambda: [nx.closeness_centrality(graph, u=node) for node in list(graph)[:_TRIED]]),
    }


def large() -> Figures:
    """Every measure of 10^6 edges, shortest paths from some of the nodes."""
    from watchgraph.analysis.matrices import matrix_measures

    matrix = made_up(*LARGE)
    matrix_measures(matrix[:50], ["betweenness"])
    figures = {name: _cpu(lambda name=name: matrix_measures(matrix, [name])) for name in _SUMS}
    found: list[Any] = []
    figures["betweenness_and_closeness"] = _cpu(
        lambda: found.append(matrix_measures(matrix, ["betweenness", "closeness"], pivots=_PIVOTS))
    )
    frame = found[0]
    error = frame["betweenness_error"] / frame["betweenness"]
    for side, name in ((0, "suppliers"), (1, "countries")):
        first = frame.xs(side)["betweenness"].nlargest(100).index
        figures[f"error_of_first_100_{name}"] = float(error.xs(side)[first].median())
    figures["pivots"] = _PIVOTS
    return figures


def real() -> Figures:
    """The tables of the real networks."""
    from watchgraph.analysis import centrality, concentration, rank_intervals, sensitivity
    from watchgraph.analysis.subject import subject_of
    from watchgraph.store import KnowledgeGraph

    kg = KnowledgeGraph.load()
    supply, origin = kg.network("supply"), kg.network("origin")
    rank_intervals(supply, "betweenness", draws=1)
    figures = {
        "centrality": _cpu(lambda: centrality(supply)),
        "regions": _cpu(lambda: concentration(supply, "region", intervals=True)),
        "countries": _cpu(lambda: concentration(supply, "country", intervals=True)),
        "sensitivity": _cpu(lambda: sensitivity(kg)),
        "states": _cpu(lambda: rank_intervals(origin, "out_degree")),
    }
    subject = subject_of(supply)
    for name in subject.columns(subject.possible()):
        figures[name] = _cpu(lambda name=name: rank_intervals(supply, name))
    return figures


TASKS: dict[str, Callable[[], Figures]] = {
    task.__name__: task for task in (ours, networkx_plain, large, real)
}


def _cpu(work: Callable[[], Any]) -> float:
    used = os.times()
    work()
    done = os.times()
    return max(done.user + done.system - used.user - used.system, math.ulp(1.0))


def _run(task: str) -> Figures:
    environment = os.environ | {"PYTHONPATH": f"{ROOT / 'graph'}{os.pathsep}{ROOT}"}
    command = [sys.executable, "-m", "benchmarks.measures", "--task", task]
    done = subprocess.run(
        command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True
    )
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


if __name__ == "__main__":
    sys.exit(main())
