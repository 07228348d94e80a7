import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest


@pytest.fixture(scope="session")
def networks() -> SimpleNamespace:
    """The builders of the test networks, from the module beside this file."""
    return SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("networks.py"))))
