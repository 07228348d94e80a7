"""A limit is only put behind a query that can take one."""

import pytest

from watchgraph.engine import bare
from watchgraph.remote import _ENDED


@pytest.mark.parametrize(
    "end", ["LIMIT 50", "ORDER BY ?s OFFSET 3", "VALUES ?p { rdf:type }", "limit 5 # so few"]
)
def test_a_query_with_an_end_of_its_own_takes_no_other(end):
    assert _ENDED.search(bare(f"SELECT * {{ ?s ?p ?o }} {end}"))


@pytest.mark.parametrize(
    "query",
    ["SELECT * { ?s ?p ?o } ORDER BY ?s", "SELECT * { VALUES ?s { rdf:type } ?s ?p ?o }"],
)
def test_another_query_takes_one(query):
    assert not _ENDED.search(bare(query))
