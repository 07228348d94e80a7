"""The main job on the real data: the same site twice, nothing of this machine in it."""

import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from watchgraph.networks import NETWORKS
from watchgraph.resources import data_folder

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def sites(real_site, write_report, tmp_path_factory) -> tuple[Path, Path]:
    """Return the site that the other tests read, and the same under another hash seed."""
    return real_site, write_report(tmp_path_factory.mktemp("two"), "2")


def files(site: Path) -> dict[str, bytes]:
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}


def test_two_hash_seeds_give_the_same_bytes(sites):
    one, two = (files(site) for site in sites)
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []


def test_no_path_of_the_machine_is_in_the_site(sites):
    places = {tempfile.gettempdir().encode(), str(data_folder().parent).encode()}
    for name, content in files(sites[0]).items():
        for place in places:
            assert place + b"/" not in content, name


def test_the_first_page_holds_the_verdicts_and_the_downloads(sites):
    page = (sites[0] / "index.html").read_text(encoding="utf-8")
    audited = json.loads((sites[0] / "downloads" / "audit.json").read_text(encoding="utf-8"))
    opened = (sites[0] / "audit.html").read_text(encoding="utf-8")
    assert len(audited) == 34
    for verdict in ("Holds", "Differs", "Unsupported"):
        assert verdict in page
    for row in audited:
        assert f'id="{row["claim"]}"' in opened
        claim = (sites[0] / "claim" / f"{row['claim']}.html").read_text(encoding="utf-8")
        assert row["question"] in claim
    assert page.count('href="audit.html#') >= 10
    told = (sites[0] / "data.html").read_text(encoding="utf-8")
    for path in (sites[0] / "downloads").rglob("*"):
        if path.is_file():
            address = path.relative_to(sites[0]).as_posix()
            lists = (sites[0] / "table" / "codelists.html").read_text(encoding="utf-8")
            assert f'href="{address}"' in told or f'href="../{address}"' in lists
    for name in NETWORKS:
        assert f'href="explore.html#network={name}"' in page
        assert (sites[0] / "assets" / f"network-{name}.js").stat().st_size < 900_000
    assert (sites[0] / "explore.html").is_file()


def test_every_page_is_light(sites):
    """A page that carries a network may be heavier."""
    graphs = {"explore.html"}
    heavy = {
        page.relative_to(sites[0]).as_posix(): page.stat().st_size
        for page in sites[0].rglob("*.html")
        if page.stat().st_size >= (2_000_000 if page.name in graphs else 150_000)
    }
    assert heavy == {}


def test_the_redirects_of_the_namespace_lead_to_files_of_the_site(sites):
    rules = (data_folder().parent / "w3id" / ".htaccess").read_text(encoding="utf-8")
    targets = {target.removeprefix("$1/") for target in re.findall(r"ENV:SITE\}/(\S+)", rules)}
    assert "downloads/ontology.ttl" in targets
    assert targets - files(sites[0]).keys() == set()


def test_every_turtle_file_of_the_site_is_read_by_another_parser(sites):
    if not shutil.which("rapper"):
        pytest.skip("rapper (Debian raptor2-utils) is not installed")
    found = sorted((sites[0] / "downloads").glob("*.ttl"))
    assert {path.name for path in found} == {"ontology.ttl", "shapes.ttl", "vocabularies.ttl"}
    for path in found:
        command = ["rapper", "-q", "-c", "-i", "turtle", str(path)]
        assert subprocess.run(command, capture_output=True, check=True).stderr == b""
