"""Keys and names: as IRIs, as files of the site, as records, as arguments; dates; JSON-LD."""

import contextlib
import io
import json
from collections.abc import Iterator
from pathlib import Path

from markupsafe import Markup
from material import SHARP, Reading, graph, room
from watch import Violation, watched

from watchgraph.cli.parser import parse
from watchgraph.dates import compare, parse_date, parse_day
from watchgraph.engine import run_query
from watchgraph.errors import UseError
from watchgraph.formulas import guarded, unguarded
from watchgraph.render import Document
from watchgraph.render.content import SiteContent
from watchgraph.render.escape import json_for_script, web_address
from watchgraph.render.pages import write_site
from watchgraph.report.paths.paths import in_page
from watchgraph.vocabulary import ID, iri_term, key, mint, parts

_COMMANDS = ("record", "ask", "query", "network", "draw", "check", "build", "export", "diff")


def target(data: bytes) -> None:
    """Do one of several things with the text."""
    reading = Reading(data)
    work = reading.choice(_WORK)
    text = reading.choice(SHARP) if reading.byte() % 6 == 0 else reading.text()
    with watched():
        work(text)


def _iri(text: str) -> None:
    with contextlib.suppress(UseError):
        made = mint("supplier", text)
        assert parts(made) == (("supplier", text) if text else None)
        assert made.isascii() and not set(made) & set(' <>"{}|\\^`\n')
        assert made.count("/") == ID.count("/") + 1
        assert iri_term(made) == f"<{made}>"
        in_page(made)


def _term(text: str) -> None:
    term = iri_term(text)
    with contextlib.suppress(UseError):
        rows = list(run_query(graph().store, f"SELECT (STR({term}) AS ?a) ('end' AS ?b) {{}}"))
        assert len(rows) == 1 and rows[0]["b"].value == "end"


def _page(text: str) -> None:
    site = room() / "outer" / "site"
    try:
        own = key(mint("supplier", text))
    except UseError:
        return
    for name in (f"supplier/{own}", text):
        _write(site, name)


def _write(site: Path, name: str) -> None:
    outer = site.parent
    with contextlib.suppress(UseError):
        write_site(
            site,
            SiteContent("T", data_version="1", documents=(Document(name, "T", "S", Markup("")),)),
        )
    if outer.is_dir() and [path.name for path in outer.iterdir()] not in ([], ["site"]):
        raise Violation(f"{name!r} left {sorted(outer.iterdir())}")


def _record(text: str) -> None:
    found = graph().record(text)
    json.loads(json.dumps(found))


def _arguments(text: str) -> None:
    words = text.split("\n")
    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
        try:
            parse([_COMMANDS[len(text) % len(_COMMANDS)], *words])
        except SystemExit as end:
            assert end.code in (0, 2)


def _dates(text: str) -> None:
    with contextlib.suppress(UseError):
        day = parse_date(text)
        assert compare(day, day) in ("overlaps",)
        assert day.text == text
    parse_day(text)


def _script(text: str) -> None:
    made = json_for_script({"text": text, text: [text]})
    assert json.loads(made) == {"text": text, text: [text]}
    assert not set(made) & set("<>&\u2028\u2029")
    made.encode()
    assert unguarded(guarded(text)) == text


def _address(text: str) -> None:
    found = web_address(text)
    assert found in ("", text)
    assert not found or found.lower().startswith(("http://", "https://"))


_WORK = (_iri, _term, _page, _record, _arguments, _dates, _script, _address)


def seeds() -> Iterator[bytes]:
    """Give each work every sharp text."""
    for number in range(len(_WORK)):
        good = ("supplier/eye", f"{ID}country/NAM", "2019-05", "network\nsupply")
        for text in (*SHARP[number :: len(_WORK)], *good):
            yield bytes([number, 0, 1]) + text[:600].encode("utf-8", "replace")
