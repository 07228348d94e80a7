"""Intervals of ranks: what they are made of, and what must never change them."""

import random

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from watchgraph.analysis import centrality, concentration, rank_intervals
from watchgraph.analysis.drawn import interval
from watchgraph.analysis.families import families_of, sources_of
from watchgraph.analysis.halves import witnesses_of
from watchgraph.analysis.resampling import resampled
from watchgraph.analysis.standing import competition_ranks
from watchgraph.analysis.subject import subject_of
from watchgraph.analysis.tables import TABLES
from watchgraph.errors import UseError
from watchgraph.store import KnowledgeGraph

CHEAP = ("degree", "strength", "pagerank", "eigenvector", "hub", "core")
# Of two components of one size the eigenvector takes that of the first node by name.
NAMELESS = tuple(name for name in CHEAP if name != "eigenvector")


def network(edges: list[tuple[int, int, frozenset[str]]]) -> nx.Graph:
    """Return suppliers and countries whose edges name families, one record of each."""
    net = nx.Graph()
    for a, b, names in edges:
        net.add_node(f"s{a}", bipartite=0, kind="supplier")
        net.add_node(f"c{b}", bipartite=1, kind="country", region=f"r{b % 2}")
        net.add_edge(
            f"s{a}",
            f"c{b}",
            weight=len(names),
            evidence_families=tuple(sorted(names)),
            family_records=(1,) * len(names),
            records=tuple(f"{a}-{b}-{name}" for name in sorted(names)),
        )
    return net


@st.composite
def networks(draw: st.DrawFn, families: str = "fgh") -> nx.Graph:
    pairs = draw(
        st.dictionaries(
            st.tuples(st.integers(0, 5), st.integers(0, 4)),
            st.frozensets(st.sampled_from(list(families)), min_size=1),
            min_size=1,
            max_size=14,
        )
    )
    return network([(a, b, names) for (a, b), names in pairs.items()])


@settings(max_examples=25, deadline=None)
@given(net=networks(families="f"), measure=st.sampled_from(CHEAP))
def test_one_source_gives_no_interval(net: nx.Graph, measure: str) -> None:
    """Its draws are all alike; that is no certainty, and without it nothing is left to rank."""
    frame = rank_intervals(net, measure, draws=20)
    assert frame[["rank_low", "rank_high", "rank_without"]].isna().all(axis=None)
    assert (frame["open_side"] == "").all()
    subject = subject_of(net)
    found = resampled(subject, [measure], draws=20, seed=1)[measure]
    drawn = next(families_of(subject.plain, subject.net).drawn(20, 1))
    ranks = competition_ranks(subject.values(drawn, [measure])[measure], subject.groups)
    known = ~np.isnan(found.ranks)
    assert (ranks[known] == found.ranks[known, None]).all()


@settings(max_examples=25, deadline=None)
@given(net=networks(), measure=st.sampled_from(CHEAP))
def test_an_interval_holds_its_rank(net: nx.Graph, measure: str) -> None:
    frame = rank_intervals(net, measure, draws=20)
    told = frame[frame["rank_low"].notna()]
    assert (told["rank_low"] <= told["rank"]).all()
    assert (told["rank"] <= told["rank_high"]).all()


def test_the_interval_by_hand() -> None:
    """Draws 1 to 100: the value that they are all above, one within, one at their middle."""
    draws = np.tile(np.arange(1.0, 101.0), (5, 1))
    values = np.array([0.5, 30.0, 50.5, 120.0, np.nan])
    found = interval(draws, values, np.ones(5, bool))
    assert found.open_side == ["low", "", "", "high", ""]
    # At the middle nothing is corrected: the percentile interval, on the outer side.
    assert (found.low[2], found.high[2]) == (3, 98)
    # Of 29 and a half in a hundred: z0 is -0.539, and from there 0.12 % and 81.1 %.
    assert (found.low[1], found.high[1]) == (1, 98)
    assert (found.low[0], found.high[0]) == (0.5, 98)
    assert (found.low[3], found.high[3]) == (3, 120)
    assert np.isnan([found.low[4], found.high[4]]).all()
    none = interval(draws, values, np.zeros(5, bool))
    assert np.isnan(none.low).all() and none.open_side == [""] * 5


