import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from html.parser import HTMLParser
from pathlib import Path

import networkx as nx
import pytest
from markupsafe import Markup

import watchgraph
from watchgraph.errors import UseError
from watchgraph.render import (
    Asset,
    AuditRow,
    Document,
    Download,
    Figure,
    NetworkPage,
    RankRow,
    RankTable,
    SiteContent,
    SourceCredit,
    write_site,
)

SHARED = ("search-index.js", "site.css", "site.js")


class Texts(HTMLParser):
    """The tags, links and texts of a page; a text is what one element holds before the next."""

    def __init__(self, path):
        super().__init__(convert_charrefs=True)
        self.tags, self.links, self.texts = [], [], []
        self.feed(path.read_text(encoding="utf-8"))
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in ("href", "src")]
        assert not [name for name, _ in attrs if name.startswith("on") or name == "style"]
        # A script is one of the site's own files.
        assert tag != "script" or dict(attrs)["src"].startswith("assets/")

    def handle_data(self, data):
        self.texts.append(data.strip())


def content_of(networks, tmp_path, text="AT&T", url="https://example.org/a"):
    """Return content with one text in every field that a reader sees."""
    path = tmp_path / "links.csv"
    path.write_text("a,b\n" * 300)
    return SiteContent(
        lede=text,
        data_version="test",
        figures=(Figure(1234, text),),
        audit=(
            AuditRow(text, text, text, "holds", text, text, edition="2019"),
            AuditRow("Second", "5", "", "unsupported", "Looked for.", "question", edition="2022"),
        ),
        networks=(
            NetworkPage("supply", networks.supply(suppliers=12, countries=12, links=40), text),
        ),
        tables=(
            RankTable(
                text,
                text,
                text,
                (RankRow(1, text, 9, "CHN", text), RankRow(2, "B", 3, "unknown", "Unknown")),
                text,
                text,
            ),
        ),
        sources=(SourceCredit(text, text, text, url, 12, text),),
        downloads=(Download(path, text, text),),
        licence=text,
    )


def test_a_site_is_written_with_a_list_of_itself(networks, tmp_path):
    index = write_site(tmp_path / "site", content_of(networks, tmp_path))
    assert index == tmp_path / "site" / "index.html"
    manifest = json.loads((tmp_path / "site" / "manifest.json").read_text(encoding="utf-8"))
    pages = {"index.html", "supply.html", "downloads/links.csv"}
    assert set(manifest["files"]) == {*pages, *(f"assets/{name}" for name in SHARED)}
    for name, about in manifest["files"].items():
        written = (tmp_path / "site" / name).read_bytes()
        assert about == {"bytes": len(written), "sha256": hashlib.sha256(written).hexdigest()}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["links.csv", "site"]


def test_every_link_inside_the_site_leads_somewhere(networks, tmp_path):
    index = write_site(tmp_path / "site", content_of(networks, tmp_path))
    # The page of a network carries its own script.
    found = {index: Texts(index).links, index.with_name("supply.html"): ["index.html"]}
    for page, links in found.items():
        text = page.read_text(encoding="utf-8")
        for link in links:
            if link.startswith("#"):
                assert f'id="{link[1:]}"' in text
            elif not link.startswith("https://example.org/"):
                assert (page.parent / link).is_file(), link


def test_verdict_is_given_in_words_and_sign(networks, tmp_path):
    index = write_site(tmp_path / "site", content_of(networks, tmp_path))
    texts = Texts(index).texts
    assert "Holds" in texts and "✓" in texts
    assert "Unsupported" in texts and "∅" in texts and "none recorded" in texts
    assert "1,234" in texts and "1 kB" in texts


def test_nasty_texts_stay_texts(networks, tmp_path):
    plain_tags = Texts(write_site(tmp_path / "plain", content_of(networks, tmp_path))).tags
    for i, text in enumerate(networks.ATTACKS + networks.NAMES):
        page = Texts(write_site(tmp_path / str(i), content_of(networks, tmp_path, text)))
        assert page.tags == plain_tags
        assert "img" not in page.tags
        assert page.texts.count(text.strip()) >= 12, text


def test_an_address_that_is_none_of_the_web_is_no_link(networks, tmp_path):
    content = content_of(networks, tmp_path, url="javascript:alert(1)")
    assert not [x for x in Texts(write_site(tmp_path / "s", content)).links if "javascript" in x]


def test_a_former_site_is_replaced_and_nothing_of_it_stays(networks, tmp_path):
    content = content_of(networks, tmp_path)
    write_site(tmp_path / "site", content)
    index = write_site(tmp_path / "site", SiteContent(lede="Second.", data_version="2"))
    left = sorted(path.name for path in index.parent.iterdir())
    assert left == ["assets", "index.html", "manifest.json"]
    assert "Second." in index.read_text(encoding="utf-8")


