"""The packaged tables and the statements that come of them, made once."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pyoxigraph
import pytest

from watchgraph.mapping import quad_chunks
from watchgraph.resources import data_folder
from watchgraph.tables import Tables, load_tables


@pytest.fixture(scope="session")
def tables() -> Tables:
    return load_tables(data_folder())


@pytest.fixture(scope="session")
def lines(tables: Tables) -> bytes:
    """Return the N-Quads of all tables, not sorted."""
    return b"".join(quad_chunks(tables))


@pytest.fixture(scope="session")
def quads(lines: bytes) -> list[pyoxigraph.Quad]:
    """Return the statements, read by a strict parser."""
    return list(pyoxigraph.parse(input=lines, format=pyoxigraph.RdfFormat.N_QUADS))


@pytest.fixture(scope="session")
def by_subject(lines: bytes) -> Mapping[str, list[str]]:
    """Return the sorted lines about each subject."""
    about: dict[str, list[str]] = {}
    for line in sorted(set(lines.decode().splitlines())):
        about.setdefault(line.partition(" ")[0][1:-1], []).append(line)
    return about


@pytest.fixture(scope="session")
def small_data(small_data: Callable[[], Path]) -> Path:
    """Return a hand-made data folder that fills every column of every table once."""
    return small_data()
