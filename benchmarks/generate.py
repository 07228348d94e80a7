"""A data folder of the real shape with many more deployments, from a seed."""

from __future__ import annotations

import csv
import json
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

from watchgraph.resources import data_folder

_STAGES = ("announced", "contracted", "operational", "operational", "suspended", "ended", "")


def generate(folder: Path, deployments: int, *, seed: int = 1) -> None:
    """Write a copy of the packaged data in which the deployments are made up.

    Suppliers, countries, technologies and sources are drawn with the skew of the real ones:
    few suppliers and sources carry most of the records.

    Parameters
    ----------
    folder
        Folder to write; must not exist.
    deployments
        Number of deployments; about 13 quads each.
    seed
        Seed of the generator.
    """
    real = data_folder()
    shutil.copytree(real, folder)
    rng = random.Random(seed)
    countries = _column(real / "countries.csv", "country")
    sources = _column(real / "sources.csv", "source")
    technologies = _column(real / "codelists" / "technologies.csv", "code")
    printed = [row["printed"] for row in _rows(real / "spellings.csv") if row["supplier"]]
    rng.shuffle(printed)
    heads = {
        name: next(csv.reader((real / f"{name}.csv").open(encoding="utf-8")))
        for name in ("deployments", "deployment_suppliers", "deployment_technologies")
    }
    with (
        (folder / "deployments.csv").open("w", encoding="utf-8", newline="") as one,
        (folder / "deployment_suppliers.csv").open("w", encoding="utf-8", newline="") as two,
        (folder / "deployment_technologies.csv").open("w", encoding="utf-8", newline="") as three,
    ):
        systems = _writer(one, heads["deployments"])
        suppliers = _writer(two, heads["deployment_suppliers"])
        kinds = _writer(three, heads["deployment_technologies"])
        for number in range(deployments):
            record = f"made-{number:08d}"
            source = sources[int(len(sources) * rng.random() ** 2)]
            systems.writerow(_system(rng, record, number, countries, source))
            name = printed[int(len(printed) * rng.random() ** 3)]
            if rng.random() < 0.2:
                suppliers.writerow([f"{record}--s", record, name, source, ""])
            kinds.writerow([f"{record}--t", record, rng.choice(technologies), source])
    package = folder / "datapackage.json"
    described = json.loads(package.read_text(encoding="utf-8"))
    described["expectations"] = []
    package.write_text(json.dumps(described), encoding="utf-8")
    for name in ("deployment_sources", "evidence_search_deployments", "loan_deployments"):
        path = folder / f"{name}.csv"
        path.write_text(path.read_text(encoding="utf-8").partition("\n")[0] + "\n", "utf-8")


def _system(
    rng: random.Random, record: str, number: int, countries: list[str], source: str
) -> list[str]:
    year = 2005 + int(rng.random() * 20)
    start, precision = rng.choice(
        [
            (f"{year}-{1 + number % 12:02d}-{1 + number % 28:02d}", "day"),
            (f"{year}-{1 + number % 12:02d}", "month"),
            (f"{year}", "year"),
            ("", ""),
        ]
    )
    return [
        record,
        rng.choice(countries),
        f"Place {number % 5000}",
        f"System {number}",
        f"Police of place {number % 5000}",
        start,
        precision,
        rng.choice(_STAGES),
        str(rng.randrange(1, 5000)) if number % 3 == 0 else "",
        "",
        "",
        "",
        source,
        "",
        "",
    ]


def _writer(file: object, head: list[str]) -> csv.writer:  # type: ignore[valid-type]
    writer = csv.writer(file, lineterminator="\n")  # type: ignore[call-overload]
    writer.writerow(head)
    return writer


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _column(path: Path, name: str) -> list[str]:
    return [row[name] for row in _rows(path)]