@pytest.mark.parametrize("value", [10.0, 40.0])
def test_a_bias_is_corrected_as_efron_says(value: float) -> None:
    """The bound that moves is the quantile of scipy's bias-corrected formula."""
    draws = np.sort(np.random.default_rng(1).gamma(4.0, 5.0, 2000))[None, :]
    found = interval(draws, np.array([value]), np.ones(1, bool))
    z0 = norm.ppf((draws < value).mean())
    shares = norm.cdf([2 * z0 - norm.ppf(0.975), 2 * z0 + norm.ppf(0.975)])
    low, high = np.quantile(draws[0], [min(0.025, shares[0]), max(0.975, shares[1])])
    assert found.low[0] == pytest.approx(low, abs=0.2)
    assert found.high[0] == pytest.approx(high, abs=2.0)


def test_what_has_no_value_has_no_rank(supply: nx.Graph) -> None:
    frame = rank_intervals(supply, "hub", draws=5)
    countries = frame[frame["kind"] == "country"]
    assert countries["value"].isna().all()
    assert countries[["rank", "rank_low", "rank_high", "rank_without"]].isna().all(axis=None)
    assert (countries["moved_by"] == "").all() and not countries["moved_by_equals"].any()
    assert frame["kind"].iloc[0] == "supplier" and frame["rank"].iloc[0] == 1
    turned = rank_intervals(supply, "authority", draws=5)
    assert turned["kind"].iloc[0] == "country"
    assert turned.loc[turned["kind"] == "supplier", "rank"].isna().all()


def test_lenders_come_first_and_receivers_have_no_rank(kg: KnowledgeGraph) -> None:
    frame = TABLES["ranks"](kg, kg.network("finance"), 1)
    assert frame["kind"].iloc[0] == "lender" and frame["rank"].iloc[0] == 1
    receiving = frame[frame["kind"] == "country"]
    assert len(receiving) and receiving["rank"].isna().all()
    assert frame.attrs["measure"] == "out_degree"
    measured = centrality(kg.network("finance"), ["degree"])
    assert measured.loc[measured["kind"] == "country", "out_degree_rank"].isna().all()
    assert measured.loc[measured["kind"] == "lender", "in_degree_rank"].isna().all()


def test_supply_at_home_stands_apart(origin: nx.DiGraph) -> None:
    frame = rank_intervals(origin, "out_degree", draws=5)
    loops = {a for a, b in origin.edges if a == b}
    assert len(loops) == 33
    abroad = {node: len(set(origin[node]) - {node}) for node in origin}
    assert frame["elsewhere"].to_dict() == abroad
    degree = rank_intervals(origin, "degree", draws=5)
    assert (degree["value"] - degree["elsewhere"]).sum() == 2 * len(loops)
    assert "elsewhere" not in rank_intervals(origin, "pagerank", draws=5)


def test_families_that_move_as_far_are_counted() -> None:
    edges = [(0, 0, "f"), (0, 1, "g"), (0, 2, "h"), (1, 0, "f"), (1, 1, "g"), (1, 2, "i")]
    net = network([(a, b, frozenset(name)) for a, b, name in edges])
    frame = rank_intervals(net, draws=20)
    # Without h the first has two countries to three, without i it is the other.
    assert frame.loc["s0", ["moved_by", "moved_by_equals", "rank_without"]].to_list() == ["h", 0, 2]
    both = frozenset("hi")
    net = network([(0, 0, frozenset("f")), (0, 1, frozenset("g")), (1, 2, both), (1, 3, both)])
    frame = rank_intervals(net, draws=20)
    assert frame.loc["s0", ["moved_by", "moved_by_equals", "rank_without"]].to_list() == ["f", 1, 2]


@pytest.mark.parametrize("measure", ["betweenness", "closeness"])
def test_no_rank_of_the_real_network_stands_outside_its_interval(
    supply: nx.Graph, measure: str
) -> None:
    frame = rank_intervals(supply, measure, draws=60)
    assert (frame["rank_low"] <= frame["rank"]).all() and (
        frame["rank"] <= frame["rank_high"]
    ).all()
    assert set(frame["open_side"]) <= {"", "low", "high"}


