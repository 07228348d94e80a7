"""The 34 published claims: what each recomputes to, and that the verdict follows the data."""

import csv
import json
import shutil
from pathlib import Path

import pytest

import watchgraph as wg
from watchgraph.audit import audit, to_json
from watchgraph.resources import data_folder

VERDICTS = {
    "c01": (75, "holds"),
    "c02": (176, "holds"),
    "c03": (56, "holds"),
    "c04": (64, "holds"),
    "c05": (53, "differs"),
    "c06": (63, "holds"),
    "c07": (62, "holds"),
    "c08": (36, "holds"),
    "c09": (49, "differs"),
    "c10": (14, "holds"),
    "c11": (1, "holds"),
    "c12": (32, "holds"),
    "c13": (8, "differs"),
    "c14": (9, "holds"),
    "c15": (6, "holds"),
    "c16": (62, "differs"),
    "c17": (51, "holds"),
    "c18": (36, "differs"),
    "c19": (43, "differs"),
    "c20": (40, "differs"),
    "c21": (40, "holds"),
    "c22": (2, "holds"),
    "c23": (2, "holds"),
    "c24": (1, "holds"),
    "c25": (0, "unsupported"),
    "c26": (0, "unsupported"),
    "c27": (4, "holds"),
    "c28": (4, "holds"),
    "c29": (97, "holds"),
    "c30": (179, "holds"),
    "c31": (64, "holds"),
    "c32": (78, "holds"),
    "c33": (69, "holds"),
    "c34": (38, "holds"),
}


@pytest.fixture(scope="module")
def rows(audited) -> dict[str, dict[str, object]]:
    return {row["claim"]: row for row in json.loads(to_json(audited))}


@pytest.mark.parametrize("claim", sorted(VERDICTS))
def test_each_claim_recomputes_to(rows, claim):
    row = rows[claim]
    assert (row["recomputed"], row["verdict"]) == VERDICTS[claim]
    assert row["why"] and row["question"]


def test_every_claim_of_the_table_is_audited(rows):
    with (data_folder() / "claims.csv").open(encoding="utf-8") as file:
        published = {row["record"]: row for row in csv.DictReader(file)}
    assert set(rows) == set(published) == set(VERDICTS)
    for claim, row in rows.items():
        assert row["published"] == float(published[claim]["published_value"])


def _changed(folder: Path, table: str, old: str, new: str) -> wg.KnowledgeGraph:
    data = folder / "data"
    shutil.copytree(data_folder(), data)
    path = data / table
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    package = data / "datapackage.json"
    described = json.loads(package.read_text(encoding="utf-8"))
    described["expectations"] = []
    package.write_text(json.dumps(described), encoding="utf-8")
    return wg.KnowledgeGraph.load(data)


@pytest.mark.parametrize(
    ("table", "old", "new", "claim", "recomputed", "verdict"),
    [
        (
            "assessment_technologies.csv",
            "2019-DZA-smart_policing,2019-DZA,smart_policing,reported",
            "2019-DZA-smart_policing,2019-DZA,smart_policing,none_found",
            "c05",
            52,
            "holds",
        ),
        ("spellings.csv", "IBMN,ibm,,assumed", "IBMN,ibm,,certain", "c13", 10, "differs"),
        (
            "soft_loans.csv",
            ",unspecified_loan,government-of-china",
            ",grant,government-of-china",
            "c23",
            1,
            "holds",
        ),
        (
            "assessment_origins.csv",
            "2019-IRN-CHN,2019-IRN,CHN,,marked",
            "2019-IRN-CHN,2019-IRN,CHN,,none_found",
            "c27",
            3,
            "differs",
        ),
    ],
)
def test_the_verdict_follows_the_data(tmp_path, table, old, new, claim, recomputed, verdict):
    kg = _changed(tmp_path, table, old, new)
    row = {row["claim"]: row for row in json.loads(to_json(audit(kg)))}[claim]
    assert (row["recomputed"], row["verdict"]) == (recomputed, verdict)
