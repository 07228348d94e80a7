"""The ontology, its alignments and its shapes, parsed once, and the real graph."""

from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from watchgraph.resources import ontology_folder
from watchgraph.store import KnowledgeGraph


@pytest.fixture(scope="session")
def text() -> str:
    return (ontology_folder() / "watchgraph.ttl").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def ontology(text: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=text, format="turtle")


@pytest.fixture(scope="session")
def alignments_text() -> str:
    return (ontology_folder() / "alignments.ttl").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def alignments(alignments_text: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=alignments_text, format="turtle")


@pytest.fixture(scope="session")
def shapes() -> rdflib.Graph:
    graph = rdflib.Graph()
    for path in sorted((ontology_folder() / "shapes").glob("*.ttl")):
        graph.parse(path)
    return graph


@pytest.fixture(scope="session")
def real(kg: KnowledgeGraph) -> pyoxigraph.Store:
    """Return the graph of the packaged data, ontology and derived relations included."""
    return kg.store


@pytest.fixture(scope="session")
def fixtures() -> Path:
    return Path(__file__).parents[1] / "fixtures" / "invalid" / "ontology"