@pytest.mark.parametrize("name", ["draws", "seed"])
@pytest.mark.parametrize("value", [-1, "x", 1.5, None, True])
def test_what_is_no_whole_number_is_refused(name: str, value: object, supply: nx.Graph) -> None:
    for made in (
        lambda: rank_intervals(supply, **{name: value}),
        lambda: concentration(supply, intervals=True, **{name: value}),
    ):
        with pytest.raises(UseError, match="whole number") as caught:
            made()
        assert caught.value.name == name


@settings(max_examples=25, deadline=None)
@given(net=networks(), measure=st.sampled_from(NAMELESS), seed=st.integers(0, 9))
def test_other_names_change_nothing(net: nx.Graph, measure: str, seed: int) -> None:
    nodes = sorted(net)
    names = dict(zip(nodes, random.Random(seed).sample(nodes, len(nodes)), strict=True))
    columns = ["value", "rank", "rank_low", "rank_high", "rank_without"]
    before = rank_intervals(net, measure, draws=20)[columns].rename(index=names)
    after = rank_intervals(nx.relabel_nodes(net, names), measure, draws=20)[columns]
    pd.testing.assert_frame_equal(before.sort_index(), after.sort_index())


@settings(max_examples=25, deadline=None)
@given(net=networks(), measure=st.sampled_from(CHEAP))
def test_a_node_without_an_edge_changes_no_rank(net: nx.Graph, measure: str) -> None:
    more = net.copy()
    more.add_node("s99", bipartite=0, kind="supplier")
    columns = ["rank", "rank_low", "rank_high", "moved_by", "rank_without"]
    before = rank_intervals(net, measure, draws=20)[columns]
    pd.testing.assert_frame_equal(
        rank_intervals(more, measure, draws=20).loc[before.index, columns], before
    )


@settings(max_examples=25, deadline=None)
@given(net=networks())
def test_a_family_that_others_stand_beside_moves_no_degree(net: nx.Graph) -> None:
    for _, _, facts in net.edges(data=True):
        facts["evidence_families"] = (*facts["evidence_families"], "z")
        facts["family_records"] = (*facts["family_records"], 1)
        facts["weight"] += 1
    subject = subject_of(net)
    families = families_of(subject.plain, subject.net)
    copies = next(families.without_each())
    place = families.names.index("z")
    assert copies.present[:, place].all()
    assert "z" not in set(rank_intervals(net, draws=1)["moved_by"])


def test_by_hand() -> None:
    net = network([(0, 0, frozenset("f")), (0, 1, frozenset("f")), (1, 0, frozenset("g"))])
    frame = rank_intervals(net, draws=500)
    first = frame.loc["s0"]
    # Of two draws from two families, both are g in a quarter: then s1 is first.
    assert first[["value", "rank", "rank_low", "rank_high"]].to_list() == [2, 1, 1, 2]
    # Without f it has no country left, so no rank among those that have one.
    assert first["moved_by"] == "f" and pd.isna(first["rank_without"])
    assert frame.attrs["families"] == 2
    assert frame.attrs["draws"] == 500


def test_a_draw_weighs_the_records_of_the_drawn_families() -> None:
    net = network([(0, 0, frozenset("fg")), (1, 0, frozenset("g"))])
    subject = subject_of(net)
    families = families_of(subject.plain, subject.net)
    drawn = next(families.drawn(50, 1))
    assert set(map(tuple, drawn.weights.T.tolist())) <= {(2.0, 2.0), (2.0, 1.0), (2.0, 0.0)}
    assert (drawn.present == (drawn.weights > 0)).all()


def test_a_record_of_two_families_stays_without_one() -> None:
    net = nx.Graph()
    net.add_edge("a", "b", weight=1, evidence_families=("f", "g"), family_records=(1, 1))
    subject = subject_of(net)
    for copies in families_of(subject.plain, subject.net).without_each():
        assert copies.weights.tolist() == [[1.0, 1.0]]


