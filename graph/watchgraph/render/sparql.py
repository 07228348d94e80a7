"""The page that answers SPARQL without a server, and the files it stands on."""

import base64
import gzip
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchgraph.render.document import Asset, Document
from watchgraph.render.escape import json_for_script
from watchgraph.render.templating import asset, render_fragment
from watchgraph.render.vis import vis_script

if TYPE_CHECKING:
    from markupsafe import Markup

#: Name of the page, without ``.html``.
NAME = "sparql"

# The page's scripts in the order they build on each other, and what this one is made of.
_SCRIPTS = ("oxigraph.js", "editor.js", "edition.js", "sparql-data.js", "sparql.js")
_PARTS = ("worker", "arithmetic", "query", "engine", "answer", "table", "picture", "page")
# What is taken as it was built.
_BUILT = ("oxigraph.js", "editor.js", "licences.txt")


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
    cited_only
        Title of a source that is only cited, to how many of its rows are left out.
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
    cited_only: Mapping[str, int] = field(default_factory=dict)


def sparql_document(
    page: SparqlPage,
    pages: Iterable[str],
    scripts: tuple[str, ...] = (),
    places: Mapping[str, Any] | None = None,
) -> tuple[Document, tuple[Asset, ...]]:
    """Return the page and the files it stands on.

    Parameters
    ----------
    page
        What it says and holds.
    pages
        Names of the other pages of the site, to which rows of answers link.
    scripts
        Further scripts that are loaded first, such as that of the map.
    places
        Where records stand on those pages: ``rules``, pairs of a pattern of the end of an IRI and
        a place, and ``others``, end of an IRI to place.

    Returns
    -------
    document : Document
        The page.
    assets : tuple of Asset
        Its files.
    """
    document = Document(
        name=NAME,
        title="Ask in SPARQL, without a server",
        standfirst=(
            f"The edition is in this page, {page.statements:,} statements, and so is an engine "
            "that answers from it. Nothing is sent anywhere, and it works without a network."
        ),
        body=_body(page),
        blurb="Ask the edition in SPARQL, in this browser.",
        style="sparql.css",
        scripts=(*scripts, *_SCRIPTS),
        # The engine is WebAssembly, and runs in a worker that is made of text: a page on disk can
        # load none.
        allows=("'wasm-unsafe-eval'",),
        works_apart=True,
        edits=True,
    )
    return document, _assets(page, pages, places or {"rules": (), "others": {}})


def _body(page: SparqlPage) -> "Markup":
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


def _assets(page: SparqlPage, pages: Iterable[str], places: Mapping[str, Any]) -> tuple[Asset, ...]:
    packed = base64.b64encode(gzip.compress(page.quads, 9, mtime=0)).decode("ascii")
    edition = json_for_script({"version": page.version, "quads": packed})
    data = json_for_script(_data(page, pages, places))
    own = asset("csv.js") + "".join(asset(f"sparql/{name}.js") for name in _PARTS)
    made = {name: (page.parts / name).read_bytes() for name in _BUILT}
    return (
        *(Asset(name, content) for name, content in made.items()),
        Asset("edition.js", f"window.WGEdition={edition};\n"),
        Asset("sparql-data.js", f"window.WGSparql={data};\n"),
        Asset(
            "sparql.js",
            f'(function () {{\n"use strict";\nconst data = window.WGSparql;\n{own}}})();\n',
        ),
        Asset("vis-network.js", vis_script()),
    )


def _data(page: SparqlPage, pages: Iterable[str], places: Mapping[str, Any]) -> dict[str, Any]:
    by_kind: dict[str, list[str]] = {}
    names = sorted(pages)
    for folder, _, name in (name.rpartition("/") for name in names if "/" in name):
        by_kind.setdefault(folder, []).append(name)
    return {
        "id": page.id,
        "ontology": page.ontology,
        "described": "ontology" in names,
        "prologue": page.prologue,
        "prefixes": page.prefixes,
        "ranks": page.names,
        "first": page.first,
        "questions": [asdict(question) for question in page.questions],
        "things": page.things,
        "terms": page.terms,
        "pages": by_kind,
        "places": places,
    }
