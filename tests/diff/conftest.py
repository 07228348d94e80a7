"""The real graph, small graphs that differ in one place, and tombstones for what is gone."""

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import watchgraph as wg
from watchgraph.diff import EditionDiff, diff_editions
from watchgraph.resources import data_folder
from watchgraph.vocabulary import GRAPH, ID

Rows = list[dict[str, str]]
Change = Callable[[Rows], object]

SMALL = Path(__file__).parents[1] / "fixtures" / "small"


def change_tables(folder: Path, tables: dict[str, Change]) -> None:
    for name, change in tables.items():
        path = folder / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            rows = list(reader)
        change(rows)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, reader.fieldnames or (), lineterminator="\n")
            writer.writeheader()
            writer.writerows([dict.fromkeys(reader.fieldnames or (), "") | row for row in rows])


def _without_kept_back(rows: Rows) -> None:
    rows[:] = [row for row in rows if row["source"] != "closed-1"]


@pytest.fixture
def small_data(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes the small tables, changed as asked."""

    def write(name: str, **tables: Change) -> Path:
        folder = tmp_path / name
        shutil.copytree(data_folder() / "codelists", folder / "codelists")
        shutil.copytree(SMALL, folder, dirs_exist_ok=True)
        described = json.loads((data_folder() / "datapackage.json").read_text(encoding="utf-8"))
        described["expectations"] = []
        (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
        # They name rows that some changes take away; a row that enters no graph is no change.
        change_tables(folder, {"redactions": list.clear, "replies": list.clear})
        change_tables(folder, {"listings": _without_kept_back})
        change_tables(folder, tables)
        return folder

    return write


@pytest.fixture
def small(small_data) -> Callable[..., wg.KnowledgeGraph]:
    """Return a function that gives a small graph, its tables changed as asked."""
    count = iter(range(100))

    def load(**tables: Change) -> wg.KnowledgeGraph:
        return wg.KnowledgeGraph.load(small_data(f"data-{next(count)}", **tables))

    return load


@pytest.fixture
def bury() -> Callable[..., wg.KnowledgeGraph]:
    """Return a function that leaves a tombstone for an id, with what replaced it."""

    def leave(kg: wg.KnowledgeGraph, old: str, *new: str) -> wg.KnowledgeGraph:
        lines = [f"<{ID}{old}> <http://www.w3.org/2002/07/owl#deprecated> true ."]
        lines += [f"<{ID}{old}> <http://purl.org/dc/terms/isReplacedBy> <{ID}{n}> ." for n in new]
        kg.store.update(f"INSERT DATA {{ GRAPH <{GRAPH}tombstones> {{ {' '.join(lines)} }} }}")
        return kg

    return leave


@pytest.fixture(scope="session")
def real(kg: wg.KnowledgeGraph) -> wg.KnowledgeGraph:
    return kg


@pytest.fixture(scope="session")
def editions(real: wg.KnowledgeGraph) -> EditionDiff:
    return diff_editions(real, 2019, 2022)


@pytest.fixture(scope="session")
def known(real: wg.KnowledgeGraph) -> wg.KnowledgeGraph:
    """Return the graph as known at the end of 2022.

    Of the entries of 2019 only those of adopters are there: where none was found is in a list
    whose publication is not dated.
    """
    return real.as_of("2022-12-31", known="2022-12-31")


@pytest.fixture(scope="session")
def known_editions(known: wg.KnowledgeGraph) -> EditionDiff:
    return diff_editions(known, 2019, 2022)


@pytest.fixture(scope="session")
def table() -> Callable[[str], pd.DataFrame]:
    """Return a function that reads a table as it stands: an empty cell stays empty text."""

    def read(name: str) -> pd.DataFrame:
        return pd.read_csv(data_folder() / f"{name}.csv", dtype=str, keep_default_na=False)

    return read


def second_edition() -> dict[str, Change]:
    """Return what gives the small tables an edition of 2022.

    Namibia stays found, with policing in place of the smart city; Kosovo is newly found; Gaza
    may have been looked at before; China was not.
    """
    cited = {"source": "index-2019"}
    unit = {"edition": "2022", "membership": "certain"} | cited
    assessed = {"edition": "2022", "adopter": "true", "bri_marked": "false"} | cited

    def mark(country: str, technology: str, result: str) -> dict[str, str]:
        return {
            "record": f"2022-{country}-{technology}",
            "assessment": f"2022-{country}",
            "technology": technology,
            "result": result,
        } | cited

    places = (("NAM", "adopter"), ("XKX", "adopter"), ("CHN", "none_found"))
    return {
        "editions": lambda rows: rows.append(
            {
                "edition": "2022",
                "title": "Second edition",
                "start": "2022-03-09",
                "start_precision": "day",
                "units_published": "4",
            }
            | cited
        ),
        "index_units": lambda rows: rows.extend(
            [
                *(
                    {"record": f"2022-{c}", "country": c, "as_printed": c, "finding": f} | unit
                    for c, f in places
                ),
                {
                    "record": "2022-gaza",
                    "territory": "gaza",
                    "as_printed": "Gaza",
                    "finding": "none_found",
                }
                | unit,
            ]
        ),
        "assessments": lambda rows: rows.extend(
            {"record": f"2022-{c}", "unit": f"2022-{c}", "country": c, "as_printed": c} | assessed
            for c in ("NAM", "XKX")
        ),
        "assessment_technologies": lambda rows: rows.extend(
            [
                mark("NAM", "smart_city", "none_found"),
                mark("NAM", "smart_policing", "reported"),
                mark("NAM", "social_media_surveillance", "reported"),
                mark("XKX", "smart_city", "reported"),
                mark("XKX", "smart_policing", "none_found"),
                mark("XKX", "social_media_surveillance", "none_found"),
            ]
        ),
        "spellings": lambda rows: rows.append(
            {
                "record": "ear",
                "printed": "Ear",
                "supplier": "ear",
                "certainty": "certain",
                "reason": "as printed",
                "source": "readings",
            }
        ),
        "assessment_suppliers": lambda rows: rows.append(
            {"record": "2022-XKX--ear", "assessment": "2022-XKX", "as_printed": "Ear"} | cited
        ),
    }


@pytest.fixture
def two_editions(small) -> wg.KnowledgeGraph:
    return small(**second_edition())