def test_records_of_two_families_are_not_those_of_a_third() -> None:
    """Without f the record of f falls, and the one of g and h is still one."""
    net = nx.Graph()
    net.add_edge(
        "a",
        "b",
        weight=2,
        records=("one", "two"),
        evidence_families=("f", "g", "h"),
        family_records=(1, 1, 1),
    )
    subject = subject_of(net)
    sources = {"one": ["f"], "two": ["g", "h", "h"]}
    families = sources_of(subject.plain, subject.net, sources)
    (copies,) = families.without_each()
    assert families.names == ("f", "g", "h")
    assert copies.weights.tolist() == [[1.0, 2.0, 2.0]]
    assert copies.present.all()


@settings(max_examples=25, deadline=None)
@given(net=networks(families="f"), by=st.sampled_from(["country", "region"]))
def test_one_source_gives_concentration_no_interval(net: nx.Graph, by: str) -> None:
    frame = concentration(net, by, intervals=True, draws=20)
    for name in ("hhi", "first_share", "rank"):
        assert frame[[f"{name}_low", f"{name}_high"]].isna().all(axis=None)
        assert (frame[f"{name}_open_side"] == "").all()
    assert frame["hhi_without"].isna().all() and (frame["moved_by"] == "f").all()


@settings(max_examples=25, deadline=None)
@given(net=networks(), by=st.sampled_from(["country", "region"]))
def test_a_concentration_lies_within_its_interval(net: nx.Graph, by: str) -> None:
    frame = concentration(net, by, intervals=True, draws=20)
    for name in ("hhi", "first_share", "rank"):
        told = frame[frame[f"{name}_low"].notna() & frame[name].notna()]
        assert (told[f"{name}_low"] <= told[name]).all()
        assert (told[name] <= told[f"{name}_high"]).all()


def test_a_single_record_has_no_rank() -> None:
    net = network([(0, 0, frozenset("f")), (0, 1, frozenset("fg")), (1, 1, frozenset("f"))])
    frame = concentration(net, intervals=True, draws=20)
    assert pd.isna(frame.loc["c0", "rank"]) and frame.loc["c0", "hhi"] == 1
    assert frame.loc["c1", "rank"] == 1


def test_regions_are_of_one_scheme(supply: nx.Graph) -> None:
    frame = concentration(supply, "region", intervals=True, draws=50)
    last = frame.iloc[-1]
    assert last["label"] == "Outside the regions of the index"
    assert pd.isna(last["rank"]) and np.isnan(last["hhi_low"])
    others = frame.iloc[:-1]
    assert len(others) == 6 and not others["label"].str.contains("M49").any()
    assert sorted(others["rank"]) == [1, 2, 3, 4, 5, 6]
    apart = [facts["label"] for _, facts in supply.nodes(data=True)
             if facts.get("region_scheme") == "un-m49"]  # fmt: skip
    assert apart == ["Brunei", "Mayotte"]


def test_the_real_concentrations_hold_their_values(supply: nx.Graph) -> None:
    frame = concentration(supply, intervals=True, draws=1000)
    for name in ("hhi", "first_share", "rank"):
        told = frame[frame[f"{name}_low"].notna() & frame[name].notna()]
        assert len(told) > 40
        assert (told[f"{name}_low"] <= told[name]).all()
        assert (told[name] <= told[f"{name}_high"]).all()
    alone = frame["independent_sources"] == 1
    assert frame.loc[alone, "hhi_low"].isna().all() and frame.loc[~alone, "hhi_low"].notna().all()
    usa = frame.loc["https://w3id.org/watchgraph/id/country/USA"]
    assert usa["hhi_low"] < 0.0645 < usa["hhi_high"] and usa["hhi"] == pytest.approx(
        0.0645, abs=1e-4
    )
    assert usa["hhi_open_side"] == "low"


