"""How to cite: what CITATION.cff says, in three forms that programs read."""

import re

import pytest
import yaml

import watchgraph as wg
from watchgraph.errors import DataError
from watchgraph.report.taking.cff import read_cff
from watchgraph.report.taking.cite_page import cite_page
from watchgraph.report.taking.method_page import method_page
from watchgraph.resources import citation_file, data_version


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return cite_page(wg.load(), tmp_path_factory.mktemp("cite"))


def told() -> dict:
    # As texts, without a guess at numbers and dates.
    return yaml.load(citation_file().read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def test_the_file_is_read_as_yaml_reads_it():
    assert read_cff(citation_file()) == told()


@pytest.mark.parametrize(
    "text",
    [
        "title: {a: b}\n",
        "title: [a, b]\n",
        "title: 'quoted'\n",
        "title: a: b\n",
        "title: a # remark\n",
        "title:\n",
        "title: a\ntitle: b\n",
        "title: a\n  deeper: b\n",
        "just words\n",
        'title: "open\n',
        "title: |\n  a\n",
    ],
)
def test_what_it_would_read_otherwise_is_refused(tmp_path, text):
    path = tmp_path / "CITATION.cff"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError):
        read_cff(path)


def test_every_work_is_in_the_page_and_in_both_files(made):
    document, files = made
    body = str(document.body)
    bib, ris = (file.path.read_bytes().decode("utf-8") for file in files)
    works = [told(), *told()["references"]]
    entries = bib.strip().split("\n\n")
    records = ris.removesuffix("\r\n").split("\r\n\r\n")
    assert len(entries) == len(records) == len(works)
    keys = [re.match(r"@misc\{([\w-]+),", entry)[1] for entry in entries]
    assert len(keys) == len(set(keys))
    for work, entry, record in zip(works, entries, records, strict=True):
        title = work["title"]
        assert title.replace("&", "&amp;") in body
        assert "title = {{" + title.replace("&", "\\&") + "}}" in entry
        assert entry.count("{") == entry.count("}")
        lines = record.split("\r\n")
        assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines)
        assert lines[0].startswith("TY  - ") and lines[-1] == "ER  - "
        assert f"TI  - {title}" in lines
        address = f"https://doi.org/{work['doi']}" if "doi" in work else work.get("url")
        if address:
            assert f"UR  - {address}" in lines and address in entry and address in body


def test_versions_and_an_identifier_are_named(made):
    body = str(made[0].body)
    version = data_version()
    assert f"data {version}" in body and wg.__version__ in body
    assert f"WatchGraph, data version {version}. <code>https://w3id.org/watchgraph/id/" in body
    assert f"({version[:4]})" in body


def test_the_method_counts_what_the_tables_hold():
    import csv

    from watchgraph.resources import data_folder

    with (data_folder() / "sources.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    undated = sum(not row["published"] for row in rows)
    with (data_folder() / "editions.csv").open(encoding="utf-8", newline="") as file:
        looked = {row["edition"]: row["units_published"] for row in csv.DictReader(file)}
    body = str(method_page(wg.load()).body)
    assert f"{undated:,} of the {len(rows):,} sources bear no date" in body
    for edition, units in looked.items():
        assert f"{units} in {edition}" in body
