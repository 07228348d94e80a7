"""The audit of the real graph, and of a graph whose tables were changed."""

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import watchgraph as wg
from watchgraph.audit import AuditRow, audit
from watchgraph.resources import data_folder

Change = Callable[[list[dict[str, str]]], object]


@pytest.fixture(scope="session")
def audited(kg: wg.KnowledgeGraph) -> list[AuditRow]:
    return audit(kg)


@pytest.fixture
def audit_of(tmp_path: Path) -> Callable[..., dict[str, AuditRow]]:
    """Return a function that changes the rows of tables and audits what comes of it."""

    def changed(**tables: Change) -> dict[str, AuditRow]:
        data = Path(shutil.copytree(data_folder(), tmp_path / "data"))
        for name, change in tables.items():
            path = data / f"{name}.csv"
            with path.open(encoding="utf-8", newline="") as file:
                reader = csv.DictReader(file)
                rows = list(reader)
            change(rows)
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, reader.fieldnames or (), lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
        # The counts that the real data must keep do not hold for changed tables.
        package = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
        package["expectations"] = []
        (data / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
        return {row.claim: row for row in audit(wg.KnowledgeGraph.load(data))}

    return changed
