"""Questions of supply against a computation from the tables that shares no code with them."""

import pandas as pd
import pytest

from watchgraph.questions import describe
from watchgraph.questions.columns import shape
from watchgraph.questions.run import bind
from watchgraph.store import KnowledgeGraph
from watchgraph.vocabulary import prologue

SEEN_FROM = ["JPN", "CHN", "USA", "ISR", "KOR"]


def _set(cell):
    return set(cell.split())


def _upwards(edges, supplier):
    """Return what controls a supplier, directly or further up, with the steps to it."""
    found, reached, steps = {}, {supplier}, 0
    while reached:
        steps += 1
        reached = {b for a, b in edges if a in reached} - set(found) - {supplier}
        found |= dict.fromkeys(reached, steps)
    return found


def _outside(row, day):
    """Whether control that is dated by day, month or year surely did not hold on a day."""
    return (row.start and row.start > day[: len(row.start)]) or (
        row.end and row.end < day[: len(row.end)]
    )


@pytest.mark.parametrize("state", SEEN_FROM)
@pytest.mark.parametrize("day", [None, "2014-06-15", "2018-03-27", "2019-08-01", "2021-03-01"])
def test_suppliers_controlled_from_state(kg, table, state, day):
    heads = table("suppliers").set_index("supplier").headquarters
    parents = table("supplier_control").query("controlling_supplier != ''")
    if day:
        parents = parents[[not _outside(row, day) for row in parents.itertuples()]]
    edges = set(zip(parents.supplier, parents.controlling_supplier, strict=True))
    expected = {(s, s, 0) for s in heads.index if heads[s] == state}
    for supplier in heads.index:
        for controller, steps in _upwards(edges, supplier).items():
            if heads[controller] == state:
                expected.add((supplier, controller, steps))
    frame = kg.ask("suppliers_controlled_from_state", state=state, date=day)
    assert expected == set(
        zip(frame.supplier_id, frame.controller_id, frame.links.map(int), strict=True)
    )
    assert len(frame) == len(expected)


def test_dates_of_control_are_those_of_the_table(kg, table):
    rows = table("supplier_control").set_index("record")
    for state in SEEN_FROM:
        frame = kg.ask("suppliers_controlled_from_state", state=state)
        for line in frame[frame.links == 1].itertuples():
            (record,) = (r for r in line.records.split() if r.startswith("control/"))
            row = rows.loc[record.removeprefix("control/")]
            assert (line.since, line.until, line.undated) == (row.start, row.end, row.start == "")


def test_control_of_a_day_shows_who_sold(kg):
    """Pelco was bought by an American company in 2020 and not before."""
    before = kg.ask("suppliers_controlled_from_state", state="USA", date="2019-12-31")
    after = kg.ask("suppliers_controlled_from_state", state="USA", date="2020-01-01")
    pelco = ("pelco", "motorola-solutions")
    assert pelco not in set(zip(before.supplier_id, before.controller_id, strict=True))
    assert pelco in set(zip(after.supplier_id, after.controller_id, strict=True))


CHAIN = """
supplier:maker a wg:Supplier ; rdfs:label "Maker" ; prov:wasDerivedFrom source:a .
supplier:holding a wg:Supplier ; rdfs:label "Holding" ; prov:wasDerivedFrom source:a .
supplier:group a wg:Supplier ; rdfs:label "Group" ; prov:wasDerivedFrom source:a ;
    wg:headquarters country:JPN .
control:upper a wg:SupplierControl ; wg:controlled supplier:holding ;
    wg:controller supplier:group ; prov:wasDerivedFrom source:b .
control:lower a wg:SupplierControl ; wg:controlled supplier:maker ;
    wg:controller supplier:holding ; prov:wasDerivedFrom source:c ;
    wg:start "2015"^^xsd:gYear ; wg:startEarliest "2015-01-01"^^xsd:date ;
    wg:end "2019-06"^^xsd:gYearMonth ; wg:endLatest "2019-06-30"^^xsd:date .
"""


@pytest.mark.parametrize("engine", ["oxigraph", "rdflib"])
@pytest.mark.parametrize(
    ("day", "links"),
    [
        (None, {"group": 0, "holding": 1, "maker": 2}),
        ("2014-12-31", {"group": 0, "holding": 1}),
        ("2015-01-01", {"group": 0, "holding": 1, "maker": 2}),
        ("2019-06-30", {"group": 0, "holding": 1, "maker": 2}),
        ("2019-07-01", {"group": 0, "holding": 1}),
    ],
)
def test_control_goes_up_through_other_suppliers(kg, engine, day, links):
    """The tables hold no chain of two yet, so one is made up here."""
    import pyoxigraph
    import rdflib

    from watchgraph.results import frame_from_json

    kinds = ("supplier", "control", "source", "country")
    named = "".join(f"PREFIX {k}: <https://w3id.org/watchgraph/id/{k}/>\n" for k in kinds)
    turtle = prologue() + named + CHAIN
    kept = describe("suppliers_controlled_from_state")
    sparql, _ = bind(kg, kept, {"date": day})
    if engine == "oxigraph":
        store = pyoxigraph.Store()
        store.load(turtle.encode(), format=pyoxigraph.RdfFormat.TURTLE)
        answer = KnowledgeGraph(store).query(sparql)
    else:
        plain = rdflib.Graph().parse(data=turtle, format="turtle")
        answer = frame_from_json(plain.query(prologue() + sparql).serialize(format="json"))
    frame = shape(answer, kept).set_index("supplier_id")
    assert frame.links.to_dict() == links
    assert set(frame.controller_id) == {"group"}
    if "maker" in links:
        maker = frame.loc["maker"]
        assert (maker.since, maker.until, maker.undated) == ("2015", "2019-06", 1)
        assert _set(maker.records) == {
            "supplier/maker",
            "supplier/group",
            "control/lower",
            "control/upper",
        }
        assert _set(maker.sources) == {"a", "b", "c"}


