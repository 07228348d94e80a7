"""A page of a thing: its body in what all such pages have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from watchgraph.profiles import Entity
from watchgraph.render import Document, Link, citation, render_fragment
from watchgraph.report.paths.gathered import Gathered
from watchgraph.report.paths.telling import credits_of, record_rows
from watchgraph.report.things.linked_data import linked_data
from watchgraph.vocabulary import key


def thing_page(
    of: Gathered,
    thing: Entity,
    *,
    kind: str,
    type: str,
    template: str,
    standfirst: str,
    summary: str,
    sections: Sequence[tuple[str, str]],
    records: Iterable[str],
    listed: Iterable[str] | None = None,
    credited: Iterable[str] | None = None,
    more: Iterable[str] = (),
    facts: Mapping[str, Any] | None = None,
    **values: Any,
) -> Document:
    """Return the page of a thing.

    Parameters
    ----------
    of
        What pages are made from.
    thing
        The thing.
    kind
        What it is, such as ``Country``.
    type
        Its type in schema.org.
    template
        Template of the body; it gets ``root``, ``records``, ``number`` of
        records, how many sources stand ``behind`` these, ``sources``, ``cited`` and the like
        beside ``values``.
    standfirst
        A sentence with the figures.
    summary
        A few words for the search.
    sections
        Words and fragment of each section, in order.
    records
        Its records, which are listed in the page.
    credited
        Those of them whose sources the page lists; by default all.
    more
        What else is told of it in Turtle.
    facts
        What schema.org has words for, beside names and sources.
    **values
        What else the template uses; all of it is escaped.

    Returns
    -------
    Document
        With search words, JSON-LD and Turtle.
    """
    own = tuple(sorted(set(records)))
    excerpt = of.book.about(thing.iri, (*own, *sorted(set(more))))
    sources = credits_of(of.to, own, thing.iri)
    body = render_fragment(
        template,
        root=of.to.root,
        thing=thing,
        records=record_rows(of.to, own if listed is None else listed),
        number=len(own),
        behind=sum(bool(used) for _, used in sources),
        sources=sources if credited is None else credits_of(of.to, credited, thing.iri),
        row_sources=[line for line, _ in credits_of(of.to, (thing.iri,))],
        cited=citation(thing.label, thing.iri, of.known.version),
        excerpt=excerpt,
        turtle=f"{key(thing.iri)}.ttl",
        **values,
    )
    return Document(
        name=f"{thing.kind}/{key(thing.iri)}",
        title=thing.label,
        standfirst=standfirst,
        body=body,
        sections=tuple(Link(label, f"#{fragment}") for label, fragment in sections),
        style="profile.css",
        kind=kind,
        # A loan is known by its number in the list that it was taken from.
        aliases=(
            *(*thing.aliases, *thing.printed),
            *((key(thing.iri),) if thing.kind == "loan" else ()),
        ),
        summary=summary,
        linked_data=linked_data(thing, type, of.known.version, sources, facts or {}),
        turtle=excerpt.text,
    )
