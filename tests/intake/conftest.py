"""The edition's tables, and sheets of a few rows with their maps."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from watchgraph.intake import Taken, parts_of
from watchgraph.reconcile import Judgements
from watchgraph.resources import data_folder
from watchgraph.tables import Tables, load_tables

MESSY = Path(__file__).parents[1] / "fixtures" / "messy"

#: A row that a map of deployments takes, by heading, and the map.
GOOD = {
    "Vendor": "Example Vision",
    "Country": "Kenya",
    "Link": "https://example.org/a",
    "Title": "Example report",
}
MAP = """\
file: leads.csv
rows: deployments
columns:
  supplier: Vendor
  country: Country
  source_url: Link
  source_title: Title
"""


@pytest.fixture(scope="session")
def edition() -> Tables:
    return load_tables(data_folder())


@pytest.fixture
def take(tmp_path: Path, edition: Tables) -> Callable[..., Taken]:
    """Take in rows by a map: ``take(map_text, row, row, …)``, each row by heading."""

    def take_in(
        map_text: str, *rows: dict[str, str], judgements: Judgements | None = None
    ) -> Taken:
        (tmp_path / "leads.csv").write_text(sheet_text(rows), encoding="utf-8")
        (tmp_path / "leads.yaml").write_text(map_text, encoding="utf-8")
        return parts_of(
            tmp_path, tmp_path / "leads.yaml", edition.columns, edition.package, "my", judgements
        )

    return take_in


def sheet_text(rows: Sequence[dict[str, str]]) -> str:
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, headings, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


@pytest.fixture
def rows_of() -> Callable[[Taken, str], list[dict[str, str]]]:
    """Rows of a table that was taken in, without blank cells."""

    def rows(taken: Taken, table: str) -> list[dict[str, str]]:
        return [
            {name: cell for name, cell in row.items() if cell is not None}
            for part in taken.parts
            if part.table == table
            for row in part.cells.to_pylist()
        ]

    return rows


@pytest.fixture(scope="session")
def good() -> dict[str, str]:
    return dict(GOOD)


@pytest.fixture(scope="session")
def map_text() -> str:
    return MAP


@pytest.fixture(scope="session")
def messy() -> Path:
    return MESSY
