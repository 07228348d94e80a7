"""Which function builds which named network."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from watchgraph.networks.deployment import deployment_network
from watchgraph.networks.filters import Filters
from watchgraph.networks.finance import finance_network
from watchgraph.networks.onemode import cosupply_network, shared_network
from watchgraph.networks.origin import origin_network
from watchgraph.networks.politics import politics_network
from watchgraph.networks.supply import supply_network

if TYPE_CHECKING:
    import networkx as nx

    from watchgraph.store import KnowledgeGraph

#: The builders of the networks that the registry describes.
BUILDERS: dict[str, Callable[[KnowledgeGraph, Filters], nx.Graph[str]]] = {
    "supply": supply_network,
    "origin": origin_network,
    "finance": finance_network,
    "cosupply": cosupply_network,
    "shared": shared_network,
    "politics": politics_network,
    "deployment": deployment_network,
}
