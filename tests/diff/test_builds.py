"""Builds that differ in one place differ in just that place."""

import json

import pytest

import watchgraph as wg
from watchgraph.diff import diff_builds, open_graph, summary, to_json
from watchgraph.diff.frames import rows_of
from watchgraph.errors import UseError

BRIEF = ("change", "record", "property", "before", "after", "moved_to", "note")


def told(diff) -> list[tuple]:
    return [
        tuple(tuple(v) if isinstance(v, list) else v for v in (row[name] for name in BRIEF))
        for row in rows_of(diff.changes)
    ]


def only(diff, *names: str) -> bool:
    """Tell whether just these tables of findings have rows."""
    tables = {name: not getattr(diff, name).empty for name in ("links", "ranks", "audit")}
    return {name for name, filled in tables.items() if filled} == set(names)


def test_a_build_and_itself_are_the_same(small):
    diff = diff_builds(small(), small())
    assert diff.empty and not diff.without_tombstone
    assert diff.communities.adjusted_rand == diff.communities.information == 1.0
    assert summary(diff)[0].startswith("Nothing changed: ")
    assert json.loads(to_json(diff))["same"] is True


@pytest.mark.slow
def test_the_real_graph_and_itself_are_the_same(real):
    assert diff_builds(real, real).empty


def test_a_record_added(small):
    listing = {
        "record": "fcc--ear",
        "supplier": "ear",
        "list": "fcc_covered_list",
        "start": "2021-03-12",
        "start_precision": "day",
        "reason": "listed",
        "source": "daily-1",
    }
    diff = diff_builds(small(), small(listings=lambda rows: rows.append(listing)))
    assert told(diff) == [("added", "listing/fcc--ear", "", (), (), (), "")]
    assert only(diff)
    [row] = [row for row in rows_of(diff.counts) if row["class"] == "wg:Listing"]
    assert (row["before"], row["after"], row["added"]) == (1, 2, 1)
    assert set(diff.sources["source"]) == {"daily-1"}


def test_a_record_removed_without_a_tombstone_is_marked(small):
    diff = diff_builds(small(), small(listings=lambda rows: rows.clear()))
    [row] = told(diff)
    assert row[0] == "removed" and row[-1] == "removed without a tombstone"
    assert diff.without_tombstone == 1
    assert "1 id removed without a tombstone." in summary(diff)
    # The record is gone from the new build: the old one says who said it.
    assert (diff.sources["title"] != "").all()


def test_a_record_withdrawn_with_a_tombstone(small, bury):
    old = small()
    gone = rows_of(diff_builds(old, small(listings=lambda rows: rows.clear())).changes)[0]["record"]
    new = bury(small(listings=lambda rows: rows.clear()), gone)
    diff = diff_builds(old, new)
    assert told(diff) == [("removed", gone, "", (), (), (), "withdrawn")]
    assert not diff.without_tombstone


def test_a_record_changed(small):
    def count(rows):
        rows[0]["camera_count"] = "121"

    diff = diff_builds(small(), small(deployments=count))
    assert told(diff) == [
        ("changed", "deployment/nam-city", "wg:cameraCount", ("120",), ("121",), (), "")
    ]
    assert only(diff)


def test_a_date_changed_is_one_change_without_its_bounds(small):
    def later(rows):
        rows[0]["start"] = "2016-03"

    diff = diff_builds(small(), small(deployments=later))
    assert told(diff) == [
        ("changed", "deployment/nam-city", "wg:start", ("2016-02",), ("2016-03",), (), "")
    ]


def test_a_stated_value_that_is_no_longer_stated(small):
    def forget(rows):
        rows[0]["operator"] = ""

    diff = diff_builds(small(), small(deployments=forget))
    assert told(diff) == [
        ("changed", "deployment/nam-city", "wg:operator", ("City police",), (), (), "")
    ]


def rename_listing(rows):
    rows[0]["record"] = "renamed"


def test_a_renamed_record_with_a_tombstone_is_moved(small, bury):
    old, new = small(), small(listings=rename_listing)
    before = next(
        r["record"] for r in rows_of(diff_builds(old, new).changes) if r["change"] == "removed"
    )
    diff = diff_builds(old, bury(new, before, "listing/renamed"))
    assert told(diff) == [("moved", before, "", (), (), ("listing/renamed",), "")]
    assert only(diff)
    # Read backwards, the same tombstone tells the same story.
    assert told(diff_builds(new, old)) == [("moved", "listing/renamed", "", (), (), (before,), "")]


def test_tombstones_are_followed_to_their_end_and_a_ring_leads_nowhere(small, bury):
    old, new = small(), small(listings=rename_listing)
    before = next(
        r["record"] for r in rows_of(diff_builds(old, new).changes) if r["change"] == "removed"
    )
    bury(bury(new, before, "listing/between"), "listing/between", "listing/renamed")
    assert told(diff_builds(old, new)) == [("moved", before, "", (), (), ("listing/renamed",), "")]
    ring = small(listings=lambda rows: rows.clear())
    bury(bury(ring, before, "listing/between"), "listing/between", before)
    assert told(diff_builds(old, ring)) == [("removed", before, "", (), (), (), "withdrawn")]


