"""Nothing that reads a file of another hand may open a connection."""

import socket
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from watchgraph.errors import Fault
from watchgraph.sheets import Sheet, read_sheet

Read = Callable[..., tuple[Sheet | None, list[Fault]]]


@pytest.fixture(autouse=True)
def no_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", refuse)


@pytest.fixture
def read_bytes(tmp_path: Path) -> Read:
    """Return a function that writes bytes under a name and reads them."""

    def read(
        content: bytes, name: str = "leads.csv", **options: object
    ) -> tuple[Sheet | None, list[Fault]]:
        path = tmp_path / name
        path.write_bytes(content)
        return read_sheet(path, **options)  # type: ignore[arg-type]

    return read
