"""The tables that can be asked for by name, on the real network."""

import networkx as nx
import pytest

from watchgraph.analysis.null_tables import NULL_TABLES
from watchgraph.analysis.tables import TABLES

COLUMNS = {
    "cosupply_pairs": {"a", "b", "observed", "mean", "sd", "z", "p", "q", "records"},
    "shared_pairs": {"a", "b", "observed", "mean", "sd", "z", "p", "q", "records"},
    "nestedness": {"nodf", "mean", "sd", "z", "p_low", "p_high"},
    "assortativity": {"observed", "mean", "sd", "z", "p_low", "p_high", "left_out"},
    "communities_brim": {"community", "size", "stability"},
}


@pytest.mark.parametrize("name", COLUMNS)
def test_a_table_says_how_it_was_made(kg, supply: nx.Graph, name: str) -> None:
    frame = TABLES[name](kg, supply, 3)
    assert set(frame.columns) >= COLUMNS[name]
    told = frame.attrs
    assert told["seed"] == 3
    assert told["data_version"] == kg.version
    assert told["samples"] in (100, 1000)
    assert told["settled"]
    assert told["engine"].startswith("numba")
    assert told["method"]


def test_every_table_is_named_here() -> None:
    assert set(NULL_TABLES) == set(COLUMNS)
    assert set(NULL_TABLES) <= set(TABLES)


def test_the_real_findings(kg, supply: nx.Graph) -> None:
    """What the page says in words."""
    mixed = TABLES["assortativity"](kg, supply, 1)
    assert (mixed["z"] > 4).all()
    assert (mixed["observed"] < 0.2).all()
    for name, tested in (("cosupply_pairs", 903), ("shared_pairs", 2775)):
        frame = TABLES[name](kg, supply, 1)
        assert frame.attrs["tested"] == tested
        assert (frame["q"] >= 0.05).all()
