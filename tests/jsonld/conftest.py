"""The real graph, one built of the small tables, and the guard against the network."""

import json
import shutil
import socket
from pathlib import Path
from typing import Any, NoReturn

import pytest

from watchgraph.resources import data_folder
from watchgraph.store import KnowledgeGraph


@pytest.fixture(scope="session")
def small_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the small tables, in which two ids are retired."""
    folder = tmp_path_factory.mktemp("small") / "data"
    shutil.copytree(data_folder() / "codelists", folder / "codelists")
    shutil.copytree(Path(__file__).parents[1] / "fixtures" / "small", folder, dirs_exist_ok=True)
    described = json.loads((data_folder() / "datapackage.json").read_text(encoding="utf-8"))
    described["expectations"] = []
    (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    return folder


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
