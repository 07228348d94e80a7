"""The real graph, its tables as pandas reads them, and the same triples in rdflib's own store."""

import calendar
import gc
from collections.abc import Callable
from functools import cache

import pandas as pd
import pytest
import rdflib

from watchgraph.resources import data_folder
from watchgraph.store import KnowledgeGraph
from watchgraph.vocabulary import prologue

Tables = Callable[[str], pd.DataFrame]


@pytest.fixture(scope="session")
def table() -> Tables:
    """Return a function that reads a table straight from its file, every cell as text."""

    @cache
    def read(name: str) -> pd.DataFrame:
        return pd.read_csv(data_folder() / f"{name}.csv", dtype=str, keep_default_na=False)

    return read


@pytest.fixture(scope="session")
def naming(table: Tables) -> pd.DataFrame:
    """Return who is named by which record without doubt: record, supplier, country, edition."""
    sure = table("spellings").query("certainty == 'certain' and supplier != ''")
    sure = sure[["printed", "supplier"]]
    assessments = table("assessments").set_index("record")
    deployments = table("deployments").set_index("record")
    named = []
    for name, parent, of in (
        ("assessment_suppliers", "assessment", assessments),
        ("deployment_suppliers", "deployment", deployments),
    ):
        rows = table(name).merge(sure, left_on="as_printed", right_on="printed")
        records = rows[parent]
        named.append(
            pd.DataFrame(
                {
                    "record": parent + "/" + records,
                    "supplier": rows["supplier"],
                    "country": list(of.loc[records, "country"]),
                    "source": list(of.loc[records, "source"]),
                    "edition": list(of.loc[records, "edition"]) if "edition" in of else "",
                }
            )
        )
    return pd.concat(named, ignore_index=True).drop_duplicates()


@pytest.fixture(scope="session")
def family(table: Tables) -> dict[str, str]:
    """Return the publisher at the root of each source."""
    sources = table("sources").set_index("source")

    def root(source: str) -> str:
        earlier = str(sources.loc[source, "derived_from"])
        return root(earlier) if earlier else source

    return {
        str(source): str(sources.loc[root(str(source)), "publisher"]) for source in sources.index
    }


@pytest.fixture(scope="session")
def first_day() -> Callable[[str], str]:
    """Return a function that gives the first day that a stated date may mean."""
    return lambda stated: (stated + "-01-01")[:10]


@pytest.fixture(scope="session")
def last_day() -> Callable[[str], str]:
    """Return a function that gives the last day that a stated date may mean."""

    def last(stated: str) -> str:
        year, *month = map(int, stated.split("-")[:2])
        month = month or [12]
        whole = f"{year}-{month[0]:02}-{calendar.monthrange(year, month[0])[1]:02}"
        return stated if len(stated) == len(whole) else whole

    return last


@pytest.fixture(scope="session")
def plain(kg: KnowledgeGraph) -> rdflib.Graph:
    """Return the union of all graphs in rdflib's own store, to be asked by its own engine."""
    import pyoxigraph

    graph = rdflib.Graph()
    triples = {quad.triple for quad in kg.store}
    form = pyoxigraph.RdfFormat.N_TRIPLES
    graph.parse(data=pyoxigraph.serialize(triples, format=form), format="nt")
    # It stays: the collector of garbage need not go over it.
    gc.freeze()
    return graph


@pytest.fixture(scope="session")
def answer_of(plain: rdflib.Graph) -> Callable[[str], pd.DataFrame]:
    """Return a function that asks rdflib's own engine."""
    from watchgraph.results import frame_from_json

    def ask(sparql: str) -> pd.DataFrame:
        raw = plain.query(prologue() + sparql).serialize(format="json")
        assert raw is not None
        return frame_from_json(raw)

    return ask
