"""A copy of the real data, to be spoiled one fault at a time."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from watchgraph.resources import data_folder

Rows = list[list[str]]
Edit = Callable[[str, Callable[[Rows], object]], Path]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a copy of the packaged tables."""
    return Path(shutil.copytree(data_folder(), tmp_path / "data"))


@pytest.fixture
def edit(data: Path) -> Edit:
    """Return a function that changes the rows of one table of the copy, header included."""

    def change(file: str, by: Callable[[Rows], object]) -> Path:
        with (data / file).open(encoding="utf-8", newline="") as lines:
            rows = list(csv.reader(lines))
        by(rows)
        with (data / file).open("w", encoding="utf-8", newline="") as lines:
            csv.writer(lines, lineterminator="\n").writerows(rows)
        return data

    return change
