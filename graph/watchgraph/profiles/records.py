"""Records as they are read on a page: what, when, where, by which sources, from which row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from watchgraph.dates import Interval
from watchgraph.mapping.declared import MAPPINGS
from watchgraph.networks.answers import WITHHELD, reply_words, withheld_words
from watchgraph.networks.labels import kind_of, record_date, record_label
from watchgraph.profiles.known import Known
from watchgraph.vocabulary import key, parts

#: Table that the rows of each kind of thing stand in.
TABLES = {one.kind: one.table for one in reversed(MAPPINGS) if one.type and one.kind != "mention"}
#: Table of the mentions in each kind of record.
_MENTIONS = {
    "assessment": "assessment_suppliers",
    "deployment": "deployment_suppliers",
    "loan": "loan_contractors",
}


@dataclass(frozen=True)
class Record:
    """One statement of one source, or of several that say it together.

    Attributes
    ----------
    iri, kind, key
        The record, such as ``…/deployment/ken-konza``, ``deployment`` and ``ken-konza``.
    label
        What people call it.
    country
        The country that it speaks of; empty if it speaks of none.
    date
        The date that it speaks of, as stated; empty if none is.
    start, end
        The same as days, and when it ended; None if not stated.
    sources, further
        Sources that say it, and further ones that say parts of it.
    locator, note, printed
        Where in the source, a remark, and the name as printed; empty if there is none.
    table
        Table that its row stands in; the row's key is ``key``. Empty if it was derived.
    reply, withheld
        What came of asking the organisation that it speaks of, and what is withheld and why;
        empty if nothing is recorded.
    overlay
        The overlay that its row stands in, in words; empty for the edition.
    hides_date
        Whether its date is known and withheld.
    """

    iri: str
    kind: str
    key: str
    label: str
    country: str
    date: str
    start: Interval | None
    end: Interval | None
    sources: tuple[str, ...]
    further: tuple[str, ...]
    locator: str
    note: str
    printed: str
    table: str
    reply: str = ""
    withheld: str = ""
    overlay: str = ""
    hides_date: bool = False

    @property
    def day(self) -> str:
        """The date for the eye: as stated, or that it is withheld; empty if it is not stated."""
        return self.date or (WITHHELD if self.hides_date else "")

    @property
    def anchor(self) -> str:
        """The name of its place in a page."""
        return anchor_of(self.iri)


def anchor_of(iri: str) -> str:
    """Return the name of the place of a record in a page.

    Parameters
    ----------
    iri
        The record.

    Returns
    -------
    str
        Without spaces, for what is percent-encoded in the IRI stays so; a link to it encodes
        that once more.

    Examples
    --------
    >>> anchor_of("https://w3id.org/watchgraph/id/loan/a%20b")
    'loan-a%20b'
    """
    return f"{kind_of(iri)}-{key(iri)}"


def record(known: Known, iri: str) -> Record:
    """Return a record.

    Parameters
    ----------
    known
        What the graph states.
    iri
        The record, or a thing whose row has a source.

    Returns
    -------
    Record
        What is known of it.
    """
    own = known.facts.get(iri, {})
    kind, name = parts(iri) or (kind_of(iri), iri)
    date = record_date(own, known.facts)
    started = next((at for at in ("wg:start", "wg:year", "wg:searchedOn") if own.get(at)), "")
    edition = known.first(iri, "wg:edition")
    return Record(
        iri=iri,
        kind=kind,
        key=name,
        label=record_label(iri, own, known.facts),
        country=known.first(iri, "wg:country"),
        date=date,
        start=known.date(iri, started) if started else known.date(edition, "wg:start"),
        end=known.date(iri, "wg:end"),
        sources=known.all(iri, "prov:wasDerivedFrom"),
        further=tuple(
            one
            for one in known.all(iri, "wg:furtherSource")
            if one not in known.all(iri, "prov:wasDerivedFrom")
        ),
        locator=known.first(iri, "wg:locator"),
        note=" ".join(known.all(iri, "wg:note")),
        printed=known.first(iri, "wg:asPrinted"),
        table=_table(known, iri, kind),
        reply=reply_words(own),
        withheld=withheld_words(own, _reasons(known, iri)),
        overlay=known.overlay.get(iri, ""),
        hides_date="wg:start" in known.hidden.get(iri, ()),
    )


def _reasons(known: Known, iri: str) -> dict[str, str]:
    """Return why values of a record are withheld, by column."""
    return {
        known.first(one, "wg:withheldColumn"): known.first(one, "wg:withheldBecause")
        for one in known.to(iri, "wg:withheldFrom")
    }


def records_of(known: Known, iris: Iterable[str]) -> tuple[Record, ...]:
    """Return records by kind, then date, then name; undated ones last.

    Parameters
    ----------
    known
        What the graph states.
    iris
        The records.

    Returns
    -------
    tuple of Record
        Each once.
    """
    made = [record(known, iri) for iri in sorted(set(iris))]
    return tuple(sorted(made, key=lambda one: (one.kind, not one.date, one.date, one.label)))


def _table(known: Known, iri: str, kind: str) -> str:
    if kind == "mention":
        return _MENTIONS.get(kind_of(known.first(iri, "wg:mentionedIn")), "")
    # A derived link has no source of its own, and no row.
    return TABLES.get(kind, "") if known.all(iri, "prov:wasDerivedFrom") else ""
