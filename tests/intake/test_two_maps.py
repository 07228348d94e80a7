"""Two sheets of one folder share what both bring, and say the same record once."""

import pytest

from watchgraph.overlays import read_overlay, start_overlay


@pytest.fixture
def folder(tmp_path, map_text):
    """A folder of own records, to which ``add(name, text)`` adds a sheet and its map."""
    folder = start_overlay(tmp_path / "my")

    def add(name, *rows):
        text = "Vendor,Country,Link,Title\n" + "".join(f"{row}\n" for row in rows)
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
        (folder / f"{name}.yaml").write_text(
            map_text.replace("leads.csv", f"{name}.csv"), encoding="utf-8"
        )
        return folder

    return add


def test_sources_and_suppliers_are_shared(folder, edition):
    folder("a", "Example Vision,Kenya,,Example book")
    read = read_overlay(
        folder(
            "b", "EXAMPLE VISION,Chile,https://example.org/b,", "Example Vision,Peru,,Example book"
        ),
        edition,
    )
    assert [fault for fault in read.faults if fault.severity == "error"] == []
    keys = {}
    for part in read.parts:
        key = edition.package.tables[part.table].key
        keys.setdefault(part.table, []).extend(part.cells.column(key).to_pylist())
    assert all(len(found) == len(set(found)) for found in keys.values())
    assert keys["suppliers"] == ["my-example-vision"]
    assert len(keys["deployments"]) == 3
    assert len(keys["sources"]) == 3  # the book, the page, and the readings of names


def test_a_row_of_two_sheets_is_told(folder, edition):
    row = "Huawei,Kenya,https://example.org/a,Example report"
    folder("a", row)
    read = read_overlay(folder("b", row), edition)
    (fault,) = read.faults
    assert (fault.file, fault.row, fault.rule) == ("my/b.csv", 2, "is there already")