def test_one_edition_has_no_interval(kg: KnowledgeGraph) -> None:
    frame = rank_intervals(kg.network("supply", edition=2019), draws=20)
    assert frame.attrs["families"] == 1
    assert frame[["rank_low", "rank_high", "rank_without"]].isna().all(axis=None)
    assert frame["label"].iloc[0] == "Huawei" and frame["rank"].iloc[0] == 1
    several = concentration(kg.network("supply", edition=2019), intervals=True, draws=20)
    assert several["hhi_low"].isna().all() and several["hhi_without"].isna().all()


def test_a_country_without_a_record_is_moved_by_nobody() -> None:
    net = network([(0, 0, frozenset("f")), (1, 0, frozenset("g"))])
    net.add_node("c9", bipartite=1, kind="country")
    before = concentration(net.subgraph(set(net) - {"c9"}), intervals=True, draws=20)
    frame = concentration(net, intervals=True, draws=20)
    assert frame.loc["c9", "moved_by"] == ""
    assert np.isnan(frame.loc["c9", "hhi_without"])
    pd.testing.assert_frame_equal(frame.loc[["c0"]], before)


def shared(halves: dict[tuple[str, str], list[tuple[str, str]]]) -> nx.Graph:
    """Return suppliers that share countries, with the families of both halves of each."""
    net = nx.Graph()
    for (a, b), own in halves.items():
        families = sorted({name for both in own for half in both for name in half.split(" ")})
        net.add_edge(
            a,
            b,
            weight=len(own),
            evidence_families=tuple(families),
            family_records=(7,) * len(families),
            first_families=tuple(one for one, _ in own),
            second_families=tuple(two for _, two in own),
        )
    return net


def test_what_two_share_needs_a_family_of_each_half() -> None:
    net = shared({("a", "b"): [("f", "g"), ("f g", "g")], ("b", "c"): [("g", "g")]})
    subject = subject_of(net)
    families = witnesses_of(subject.plain, subject.net)
    drawn = next(families.drawn(200, 1))
    # Only f; only g; both, where what is drawn twice counts once.
    assert set(map(tuple, drawn.weights.T.tolist())) == {(0.0, 0.0), (1.0, 1.0), (2.0, 1.0)}
    (left,) = families.without_each()
    assert left.weights.T.tolist() == [[1.0, 1.0], [0.0, 0.0]]


def test_one_source_gives_shared_networks_no_interval() -> None:
    """Their edges weigh what is shared, not the records behind it."""
    net = shared({("a", "b"): [("f", "f")] * 3, ("b", "c"): [("f", "f")], ("c", "d"): [("f", "f")]})
    net.edges["c", "d"]["family_records"] = (50,)
    frame = rank_intervals(net, "strength", draws=20)
    assert frame[["rank_low", "rank_high"]].isna().all(axis=None)
    drawn = next(witnesses_of(subject_of(net).plain, subject_of(net).net).drawn(20, 1))
    assert (drawn.weights == [[3.0], [1.0], [1.0]]).all()


def test_shared_networks_are_drawn_as_the_supply_beneath(kg: KnowledgeGraph) -> None:
    """Drawing families of the shared network is drawing those of its links and joining them."""
    supply, net = kg.network("supply"), kg.network("cosupply")
    subject = subject_of(net)
    families = witnesses_of(subject.plain, subject.net)
    weights = next(families.without_each()).weights
    for k, family in enumerate(families.names[: weights.shape[1]]):
        kept = nx.Graph(
            (a, b) for a, b, own in supply.edges(data="evidence_families") if set(own) - {family}
        )
        for i, (a, b) in enumerate(zip(subject.net.tail, subject.net.head, strict=True)):
            one, two = subject.plain.nodes[a], subject.plain.nodes[b]
            both = set(kept[one]) & set(kept[two]) if one in kept and two in kept else set()
            assert weights[i, k] == len(both)


