"""A small data folder, so that builds are quick."""

import json
import shutil
from pathlib import Path

import pytest

from watchgraph.resources import data_folder


@pytest.fixture(scope="session")
def small_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a hand-made data folder with a few rows in every table, for reading only."""
    folder = tmp_path_factory.mktemp("small") / "data"
    shutil.copytree(data_folder() / "codelists", folder / "codelists")
    shutil.copytree(Path(__file__).parents[1] / "fixtures" / "small", folder, dirs_exist_ok=True)
    described = json.loads((data_folder() / "datapackage.json").read_text(encoding="utf-8"))
    described["expectations"] = []
    (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    return folder


@pytest.fixture
def data(tmp_path: Path, small_data: Path) -> Path:
    """Return a copy of the small data folder that a test may change."""
    return Path(shutil.copytree(small_data, tmp_path / "data"))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Return a build folder that does not exist yet."""
    return tmp_path / "build"
