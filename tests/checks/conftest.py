"""The real graph, a small one, and both SHACL engines' view of a graph."""

import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pyoxigraph
import pytest

from watchgraph.checks import Report, run_checks
from watchgraph.checks.locate import locator
from watchgraph.memory import store_of
from watchgraph.resources import data_folder, ontology_folder
from watchgraph.tables import Tables, load_tables

FIXTURES = Path(__file__).parents[1] / "fixtures"

# Focus node, shape and property: what two engines must agree on.
Triple = tuple[str, str, str]
SmallFolder = Callable[[Path | None], Path]
Spoil = Callable[[Iterable[pyoxigraph.Quad], Iterable[pyoxigraph.Quad]], pyoxigraph.Store]


@pytest.fixture(scope="session")
def tables() -> Tables:
    return load_tables(data_folder())


@pytest.fixture(scope="session")
def store(tables: Tables) -> pyoxigraph.Store:
    return store_of(tables)


@pytest.fixture(scope="session")
def report(store: pyoxigraph.Store, tables: Tables) -> Report:
    """Return the report on the real data."""
    return run_checks(store, locate=locator(tables))


@pytest.fixture(scope="session")
def small_folder(tmp_path_factory: pytest.TempPathFactory) -> SmallFolder:
    """Return a function that copies the small tables, with files of a fixture put over them."""

    def copy(over: Path | None) -> Path:
        folder = tmp_path_factory.mktemp("data")
        shutil.copytree(data_folder() / "codelists", folder / "codelists")
        for source in (FIXTURES / "small", over):
            if source:
                shutil.copytree(source, folder, dirs_exist_ok=True)
        described = json.loads((data_folder() / "datapackage.json").read_text(encoding="utf-8"))
        described["expectations"] = []
        (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
        return folder

    return copy


@pytest.fixture(scope="session")
def small_tables(small_folder: SmallFolder) -> Tables:
    return load_tables(small_folder(None))


@pytest.fixture(scope="session")
def small_quads(small_tables: Tables) -> list[pyoxigraph.Quad]:
    """Return the statements of the small graph, ontology and derived relations included."""
    return list(store_of(small_tables))


@pytest.fixture(scope="session")
def spoil(small_quads: list[pyoxigraph.Quad]) -> Spoil:
    """Return a function that makes the small graph with statements removed and added."""

    def change(
        removed: Iterable[pyoxigraph.Quad], added: Iterable[pyoxigraph.Quad]
    ) -> pyoxigraph.Store:
        store = pyoxigraph.Store()
        gone = set(removed)
        store.extend([quad for quad in small_quads if quad not in gone])
        store.extend(added)
        return store

    return change


@pytest.fixture(scope="session")
def by_reference() -> Callable[[pyoxigraph.Store], list[Triple]]:
    """Return a function that validates a store with pySHACL, the reference."""
    import pyshacl
    import rdflib

    shapes = rdflib.Graph()
    for path in sorted((ontology_folder() / "shapes").glob("*.ttl")):
        shapes.parse(path)
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")

    def validate(store: pyoxigraph.Store) -> list[Triple]:
        lines = {f"{quad.triple} .\n" for quad in store}
        graph = rdflib.Graph().parse(data="".join(sorted(lines)), format="nt")
        _, results, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none")
        assert isinstance(results, rdflib.Graph)
        return sorted(
            (
                str(results.value(result, sh.focusNode)),
                str(results.value(result, sh.sourceShape)),
                str(results.value(result, sh.resultPath) or ""),
            )
            for result in results.subjects(rdflib.RDF.type, sh.ValidationResult)
        )

    return validate


@pytest.fixture(scope="session")
def by_engine() -> Callable[[pyoxigraph.Store], list[Triple]]:
    """Return a function that validates a store with the engine that the checks use."""
    from watchgraph.checks.shapefiles import read_shapes
    from watchgraph.checks.shapes import run_shapes

    shapes = read_shapes(ontology_folder())

    def validate(store: pyoxigraph.Store) -> list[Triple]:
        findings, _ = run_shapes(store, shapes)
        return sorted((finding.focus, finding.rule, finding.path) for finding in findings)

    return validate
