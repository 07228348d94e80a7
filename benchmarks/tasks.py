"""The measured tasks; each runs in a process of its own and prints its figures as JSON."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.checking import check_and_reference

Figures = dict[str, float]

_RDFLIB_SECONDS = 60


class Watch:
    """Wall-clock and processor seconds since it was made; processor time counts all threads."""

    def __init__(self) -> None:
        self._wall, self._cpu = time.perf_counter(), _cpu()

    def read(self) -> Figures:
        return {"wall": time.perf_counter() - self._wall, "cpu": _cpu() - self._cpu}


def _cpu() -> float:
    used = os.times()
    return used.user + used.system


def raw_load(data: str, nquads: str) -> Figures:
    """Oxigraph's own bulk load of ready N-Quads into a store on disk: the limit."""
    import pyoxigraph

    with tempfile.TemporaryDirectory(dir=Path(nquads).parent, ignore_cleanup_errors=True) as folder:
        watch = Watch()
        store = pyoxigraph.Store(folder)
        store.bulk_load(path=nquads, format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)
        store.flush()
        return watch.read() | {"quads": len(store)}


def tables_to_store(data: str, nquads: str) -> Figures:
    """Read and check the tables, write N-Quads, bulk-load them and open the store."""
    import pyoxigraph

    from watchgraph.mapping import quad_chunks
    from watchgraph.tables import load_tables

    with tempfile.TemporaryDirectory(dir=Path(nquads).parent, ignore_cleanup_errors=True) as folder:
        watch = Watch()
        tables = load_tables(Path(data))
        read = watch.read()
        path = Path(folder) / "mapped.nq"
        with path.open("wb") as file:
            for chunk in quad_chunks(tables):
                file.write(chunk)
        mapped = watch.read()
        del tables
        store = pyoxigraph.Store(str(Path(folder) / "store"))
        store.bulk_load(path=str(path), format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)
        store.flush()
        figures = watch.read()
        steps = {"read": read["wall"], "map": mapped["wall"] - read["wall"]}
        return figures | steps | {"quads": len(store)}


def sort_rules_checks(data: str, nquads: str) -> Figures:
    """Steps of a build that are timed apart: sorting, rules, checks."""
    import pyoxigraph

    from watchgraph.build.sorting import write_sorted
    from watchgraph.checks import run_checks
    from watchgraph.derive import derive
    from watchgraph.memory import load_ontology

    with tempfile.TemporaryDirectory(dir=Path(nquads).parent, ignore_cleanup_errors=True) as folder:
        store = pyoxigraph.Store(str(Path(folder) / "store"))
        store.bulk_load(path=nquads, format=pyoxigraph.RdfFormat.N_QUADS)
        load_ontology(store)
        watch = Watch()
        with Path(nquads).open("rb") as file:
            chunks = iter(lambda: b"".join(file.readlines(1 << 26)), b"")
            write_sorted(chunks, Path(folder) / "sorted.nq")
        sort = watch.read()
        derive(store)
        rules = watch.read()
        run_checks(store)
        checks = watch.read()
    return {
        "sort": sort["wall"],
        "rules": rules["wall"] - sort["wall"],
        "checks": checks["wall"] - rules["wall"],
    }


def rdflib_rows(data: str, nquads: str) -> Figures:
    """Carry out the same mapping row by row with rdflib, into the same kind of store on disk."""
    import pyoxigraph
    from oxrdflib import OxigraphStore
    from rdflib import Dataset

    from benchmarks.peer import fill

    with tempfile.TemporaryDirectory(dir=Path(nquads).parent, ignore_cleanup_errors=True) as folder:
        watch = Watch()
        store = pyoxigraph.Store(folder)
        fill(Dataset(store=OxigraphStore(store=store)), Path(data))
        store.flush()
        return watch.read() | {"quads": len(store)}


def rdflib_memory(data: str, nquads: str) -> Figures:
    """Carry out the same mapping row by row with rdflib, into its own store in memory only."""
    from rdflib import Dataset

    from benchmarks.peer import fill

    watch = Watch()
    dataset = fill(Dataset(), Path(data))
    return watch.read() | {"quads": len(dataset)}


def build_streamed(data: str, nquads: str) -> Figures:
    """Make a whole build on disk, N-Quads streamed."""
    from watchgraph.build import build

    with tempfile.TemporaryDirectory(dir=Path(nquads).parent, ignore_cleanup_errors=True) as folder:
        watch = Watch()
        made = build(Path(data), Path(folder) / "build", check=False)
        figures = watch.read()
        return figures | made.seconds | {"quads": sum(made.graphs.values())}