@pytest.mark.parametrize("country", ["KEN", "BRA", "CHN", "USA", "SRB", "UZB"])
def test_supplier_states_of_country(kg, table, naming, country):
    origins = table("assessment_origins").copy()
    origins["country"] = origins.assessment.map(table("assessments").set_index("record").country)
    origins = origins[origins.country == country]
    suppliers = table("suppliers").set_index("supplier")
    mine = naming[naming.country == country].copy()
    mine["state"] = mine.supplier.map(suppliers.headquarters)
    marks = origins[origins.result == "marked"]
    frame = kg.ask("supplier_states_of_country", country=country).set_index("state_id")
    assert set(frame.index) == (set(marks.supplier_state) | set(mine.state)) - {""}
    for state, line in frame.iterrows():
        marked = marks[marks.supplier_state == state].assessment
        empty = origins[(origins.supplier_state == state) & (origins.result == "none_found")]
        named = mine[mine.state == state]
        assert _set(line.marked_by) == {assessment[:4] for assessment in marked}
        assert _set(line.not_marked_by) == {assessment[:4] for assessment in empty.assessment}
        assert line.suppliers == "; ".join(sorted(set(suppliers.name[named.supplier])))
        assert _set(line.records) == {f"assessment/{a}" for a in marked} | set(named.record)
        assert line.deployments == named[named.edition == ""].record.nunique()


@pytest.mark.parametrize("pair", [("ARE", "SAU"), ("USA", "ISR"), ("SGP", "MYS"), ("KEN", "ZAF")])
@pytest.mark.parametrize("edition", [None, "2019", "2022"])
def test_shared_suppliers(kg, naming, family, pair, edition):
    rows = naming if edition is None else naming[naming.edition == edition]
    one, other = (rows[rows.country == country] for country in pair)
    frame = kg.ask("shared_suppliers", country=pair[0], other=pair[1], edition=edition)
    assert sorted(frame.supplier_id) == sorted(set(one.supplier) & set(other.supplier))
    for line in frame.itertuples():
        here = one[one.supplier == line.supplier_id]
        there = other[other.supplier == line.supplier_id]
        assert _set(line.records) == set(here.record)
        assert _set(line.other_records) == set(there.record)
        assert _set(line.sources) == set(here.source) | set(there.source)
        assert line.independent_sources == here.source.map(family).nunique()
        assert line.other_independent_sources == there.source.map(family).nunique()


@pytest.mark.parametrize(
    ("edition", "at_least", "at_most"), [(None, 1, 1000), ("2019", 1, 1000), (None, 3, 1)]
)
def test_supplier_concentration(kg, table, naming, edition, at_least, at_most):
    rows = naming if edition is None else naming[naming.edition == edition]
    names = table("suppliers").set_index("supplier").name
    frame = kg.ask(
        "supplier_concentration", edition=edition, at_least=at_least, at_most=at_most
    ).set_index("country_id")
    expected = set()
    for country, mine in rows.groupby("country"):
        times = mine.groupby("supplier").record.nunique()
        if times.sum() < at_least or len(times) > at_most:
            continue
        expected.add(country)
        line = frame.loc[country]
        assert (line.suppliers, line.mentions) == (len(times), times.sum())
        assert line.first_mentions == times.max()
        assert line["first"] == "; ".join(sorted(names[times.index[times == times.max()]]))
        assert line.share == pytest.approx(100 * times.max() / times.sum(), abs=0.0501)
        assert _set(line.records) == set(mine.record)
    assert set(frame.index) == expected
    assert frame.share.is_monotonic_decreasing


@pytest.mark.parametrize("supplier", ["ibm", "huawei", "nec", "briefcam", "milestone", "ceiec"])
def test_printed_names_of_supplier(kg, table, supplier):
    readings = table("spellings").query("supplier == @supplier").set_index("printed").certainty
    printed = []
    for name, parent, kind in (
        ("assessment_suppliers", "assessment", "Assessment"),
        ("deployment_suppliers", "deployment", "Deployment"),
        ("loan_contractors", "loan", "SoftLoan"),
    ):
        rows = table(name)[table(name).as_printed.isin(readings.index)]
        records = parent + "/" + rows[parent]
        printed.append(pd.DataFrame({"printed": rows.as_printed, "kind": kind, "record": records}))
    expected = pd.concat(printed).groupby(["printed", "kind"]).record.agg(set)
    frame = kg.ask("printed_names_of_supplier", supplier=supplier).set_index(["printed", "kind"])
    assert set(frame.index) == set(expected.index)
    for key, line in frame.iterrows():
        assert _set(line.records) == expected[key]
        assert line.mentions == len(expected[key])
        assert line.certainty_id == readings[key[0]]
