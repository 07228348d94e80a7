"""What organisations say to a record and to the names in it, as rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from watchgraph.networks.answers import reply_words
from watchgraph.render import Link
from watchgraph.report.paths.paths import Paths


@dataclass(frozen=True)
class ReplyRow:
    """What came of asking; `by` has no label if the record names no single organisation."""

    by: Link
    words: str
    source: Link


def reply_rows(to: Paths, iris: Iterable[str]) -> tuple[ReplyRow, ...]:
    """Return replies as rows.

    Parameters
    ----------
    to
        The way to each thing.
    iris
        A record and the names in it.

    Returns
    -------
    tuple of ReplyRow
        In the order given; nothing for those of which no reply is recorded.
    """
    known, made = to.known, []
    for iri in iris:
        words = reply_words(known.facts.get(iri, {}))
        if words:
            by, source = (known.first(iri, name) for name in ("wg:supplier", "wg:replySource"))
            made.append(ReplyRow(_link(to, by), words, _link(to, source)))
    return tuple(made)


def _link(to: Paths, iri: str) -> Link:
    return to.link(iri) if iri else Link("", "")
