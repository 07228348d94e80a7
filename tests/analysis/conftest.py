"""The packaged graph and its networks."""

import networkx as nx
import pytest

from watchgraph.store import KnowledgeGraph


@pytest.fixture(scope="session")
def supply(kg: KnowledgeGraph) -> nx.Graph:
    return kg.network("supply")


@pytest.fixture(scope="session")
def origin(kg: KnowledgeGraph) -> nx.DiGraph:
    return kg.network("origin")
