"""What the site says, computed from the graph."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from watchgraph.analysis import centrality, communities, sensitivity
from watchgraph.audit import audit, to_json
from watchgraph.export import edge_table, export_rdf, write_graphml, write_table
from watchgraph.render import (
    AuditRow,
    Document,
    Download,
    Figure,
    RankRow,
    RankTable,
    SiteContent,
    SourceCredit,
)
from watchgraph.report.addresses import Addresses
from watchgraph.report.associations_page import associations_page
from watchgraph.report.audit_page import audit_page
from watchgraph.report.diff_page import edition_documents
from watchgraph.report.explore_page import explorer
from watchgraph.report.flips import flips_of
from watchgraph.report.gathered import gathered
from watchgraph.report.map_page import map_page
from watchgraph.report.question_pages import question_documents
from watchgraph.report.rankings_page import rankings_page, ranks_of
from watchgraph.report.record_pages import record_pages
from watchgraph.report.reference_page import reference_page
from watchgraph.report.sparql_page import sparql_pages
from watchgraph.report.structure_page import structure_page
from watchgraph.report.thing_pages import thing_pages
from watchgraph.report.vocabulary import vocabulary_downloads
from watchgraph.report.ways import with_ways
from watchgraph.resources import web_folder

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from watchgraph.export import ExportReport
    from watchgraph.store import KnowledgeGraph

_TOP = 15
_LICENCE = "Rows made here: CC BY 4.0; facts keep the terms of their source."
_COUNTED = (
    ("suppliers", "wg:Supplier"),
    ("deployments", "wg:Deployment"),
    ("loans, credits and grants", "wg:SoftLoan"),
    ("Belt and Road memberships", "wg:BRIMembership"),
    ("regulators' listings", "wg:Listing"),
    ("sources", "wg:Source"),
)


#: The steps of :func:`site_content`, as they are named while it runs.
CONTENT_STEPS = (
    *("networks", "audit", "ranks", "null models", "associations", "editions", "ontology"),
    *("things", "questions", "SPARQL", "map", "explorer"),
)
#: The claims that the first page shows: of each kind those that are quoted most.
_HEADLINES = (
    *("c01", "c06", "c08", "c09", "c12", "c16", "c17", "c18", "c21", "c25"),
    *("c29", "c32"),
)


def site_content(
    kg: KnowledgeGraph,
    folder: Path,
    *,
    seed: int = 1,
    web: Path | None = None,
    progress: Callable[[str], None] = lambda step: None,
) -> SiteContent:
    """Compute all that the site says and write its downloads.

    Parameters
    ----------
    kg
        The graph.
    folder
        Folder for the downloads, until the site takes them over.
    seed
        Seed of layouts and communities.
    web
        Folder of the built web parts; default where they lie, as ``web_folder`` finds it.
    progress
        Called with the name of each step as it begins.

    Returns
    -------
    SiteContent
        Plain data for the pages.
    """
    progress("networks")
    supply, origin = kg.network("supply"), kg.network("origin")
    measures = centrality(supply)
    grouped = communities(supply, seed=seed)[["community", "stability"]]
    progress("audit")
    rows = audit(kg)
    audited = to_json(rows)
    downloads = _downloads(
        kg, folder, {"supply": supply, "origin": origin}, measures.join(grouped), audited, seed
    )
    opened, audit_records = audit_page(kg, rows, folder)
    progress("ranks")
    ranks = ranks_of(supply, origin, seed)
    flipping = sensitivity(kg)
    ranked, rank_tables = rankings_page(
        kg, supply, origin, folder, seed=seed, ranks=ranks, flipping=flipping
    )
    progress("null models")
    structure, structure_tables = structure_page(kg, supply, folder, seed=seed)
    progress("associations")
    associated, associated_files = associations_page(kg, folder, seed)
    progress("editions")
    compared = edition_documents(kg, rows)
    progress("ontology")
    described = reference_page(kg)
    progress("things")
    known = gathered(kg, supply, ranks, grouped)
    things = (*thing_pages(known), *record_pages(known, flips_of(flipping)))
    progress("questions")
    in_sparql = web_folder(web) is not None
    asked = question_documents(kg, Addresses(things, known.to.places()), in_sparql=in_sparql)
    documents = (opened, ranked, structure, associated, *compared, described, *things, *asked)
    progress("SPARQL")
    asking, files, missing = sparql_pages(kg, web, folder, documents)
    progress("map")
    mapped = map_page(kg, folder, web=web_folder(web), linked=_linked(documents))
    progress("explorer")
    explored = explorer(
        kg,
        seed=seed,
        known={"supply": (supply, measures), "origin": (origin, None)},
        footer=f"Data {kg.version}. {_LICENCE}",
    )
    counts = {label: _count(kg, type_) for label, type_ in _COUNTED}
    serving = sum(node["kind"] == "supplier" for _, node in supply.nodes(data=True))
    served = sum(node["kind"] == "country" for _, node in supply.nodes(data=True))
    return SiteContent(
        lede=(
            "Who supplies AI-surveillance technology to which state, and who says so: "
            f"{serving} suppliers named for {served} countries, each link with its records and "
            "each record with its source."
        ),
        data_version=kg.version,
        figures=tuple(Figure(value, label) for label, value in counts.items()),
        audit=tuple(AuditRow.from_mapping(row) for row in json.loads(audited)),
        headlines=_HEADLINES,
        still=mapped.still,
        networks=explored.networks,
        tables=_tables(supply, measures),
        sources=_sources(kg),
        downloads=(
            *downloads,
            audit_records,
            *rank_tables,
            *structure_tables,
            *associated_files,
            mapped.download,
        ),
        documents=with_ways((*documents, *asking, mapped.document, explored.document)),
        assets=(*files, *mapped.assets, *explored.assets),
        missing=missing,
        licence=_LICENCE,
    )


def _linked(documents: Iterable[Document]) -> frozenset[str]:
    """Return the codes of the places that have a page of their own."""
    names = (document.name.partition("/") for document in documents)
    return frozenset(code for folder, _, code in names if folder == "country")


def _count(kg: KnowledgeGraph, type_: str) -> int:
    rows = kg.rows(f"SELECT (COUNT(DISTINCT ?thing) AS ?n) {{ ?thing a {type_} }}")
    return int(rows[0][0] or 0)


def _tables(supply: nx.Graph[str], measures: pd.DataFrame) -> tuple[RankTable, ...]:
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


def _sources(kg: KnowledgeGraph) -> tuple[SourceCredit, ...]:
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


def _exported(report: ExportReport) -> str:
    left_out = sum(report.left_out.values())
    return (
        f"{report.statements:,} statements in {report.graphs} graphs; {left_out:,} records that "
        "may be quoted but not redistributed in bulk are left out."
    )


def _downloads(
    kg: KnowledgeGraph,
    folder: Path,
    networks: dict[str, nx.Graph[str]],
    measures: pd.DataFrame,
    audited: str,
    seed: int,
) -> tuple[Download, ...]:
    rdf = export_rdf(kg, folder / "watchgraph.trig", format="trig")
    downloads = [
        Download(folder / "watchgraph.trig", "The graph in TriG", _exported(rdf)),
        *vocabulary_downloads(kg, folder),
    ]
    for name, net in networks.items():
        write_table(edge_table(net), folder / f"{name}.csv")
        write_graphml(net, folder / f"{name}.graphml")
        downloads += [
            Download(folder / f"{name}.csv", f"Links of the {name} network in CSV"),
            Download(folder / f"{name}.graphml", f"The {name} network in GraphML"),
        ]
    write_table(measures.reset_index(names="node"), folder / "supply-measures.csv")
    downloads.append(
        Download(
            folder / "supply-measures.csv",
            "Centrality and communities of the supply network in CSV",
            f"Communities by seed {seed}.",
        )
    )
    (folder / "audit.json").write_text(audited + "\n", encoding="utf-8", newline="\n")
    downloads.append(Download(folder / "audit.json", "The audit in JSON"))
    return tuple(downloads)
