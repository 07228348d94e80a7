"""The evidence behind edges: complete, in the order asked, and quick."""

import time

import pytest

from watchgraph.errors import UseError
from watchgraph.networks.evidence import evidence
from watchgraph.store import KnowledgeGraph
from watchgraph.vocabulary import ID

KEYS = [
    "record",
    "kind",
    "label",
    "country",
    "date",
    "note",
    "source",
    "title",
    "url",
    "publisher",
    "published",
    "accessed",
    "licence",
]


def test_order_and_repetition_are_kept(kg: KnowledgeGraph) -> None:
    records = [f"{ID}assessment/2022-KEN", f"{ID}deployment/ago-luanda-cisp"]
    records.append(records[0])
    found = kg.evidence(iter(records))
    assert [row["record"] for row in found] == records
    assert all(list(row) == KEYS for row in found)
    assert found[1] == {
        "record": records[1],
        "kind": "deployment",
        "label": "Integrated Public Security Centre (CISP)",
        "country": "Angola",
        "date": "2019-12-30",
        "note": found[1]["note"],
        "source": f"{ID}source/forumchinaplp-org-mo-6ec947ee",
        "title": found[1]["title"],
        "url": found[1]["url"],
        "publisher": "Forum Macao",
        "published": found[1]["published"],
        "accessed": found[1]["accessed"],
        "licence": "Not stated",
    }
    assert "700 cameras" in found[1]["note"]
    assert found[1]["url"].startswith("http://www.forumchinaplp.org.mo/")


@pytest.mark.parametrize(
    ("record", "label", "date"),
    [
        ("assessment/2019-KEN", "Index 2019: Kenya", "2019-09-17"),
        ("assessment/2022-zanzibar", "Index 2022: Zanzibar", "2022-03-09"),
        ("index-unit/2019-AFG", "Looked at by index 2019: Afghanistan", "2019-09-17"),
        ("membership/bri-AGO", "Belt and Road: Angola", "2018-09"),
        ("evidence-search/AGO--huawei", "Search for Huawei in Angola", "2026-11-23"),
        ("listing/us_ofac_sdn--rostec--2022-06-28", "OFAC SDN list: Rostec", "2022-06-28"),
        ("mention/2019-ARE--bae", "Printed name BAE in 2019-ARE", ""),
        ("control/anyvision-rename-oosto", "AnyVision (Oosto from 2021), renamed Oosto", ""),
    ],
)
def test_every_kind_of_record_has_a_label(
    kg: KnowledgeGraph, record: str, label: str, date: str
) -> None:
    (found,) = kg.evidence([ID + record])
    assert (found["label"], found["date"]) == (label, date)


def test_all_records_of_the_graph_have_evidence_quickly(kg: KnowledgeGraph) -> None:
    rows = kg.rows("SELECT DISTINCT ?record { ?record prov:wasDerivedFrom ?source }")
    records = sorted(str(row[0]) for row in rows)[:2000]
    since = time.process_time()
    found = kg.evidence(records)
    assert time.process_time() - since < 0.5
    assert [row["record"] for row in found] == records
    assert all(row["source"] and row["title"] and row["label"] for row in found)


def test_text_arrives_as_it_is(small: KnowledgeGraph) -> None:
    first, second = small.evidence([f"{ID}assessment/2019-AAA", f"{ID}deployment/home"])
    assert first["label"] == "Index 2019: Côte <script>alert(1)</script>"
    assert (first["title"], first["publisher"]) == ('Index "2019" & more', 'The "P" press')
    assert second["label"] == "At home\nin two lines"
    assert (second["date"], second["country"]) == ("2020-05", "中国")
    assert second["url"] == "https://example.org/?a=1&b=2"


def test_further_sources_on_request(small: KnowledgeGraph) -> None:
    record = f"{ID}deployment/undated"
    assert [row["title"] for row in evidence(small, [record])] == ["A report"]
    rows = evidence(small, [record], further=True)
    assert [row["title"] for row in rows] == ["A report", 'Index "2019" & more']


@pytest.mark.parametrize(
    "record",
    [
        "",
        "2019-KEN",
        "https://example.org/a b",
        f"{ID}assessment/x> }} #",
        f"{ID}assessment/no-such-record",
        # A supplier of no source is no record.
        f"{ID}scheme/technology",
        None,
    ],
)
def test_what_is_no_record_is_refused(kg: KnowledgeGraph, record: str) -> None:
    with pytest.raises(UseError):
        kg.evidence([record])


def test_no_records_no_evidence(kg: KnowledgeGraph) -> None:
    assert kg.evidence([]) == []
