"""What records say, in the few words that an explanation shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from watchgraph.audit.verdicts import tidy
from watchgraph.networks.facts import Facts, facts, first
from watchgraph.networks.labels import NAME_PROPERTIES, kind_of, name_of

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph

#: What a record says: words that many records share, and a value of its own.
Words = tuple[str, str]

_LINKS = (
    *("wg:finding", "wg:unitMembership", "wg:measure", "wg:classValue", "wg:membershipStatus"),
    *("wg:supplier", "wg:certainty", "wg:instrument", "wg:lender", "wg:purpose", "wg:loanStatus"),
)
_VALUES = ("wg:value", "wg:year", "wg:start", "wg:asPrinted", "wg:amount", "wg:currency")


def words_of(kg: KnowledgeGraph, records: Iterable[str]) -> dict[str, Words]:
    """Return what records say.

    Parameters
    ----------
    kg
        The graph.
    records
        IRIs of records.

    Returns
    -------
    dict of str to tuple of str
        By IRI: words that records of one kind share, such as ``Regime class, 2018: Closed
        autocracy``, and a value of the record's own, such as a rank. Both are empty for a kind
        that the query has to word, such as an assessment.
    """
    given = list(records)
    own = facts(kg, [iri for iri in given if kind_of(iri) in _WORDS], *_LINKS, *_VALUES)
    names = facts(
        kg,
        {iri for one in own.values() for link in _LINKS for iri in one.get(link, ())},
        *NAME_PROPERTIES,
    )
    return {
        iri: _WORDS[kind_of(iri)](own.get(iri, {}), names) if kind_of(iri) in _WORDS else ("", "")
        for iri in given
    }


def _unit(own: Facts, names: Mapping[str, Facts]) -> Words:
    membership = name_of(own, "wg:unitMembership", names)
    finding = name_of(own, "wg:finding", names)
    return (finding if membership == "Certain" else f"{finding}, {membership.lower()}"), ""


def _indicator(own: Facts, names: Mapping[str, Facts]) -> Words:
    measure = f"{name_of(own, 'wg:measure', names)}, {first(own, 'wg:year')}"
    if grade := name_of(own, "wg:classValue", names):
        return f"{measure}: {grade}", ""
    return f"{measure}:", _number(first(own, "wg:value"))


def _membership(own: Facts, names: Mapping[str, Facts]) -> Words:
    status = name_of(own, "wg:membershipStatus", names)
    return f"Belt and Road, {status[:1].lower()}{status[1:]}, since", first(own, "wg:start")


def _mention(own: Facts, names: Mapping[str, Facts]) -> Words:
    certainty = name_of(own, "wg:certainty", names).lower()
    supplier = name_of(own, "wg:supplier", names)
    return f"Prints {first(own, 'wg:asPrinted')}; that it means {supplier} is {certainty}", ""


def _loan(own: Facts, names: Mapping[str, Facts]) -> Words:
    amount = first(own, "wg:amount")
    parts = (
        name_of(own, "wg:instrument", names) or "kind not stated",
        name_of(own, "wg:lender", names),
        f"{float(amount):,.0f} {first(own, 'wg:currency')}".rstrip() if amount else "",
        name_of(own, "wg:purpose", names),
        f"status {status.lower()}" if (status := name_of(own, "wg:loanStatus", names)) else "",
        first(own, "wg:start"),
    )
    return "", "; ".join(part for part in parts if part)


def _number(text: str) -> str:
    return str(tidy(float(text))) if text else ""


_WORDS: dict[str, Callable[[Facts, Mapping[str, Facts]], Words]] = {
    "index-unit": _unit,
    "indicator": _indicator,
    "loan": _loan,
    "membership": _membership,
    "mention": _mention,
}
