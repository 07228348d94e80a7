"""The audit at the command line: one claim, several, explained, unknown."""

import json
import subprocess
import sys

import pytest


def watchgraph(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "watchgraph", "audit", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_a_verdict_opens_onto_its_records():
    said = watchgraph("--claim", "c05", "--explain")
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.count("reports smart policing [1]") == 53
    assert said.stdout.count("does not report smart policing [1]") == 22
    assert "https://doi.org/10.17632/386s7f9d25" in said.stdout


def test_an_unknown_claim_names_the_nearest_and_exits_with_2():
    said = watchgraph("--claim", "c5", "--explain")
    assert (said.returncode, said.stdout) == (2, "")
    assert "There is no claim 'c5'. Did you mean 'c05'" in said.stderr
    assert "Traceback" not in said.stderr


@pytest.mark.parametrize("claim", ["", "zzz", "c05; DROP", "<c05>", "c05\n"])
def test_what_is_no_claim_is_refused(run, claim):
    said = run("audit", "--claim", claim)
    assert said.code == 2
    assert "There is no claim" in said.err


def test_without_explain_only_the_rows_of_the_claims(run):
    said = run("audit", "--claim", "c13", "c05", "--claim", "c05")
    assert said.code == 0
    assert [line[:3] for line in said.out.splitlines() if line[:1] == "c" and line[1:3].isdigit()]
    assert said.out.index("c05 ") < said.out.index("c13 ")
    assert said.out.endswith("2 claims: differs 2\n")


def test_json_of_rows_and_of_explanations(run):
    rows = json.loads(run("audit", "--claim", "c09", "--format", "json").out)
    (row,) = rows
    (opened,) = json.loads(run("audit", "--claim", "c09", "--explain", "--format", "json").out)
    assert opened["why"] == row["why"]
    assert {r["record"] for r in opened["records"] if r["role"] == "counted"} == {*row["records"]}
    assert opened["source"]["publisher"] == "Unite.AI"
