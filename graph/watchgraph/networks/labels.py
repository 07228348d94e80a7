"""How a record is called where people read it, and the day it speaks of."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from watchgraph.networks.facts import Facts, first
from watchgraph.vocabulary import key

#: What the graph says of records and of the things they speak of, by IRI.
Known = Mapping[str, Facts]

#: Properties of records that labels, dates and evidence are made from.
RECORD_PROPERTIES = (
    *("rdfs:label", "prov:wasDerivedFrom", "wg:furtherSource", "wg:note", "wg:country"),
    *("wg:asPrinted", "wg:edition", "wg:list", "wg:supplier", "wg:measure", "wg:loan"),
    *("wg:deployment", "wg:linkKind", "wg:controlled", "wg:controller", "wg:controlKind"),
    *("wg:newName", "wg:statement", "wg:mentionedIn", "wg:start", "wg:year", "wg:searchedOn"),
)
#: Those of them that lead to other things, whose names are needed.
LINKS = (
    *("wg:country", "wg:edition", "wg:list", "wg:supplier", "wg:measure", "wg:loan"),
    *("wg:deployment", "wg:linkKind", "wg:controlled", "wg:controller", "wg:controlKind"),
)
#: Properties of those things.
NAME_PROPERTIES = ("rdfs:label", "skos:prefLabel", "wg:start")


def record_label(iri: str, own: Facts, known: Known) -> str:
    """Return the human label of a record.

    Parameters
    ----------
    iri
        The record.
    own
        Its facts.
    known
        Facts of the things that it speaks of.

    Returns
    -------
    str
        Such as ``Index 2019: Kenya``, the name of a deployment or the title of a loan.
    """
    if label := first(own, "rdfs:label"):
        return label
    made = _LABELS.get(kind_of(iri))
    return (made(own, known) if made else "") or key(iri)


def record_date(own: Facts, known: Known) -> str:
    """Return the date that a record speaks of, as stated.

    Parameters
    ----------
    own
        Its facts.
    known
        Facts of the things that it speaks of.

    Returns
    -------
    str
        Start of a deployment, loan, membership or listing; year of an indicator; day of a
        search; publication of the edition for an assessment. Empty if none is stated.
    """
    for name in ("wg:start", "wg:year", "wg:searchedOn"):
        if date := first(own, name):
            return date
    return first(known.get(first(own, "wg:edition"), {}), "wg:start")


def kind_of(iri: str) -> str:
    """Return the kind of a thing by its IRI.

    Parameters
    ----------
    iri
        IRI of the graph.

    Returns
    -------
    str
        Such as ``assessment`` or ``deployment``.

    Examples
    --------
    >>> kind_of("https://w3id.org/watchgraph/id/loan/ago-cisp-phase1")
    'loan'
    """
    return key(iri.rpartition("/")[0])


def name_of(own: Facts, link: str, known: Known) -> str:
    """Return the name of the thing that a record links to.

    Parameters
    ----------
    own
        Facts of the record.
    link
        Prefixed name of the linking property.
    known
        Facts of the things linked to.

    Returns
    -------
    str
        Its label; the end of its IRI if it has none; empty if there is no such link.
    """
    iri = first(own, link)
    thing = known.get(iri, {})
    return first(thing, "rdfs:label") or first(thing, "skos:prefLabel") or key(iri)


def _index(own: Facts, known: Known) -> str:
    place = name_of(own, "wg:country", known) or first(own, "wg:asPrinted")
    return f"Index {key(first(own, 'wg:edition'))}: {place}"


def _unit(own: Facts, known: Known) -> str:
    place = name_of(own, "wg:country", known) or first(own, "wg:asPrinted")
    return f"Looked at by index {key(first(own, 'wg:edition'))}: {place}"


def _membership(own: Facts, known: Known) -> str:
    return f"Belt and Road: {name_of(own, 'wg:country', known)}"


def _listing(own: Facts, known: Known) -> str:
    return f"{name_of(own, 'wg:list', known)}: {name_of(own, 'wg:supplier', known)}"


def _indicator(own: Facts, known: Known) -> str:
    parts = [name_of(own, link, known) for link in ("wg:measure", "wg:country")]
    return ", ".join(part for part in (*parts, first(own, "wg:year")) if part)


def _search(own: Facts, known: Known) -> str:
    supplier, country = (name_of(own, link, known) for link in ("wg:supplier", "wg:country"))
    return f"Search for {supplier} in {country}"


def _link(own: Facts, known: Known) -> str:
    ends = (name_of(own, link, known) for link in ("wg:loan", "wg:deployment"))
    return " – ".join(ends) + f" ({name_of(own, 'wg:linkKind', known)})"


def _control(own: Facts, known: Known) -> str:
    controlled = name_of(own, "wg:controlled", known)
    if new := first(own, "wg:newName"):
        return f"{controlled}, renamed {new}"
    kind = name_of(own, "wg:controlKind", known)
    return f"{controlled}, {kind.lower()}: {name_of(own, 'wg:controller', known)}"


def _mention(own: Facts, known: Known) -> str:
    return f"Printed name {first(own, 'wg:asPrinted')} in {key(first(own, 'wg:mentionedIn'))}"


def _claim(own: Facts, known: Known) -> str:
    return first(own, "wg:statement")


_LABELS: dict[str, Callable[[Facts, Known], str]] = {
    "assessment": _index,
    "index-unit": _unit,
    "membership": _membership,
    "listing": _listing,
    "indicator": _indicator,
    "evidence-search": _search,
    "loan-deployment": _link,
    "control": _control,
    "mention": _mention,
    "claim": _claim,
}
