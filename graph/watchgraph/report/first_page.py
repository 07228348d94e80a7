"""What the first page says in figures: counts, top tables, the largest sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from watchgraph.render import Figure, RankRow, RankTable, SourceCredit

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from watchgraph.store import KnowledgeGraph

_TOP = 15
_COUNTED = (
    ("suppliers", "wg:Supplier"),
    ("deployments", "wg:Deployment"),
    ("loans, credits and grants", "wg:SoftLoan"),
    ("Belt and Road memberships", "wg:BRIMembership"),
    ("regulators' listings", "wg:Listing"),
    ("sources", "wg:Source"),
)


def lede(supply: nx.Graph[str]) -> str:
    """Return what the graph holds, in one sentence with its figures.

    Parameters
    ----------
    supply
        The supply network.

    Returns
    -------
    str
        The sentence.
    """
    serving = sum(node["kind"] == "supplier" for _, node in supply.nodes(data=True))
    served = sum(node["kind"] == "country" for _, node in supply.nodes(data=True))
    return (
        "Who supplies AI-surveillance technology to which state, and who says so: "
        f"{serving} suppliers named for {served} countries, each link with its records and "
        "each record with its source."
    )


def figures(kg: KnowledgeGraph) -> tuple[Figure, ...]:
    """Return how many there are of what counts.

    Parameters
    ----------
    kg
        The graph.

    Returns
    -------
    tuple of Figure
        Suppliers, deployments, loans, memberships, listings and sources.
    """
    return tuple(Figure(_count(kg, type_), label) for label, type_ in _COUNTED)


def top_tables(supply: nx.Graph[str], measures: pd.DataFrame) -> tuple[RankTable, ...]:
    """Return the suppliers with most countries and the countries with most suppliers.

    Parameters
    ----------
    supply
        The supply network.
    measures
        Its centrality.

    Returns
    -------
    tuple of RankTable
        Two tables.
    """
    tables = []
    for kind, title, head in (
        ("supplier", "Suppliers by countries", "Supplier"),
        ("country", "Countries by suppliers", "Country"),
    ):
        chosen = measures[measures["kind"] == kind]
        chosen = chosen.sort_values(["degree_rank", "label"], kind="stable").head(_TOP)
        rows = tuple(
            RankRow(
                rank=int(rank),
                label=str(label),
                value=supply.degree(node),
                origin=str(supply.nodes[node].get("origin", "")) if kind == "supplier" else "",
                detail=str(supply.nodes[node].get("origin_label", ""))
                if kind == "supplier"
                else "",
            )
            for node, rank, label in zip(
                chosen.index, chosen["degree_rank"], chosen["label"], strict=True
            )
        )
        tables.append(
            RankTable(
                title=title,
                label_head=head,
                value_head="Countries" if kind == "supplier" else "Suppliers",
                detail_head="Head office" if kind == "supplier" else "",
                rows=rows,
                note="Both editions and all deployments; equal values share a rank.",
            )
        )
    return tuple(tables)


def credits(kg: KnowledgeGraph) -> tuple[SourceCredit, ...]:
    """Return the sources, those with most records first.

    Parameters
    ----------
    kg
        The graph.

    Returns
    -------
    tuple of SourceCredit
        All of them.
    """
    rows = kg.rows(
        """
        SELECT ?source ?title ?publisherName ?licenceName ?redistributionName ?url
               (COUNT(DISTINCT ?record) AS ?records)
        WHERE {
          ?record prov:wasDerivedFrom|wg:furtherSource ?source .
          ?source dcterms:title ?title ; dcterms:publisher ?publisher ; dcterms:license ?licence ;
                  wg:redistribution ?redistribution .
          ?publisher rdfs:label ?publisherName .
          ?licence skos:prefLabel ?licenceName .
          ?redistribution skos:prefLabel ?redistributionName .
          OPTIONAL { ?source wg:url ?url }
        }
        GROUP BY ?source ?title ?publisherName ?licenceName ?redistributionName ?url
        ORDER BY DESC(?records) ?source
        """
    )
    return tuple(
        SourceCredit(
            title=str(title),
            publisher=str(publisher),
            licence=str(licence),
            url=str(url or ""),
            records=int(count or 0),
            note=str(note),
        )
        for _, title, publisher, licence, note, url, count in rows
    )


def _count(kg: KnowledgeGraph, type_: str) -> int:
    rows = kg.rows(f"SELECT (COUNT(DISTINCT ?thing) AS ?n) {{ ?thing a {type_} }}")
    return int(rows[0][0] or 0)
