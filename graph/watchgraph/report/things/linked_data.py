"""A thing in the words of schema.org, with the sources that its records rest on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from watchgraph.profiles import Entity
from watchgraph.render import SourceLine


def linked_data(
    thing: Entity,
    type: str,
    version: str,
    sources: Iterable[tuple[SourceLine, int]],
    facts: Mapping[str, Any],
) -> dict[str, Any]:
    """Return JSON-LD of a thing and of the records about it as a data set.

    Parameters
    ----------
    thing
        The thing.
    type
        Its type, such as ``Country``.
    version
        Version of the data.
    sources
        Sources of its records.
    facts
        Further properties; empty ones are left out.

    Returns
    -------
    dict
        The thing, ``subjectOf`` a ``Dataset`` that ``isBasedOn`` its sources.

    References
    ----------
    schema.org: Thing, Dataset, CreativeWork.isBasedOn.
    """
    own: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": type,
        "@id": thing.iri,
        "name": thing.label,
        "alternateName": list(thing.aliases),
        "sameAs": thing.wikidata,
        **facts,
        "subjectOf": {
            "@type": "Dataset",
            "name": f"WatchGraph: {thing.label}",
            "version": version,
            "isBasedOn": [_work(line) for line, _ in sources],
            "distribution": {
                "@type": "DataDownload",
                "contentUrl": quote(f"{thing.key}.ttl"),
                "encodingFormat": "text/turtle",
            },
        },
    }
    return {name: value for name, value in own.items() if value not in ("", [], None)}


def _work(line: SourceLine) -> dict[str, str]:
    found = {
        "@type": "CreativeWork",
        "@id": line.identifier,
        "name": line.link.label,
        "url": line.web,
        "publisher": line.publisher,
        "datePublished": line.published,
    }
    return {name: value for name, value in found.items() if value}
