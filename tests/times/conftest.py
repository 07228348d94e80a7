"""The real graph, its tables as pandas reads them, and a graph of a few records known by hand."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd
import pyoxigraph
import pytest

from watchgraph.memory import load_ontology
from watchgraph.resources import data_folder
from watchgraph.store import KnowledgeGraph
from watchgraph.times import RULES
from watchgraph.vocabulary import DERIVED_GRAPH, ID

Tables = Callable[[str], pd.DataFrame]
Held = Callable[[KnowledgeGraph], set[str]]
Cut = Callable[..., KnowledgeGraph]


@pytest.fixture(scope="session")
def cut(kg: KnowledgeGraph) -> Cut:
    """Return a function that gives the real graph as of days, each cut once."""
    return cache(kg.as_of)


@pytest.fixture(scope="session")
def table() -> Tables:
    """Return a function that reads a table straight from its file, every cell as text."""

    @cache
    def read(name: str) -> pd.DataFrame:
        return pd.read_csv(data_folder() / f"{name}.csv", dtype=str, keep_default_na=False)

    return read


@pytest.fixture(scope="session")
def small() -> KnowledgeGraph:
    store = pyoxigraph.Store()
    path = Path(__file__).with_name("small.trig")
    store.load(path=str(path), format=pyoxigraph.RdfFormat.TRIG)
    load_ontology(store)
    return KnowledgeGraph(store, "by hand")


@pytest.fixture(scope="session")
def held() -> Held:
    """Return a function that lists the records of a graph, as kind and key."""

    def records(kg: KnowledgeGraph) -> set[str]:
        rows = kg.rows(
            f"SELECT DISTINCT ?record {{ VALUES ?class {{ {' '.join(RULES)} }} "
            f"GRAPH ?graph {{ ?record a ?class }} FILTER (?graph != <{DERIVED_GRAPH}>) }}"
        )
        return {str(row[0]).removeprefix(ID) for row in rows}

    return records
