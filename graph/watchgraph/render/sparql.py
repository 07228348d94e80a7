"""The page that answers SPARQL without a server, and the files it stands on."""

import base64
import gzip
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchgraph.files import write_text
from watchgraph.render.escape import json_for_script
from watchgraph.render.graph import vis_script
from watchgraph.render.templating import Link, asset, environment, render_fragment

if TYPE_CHECKING:
    from markupsafe import Markup

#: Name of the page, without ``.html``.
NAME = "sparql"
TITLE = "Ask in SPARQL, without a server"
BLURB = "Ask in SPARQL"
#: The page's scripts in the folder of assets, in the order they build on each other.
SCRIPTS = ("oxigraph.js", "editor.js", "edition.js", "sparql-data.js", "sparql.js")
#: What the page's policy admits beside what every page's does: the engine is WebAssembly, and
#: runs in a worker that is made of text, since a page on disk can load none.
POLICY = {"script-src": "'wasm-unsafe-eval'", "worker-src": "blob:"}

# The parts of the page's own script, in the order they build on each other.
_PARTS = ("worker", "query", "engine", "answer", "table", "picture", "page")
_VIS = "vis-network.js"
_STYLES = ("tokens.css", "index.css", "document.css", "sparql.css")


@dataclass(frozen=True)
class SparqlQuestion:
    """A kept question, as the page asks it.

    Attributes
    ----------
    name, question, why, theme, limits
        As its header says.
    sparql
        The query without its header.
    parameters, columns
        As its header says: name, kind, default and so on.
    fewer
        Whether with its defaults it gives other rows on the whole edition.
    """

    name: str
    question: str
    why: str
    theme: str
    limits: str
    sparql: str
    parameters: tuple[Mapping[str, Any], ...]
    columns: tuple[Mapping[str, Any], ...]
    fewer: bool


@dataclass(frozen=True)
class SparqlPage:
    """What the page says and holds.

    Attributes
    ----------
    parts
        Folder of the built parts, as :func:`watchgraph.resources.web_folder` gives it.
    quads
        The edition in N-Quads.
    version
        Version of the data.
    statements, graphs
        How many the edition in the page has.
    left_out
        Title of a source to how many of its records are left out.
    left_out_statements
        Statements that are left out with them.
    questions
        The kept questions, by theme.
    things
        Kind of parameter to the things it may be: iri, key, name, names.
    terms
        What the editor completes: name, kind, note.
    prologue
        The PREFIX lines that go before every query.
    names
        Ranks of names, the safest first.
    prefixes
        Prefix to namespace.
    id, ontology
        Namespaces of the things and of the terms.
    first
        The question that is shown first.
    """

    parts: Path
    quads: bytes
    version: str
    statements: int
    graphs: int
    left_out: Mapping[str, int]
    left_out_statements: int
    questions: tuple[SparqlQuestion, ...]
    things: Mapping[str, list[dict[str, Any]]]
    terms: tuple[Mapping[str, str], ...]
    prologue: str
    names: tuple[str, ...]
    prefixes: Mapping[str, str]
    id: str
    ontology: str
    first: str


def sparql_body(page: SparqlPage) -> "Markup":
    """Return what stands in the page, without the frame that all pages share.

    Parameters
    ----------
    page
        What it says.

    Returns
    -------
    markupsafe.Markup
        HTML.
    """
    themes: dict[str, list[SparqlQuestion]] = {}
    for question in page.questions:
        themes.setdefault(question.theme, []).append(question)
    return render_fragment(
        "sparql.html.j2",
        page=page,
        themes=list(themes.items()),
        left_out=sum(page.left_out.values()),
        fewer=[question for question in page.questions if question.fewer],
        total=len(page.questions),
    )


def write_sparql_page(
    site: Path, page: SparqlPage, *, home: Link | None, footer: str, extra: tuple[str, ...] = ()
) -> Path:
    """Write the page and its assets into a site whose other pages are there already.

    Parameters
    ----------
    site
        Folder of the site; rows of answers link to the pages found in it.
    page
        What the page says and holds.
    home
        The page to go back to.
    footer
        A line on data and licences.
    extra
        Further scripts in the folder of assets that are loaded first, such as that of the map.

    Returns
    -------
    pathlib.Path
        The page.
    """
    write_sparql_assets(site, page)
    policy = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    for name, more in POLICY.items():
        policy[name] = f"{policy[name]} {more}" if name in policy else more
    html = (
        environment()
        .get_template("sparql_shell.html.j2")
        .render(
            policy="; ".join(f"{name} {value}" for name, value in policy.items()),
            title=TITLE,
            standfirst=standfirst(page),
            home=home,
            body=sparql_body(page),
            scripts=[*extra, *SCRIPTS],
            footer=footer,
        )
    )
    target = site / f"{NAME}.html"
    write_text(target, html)
    return target


def standfirst(page: SparqlPage) -> str:
    """Return the sentence beneath the heading."""
    return (
        f"The edition is in this page, {page.statements:,} statements, and so is an engine that "
        "answers from it. Nothing is sent anywhere, and it works without a network."
    )


def write_sparql_assets(site: Path, page: SparqlPage) -> None:
    """Write the scripts and the style of the page into the folder of assets.

    Parameters
    ----------
    site
        Folder of the site; what is in it says which things have a page.
    page
        What the page holds.
    """
    folder = site / "assets"
    folder.mkdir(exist_ok=True)
    for name in ("oxigraph.js", "editor.js", "licences.txt"):
        shutil.copyfile(page.parts / name, folder / name)
    packed = base64.b64encode(gzip.compress(page.quads, 9, mtime=0)).decode("ascii")
    edition = json_for_script({"version": page.version, "quads": packed})
    write_text(folder / "edition.js", f"window.WGEdition={edition};\n")
    data = json_for_script(_data(site, page))
    write_text(folder / "sparql-data.js", f"window.WGSparql={data};\n")
    own = "".join(asset(f"sparql/{name}.js") for name in _PARTS)
    write_text(
        folder / "sparql.js",
        f'(function () {{\n"use strict";\nconst data = window.WGSparql;\n{own}}})();\n',
    )
    write_text(folder / "sparql.css", "".join(map(asset, _STYLES)))
    if not (folder / _VIS).exists():
        write_text(folder / _VIS, vis_script())


def _data(site: Path, page: SparqlPage) -> dict[str, Any]:
    pages: dict[str, list[str]] = {}
    for path in sorted(site.glob("*/*.html")):
        pages.setdefault(path.parent.name, []).append(path.stem)
    return {
        "id": page.id,
        "ontology": page.ontology,
        "described": (site / "ontology.html").is_file(),
        "prologue": page.prologue,
        "prefixes": page.prefixes,
        "ranks": page.names,
        "first": page.first,
        "questions": [asdict(question) for question in page.questions],
        "things": page.things,
        "terms": page.terms,
        "pages": pages,
    }
