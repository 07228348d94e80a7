"""The audit as people and programs read it."""

import json

import pytest

from watchgraph.audit import AuditRow, Reading, render_text, to_json

KEYS = {"claim", "published", "recomputed", "verdict", "why", "question"}


@pytest.mark.parametrize("width", [40, 80, 100, 120, 300])
def test_lines_fit(audited, width):
    lines = render_text(audited, width).splitlines()
    assert max(map(len, lines)) <= min(max(width, 80), 120)
    assert all(line == line.rstrip() for line in lines)


def test_every_claim_is_told_with_its_query(audited):
    text = render_text(audited, 120)
    for row in audited:
        (line,) = (line for line in text.splitlines() if line.startswith(row.claim))
        assert row.verdict in line
        assert str(row.recomputed) in line
    words = " ".join(text.split())
    for row in audited:
        assert f"{row.why} [{row.question}]" in words
    assert text.endswith("34 claims: holds 25, differs 7, unsupported 2")


def test_bounds_and_percents_are_shown(audited):
    lines = {line[:3]: line for line in render_text(audited, 100).splitlines()}
    assert ">= 75" in lines["c01"]
    assert "> 60" in lines["c07"]
    assert lines["c17"].count("51 %") == 2


def test_no_claims():
    assert render_text([], 80).endswith("No claims.")
    assert json.loads(to_json([])) == []


def test_json(audited):
    objects = json.loads(to_json(audited))
    assert [row["claim"] for row in objects] == [row.claim for row in audited]
    for row in objects:
        assert row.keys() >= KEYS
        assert isinstance(row["published"], (int, float))
        assert all("/" in record for record in row["records"])
        assert {"reading", "recomputed", "verdict", "decides"} <= row["readings"][0].keys()
    smart_policing = objects[4]
    assert {key: smart_policing[key] for key in KEYS} == {
        "claim": "c05",
        "published": 52,
        "recomputed": 53,
        "verdict": "differs",
        "why": "53 of the 75 adopters' assessments report it.",
        "question": "adopters_with_technology",
    }


def test_names_in_any_script_stay_as_they_are():
    reading = Reading("读法", "", 1, "holds", True, ("loan/x",))
    row = AuditRow("c1", "华为 & <b>", "", "2019", 1, "equals", "loans", 1, "holds",
                   'of "Côte"', "q", (reading,))  # fmt: skip
    assert "华为 & <b>" in to_json([row])
    assert "华为 & <b>" in render_text([row], 80)
