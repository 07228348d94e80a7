"""The ontology and its shapes, parsed once."""

import pytest
import rdflib

from watchgraph.resources import ontology_folder


@pytest.fixture(scope="session")
def text() -> str:
    return (ontology_folder() / "watchgraph.ttl").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def ontology(text: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=text, format="turtle")


@pytest.fixture(scope="session")
def shapes() -> rdflib.Graph:
    graph = rdflib.Graph()
    for path in sorted((ontology_folder() / "shapes").glob("*.ttl")):
        graph.parse(path)
    return graph
