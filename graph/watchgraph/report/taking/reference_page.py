"""The pages that describe the ontology: every class, property and code list."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from watchgraph.questions import describe
from watchgraph.reference import (
    Constraint,
    Term,
    code_lists,
    example,
    instances,
    questions_using,
    read_constraints,
    read_terms,
)
from watchgraph.render import Document, Link, render_fragment
from watchgraph.vocabulary import ID

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph

# So many classes that point to one by a property are named; Record has nearly all of them.
_MOST_POINTING = 30
_MOST_VALUES = 12
# What is said in prose of terms that other vocabularies describe.
_COMMON = {
    "dcterms:license": "licence",
    "dcterms:publisher": "publisher",
    "dcterms:title": "title",
    "owl:sameAs": "same as",
    "prov:wasDerivedFrom": "source",
    "rdfs:label": "name",
    "skos:altLabel": "alias",
}


def reference_pages(
    kg: KnowledgeGraph, address: Callable[[str], str] = lambda iri: ""
) -> tuple[Document, ...]:
    """Describe the ontology, with counts and examples from the graph.

    Parameters
    ----------
    kg
        The graph.
    address
        Where the page of a thing is, from the folder of the site; empty if it has none.

    Returns
    -------
    tuple of Document
        First ``ontology.html``, then a page for each class.
    """
    terms = read_terms()
    constraints = read_constraints()
    using = questions_using()
    counts = instances(kg)
    lists = code_lists(kg)
    classes = [term for term in terms.values() if term.kind == "class"]
    properties = [term for term in terms.values() if term.kind != "class"]
    labels = {f"wg:{name}": term.label for name, term in terms.items()} | _COMMON
    asked = sorted({name for term in classes for name in using.get(f"wg:{term.name}", ())})
    links = {name: (name, describe(name).question, _page_of(name, address)) for name in asked}
    entries = [
        _class(term, terms, constraints, counts, example(kg, f"wg:{term.name}"))
        | {"questions": [links[name] for name in using.get(f"wg:{term.name}", ())]}
        for term in classes
    ]
    body = render_fragment(
        "ontology.html.j2",
        root="",
        classes=entries,
        properties=[
            {
                "term": term,
                "domain": _link(term.domain, terms),
                "range": _link(term.range, terms),
                "questions": using.get(f"wg:{term.name}", ()),
            }
            for term in properties
        ],
        lists=list(lists.values()),
        used_by={
            kind: sorted(
                {c.property for own in constraints.values() for c in own if kind in c.code_lists}
            )
            for kind in lists
        },
        labels=labels,
    )
    page = Document(
        name="ontology",
        title="The ontology",
        standfirst=(
            f"{len(classes)} classes, {len(properties)} properties and {len(lists)} code lists: "
            "what each means, what the shapes ask of it, how many instances this edition holds, "
            "and which kept questions use it."
        ),
        body=body,
        blurb="Classes, properties and code lists, with their counts and examples.",
        sections=(
            Link("Classes", "#classes"),
            Link("Properties", "#properties"),
            Link("Code lists", "#codes"),
        ),
        style="ontology.css",
    )
    return (page, *(_class_page(entry, labels) for entry in entries))


def _page_of(question: str, address: Callable[[str], str]) -> str:
    page = address(f"{ID}question/{question}")
    return f"../{page}" if page else ""


def _class_page(entry: dict[str, Any], labels: dict[str, str]) -> Document:
    term: Term = entry["term"]
    return Document(
        name=f"ontology/{term.name}",
        title=f"{term.label[:1].upper()}{term.label[1:]}",
        standfirst=term.definition,
        body=render_fragment("ontology_class.html.j2", root="../", entry=entry, labels=labels),
        style="ontology.css",
        kind="Class",
        aliases=(f"wg:{term.name}",),
        summary=f"{entry['count']:,} {'instance' if entry['count'] == 1 else 'instances'}",
    )


def _class(
    term: Term,
    terms: dict[str, Term],
    constraints: dict[str, tuple[Constraint, ...]],
    counts: dict[str, int],
    shown: tuple[str, tuple[tuple[str, tuple[str, ...]], ...]],
) -> dict[str, Any]:
    name = f"wg:{term.name}"
    below = [
        other for other in terms.values() if term.name in other.above and other.kind == "class"
    ]
    record, statements = shown
    own = constraints.get(name, ())
    return {
        "term": term,
        "above": [terms[other] for other in term.above],
        "below": below,
        "count": counts.get(name, 0),
        "constraints": own,
        "outgoing": [c for c in own if c.target or c.code_lists],
        "incoming": _incoming(term, terms, constraints),
        "record": record,
        "statements": [
            (prop, values[:_MOST_VALUES], max(0, len(values) - _MOST_VALUES))
            for prop, values in statements
        ],
    }


def _incoming(
    term: Term, terms: dict[str, Term], constraints: dict[str, tuple[Constraint, ...]]
) -> list[tuple[str, list[Term]]]:
    """Return the properties that lead to a class, each with the classes that have it."""
    found: dict[str, list[Term]] = {}
    for name, own in constraints.items():
        for constraint in own:
            if constraint.target == term.name and name.removeprefix("wg:") in terms:
                found.setdefault(constraint.property, []).append(terms[name.removeprefix("wg:")])
    return [(prop, listed[:_MOST_POINTING]) for prop, listed in sorted(found.items())]


def _link(name: str, terms: dict[str, Term]) -> dict[str, str]:
    local = name.removeprefix("wg:")
    if local not in terms or not name.startswith("wg:"):
        return {"label": name, "href": ""}
    page = f"ontology/{local}.html" if terms[local].kind == "class" else f"#{local}"
    return {"label": terms[local].label, "href": page}
