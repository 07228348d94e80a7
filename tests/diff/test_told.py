"""A comparison as people and programs read it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from watchgraph.cli.sections_text import comparison_text
from watchgraph.diff import diff_builds, diff_editions, sections, to_json

EDITION_TABLES = {
    "countries": {"country", "name", "before", "after", "change", "records"},
    "technologies": {"subject", "asked_before", "asked_after", "both_asked", "added", "records"},
    "technology_changes": {"country", "subject", "before", "after", "change", "records"},
    "suppliers": {"supplier", "headquarters", "change", "gained", "lost", "control", "records"},
    "links": {"supplier", "country", "before", "after", "change", "country_change", "records"},
    "verdicts": {"edition", "verdict", "claims", "keys"},
    "states": {"subject", "asked_before", "asked_after", "both_asked", "added", "records"},
    "state_changes": {"country", "subject", "before", "after", "change", "records"},
}
BUILD_TABLES = {
    "counts": {"class", "label", "sort", "before", "after", "added", "removed", "moved", "changed"},
    "changes": {"change", "class", "record", "label", "property", "before", "after", "moved_to"},
    "links": {"supplier", "country", "change", "records"},
    "ranks": {"node", "kind", "before", "after", "rank_before", "rank_after", "records"},
    "audit": {"claim", "verdict_before", "verdict_after", "recomputed_before", "records"},
}


def check(told: dict, tables: dict[str, set[str]]) -> None:
    assert {"compared", "before", "after", "same", "summary", "sources"} <= told.keys()
    known = told["sources"]
    for name, columns in tables.items():
        assert all(columns <= row.keys() for row in told[name]), name
        for row in told[name]:
            assert set(row.get("records", ())) <= known["records"].keys()
    for record in known["records"].values():
        assert record["label"] and set(record["sources"]) <= known["sources"].keys()
    assert all({"title", "url", "publisher"} <= own.keys() for own in known["sources"].values())


def test_the_text_of_small_editions(two_editions):
    told = comparison_text(diff_editions(two_editions, 2019, 2022), 80)
    kept = Path(__file__).with_name("two-editions.txt").read_text(encoding="utf-8")
    assert told + "\n" == kept


def test_json_tells_the_days(known_editions, editions):
    told = json.loads(to_json(known_editions))
    assert (told["as_of"], told["known"]) == ("2022-12-31", "2022-12-31")
    assert told["before"]["missing_units"] == 104
    whole = json.loads(to_json(editions))
    assert (whole["as_of"], whole["known"], whole["before"]["missing_units"]) == ("", "", 0)


@pytest.mark.parametrize("width", [40, 80, 100, 300])
def test_lines_fit(editions, width):
    lines = comparison_text(editions, width).splitlines()
    assert max(map(len, lines)) <= min(max(width, 60), 120)
    assert all(line == line.rstrip() for line in lines)


def test_nothing_is_cut(editions):
    told = comparison_text(editions, 120)
    assert "…" not in told
    words = " ".join(told.split())
    for name in ("Oman", "Rwanda", "Somaliland", "Desarrollos Terrestres", "2019-AGO; 2022-AGO"):
        assert name in words


def test_json_of_editions(editions):
    told = json.loads(to_json(editions))
    check(told, EDITION_TABLES)
    assert told["compared"] == "editions" and told["same"] is False
    assert told["before"]["published_units"] == 176
    assert told["sources"]["sources"]["aigs-2019"]["url"].startswith("https://")
    [row] = [r for r in told["technologies"] if r["subject"] == "social_media_surveillance"]
    assert row["both_asked"] is None and row["after"] == 38


def test_json_of_builds(small):
    def count(rows):
        rows[0]["camera_count"] = "121"

    told = json.loads(to_json(diff_builds(small(), small(deployments=count))))
    check(told, BUILD_TABLES)
    assert told["changes"][0]["label"] == '"Safe" city \\ 1'
    assert told["communities"]["adjusted_rand"] == 1.0


def test_a_section_has_a_name_of_its_own(editions):
    names = [section.name for section in sections(editions)]
    assert len(names) == len(set(names))
    for section in sections(editions):
        for grid in section.grids:
            assert {len(line.cells) for line in grid.lines} <= {len(grid.heads)}


@pytest.mark.slow
def test_the_hash_seed_changes_no_byte(small_data, tmp_path):
    def count(rows):
        rows.pop()

    one, two = small_data("one"), small_data("two", deployments=count, listings=count)
    command = [sys.executable, "-m", "watchgraph", "diff", "--build", str(one), str(two)]
    said = {
        subprocess.run(
            [*command, "--format", "json"],
            env=os.environ | {"PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
