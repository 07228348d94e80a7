"""What flips without one source, against the audit and the network made anew."""

import networkx as nx
import pandas as pd
import pytest

from watchgraph.analysis import sensitivity
from watchgraph.audit import audit
from watchgraph.audit.without import audit_without_each, record_sources
from watchgraph.errors import UseError
from watchgraph.store import KnowledgeGraph

PUBLISHER = "https://w3id.org/watchgraph/id/publisher/"


@pytest.fixture(scope="module")
def found(kg: KnowledgeGraph) -> pd.DataFrame:
    return sensitivity(kg)


def test_every_finding_is_there(kg: KnowledgeGraph, found: pd.DataFrame) -> None:
    findings = set(found["finding"])
    assert {"First supplier by countries", "First ten supplier states by countries"} <= findings
    assert len({name for name in findings if name[0] == "c" and name[3] == ":"}) == len(audit(kg))
    assert (found["with_it"] != found["without_it"]).all()
    counted = found[found["left_out"] != ""].groupby("finding").size()
    assert (
        found.set_index("finding")
        .loc[counted.index, "flips"]
        .groupby(level=0)
        .first()
        .equals(counted.rename("flips"))
    )


def test_what_stands_and_what_falls(found: pd.DataFrame) -> None:
    firm = found[found["left_out"] == ""].set_index("finding")["with_it"]
    assert firm["First supplier by countries"] == "Huawei"
    assert firm["First supplier state by countries"] == "China"
    index = found["left_out"] == f"{PUBLISHER}carnegie-endowment-for-international-peace"
    assert "c01: Countries found to use AI surveillance technology" in set(
        found.loc[index, "finding"]
    )


def test_a_flip_is_what_the_network_without_it_says(found: pd.DataFrame, supply: nx.Graph) -> None:
    row = found[found["finding"] == "First ten countries by suppliers"].iloc[0]
    without = nx.Graph()
    for a, b, facts in supply.edges(data=True):
        if set(facts["evidence_families"]) != {row["left_out"]}:
            without.add_edge(a, b)
    degrees = {
        supply.nodes[node]["label"]: without.degree(node)
        for node in without
        if supply.nodes[node]["kind"] == "country"
    }
    groups: dict[int, list[str]] = {}
    for name in sorted(degrees):
        rank = 1 + sum(other > degrees[name] for other in degrees.values())
        if rank <= 10:
            groups.setdefault(rank, []).append(name)
    assert row["without_it"] == ", ".join(" = ".join(groups[rank]) for rank in sorted(groups))


def test_a_family_behind_no_verdict_changes_none(kg: KnowledgeGraph) -> None:
    sources = record_sources(kg, "family")
    behind = [f"{PUBLISHER}{name}" for name in ("aiaaic", "reuters", "biometric-update")]
    assert set(behind) <= {name for own in sources.values() for name in own}
    assert list(audit_without_each(kg, sources, behind)) == []


def test_the_graph_is_left_as_it_is(kg: KnowledgeGraph) -> None:
    before = len(kg.store)
    list(audit_without_each(kg, record_sources(kg, "family"), [f"{PUBLISHER}aiddata"]))
    assert len(kg.store) == before


@pytest.mark.slow
def test_single_sources_as_well(kg: KnowledgeGraph) -> None:
    frame = sensitivity(kg, "source")
    flipped = frame[frame["left_out"].str.endswith("/aigs-2019")]
    assert "c01: Countries found to use AI surveillance technology" in set(flipped["finding"])


def test_unknown_grouping_is_refused(kg: KnowledgeGraph) -> None:
    with pytest.raises(UseError) as caught:
        sensitivity(kg, "row")
    assert caught.value.choices == ("family", "source")
