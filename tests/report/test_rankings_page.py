"""The page of ranks: one family of sources, supply at home, and the leftovers of regions."""

from pathlib import Path

import pytest

from watchgraph.report.checking.rankings_page import rankings_page
from watchgraph.store import KnowledgeGraph


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    kg = KnowledgeGraph.load()
    folder: Path = tmp_path_factory.mktemp("ranks")
    made, _ = rankings_page(kg, kg.network("supply", edition=2019), kg.network("origin"), folder)
    return str(made.body)


def part(page: str, name: str) -> str:
    return page.partition(f'<section id="{name}">')[2].partition("</section>")[0]


def test_one_family_is_said_and_no_interval_is_printed(page: str) -> None:
    suppliers = part(page, "suppliers")
    rows = suppliers.partition("<tbody>")[2].count("<tr>")
    assert rows > 20 and suppliers.count(">one family of sources<") == rows
    assert " without it</span>" in suppliers and "rank <NA>" not in suppliers
    assert suppliers.count("nothing is left without it") == rows
    # The chart draws no line either, and says so.
    assert 'class="range"' not in suppliers
    assert "1 (no interval)" in suppliers and "point weak" in suppliers


def test_supply_at_home_is_told_apart(page: str) -> None:
    states = part(page, "states")
    assert "Countries, home included" in states
    assert '82 <span class="soft">81 abroad</span>' in states
    assert "33 of these links are supply at home" in states
    assert states.count("one family of sources") == 0
    assert "that move it as far" in states
