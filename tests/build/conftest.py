"""A small data folder, so that builds are quick."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def small_data(small_data: Callable[[], Path]) -> Path:
    """Return a hand-made data folder with a few rows in every table, for reading only."""
    return small_data()


@pytest.fixture
def data(tmp_path: Path, small_data: Path) -> Path:
    """Return a copy of the small data folder that a test may change."""
    return Path(shutil.copytree(small_data, tmp_path / "data"))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Return a build folder that does not exist yet."""
    return tmp_path / "build"
