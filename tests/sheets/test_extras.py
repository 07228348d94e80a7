"""Libraries that only some uses need are named when they are missing."""

import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from watchgraph.errors import Fault, UseError
from watchgraph.extras import needs
from watchgraph.sheets import Sheet, read_sheet

Read = Callable[..., tuple[Sheet | None, list[Fault]]]


def test_a_missing_library_is_named_with_what_brings_it() -> None:
    with pytest.raises(UseError) as caught:
        needs("no_such_library.part", "own")
    assert str(caught.value) == (
        "This needs no_such_library, which is not installed. pip install 'watchgraph[own]'"
    )


def test_a_file_is_read_without_what_it_does_not_need(
    tmp_path: Path, read_bytes: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    openpyxl.Workbook().save(tmp_path / "leads.xlsx")
    for name in ("openpyxl", "charset_normalizer", "defusedxml"):
        monkeypatch.setitem(sys.modules, name, None)
    sheet, faults = read_bytes("Name,Land\nÑ,KE\n".encode())
    assert sheet is not None
    assert faults == []
    with pytest.raises(UseError, match="needs openpyxl"):
        read_sheet(tmp_path / "leads.xlsx")
    monkeypatch.setitem(sys.modules, "openpyxl", openpyxl)
    with pytest.raises(UseError, match="needs defusedxml"):
        read_sheet(tmp_path / "leads.xlsx")
    with pytest.raises(UseError, match="needs charset_normalizer"):
        read_bytes("Name,Land\nÑ,KE\n".encode("cp1252"))


def test_workbooks_are_not_read_unguarded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    openpyxl.Workbook().save(tmp_path / "leads.xlsx")
    monkeypatch.setattr(openpyxl, "DEFUSEDXML", False)
    with pytest.raises(UseError, match="does not use defusedxml"):
        read_sheet(tmp_path / "leads.xlsx")
