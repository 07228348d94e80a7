"""The notebooks run, and give what is stored of them; their figures are counted again by hand."""

import csv
import importlib.metadata
import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from watchgraph.resources import data_folder

ROOT = Path(__file__).parents[2]
MOST_SECONDS = 60
# Whose version decides the bytes of an output.
DECIDING = ("ipykernel", "ipython", "matplotlib", "nbclient", "nbformat")
DECIDING += ("babel", "charset-normalizer", "rapidfuzz")
DECIDING += ("networkx", "numba", "numpy", "pandas", "pyarrow", "scipy", "statsmodels")

HUAWEI_KEN = ("huawei", "KEN")

Rows = list[dict[str, str]]


def _other_versions() -> list[str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = dict(line.lower().split("==") for line in lines if "==" in line)
    here = {name: importlib.metadata.version(name) for name in DECIDING}
    return [f"{name} {version}" for name, version in here.items() if version != pins[name]]


def _figures(text: str) -> dict[str, str]:
    """Return the named figures that the last cell prints."""
    [output] = json.loads(text)["cells"][-1]["outputs"]
    return dict(line.rsplit(": ", 1) for line in "".join(output["text"]).splitlines())


@pytest.mark.slow
def test_it_gives_what_is_stored(
    path: Path, script: ModuleType, record_property: Callable[[str, object], None]
) -> None:
    begun, used = time.perf_counter(), _used_by_children()
    fresh = script.executed(path)
    seconds, used = time.perf_counter() - begun, _used_by_children() - used
    print(f"{path.name}: {seconds:.1f} s, of which {used:.1f} s on the processor")
    record_property("seconds", round(seconds, 1))
    stored = path.read_text(encoding="utf-8")
    assert _figures(fresh) == _figures(stored)
    # Time on the processor: others may be using the machine.
    assert used < MOST_SECONDS
    other = _other_versions()
    if other:
        pytest.skip(f"not the versions of constraints.txt: {', '.join(other)}")
    assert fresh == stored, "what it gives has changed: make notebooks, and read the difference"


def _used_by_children() -> float:
    times = os.times()
    return times.children_user + times.children_system


def _rows(table: str) -> Rows:
    with (data_folder() / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _named(edition: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield supplier, country and record wherever a record surely names the supplier."""
    surely = {
        row["printed"]: row["supplier"]
        for row in _rows("spellings")
        if row["certainty"] == "certain" and row["supplier"]
    }
    for kind, table in (("assessment", "assessments"), ("deployment", "deployments")):
        records = {row["record"]: row for row in _rows(table)}
        for row in _rows(f"{kind}_suppliers"):
            record = records[row[kind]]
            if edition and record.get("edition") != edition:
                continue
            if row["as_printed"] in surely and record["country"]:
                yield surely[row["as_printed"]], record["country"], record["record"]


def _links(edition: str = "") -> set[tuple[str, str]]:
    return {(supplier, country) for supplier, country, _ in _named(edition)}


def _adopters(edition: str) -> int:
    units = (row for row in _rows("index_units") if row["edition"] == edition)
    return sum(row["finding"] == "adopter" and row["membership"] == "certain" for row in units)


def _stored(name: str) -> dict[str, str]:
    return _figures((ROOT / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8"))


def test_the_figures_of_01_are_those_of_the_tables() -> None:
    figures = _stored("01_ask")
    links, first = _links(), _links("2019")
    kenya = {record for supplier, country, record in _named() if (supplier, country) == HUAWEI_KEN}
    assert figures["countries of Huawei"] == str(sum(pair[0] == "huawei" for pair in links))
    of = "countries of {} in the 2019 index"
    assert figures[of.format("Huawei")] == str(sum(pair[0] == "huawei" for pair in first))
    assert figures[of.format("NEC")] == str(sum(pair[0] == "nec" for pair in first))
    assert figures["records that say Huawei supplies Kenya"] == str(len(kenya))


def test_the_figures_of_02_are_those_of_the_tables() -> None:
    figures = _stored("02_networks")
    links = _links()
    assert figures["suppliers"] == str(len({supplier for supplier, _ in links}))
    assert figures["countries"] == str(len({country for _, country in links}))
    assert figures["links"] == str(len(links))
    assert figures["links of the 2019 edition"] == str(len(_links("2019")))


def test_the_figures_of_03_are_those_of_the_tables() -> None:
    figures = _stored("03_centrality_and_communities")
    links, named = _links(), set(_named())
    degrees: dict[str, int] = {}
    records: dict[str, int] = {}
    suppliers_of: dict[str, int] = {}
    for supplier, country in links:
        degrees[supplier] = degrees.get(supplier, 0) + 1
        suppliers_of[country] = suppliers_of.get(country, 0) + 1
    for supplier, _, _ in named:
        records[supplier] = records.get(supplier, 0) + 1
    first, second, *_ = sorted(degrees.values(), reverse=True)
    assert figures["largest degree of a supplier"] == str(first)
    assert figures["second degree of a supplier"] == str(second)
    single = [name for name in degrees if degrees[name] == records[name] == 1]
    assert figures["suppliers with one record and one country"] == str(len(single))
    assert figures["countries with one supplier"] == str(list(suppliers_of.values()).count(1))


def test_the_figures_of_04_are_those_of_the_tables() -> None:
    figures = _stored("04_loans_belt_and_road_regimes")
    loans = _rows("soft_loans")
    security = {row["code"] for row in _rows("codelists/purposes") if row["broader"] == "security"}
    marked = {
        row["assessment"]
        for row in _rows("assessment_origins")
        if row["supplier_state"] == "CHN" and row["result"] == "marked"
    }
    assert figures["loans"] == str(len(loans))
    assert figures["loans for security"] == str(sum(row["purpose"] in security for row in loans))
    assert figures["links that a source states"] == str(len(_rows("loan_deployments")))
    in_2019 = sum(name.startswith("2019-") and name != "2019-CHN" for name in marked)
    assert figures["Chinese technology marked, China left out"] == str(in_2019)
    for edition in ("2019", "2022"):
        assert figures[f"adopters of {edition}"] == str(_adopters(edition))


def test_the_figures_of_05_are_those_of_the_tables() -> None:
    figures = _stored("05_your_own_data")
    assert figures["links of the packaged data"] == str(len(_links()))
    # The notebook invents two suppliers, both in one place.
    assert figures["links with your own records"] == str(len(_links()) + 2)
