"""What the explorer of the site shows: the kept networks, their measures and communities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from watchgraph.analysis import centrality, communities
from watchgraph.export import passable_network, terms_of
from watchgraph.networks import NETWORKS
from watchgraph.render import NetworkPage
from watchgraph.render.document import Asset, Document
from watchgraph.render.explore import (
    ExploredNetwork,
    explore_assets,
    explore_document,
    explored_picture,
)

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph


@dataclass(frozen=True)
class Explorer:
    """The explorer of the site.

    Attributes
    ----------
    document
        Its page.
    assets
        The files that the page loads.
    networks
        Each network with its place in the explorer.
    """

    document: Document
    assets: tuple[Asset, ...]
    networks: tuple[NetworkPage, ...]


def explorer(kg: KnowledgeGraph, *, seed: int = 1, footer: str = "") -> Explorer:
    """Compute and draw all that the explorer shows.

    Parameters
    ----------
    kg
        The graph.
    seed
        Seed of layouts and communities.
    footer
        A line on data and licences.

    Returns
    -------
    Explorer
        Plain data for the site.
    """
    networks = explored_networks(kg, seed=seed)
    pictures = [explored_picture(network) for network in networks]
    return Explorer(
        explore_document(networks),
        explore_assets(networks, pictures, footer=footer),
        tuple(
            NetworkPage(
                network.name, network.graph, blurb=f"{network.label}.", seed=seed, shown=shown
            )
            for network, shown in zip(networks, pictures, strict=True)
        ),
    )


def explored_networks(kg: KnowledgeGraph, *, seed: int = 1) -> tuple[ExploredNetwork, ...]:
    """Return the kept networks with what a reader may size and colour them by.

    Parameters
    ----------
    kg
        The graph.
    seed
        Seed of layouts and communities.

    Returns
    -------
    tuple of ExploredNetwork
        In the order of the registry; a network without an edge is left out.
    """
    made = []
    terms = terms_of(kg)
    for name, described in NETWORKS.items():
        net, _ = passable_network(kg, kg.network(name), name, terms)
        if not net.number_of_edges():
            continue
        made.append(
            ExploredNetwork(
                name=name,
                label=described.title,
                graph=net,
                measures=centrality(net),
                communities=communities(net, seed=seed),
                size="strength" if name in ("origin", "politics") else "degree",
                seed=seed,
            )
        )
    return tuple(made)
