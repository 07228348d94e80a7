"""The pages where a reader asks: the kept questions, SPARQL, the explorer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from watchgraph.profiles import gather
from watchgraph.questions import names
from watchgraph.render import Asset, Document, NetworkPage
from watchgraph.report.asking.explore_page import explorer
from watchgraph.report.asking.question_pages import question_documents
from watchgraph.report.asking.sparql_page import sparql_pages
from watchgraph.report.paths.addresses import Addresses
from watchgraph.report.paths.paths import Paths
from watchgraph.report.paths.record_places import record_places
from watchgraph.resources import web_folder
from watchgraph.store import KnowledgeGraph
from watchgraph.vocabulary import ID


@dataclass(frozen=True)
class Inquiry:
    """The pages where a reader asks, and what they load.

    Attributes
    ----------
    documents
        The list of questions, each question, SPARQL where it can be, the explorer.
    assets
        The files that they load.
    networks
        The networks of the explorer, as the first page names them.
    missing
        What the site lacks; empty if nothing.
    """

    documents: tuple[Document, ...]
    assets: tuple[Asset, ...]
    networks: tuple[NetworkPage, ...]
    missing: str


def addresses_of(paths: Paths) -> Addresses:
    """Return where each thing and record, and each kept question, is told of.

    Parameters
    ----------
    paths
        The ways to the things of the graph.

    Returns
    -------
    Addresses
        Relative to the folder of the site.
    """
    things = (iri.removeprefix(ID) for iri in paths.known.facts if paths.page(iri))
    return Addresses([*things, *(f"question/{name}" for name in names())], paths.places())


def inquiry(kg: KnowledgeGraph, folder: Path, *, seed: int = 1, web: Path | None = None) -> Inquiry:
    """Make the pages where a reader asks.

    Parameters
    ----------
    kg
        The graph.
    folder
        Folder for a file that is read again at once.
    seed
        Seed of layouts and communities.
    web
        Folder of the built web parts; default where they lie, as ``web_folder`` finds it.

    Returns
    -------
    Inquiry
        Plain data for the site.
    """
    paths = Paths(gather(kg))
    addresses = addresses_of(paths)
    asked = question_documents(kg, addresses, in_sparql=web_folder(web) is not None)
    in_sparql, files, missing = sparql_pages(
        *(kg, web, folder, (*addresses.pages, "ontology")),
        record_places(paths.places(), paths.known.facts),
    )
    explored = explorer(kg, seed=seed, footer=f"Data {kg.version}.")
    return Inquiry(
        documents=(*asked, *in_sparql, explored.document),
        assets=(*files, *explored.assets),
        networks=explored.networks,
        missing=missing,
    )