def test_a_renamed_supplier_changes_nothing_but_its_id(small, bury):
    def new_id(rows):
        for row in rows:
            for column in ("supplier", "controlling_supplier"):
                if row.get(column) == "eye":
                    row[column] = "eye-sons"

    tables = (
        "suppliers",
        "spellings",
        "supplier_aliases",
        "supplier_focus",
        "supplier_control",
        "listings",
        "evidence_searches",
    )
    new = bury(small(**dict.fromkeys(tables, new_id)), "supplier/eye", "supplier/eye-sons")
    diff = diff_builds(small(), new)
    assert told(diff) == [("moved", "supplier/eye", "", (), (), ("supplier/eye-sons",), "")]
    assert only(diff)
    assert diff.communities.moved.empty


def test_two_records_that_became_one_are_no_renaming(small, bury):
    def merge(rows):
        rows[:] = [row for row in rows if row["record"] != "nam-road"]

    new = bury(small(deployments=merge), "deployment/nam-road", "deployment/nam-city")
    diff = diff_builds(small(), new)
    assert ("removed", "deployment/nam-road", "", (), (), ("deployment/nam-city",), "") in told(
        diff
    )
    assert not diff.without_tombstone


def test_a_name_more_is_a_mention_a_link_and_a_rank(small):
    def name(rows):
        rows.append(
            {
                "record": "nam-road--ear",
                "deployment": "nam-road",
                "as_printed": "Ear",
                "source": "daily-1",
            }
        )

    def spell(rows):
        rows.append(
            {
                "record": "ear",
                "printed": "Ear",
                "supplier": "ear",
                "certainty": "certain",
                "reason": "as printed",
                "source": "readings",
            }
        )

    old, new = small(), small(deployment_suppliers=name, spellings=spell)
    diff = diff_builds(old, new)
    assert told(diff) == [
        ("added", "mention/nam-road--ear", "", (), (), (), ""),
        ("changed", "deployment/nam-road", "wg:namesSupplier", (), ("supplier/ear",), (), ""),
    ]
    assert rows_of(diff.links) == [
        {
            "supplier": "supplier/ear",
            "name": "Ear",
            "country": "country/NAM",
            "country_name": "Namibia",
            "change": "added",
            "records": ["deployment/nam-road"],
        }
    ]
    ranks = {row["node"]: row for row in rows_of(diff.ranks)}
    ear = ranks["supplier/ear"]
    assert (ear["before"], ear["after"], ear["rank_before"]) == (None, 1, None)
    assert ranks["country/NAM"]["records"] == ["deployment/nam-road"]
    back = diff_builds(new, old)
    assert [row["change"] for row in rows_of(back.links)] == ["removed"]
    assert [row[0] for row in told(back)] == ["removed", "changed"]


@pytest.mark.slow
def test_a_verdict_that_turned(real, tmp_path):
    """One country less with a smart city in 2019, and the claim of 56 no longer holds."""
    import shutil

    from watchgraph.resources import data_folder

    data = tmp_path / "data"
    shutil.copytree(data_folder(), data)
    path = data / "assessment_technologies.csv"
    text = path.read_text(encoding="utf-8")
    assert "2019-KEN,smart_city,reported" in text
    path.write_text(
        text.replace("2019-KEN,smart_city,reported", "2019-KEN,smart_city,none_found"),
        encoding="utf-8",
    )
    package = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    package["expectations"] = []
    (data / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    diff = diff_builds(real, wg.KnowledgeGraph.load(data))
    [row] = rows_of(diff.audit)
    assert (row["claim"], row["recomputed_before"], row["recomputed_after"]) == ("c03", "56", "55")
    assert (row["verdict_before"], row["verdict_after"]) == ("holds", "differs")
    assert row["records"] == ["assessment/2019-KEN"]
    assert any("verdicts: c03 holds → differs" in sentence for sentence in summary(diff))


def test_an_empty_graph_can_be_compared(small):
    import pyoxigraph

    empty = wg.KnowledgeGraph(pyoxigraph.Store())
    diff = diff_builds(empty, small())
    assert set(diff.changes["change"]) == {"added"}
    assert diff.communities.adjusted_rand is None
    assert diff_builds(empty, empty).empty
    assert set(diff_builds(small(), empty).changes["note"]) == {"removed without a tombstone"}
    json.loads(to_json(diff))


def test_builds_and_data_folders_are_opened_alike(small_data, tmp_path):
    from watchgraph.build import build

    data = small_data("data")
    build(data, tmp_path / "build", check=False)
    assert diff_builds(open_graph(data), open_graph(tmp_path / "build")).empty


def test_a_folder_of_neither_kind_is_refused(tmp_path):
    with pytest.raises(UseError, match="neither a build nor tables"):
        open_graph(tmp_path)
