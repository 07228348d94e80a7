"""What the page of SPARQL holds: the edition that may be passed on, and the kept questions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from watchgraph.export import export_rdf
from watchgraph.questions import describe, names
from watchgraph.questions.library import THEMES, Question
from watchgraph.questions.named import named_things
from watchgraph.questions.parameters import NAMES
from watchgraph.questions.run import bind
from watchgraph.reference import read_terms
from watchgraph.render import Asset, Document
from watchgraph.render.sparql import SparqlPage, SparqlQuestion, sparql_document
from watchgraph.report.paths.record_places import RecordPlaces
from watchgraph.resources import web_folder
from watchgraph.store import KnowledgeGraph
from watchgraph.vocabulary import ID, PREFIXES, WG, prologue

_MISSING = (
    "This copy of the site has no page for SPARQL, and its map draws marks without outlines: the "
    "parts that npm gives were not built. With node and npm, make builds them."
)
_FIRST = "countries_by_supplier"
# CodeMirror's names of what is completed.
_SORTS = {"class": "class", "link": "property", "value": "property"}


def sparql_pages(
    kg: KnowledgeGraph,
    web: Path | None,
    folder: Path,
    pages: Iterable[str],
    places: RecordPlaces | None = None,
) -> tuple[tuple[Document, ...], tuple[Asset, ...], str]:
    """Make the page of SPARQL if the parts that it needs were built.

    Parameters
    ----------
    kg
        The graph.
    web
        Folder of the built parts; default where :func:`watchgraph.resources.web_folder` finds it.
    folder
        Folder for a file that is read again at once.
    pages
        Names of the pages of things, to which answers lead.
    places
        Where records stand on those pages.

    Returns
    -------
    documents : tuple of Document
        The page; nothing without the parts.
    assets : tuple of Asset
        Its files.
    missing : str
        What the site lacks; empty with the parts.
    """
    parts = web_folder(web)
    if parts is None:
        return (), (), _MISSING
    document, assets = sparql_document(
        sparql_page(kg, parts, folder),
        pages,
        scripts=("world.js",),
        places=asdict(places or RecordPlaces()),
    )
    return (document,), assets, ""


def sparql_page(kg: KnowledgeGraph, parts: Path, folder: Path) -> SparqlPage:
    """Gather what the page of SPARQL holds.

    Parameters
    ----------
    kg
        The graph.
    parts
        Folder of the built parts, as :func:`watchgraph.resources.web_folder` gives it.
    folder
        Folder for a file that is read again at once.

    Returns
    -------
    SparqlPage
        Plain data for the page.
    """
    file = folder / "edition.nq"
    exported = export_rdf(kg, file, format="nquads")
    quads = file.read_bytes()
    file.unlink()
    questions = [describe(name) for name in names()]
    changed = _changed(kg, quads, questions) if exported.left_out else set()
    kinds = sorted({taken.kind for question in questions for taken in question.parameters})
    things = {kind: [asdict(thing) for thing in named_things(kg, kind)] for kind in kinds}
    return SparqlPage(
        parts=parts,
        quads=quads,
        version=kg.version,
        statements=exported.statements,
        graphs=exported.graphs,
        left_out=exported.left_out,
        left_out_statements=exported.left_out_statements,
        questions=tuple(
            _question(question, question.name in changed)
            for question in sorted(questions, key=lambda one: (THEMES.index(one.theme), one.name))
        ),
        things={kind: listed for kind, listed in things.items() if listed},
        terms=tuple(
            {"name": f"wg:{term.name}", "kind": _SORTS[term.kind], "note": term.label}
            for term in read_terms().values()
        ),
        prologue=prologue(),
        names=NAMES,
        prefixes=PREFIXES,
        id=ID,
        ontology=WG,
        first=_FIRST,
        cited_only=exported.terms.cited_only if exported.terms else {},
    )


def _question(question: Question, fewer: bool) -> SparqlQuestion:
    lines = question.sparql.splitlines(keepends=True)
    while lines and lines[0].startswith("#"):
        lines.pop(0)
    return SparqlQuestion(
        name=question.name,
        question=question.question,
        why=question.why,
        theme=question.theme,
        limits=question.limits,
        sparql=f"# {question.question}\n" + "".join(lines).strip() + "\n",
        parameters=tuple(asdict(taken) for taken in question.parameters),
        columns=tuple(asdict(column) for column in question.columns),
        fewer=fewer,
    )


def _changed(kg: KnowledgeGraph, quads: bytes, questions: list[Question]) -> set[str]:
    """Return the questions that give other rows on these quads, each with its defaults."""
    import pyoxigraph

    store = pyoxigraph.Store()
    store.bulk_load(quads, format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)
    passed_on = KnowledgeGraph(store, kg.version)
    asked = [one for one in questions if not any(taken.required for taken in one.parameters)]
    return {one.name for one in asked if _rows(kg, one) != _rows(passed_on, one)}


def _rows(kg: KnowledgeGraph, question: Question) -> list[tuple[list[str], ...]]:
    """Return the rows of a question with its defaults; words of a cell may come in any order."""
    sparql, _ = bind(kg, question, {})
    return [tuple(sorted(str(cell).split()) for cell in row) for row in kg.rows(sparql)]
