from pathlib import Path

import pytest

from watchgraph.reconcile import Countries, KnownNames
from watchgraph.tables import Tables, read_tables

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="session")
def edition() -> Tables:
    tables, faults = read_tables(DATA)
    assert not [fault for fault in faults if fault.severity == "error"]
    return tables


@pytest.fixture(scope="session")
def suppliers(edition) -> KnownNames:
    return KnownNames.of_suppliers(edition.columns)


@pytest.fixture(scope="session")
def lenders(edition) -> KnownNames:
    return KnownNames.of_lenders(edition.columns)


@pytest.fixture(scope="session")
def countries(edition) -> Countries:
    return Countries(edition.columns)
