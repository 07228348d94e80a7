"""The pages of the data say what the tables hold, and lead to every file."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

import watchgraph as wg
from watchgraph.render import Download
from watchgraph.report.taking.data_page import data_pages
from watchgraph.report.taking.data_readme import table_notes
from watchgraph.resources import data_folder


class Rows(HTMLParser):
    """The cells of each row of the tables of a page, its links and its text."""

    def __init__(self, body: object) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.links: list[str] = []
        self.text = ""
        self._in_cell = False
        self.feed(str(body))

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self._in_cell = True
        if tag == "a":
            self.links.append(dict(attrs)["href"])

    def handle_endtag(self, tag):
        self._in_cell = self._in_cell and tag not in ("td", "th")

    def handle_data(self, data):
        self.text += data
        if self._in_cell:
            self.rows[-1][-1] += data


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    other = folder / "other.txt"
    other.write_text("x" * 1234, encoding="utf-8")
    pages, files = data_pages(
        wg.load(), folder, (Download(other, "Another file", "Of another kind."),)
    )
    return {page.name: page for page in pages}, files


def package() -> list[dict]:
    described = json.loads((data_folder() / "datapackage.json").read_text(encoding="utf-8"))
    return described["resources"]


def frame(path: str) -> pd.DataFrame:
    return pd.read_csv(data_folder() / path, dtype=str, keep_default_na=False)


def test_every_table_stands_with_the_rows_that_pandas_counts(made):
    pages, _ = made
    rows = Rows(pages["data"].body).rows
    for resource in package():
        if resource["path"].startswith("codelists/"):
            continue
        (own,) = [row for row in rows if row[0] == f"{resource['title']} {resource['description']}"]
        assert own[1].split()[0] == f"{len(frame(resource['path'])):,}"
        assert own[2] == str(len(resource["schema"]["fields"]))
    assert "36 left out of the file" in Rows(pages["data"].body).text


def test_a_sheet_says_all_that_the_description_says(made):
    pages, _ = made
    for resource in package():
        if resource["path"].startswith("codelists/"):
            continue
        page = pages[f"table/{resource['name']}"]
        assert page.standfirst == resource["description"]
        found = {row[0]: row for row in Rows(page.body).rows}
        for field in resource["schema"]["fields"]:
            row = found[field["name"]]
            assert row[2] == field["description"]
            assert (
                ("never blank" in row[3]) == field["constraints"].get("required", False)
                if ("constraints" in field)
                else "never blank" not in row[3]
            )
            assert not field.get("unit") or f"in {field['unit']}" in row[1]
            for limit in ("minimum", "maximum"):
                if limit in field.get("constraints", {}):
                    assert f"{field['constraints'][limit]:g}" in row[3]
            assert all(code in row[3] for code in field.get("constraints", {}).get("enum", ()))
        for foreign in resource["schema"]["foreignKeys"]:
            target = foreign["reference"]["resource"] or resource["name"]
            href = (
                f"codelists.html#{target.removeprefix('codelist-').replace('-', '_')}"
                if target.startswith("codelist-")
                else f"{target}.html"
            )
            assert href in Rows(page.body).links


def test_terms_of_the_rows_add_up(made):
    pages, _ = made
    sources = frame("sources.csv").set_index("source")["redistribution"]
    labels = frame("codelists/redistributions.csv").set_index("code")["label"]
    for name in ("indicators", "deployments", "soft_loans"):
        counted = frame(f"{name}.csv")["source"].map(sources).map(labels).value_counts()
        told = {
            row[0]: int(row[2].replace(",", ""))
            for row in Rows(pages[f"table/{name}"].body).rows
            if row[0] in set(labels)
        }
        assert told == counted.to_dict()
    on_all = {row[0]: row[2] for row in Rows(pages["data"].body).rows}
    for label, number in sources.map(labels).value_counts().items():
        assert on_all[label] == f"{number:,}"


def test_every_file_is_led_to_and_parses(made):
    pages, files = made
    links = {link for page in pages.values() for link in Rows(page.body).links}
    for file in files:
        assert {file.href, f"../{file.href}"} & links, file.href
        if file.path.suffix == ".csv":
            assert len(pd.read_csv(file.path, dtype=str).columns) > 1
        else:
            json.loads(file.path.read_text(encoding="utf-8"))
    assert len(files) == len(package()) + 1
    assert "downloads/other.txt" in links and "1 kB" in Rows(pages["data"].body).text


def test_code_lists_stand_with_their_codes_and_lead_to_the_ontology(made):
    page = made[0]["table/codelists"]
    body = str(page.body)
    lists = [one for one in package() if one["path"].startswith("codelists/")]
    rows = Rows(body).rows
    for resource in lists:
        (own,) = [row for row in rows if row[0].startswith(resource["title"] + " ")]
        assert own[1] == str(len(frame(resource["path"])))
        assert f'id="{Path(resource["path"]).stem}"' in body
    assert "../ontology.html#codes-licence" in Rows(body).links


def test_the_prose_of_the_readme_stands_on_the_sheet_of_its_table(made):
    readme = (data_folder() / "README.md").read_text(encoding="utf-8")
    notes = table_notes(data_folder() / "README.md")
    assert len(notes) == readme.count("\n### `")
    for name, own in notes.items():
        text = " ".join(Rows(made[0][f"table/{name}"].body).text.split())
        assert sum(label == "Weak" for label, _ in own.notes) == text.count("Weak.")
        for _, told in own.notes:
            last = re.split(r"[`*\[\]]", told)[-1].strip()
            assert last.lower() in text.lower()


def test_a_data_folder_without_a_readme_has_pages_too(tmp_path):
    import shutil

    shutil.copytree(data_folder(), tmp_path / "data")
    (tmp_path / "data" / "README.md").unlink()
    pages, _ = data_pages(wg.load(), tmp_path / "out", (), tmp_path / "data")
    assert "Other tables" in pages[0].body
