"""What the tests of overlays share: folders with rows of their own, and the edition once."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from watchgraph.overlays import Laid, lay_over
from watchgraph.resources import data_folder
from watchgraph.tables import Tables, load_tables

#: Stands in a private row and nowhere else.
TOKEN = "Zyxwv-Token-5309"

Make = Callable[..., Path]

ROWS: Mapping[str, str] = {
    "publishers.csv": "publisher,name\nmine-press,Mine Press\n",
    "sources.csv": "source,title,publisher\nmine-talk,A talk with an engineer,mine-press\n",
    "deployments.csv": (
        "record,country,place,name,source\n"
        f"mine-ken-yard,KEN,Mombasa,{TOKEN} yard cameras,mine-talk\n"
    ),
    "deployment_suppliers.csv": (
        "record,deployment,as_printed,source\nmine-ken-yard--huawei,mine-ken-yard,Huawei,mine-talk\n"
    ),
}


def for_small(files: Mapping[str, str]) -> dict[str, str]:
    """Return rows that lean on the edition as rows that lean on the small tables."""
    meant = {",KEN,Mombasa,": ",NAM,Windhoek,", ",Huawei,": ",Eye,", ",huawei,": ",eye,"}
    made = dict(files)
    for one, other in meant.items():
        made = {file: text.replace(one, other) for file, text in made.items()}
    return made


#: The same rows, for the small tables.
SMALL_ROWS: Mapping[str, str] = for_small(ROWS)


@pytest.fixture(scope="session")
def small(small_data: Callable[[], Path]) -> Path:
    """Return a folder of the small tables, for reading only."""
    return small_data()


@pytest.fixture(scope="session")
def edition() -> Tables:
    """Return the packaged tables, for reading only."""
    return load_tables(data_folder())


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Return a function that makes the folder of an overlay."""

    def made(
        label: str = "mine", /, files: Mapping[str, str | bytes] = ROWS, **described: object
    ) -> Path:
        folder = tmp_path / label
        folder.mkdir()
        said = {"name": label, "version": "1", "extends": "watchgraph"} | described
        (folder / "datapackage.json").write_text(json.dumps(said), encoding="utf-8")
        for file, content in files.items():
            (folder / file).parent.mkdir(exist_ok=True)
            raw = content if isinstance(content, bytes) else content.encode()
            (folder / file).write_bytes(raw)
        return folder

    return made


@pytest.fixture
def lay(edition: Tables) -> Callable[..., Laid]:
    """Return a function that lays overlays over the edition, tables alone."""

    def laid(*folders: Path, **options: object) -> Laid:
        return lay_over(edition, folders, **options)  # type: ignore[arg-type]

    return laid
