"""The real graph, one built of the small tables, and the guard against the network."""

import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

from watchgraph.store import KnowledgeGraph


@pytest.fixture(scope="session")
def small_folder(small_data: Callable[[], Path]) -> Path:
    """Return the small tables, in which two ids are retired."""
    return small_data()


@pytest.fixture(scope="session")
def small(small_folder: Path) -> KnowledgeGraph:
    return KnowledgeGraph.load(small_folder)


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every attempt to reach another machine fail the test."""

    def refuse(*args: Any, **kwargs: Any) -> NoReturn:
        raise AssertionError("the network was asked")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
