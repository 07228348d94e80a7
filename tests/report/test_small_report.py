"""The main job on small data folders, as a user runs it: links, what is empty, how it ends."""

import csv
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from watchgraph.resources import data_folder

SMALL = Path(__file__).parents[1] / "fixtures" / "small"
# Tables without rows: what is claimed, lent and listed; who supplies.
NO_CLAIMS = ("claims", "listings", "soft_loans", "loan_contractors", "loan_deployments")
NO_SUPPLIERS = (
    *("suppliers", "spellings", "supplier_aliases", "supplier_control", "supplier_focus"),
    *("assessment_suppliers", "deployment_suppliers", "loan_contractors", "listings"),
    *("evidence_searches", "evidence_search_deployments", "retired", "replies"),
)
# Keys of a deployment, a source, a membership, and others that hold them.
ODD = {"nam-city": "nam ü & city", "daily-1": "daily 1%", "NAM-bri": "NAM bri"}
PLANTED = (
    "from pathlib import Path\nPath(__file__).with_suffix('.run').touch()\nraise SystemExit(9)\n"
)


def small(folder: Path) -> Path:
    """Return a data folder with a few rows in every table."""
    shutil.copytree(data_folder() / "codelists", folder / "codelists")
    shutil.copytree(SMALL, folder, dirs_exist_ok=True)
    described = json.loads((data_folder() / "datapackage.json").read_text(encoding="utf-8"))
    described["expectations"] = []
    (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    return folder


def rename(data: Path, keys: dict[str, str]) -> None:
    """Give keys that an address must encode, in a folder whose description allows them."""
    path = data / "datapackage.json"
    described = json.loads(path.read_text(encoding="utf-8"))
    for table in described["resources"]:
        for column in table["schema"]["fields"]:
            if column.get("constraints", {}).get("pattern", "").endswith("_.-]+$"):
                del column["constraints"]["pattern"]
    path.write_text(json.dumps(described), encoding="utf-8")
    for path in data.glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        for old, new in keys.items():
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")


def empty(data: Path, names: tuple[str, ...]) -> None:
    for name in names:
        path = data / f"{name}.csv"
        path.write_text(path.read_text(encoding="utf-8").partition("\n")[0] + "\n", "utf-8")


def begun(folder: Path, *more: str, **given) -> subprocess.Popen:
    """Begin ``watchgraph report`` in a folder that has a folder ``data``."""
    return subprocess.Popen(
        # -P: the command, as it is installed, takes no module from the current folder.
        [sys.executable, "-P", "-m", "watchgraph", "report", "--data", "data", *more],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        **given,
    )


def reported(folder: Path) -> Path:
    with begun(folder) as process:
        said = process.communicate()[1]
    assert process.returncode == 0, said
    return folder / "site"


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Return where the site of a small folder was written, beside files named like modules."""
    folder = tmp_path_factory.mktemp("small")
    rename(small(folder / "data"), ODD)
    for name in ("pickle", "json", "pandas"):
        (folder / f"{name}.py").write_text(PLANTED, encoding="utf-8")
    reported(folder)
    return folder


def test_every_link_of_a_small_site_leads_somewhere(folder, dead_links):
    assert dead_links(folder / "site") == []


def test_an_odd_key_leads_to_its_page_from_search_and_machines(folder):
    site = folder / "site"

    name = quote(ODD["nam-city"], safe="")

    index = (site / "assets" / "search-index.js").read_text(encoding="utf-8")
    assert f'"deployment/{quote(name)}.html"' in index
    page = (site / "deployment" / f"{name}.html").read_text(encoding="utf-8")
    assert f'"contentUrl":"{quote(name)}.ttl"' in re.sub(r":\s+", ":", page)


def test_no_module_of_the_current_folder_is_run(folder):
    assert list(folder.glob("*.run")) == []


def test_classes_of_regimes_have_their_words_though_few_are_used(folder):
    with (folder / "site" / "downloads" / "map.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["measure"] == "regime"]
    stated = {(row["place"], row["class"]) for row in rows if row["state"] == "stated"}
    assert stated == {("NAM", "Electoral democracy")}


@pytest.mark.parametrize("emptied", [NO_CLAIMS, NO_SUPPLIERS], ids=["claims", "suppliers"])
def test_a_folder_with_empty_tables_has_a_site(tmp_path, dead_links, emptied):
    empty(small(tmp_path / "data"), emptied)
    site = reported(tmp_path)
    assert dead_links(site) == []
    ranks = (site / "rankings.html").read_text(encoding="utf-8")
    said = ranks.count("No record gives a row of this table.")
    # Marks of the index still give the states a row.
    assert said == (4 if emptied == NO_SUPPLIERS else 0)


def test_a_wrong_folder_of_web_parts_is_refused_before_the_build(tmp_path):
    small(tmp_path / "data")
    with begun(tmp_path, "--web", "data") as process:
        said = process.communicate()[1]
    assert process.returncode == 2 and "lacks oxigraph.js" in said
    assert {path.name for path in tmp_path.iterdir()} == {"data"}


@pytest.fixture
def halfway(tmp_path) -> Iterator[tuple[subprocess.Popen, Path]]:
    """Return a run that has begun its second process, and where its files for a while are."""
    small(tmp_path / "data")
    build = tmp_path / "build"
    with begun(tmp_path, start_new_session=True) as process:
        until = time.monotonic() + 60
        while not list(build.glob(".part-*/asking/said")):
            assert process.poll() is None and time.monotonic() < until
            time.sleep(0.02)
        yield process, build
        process.kill()


@pytest.mark.skipif(os.name != "posix", reason="no process groups here")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_run_that_is_ended_leaves_no_process(halfway, number):
    process, build = halfway
    process.send_signal(number)
    process.communicate()
    until = time.monotonic() + 60
    while time.monotonic() < until and lives(process.pid):
        time.sleep(0.05)
    assert not lives(process.pid)
    if number == signal.SIGTERM:
        assert process.returncode == 143
        assert list(build.glob(".part-*")) == []


@pytest.mark.skipif(sys.platform != "linux", reason="reads the processes of Linux")
def test_a_second_process_that_the_system_ends_is_told_of(halfway):
    process, _ = halfway
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while not (begun := children.read_text().split()):
        time.sleep(0.01)
    os.kill(int(begun[0]), signal.SIGKILL)
    said = process.communicate()[1]
    assert process.returncode == 2
    assert "ended early: the system ended it with signal 9" in said and "Traceback" not in said


def lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