def projection(data: str, nquads: str) -> Figures:
    """Project to the sparse matrix, against a bare COUNT over the same pattern."""
    from watchgraph.networks.biadjacency import SUPPLY_PATTERN, biadjacency
    from watchgraph.store import KnowledgeGraph
    from watchgraph.vocabulary import prologue

    kg = KnowledgeGraph(_loaded(nquads))
    count = prologue() + f"SELECT (COUNT(*) AS ?n) WHERE {{ {SUPPLY_PATTERN} }}"
    best: Figures = {}
    for _ in range(5):
        watch = Watch()
        list(kg.store.query(count, use_default_graph_as_union=True))
        bare = watch.read()["wall"]
        watch = Watch()
        biadjacency(kg)
        matrix = watch.read()["wall"]
        best["count"] = min(best.get("count", bare), bare)
        best["matrix"] = min(best.get("matrix", matrix), matrix)
    return best


def questions(data: str, nquads: str) -> Figures:
    """Ask every kept question: to DataFrame, and the bare engine to its own bytes."""
    import pyoxigraph

    from watchgraph import questions as library
    from watchgraph.store import KnowledgeGraph
    from watchgraph.vocabulary import prologue

    kg = KnowledgeGraph(_loaded(nquads, derived=True))
    frames = bare = 0.0
    for name in library.names():
        text = prologue() + library.describe(name).sparql
        ours: list[float] = []
        raw: list[float] = []
        for _ in range(3):
            watch = Watch()
            answer = kg.store.query(text, use_default_graph_as_union=True)
            answer.serialize(format=pyoxigraph.QueryResultsFormat.TSV)
            raw.append(watch.read()["wall"])
            watch = Watch()
            kg.ask(name)
            ours.append(watch.read()["wall"])
        frames += min(ours)
        bare += min(raw)
    return {"frames": frames, "raw": bare}


def rdflib_questions(data: str, nquads: str) -> Figures:
    """Ask every kept question of rdflib's own engine over its own memory store."""
    import rdflib

    from watchgraph import questions as library
    from watchgraph.vocabulary import prologue

    store = _loaded(nquads, derived=True)
    graph = rdflib.Graph()
    with tempfile.NamedTemporaryFile(suffix=".nt") as file:
        import pyoxigraph

        union = {quad.triple for quad in store}
        pyoxigraph.serialize(union, output=file.name, format=pyoxigraph.RdfFormat.N_TRIPLES)
        graph.parse(file.name, format="nt")
    total = 0.0
    stopped = 0
    signal.signal(signal.SIGALRM, _stop)
    for name in library.names():
        watch = Watch()
        signal.alarm(_RDFLIB_SECONDS)
        try:
            list(graph.query(prologue() + library.describe(name).sparql))
        except TimeoutError:
            # Counted with the time it had, so that the sum is a lower bound.
            stopped += 1
        signal.alarm(0)
        total += watch.read()["wall"]
    return {"rdflib": total, "stopped": stopped}


def _stop(*_: object) -> None:
    raise TimeoutError


def real_everything(data: str, nquads: str) -> Figures:
    """The real data: build, check, all questions, networks and measures."""
    from watchgraph import questions as library
    from watchgraph.analysis import centrality, communities
    from watchgraph.build import build
    from watchgraph.store import KnowledgeGraph

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        watch = Watch()
        made = build(None, Path(folder) / "build")
        kg = KnowledgeGraph.open(made.folder)
        built = watch.read()["wall"]
        for name in library.names():
            kg.ask(name)
        asked = watch.read()["wall"]
        for name in ("supply", "origin"):
            net = kg.network(name)
            centrality(net)
            communities(net, seed=1)
        figures = watch.read()
    steps = {"build_and_check": built, "questions": asked - built}
    return figures | steps | {"networks_and_measures": figures["wall"] - asked}


def _loaded(nquads: str, *, derived: bool = False):  # type: ignore[no-untyped-def]
    import pyoxigraph

    from watchgraph.derive import derive

    store = pyoxigraph.Store()
    store.bulk_load(path=nquads, format=pyoxigraph.RdfFormat.N_QUADS)
    if derived:
        derive(store)
    return store


TASKS: dict[str, Callable[[str, str], Figures]] = {
    task.__name__: task
    for task in (
        raw_load,
        tables_to_store,
        sort_rules_checks,
        rdflib_rows,
        rdflib_memory,
        build_streamed,
        projection,
        questions,
        rdflib_questions,
        real_everything,
        check_and_reference,
    )
}


def main() -> None:
    """Run one task: name, data folder, N-Quads file."""
    name, data, nquads = sys.argv[1:4]
    figures = TASKS[name](data, nquads)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(json.dumps(figures | {"peak_gb": round(peak, 3)}))


def prepare(folder: Path, deployments: int) -> tuple[str, str]:
    """Generate a data folder and its ready N-Quads once; return both paths."""
    from benchmarks.generate import generate
    from watchgraph.mapping import quad_chunks
    from watchgraph.tables import load_tables

    data, nquads = folder / f"data-{deployments}", folder / f"ready-{deployments}.nq"
    if not nquads.exists():
        shutil.rmtree(data, ignore_errors=True)
        generate(data, deployments)
        with nquads.open("wb") as file:
            for chunk in quad_chunks(load_tables(data)):
                file.write(chunk)
    return str(data), str(nquads)


if __name__ == "__main__":
    main()
