"""What a picture of a network needs beside its edges: the facts of each record, by which to filter.

An edge says what its records say together. A reader who narrows a picture to a time, an edition
or a region narrows the records, and each edge must then be told anew from those that are left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from watchgraph.networks.facts import Facts, facts, first
from watchgraph.networks.labels import kind_of
from watchgraph.networks.nodes import country_attributes, headquarters
from watchgraph.networks.records import SUPPLYING, Record, read_records
from watchgraph.vocabulary import key, mint

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import networkx as nx

    from watchgraph.store import KnowledgeGraph

_LATEST = "2022"
_REGIMES = """
SELECT DISTINCT ?country ?class
WHERE {{
  <{edition}> prov:wasDerivedFrom ?source .
  ?record wg:country ?country ; wg:classValue ?class ; prov:wasDerivedFrom ?source ;
          wg:measure <{measure}> .
}}
"""
_LOAN = {
    "instruments": "wg:instrument",
    "purposes": "wg:purpose",
    "statuses": "wg:loanStatus",
    "concessional": "wg:concessional",
}
_TERMS = {
    "amount": "wg:amount",
    "currency": "wg:currency",
    "amount_usd_2021": "wg:amountUsd2021",
    "rate": "wg:interestRatePercent",
    "maturity": "wg:maturityYears",
    "grace": "wg:graceYears",
}


def network_details(
    kg: KnowledgeGraph, net: nx.Graph[str], records: Iterable[str]
) -> dict[str, Any]:
    """Return the facts of records and countries by which a picture of a network is filtered.

    Parameters
    ----------
    kg
        The graph.
    net
        A network of it.
    records
        Its records, as :func:`watchgraph.networks.records_in` gives them.

    Returns
    -------
    dict
        ``records``: for each assessment, deployment and loan its ``sources``, ``families`` (the
        publishers at the root), ``edition``, ``technologies``, ``earliest``, ``latest``
        (YYYY-MM-DD or empty) and ``country``; in directed networks of states also ``marked`` and
        ``seated``, the states whose technology it marks and those in which a supplier that it
        names has its head office; in networks of one kind the ``suppliers`` that it names; of a
        loan its ``lender``, ``contractors``, codes and terms.
        ``countries``: of each of those countries ``label``, ``region``, ``bri`` and ``regime``
        (code, empty where no record says). ``labels``: the words of codes and of things.
        ``regime_edition``: the edition whose source the regime classes are from.
    """
    kinds: dict[str, list[str]] = {}
    for iri in sorted(set(records)):
        kinds.setdefault(kind_of(iri), []).append(iri)
    supplying = [*kinds.get("assessment", ()), *kinds.get("deployment", ())]
    loans = kinds.get("loan", [])
    read = _read(kg, supplying, SUPPLYING) | _read(kg, loans, "?thing a wg:SoftLoan ; ")
    own = facts(
        kg,
        read,
        *("wg:country", "wg:supplierStateMarked", "wg:namesSupplier", "wg:lender"),
        *_LOAN.values(),
        *_TERMS.values(),
    )
    told = {iri: _common(record, own.get(iri, {})) for iri, record in sorted(read.items())}
    if net.graph.get("name") in ("origin", "politics"):
        _add_states(kg, told, own)
    if net.graph.get("name") in ("cosupply", "shared"):
        # A loan names suppliers too, and is no supply.
        for iri in supplying:
            told[iri]["suppliers"] = own.get(iri, {}).get("wg:namesSupplier", ())
    for iri in loans:
        if iri in told:
            told[iri] |= _terms(own.get(iri, {}))
    regimes, edition = _regimes(kg, str(net.graph.get("edition") or _LATEST))
    wanted = {one["country"] for one in told.values()} - {""}
    known = {iri: node for iri, node in net.nodes(data=True) if iri in wanted and "bri" in node}
    known |= country_attributes(kg, wanted - known.keys(), str(net.graph.get("date") or ""))
    return {
        "records": told,
        "countries": {
            iri: {name: known[iri].get(name, "") for name in ("label", "region", "bri")}
            | {"regime": regimes.get(iri, "")}
            for iri in sorted(wanted)
        },
        "labels": _labels(kg, told.values(), regimes.values()),
        "regime_edition": edition,
    }


def _read(kg: KnowledgeGraph, iris: list[str], linked: str) -> dict[str, Record]:
    return read_records(kg, [("", "", iri) for iri in iris], linked) if iris else {}


def _common(record: Record, own: Facts) -> dict[str, Any]:
    return {
        "sources": record.sources,
        "families": record.families,
        "edition": record.edition,
        "technologies": record.technologies,
        "earliest": record.earliest,
        "latest": record.latest,
        "country": first(own, "wg:country"),
    }


def _add_states(
    kg: KnowledgeGraph, told: Mapping[str, dict[str, Any]], own: Mapping[str, Facts]
) -> None:
    named = {iri for one in own.values() for iri in one.get("wg:namesSupplier", ())}
    seats = headquarters(kg, named)
    for iri, one in told.items():
        suppliers = own.get(iri, {}).get("wg:namesSupplier", ())
        one["marked"] = own.get(iri, {}).get("wg:supplierStateMarked", ())
        one["seated"] = tuple(sorted({seats[s] for s in suppliers if s in seats}))


def _terms(own: Facts) -> dict[str, Any]:
    made: dict[str, Any] = {
        "lender": first(own, "wg:lender"),
        "contractors": own.get("wg:namesSupplier", ()),
    }
    for name, property_ in _LOAN.items():
        made[name] = tuple(key(code) for code in own.get(property_, ()))
    return made | {name: first(own, property_) for name, property_ in _TERMS.items()}


def _regimes(kg: KnowledgeGraph, edition: str) -> tuple[dict[str, str], str]:
    query = _REGIMES.format(
        edition=mint("edition", edition), measure=mint("measure", "regime_class")
    )
    rows = sorted((str(country), str(class_)) for country, class_ in kg.rows(query))
    return {country: key(class_) for country, class_ in rows}, edition


def _labels(
    kg: KnowledgeGraph, told: Iterable[Mapping[str, Any]], regimes: Iterable[str]
) -> dict[str, str]:
    """Return the words of lenders and contractors by IRI, and of regime classes by code."""
    things = {one.get("lender", "") for one in told} - {""}
    things |= {iri for one in told for iri in one.get("contractors", ())}
    found = facts(kg, things, "rdfs:label")
    labels = {iri: first(found.get(iri, {}), "rdfs:label") or key(iri) for iri in sorted(things)}
    scheme = "regime-class"
    classes = {mint(scheme, code): code for code in sorted(set(regimes))}
    words = facts(kg, classes, "skos:prefLabel")
    return labels | {
        code: first(words.get(iri, {}), "skos:prefLabel") or code for iri, code in classes.items()
    }
