"""The packaged graph, built once."""

import pytest

from watchgraph.store import KnowledgeGraph


@pytest.fixture(scope="session")
def kg() -> KnowledgeGraph:
    return KnowledgeGraph.load()