@pytest.mark.parametrize("where", ["CNAME", "downloads/mine.csv"])
def test_files_of_another_hand_are_never_removed(where, networks, tmp_path):
    site = tmp_path / "site"
    write_site(site, content_of(networks, tmp_path))
    mine = site / where
    mine.write_text("mine")
    with pytest.raises(UseError, match=mine.name):
        write_site(site, SiteContent(lede="Second.", data_version="2"))
    assert mine.read_text() == "mine"
    assert "Second." not in (site / "index.html").read_text(encoding="utf-8")


def test_a_folder_of_ones_own_is_not_taken(tmp_path):
    (tmp_path / "thesis.tex").write_text("mine")
    with pytest.raises(UseError, match=r"thesis\.tex"):
        write_site(tmp_path, SiteContent(lede="", data_version="1"))
    (tmp_path / "file").write_text("")
    with pytest.raises(UseError):
        write_site(tmp_path / "file", SiteContent(lede="", data_version="1"))


def page(name, **given):
    return Document(name, name, "", Markup(""), **given)


def test_bad_content_is_refused_before_anything_is_written(tmp_path):
    bad = [
        SiteContent("", "1", audit=(AuditRow("a", "1", "1", "true", "", ""),)),
        SiteContent("", "1", downloads=(Download(tmp_path / "missing.csv", "x"),)),
        SiteContent("", "1", networks=(NetworkPage("a", nx.Graph()),)),
        SiteContent("", "1", networks=(NetworkPage("index", nx.path_graph(2)),)),
        SiteContent("", "1", networks=(NetworkPage("a", nx.path_graph(2)),) * 2),
        # Some systems do not tell letters apart by case.
        SiteContent("", "1", documents=(page("loan/Ärger"), page("loan/äRGER"))),
        SiteContent("", "1", documents=(page("a"), page("b", beside=(Asset("A.html", ""),)))),
        SiteContent("", "1", documents=(page("b", turtle="#"), page("B"))),
    ]
    for content in bad:
        with pytest.raises(UseError):
            write_site(tmp_path / "site", content)
    assert not list(tmp_path.iterdir())


def test_audit_rows_are_read_from_json():
    row = {
        "claim": "c17",
        "statement": "Share of liberal democracies",
        "published": 51.0,
        "recomputed": "50 to 52",
        "verdict": "undetermined",
        "why": "The list of 176 has four candidates.",
        "question": "adoption_by_regime_class",
        "edition": 2019,
        "unit": "percent",
        "more": "ignored",
    }
    made = AuditRow.from_mapping(row)
    assert (made.claim, made.published, made.recomputed) == (row["statement"], "51 %", "50 to 52")
    assert made.edition == "2019"


KILLED = """
import sys, time
from pathlib import Path
from watchgraph.render import swap
with swap.swapped_folder(Path(sys.argv[1])) as beside:
    (beside / "index.html").write_text("half")
    print("building", flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(os.name != "posix", reason="kills a process the POSIX way")
def test_a_killed_run_leaves_the_former_site_whole(networks, tmp_path):
    site = tmp_path / "site"
    write_site(site, SiteContent(lede="First.", data_version="1"))
    source = str(Path(watchgraph.__file__).resolve().parent.parent)
    run = subprocess.Popen(
        [sys.executable, "-c", KILLED, site],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": source},
    )
    assert run.stdout and run.stdout.readline() == b"building\n"
    run.send_signal(signal.SIGKILL)
    run.wait()
    run.stdout.close()
    assert "First." in (site / "index.html").read_text(encoding="utf-8")
    assert len(list(tmp_path.iterdir())) == 2
    # The next run removes what was left.
    write_site(site, SiteContent(lede="Second.", data_version="2"))
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert "Second." in (site / "index.html").read_text(encoding="utf-8")


def test_a_run_killed_between_two_renames_is_mended(tmp_path):
    site = tmp_path / "site"
    write_site(site, SiteContent(lede="First.", data_version="1"))
    site.rename(tmp_path / ".site.watchgraph-former")
    with pytest.raises(UseError):
        write_site(site, SiteContent("", "2", downloads=(Download(tmp_path / "none", "x"),)))
    write_site(site, SiteContent(lede="Second.", data_version="2"))
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_without_an_exchange_the_two_renames_do(tmp_path, monkeypatch):
    monkeypatch.setattr("watchgraph.render.swap._exchange", lambda one, two: False)
    site = tmp_path / "site"
    for lede in ("First.", "Second."):
        write_site(site, SiteContent(lede=lede, data_version="1"))
        assert lede in (site / "index.html").read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_two_runs_at_once_both_end_well(tmp_path):
    site = tmp_path / "site"
    source = str(Path(watchgraph.__file__).resolve().parent.parent)
    code = (
        "import sys; from watchgraph.render import SiteContent, write_site\n"
        "for i in range(5): write_site(sys.argv[1], SiteContent(lede='Run.', data_version='1'))"
    )
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", code, site], env={**os.environ, "PYTHONPATH": source}
        )
        for _ in range(2)
    ]
    deadline = time.monotonic() + 60
    assert [run.wait(timeout=deadline - time.monotonic()) for run in runs] == [0, 0]
    assert "Run." in (site / "index.html").read_text(encoding="utf-8")
