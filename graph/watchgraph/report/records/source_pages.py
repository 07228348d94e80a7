"""A page for each source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from watchgraph.networks.answers import WITHHELD
from watchgraph.profiles import Resting, Source, pairs_alone, resting_on, source
from watchgraph.render import Document, Link, citation, render_fragment
from watchgraph.render.escape import web_address
from watchgraph.render.words import counted
from watchgraph.report.paths.coded import coded
from watchgraph.report.paths.dated import in_words, precision_of
from watchgraph.report.paths.flips import Flip
from watchgraph.report.paths.gathered import Gathered
from watchgraph.report.records.not_stated import not_stated_of_source
from watchgraph.report.rows.resting_rows import resting_groups


def source_pages(of: Gathered, flips: Mapping[str, Sequence[Flip]] | None) -> Iterator[Document]:
    """Return the page of each source, in the order of their keys.

    Parameters
    ----------
    of
        What pages are made from.
    flips
        Findings that would be others, by the publisher without whose sources they are; None if
        they were not computed.

    Yields
    ------
    Document
        The next page.
    """
    known = of.known
    pairs = pairs_alone(known)
    sources = [source(known, iri) for iri in known.of_type("wg:Source")]
    alike = Counter(family for one in sources for family in one.families)
    for one in sources:
        same = max(alike[family] for family in one.families) - 1
        yield source_page(of, one, resting_on(known, one.iri, pairs), same, flips)


def source_page(
    of: Gathered,
    one: Source,
    resting: Resting,
    alike: int,
    flips: Mapping[str, Sequence[Flip]] | None,
) -> Document:
    """Return the page of a source.

    Parameters
    ----------
    of
        What pages are made from.
    one
        The source.
    resting
        What rests on it.
    alike
        How many other sources count as one with it.
    flips
        Findings that would be others, by publisher; None if they were not computed.

    Returns
    -------
    Document
        What it is, on what terms, what rests on it and what would change without it.
    """
    known, to, iri = of.known, of.to, one.iri
    records = [record for own in resting.records.values() for record in own]
    excerpt = of.book.about(iri, records)
    body = render_fragment(
        "source.html.j2",
        root=to.root,
        one=one,
        address=web_address(one.url),
        precision=precision_of(known.date(iri, "wg:published")),
        licence=coded(known, known.first(iri, "dcterms:license")),
        redistribution=coded(known, known.first(iri, "wg:redistribution")),
        dataset=coded(known, known.first(iri, "wg:dataset")),
        repeats=to.links(one.derived_from),
        copies=to.links(resting.copies),
        families=[known.label(family) for family in one.families],
        alike=alike,
        resting=resting,
        groups=resting_groups(to, resting.records),
        parts_of=resting_groups(to, resting.parts),
        pairs=[_pair(of, relation) for relation in resting.pairs],
        flips=None if flips is None else _flips(one, flips),
        gaps=not_stated_of_source(one),
        cited=citation(one.title, iri, known.version),
        excerpt=excerpt,
        turtle=f"{one.key}.ttl",
    )
    sections = (
        ("What it is", "said"),
        ("What rests on it", "records"),
        ("Without it", "without"),
        ("Not recorded", "unknown"),
        ("Cite", "take"),
    )
    return Document(
        name=f"source/{one.key}",
        title=one.title,
        standfirst=_standfirst(one, resting),
        body=body,
        sections=tuple(Link(label, f"#{fragment}") for label, fragment in sections),
        style="profile.css",
        kind="Source",
        summary=f"{one.publisher}, {counted(resting.number, 'record')}",
        linked_data=_linked_data(of, one),
        turtle=excerpt.text,
    )


def _standfirst(one: Source, resting: Resting) -> str:
    published = (
        f"published {in_words(one.published)}"
        if one.published
        else "no date of publication recorded"
    )
    rests = "rests" if resting.number == 1 else "rest"
    told = f"{counted(resting.number, 'record')} {rests} on it"
    if one.rows_kept_back:
        told = f"its rows are in no graph ({one.rows_kept_back}), for it may only be cited"
    elif not resting.number:
        told = "no record rests on it alone or first; others name it beside their own source"
        if not resting.parts:
            told = "no record rests on it; other sources repeat it"
    return f"{one.publisher}; {published}; {told}."


def _pair(of: Gathered, relation: str) -> tuple[Link, Link]:
    known, to = of.known, of.to
    return (
        to.link(known.first(relation, "wg:supplier")),
        to.link(known.first(relation, "wg:country")),
    )


def _linked_data(of: Gathered, one: Source) -> dict[str, Any]:
    """Return the source as a creative work of schema.org."""
    known = of.known
    own: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "@id": one.iri,
        "name": one.title,
        "url": web_address(one.url),
        "publisher": {"@type": "Organization", "name": one.publisher},
        "datePublished": one.published,
        "license": one.licence if not one.licence.startswith("Not stated") else "",
        "isBasedOn": [
            {"@type": "CreativeWork", "@id": iri, "name": known.label(iri)}
            for iri in one.derived_from
        ],
        "subjectOf": {
            "@type": "Dataset",
            "name": f"WatchGraph: records of {one.title}",
            "version": known.version,
            "distribution": {
                "@type": "DataDownload",
                "contentUrl": quote(f"{one.key}.ttl"),
                "encodingFormat": "text/turtle",
            },
        },
    }
    return {name: value for name, value in own.items() if value not in ("", WITHHELD, [], None)}


def _flips(one: Source, flips: Mapping[str, Sequence[Flip]]) -> list[Flip]:
    return [flip for family in one.families for flip in flips.get(family, ())]
