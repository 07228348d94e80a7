"""What the site says, computed from the graph."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from watchgraph.analysis import centrality, communities, sensitivity
from watchgraph.audit import audit, to_json
from watchgraph.notice import not_for_publication
from watchgraph.render import AuditRow, Document, SiteContent
from watchgraph.report.asking.inquiry import Inquiry, addresses_of, inquiry
from watchgraph.report.checking.associations_page import associations_pages
from watchgraph.report.checking.audit_page import audit_pages
from watchgraph.report.checking.diff_page import edition_documents
from watchgraph.report.checking.rankings_page import rankings_page, ranks_of
from watchgraph.report.checking.structure_page import structure_page
from watchgraph.report.first_page import credits, figures, lede, top_tables
from watchgraph.report.maps.map_page import map_page
from watchgraph.report.paths.flips import flips_of
from watchgraph.report.paths.gathered import gathered
from watchgraph.report.records.record_pages import record_pages
from watchgraph.report.taking.cite_page import cite_page
from watchgraph.report.taking.data_page import data_pages
from watchgraph.report.taking.downloads import graph_downloads
from watchgraph.report.taking.method_page import method_page
from watchgraph.report.taking.reference_page import reference_pages
from watchgraph.report.things.thing_pages import thing_pages
from watchgraph.report.ways import with_ways
from watchgraph.resources import web_folder

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph

_LICENCE = "Rows made here: CC BY 4.0; facts keep the terms of their source."

#: The steps of :func:`site_content`, as they are named while it runs.
CONTENT_STEPS = (
    *("networks", "ranks", "things", "audit", "null models", "associations", "editions"),
    *("ontology", "world map", "data", "questions"),
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
    data: Path | None = None,
    web: Path | None = None,
    asked: Callable[[], Inquiry] | None = None,
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
    data
        Folder of the tables that the graph was built from; default the packaged edition.
    web
        Folder of the built web parts; default where they lie, as ``web_folder`` finds it.
    asked
        Gives the pages where a reader asks; by default they are made last.
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
    progress("ranks")
    ranks = ranks_of(supply, origin, seed)
    flipping = sensitivity(kg)
    ranked, rank_tables = rankings_page(
        kg, supply, origin, folder, seed=seed, ranks=ranks, flipping=flipping
    )
    progress("things")
    known = gathered(kg, supply, ranks, grouped)
    things = (*thing_pages(known), *record_pages(known, flips_of(flipping)))
    addresses = addresses_of(known.to)
    progress("audit")
    rows = audit(kg)
    audited = to_json(rows)
    opened, audit_records = audit_pages(kg, rows, folder, addresses)
    progress("null models")
    structure, structure_tables = structure_page(kg, supply, folder, seed=seed)
    progress("associations")
    associated, associated_files = associations_pages(kg, folder, seed, addresses)
    progress("editions")
    compared = edition_documents(kg, rows)
    progress("ontology")
    described = reference_pages(kg, addresses)
    progress("world map")
    mapped = map_page(kg, folder, web=web_folder(web), linked=_linked(things))
    progress("data")
    cited, references = cite_page(kg, folder)
    networks = {"supply": supply, "origin": origin}
    downloads = (
        *graph_downloads(kg, folder, networks, measures.join(grouped), audited, seed),
        *(audit_records, *rank_tables, *structure_tables, *associated_files),
        *(mapped.download, *references),
    )
    told, tables = data_pages(kg, folder, downloads, data)
    progress("questions")
    asking = asked() if asked else inquiry(kg, folder, seed=seed, web=web)
    return SiteContent(
        lede=lede(supply),
        data_version=kg.version,
        figures=figures(kg),
        audit=tuple(AuditRow.from_mapping(row) for row in json.loads(audited)),
        headlines=_HEADLINES,
        still=mapped.still,
        networks=asking.networks,
        tables=top_tables(supply, measures),
        sources=credits(kg),
        downloads=(*downloads, *tables),
        documents=with_ways(
            (
                *(*opened, ranked, structure, *associated, *compared, *described),
                *(*things, *asking.documents, mapped.document),
                *(*told, method_page(kg), cited),
            )
        ),
        assets=(*asking.assets, *mapped.assets),
        missing=asking.missing,
        licence=_LICENCE,
        notice=not_for_publication(kg.private),
    )


def _linked(documents: Iterable[Document]) -> frozenset[str]:
    """Return the codes of the places that have a page of their own."""
    names = (document.name.partition("/") for document in documents)
    return frozenset(code for folder, _, code in names if folder == "country")