def test_the_real_network(supply: nx.Graph) -> None:
    frame = rank_intervals(supply, draws=300)
    suppliers = frame[frame["kind"] == "supplier"]
    assert suppliers["label"].iloc[0] == "Huawei"
    assert suppliers.iloc[0][["rank_low", "rank_high", "moved_by"]].to_list() == [1, 1, ""]
    assert (suppliers["rank_low"] <= suppliers["rank_high"]).all()
    # What one publisher alone says falls with it.
    alone = suppliers[(suppliers["independent_sources"] == 1) & (suppliers["value"] > 2)]
    assert len(alone)
    assert (alone["rank_high"] > alone["rank"]).all()
    assert (alone["moved_by"] != "").all()
    measured = centrality(supply, ["degree"])
    assert frame["rank"].eq(measured.loc[frame.index, "degree_rank"]).all()
    assert frame.attrs["data_version"] == supply.graph["data_version"]


def test_the_weights_of_the_real_network_are_those_of_its_families(
    supply: nx.Graph, origin: nx.DiGraph
) -> None:
    for net in (supply, origin):
        for _, _, facts in net.edges(data=True):
            assert sum(facts["family_records"]) >= facts["weight"]
            assert max(facts["family_records"]) <= facts["weight"]
            assert len(facts["family_records"]) == facts["independent_sources"]


def test_the_seed_decides(supply: nx.Graph) -> None:
    one, same, other = (rank_intervals(supply, draws=50, seed=seed) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(one, same)
    assert not one["rank_high"].equals(other["rank_high"])


def test_centrality_gives_the_same_intervals(supply: nx.Graph) -> None:
    frame = centrality(supply, ["degree", "core"], intervals=True, draws=60)
    for name in ("degree", "core"):
        alone = rank_intervals(supply, name, draws=60).loc[frame.index]
        assert frame[f"{name}_rank_low"].equals(alone["rank_low"].rename(f"{name}_rank_low"))
        assert frame[f"{name}_rank_high"].equals(alone["rank_high"].rename(f"{name}_rank_high"))
    assert (frame.attrs["draws"], frame.attrs["seed"]) == (60, 1)


def test_concentration_with_intervals(supply: nx.Graph) -> None:
    frame = concentration(supply, "region", intervals=True, draws=200)
    whole = frame[frame["rank"].notna()]
    assert (whole["hhi_low"] <= whole["hhi_high"]).all()
    africa = whole.loc["Africa"]
    assert africa["rank_high"] <= 3
    assert africa["hhi_low"] < africa["hhi"] < africa["hhi_high"]
    weights = [
        facts["weight"]
        for _, country, facts in supply.edges(data=True)
        if "Africa" in (supply.nodes[country].get("region"), supply.nodes[_].get("region"))
    ]
    assert africa["weight"] == sum(weights)


@pytest.mark.parametrize(
    ("measure", "words"),
    [("closenes", "is unknown"), ("hits", "two columns"), ("out_degree", "is unknown")],
)
def test_what_cannot_be_ranked_is_refused(supply: nx.Graph, measure: str, words: str) -> None:
    with pytest.raises(UseError, match=words):
        rank_intervals(supply, measure)


def test_networks_without_sources_are_refused() -> None:
    with pytest.raises(UseError, match="names no family"):
        rank_intervals(nx.davis_southern_women_graph())
    with pytest.raises(UseError, match="draw"):
        rank_intervals(network([(0, 0, frozenset("f"))]), draws=0)


def test_shortest_paths_name_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    net = network([(0, 0, frozenset("f")), (1, 0, frozenset("g"))])
    monkeypatch.setitem(sys.modules, "numba", None)
    with pytest.raises(UseError, match="numba") as caught:
        rank_intervals(net, "betweenness", draws=1)
    assert "watchgraph[analysis]" in str(caught.value)
    assert rank_intervals(net, "degree", draws=1)["rank"].to_list() == [1, 1, 1]


def test_ranks_see_through_rounding() -> None:
    values = np.array([[0.1 + 0.2], [0.3], [0.2]])
    assert competition_ranks(values).ravel().tolist() == [1, 1, 3]


def test_a_value_that_is_not_known_blurs_no_other() -> None:
    values = np.array([[3e-10], [1e-10], [2e-10]])
    more = np.concatenate([values, [[np.nan], [np.nan]]])
    assert competition_ranks(values).ravel().tolist() == [1, 3, 2]
    assert competition_ranks(more).ravel().tolist() == [1, 3, 2, 4, 4]
