"""The finance network: lenders and the countries that their loans and grants go to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import networkx as nx

from watchgraph.networks.edges import by_pair, evident, loan_edge_attributes
from watchgraph.networks.facts import Facts, facts, first
from watchgraph.networks.filters import FINANCE_PATTERN, Filters
from watchgraph.networks.nodes import country_attributes, lender_attributes
from watchgraph.networks.records import dated_up_to, read_links, read_records
from watchgraph.vocabulary import key

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph

_PROPERTIES = (
    *("wg:namesSupplier", "wg:namesSupplierAssumed", "wg:instrument", "wg:loanStatus"),
    *("wg:purpose", "wg:concessional", "wg:amountUsd2021"),
)


def finance_network(kg: KnowledgeGraph, filters: Filters) -> nx.DiGraph[str]:
    """Project the loans to lenders and countries.

    Parameters
    ----------
    kg
        The graph.
    filters
        Which loans count.

    Returns
    -------
    networkx.DiGraph
        From lender to country; nodes and edges in the order of their IRIs. The graph attribute
        ``coverage`` counts the loans, those with and without a date, those used, those without
        a contractor named, and the names left out because their reading is assumed.
    """
    links = read_links(
        kg,
        f"SELECT DISTINCT ?lender ?country ?record {{ {FINANCE_PATTERN} "
        f"{filters.pattern(dated=False)} }}",
    )
    records = read_records(kg, links, "?thing wg:lender ?any ; ")
    chosen, coverage = dated_up_to(records, filters.date)
    pairs = evident(by_pair(links, records, chosen), filters, coverage)
    used = sorted({record.iri for own in pairs.values() for record in own})
    known = facts(kg, used, *_PROPERTIES)
    loans = {iri: known.get(iri, {}) for iri in used}
    coverage["without_contractor"] = sum(not one.get("wg:namesSupplier") for one in loans.values())
    coverage["assumed_names"] = sum(
        len(one.get("wg:namesSupplierAssumed", ())) for one in loans.values()
    )
    names = _names(kg, loans.values())
    net: nx.DiGraph[str] = nx.DiGraph(coverage=coverage)
    nodes = lender_attributes(kg, {lender for lender, _ in pairs}) | country_attributes(
        kg, {country for _, country in pairs}, filters.date
    )
    net.add_nodes_from(sorted(nodes.items()))
    for (lender, country), own in pairs.items():
        terms = _terms([loans[record.iri] for record in own], names)
        net.add_edge(lender, country, **loan_edge_attributes(own), **terms)
    return net


def _terms(loans: list[Facts], names: dict[str, str]) -> dict[str, Any]:
    """Return what the loans of an edge say of contractors, kinds and sums."""
    contractors = _values(loans, "wg:namesSupplier")
    # Sorted, so that the sum rounds alike in any order; a sum that is not stated is no zero.
    sums = sorted(
        float(first(one, "wg:amountUsd2021")) for one in loans if "wg:amountUsd2021" in one
    )
    return {
        "contractors": contractors,
        "contractor_labels": tuple(names.get(iri, key(iri)) for iri in contractors),
        "instruments": tuple(key(code) for code in _values(loans, "wg:instrument")),
        "purposes": tuple(key(code) for code in _values(loans, "wg:purpose")),
        "statuses": tuple(key(code) for code in _values(loans, "wg:loanStatus")),
        "status_not_stated": sum("wg:loanStatus" not in one for one in loans),
        "concessional": sum(key(first(one, "wg:concessional")) == "yes" for one in loans),
        "amount_usd_2021": sum(sums) if sums else None,
        "amounts_stated": len(sums),
    }


def _values(loans: list[Facts], name: str) -> tuple[str, ...]:
    return tuple(sorted({value for one in loans for value in one.get(name, ())}))


def _names(kg: KnowledgeGraph, loans: Iterable[Facts]) -> dict[str, str]:
    wanted = {iri for one in loans for iri in one.get("wg:namesSupplier", ())}
    return {
        iri: first(one, "rdfs:label") or key(iri)
        for iri, one in facts(kg, wanted, "rdfs:label").items()
    }
