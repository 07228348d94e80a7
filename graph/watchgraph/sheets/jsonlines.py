"""JSON lines: one object of flat values a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NoReturn

from watchgraph.errors import Fault
from watchgraph.sheets.findings import Findings, Flaw, Unreadable
from watchgraph.sheets.grid import sheet_of
from watchgraph.sheets.headings import Row
from watchgraph.sheets.sheet import Sheet
from watchgraph.sheets.text import plain_number
from watchgraph.sheets.wanted import Wanted

_FLAT = "Write one object a line whose values are texts, numbers, true, false or null."


class _Number(str):
    """A number as the file writes it, of whatever length."""

    __slots__ = ()


class _Pairs(list[tuple[str, Any]]):
    """Keys and values of an object in their order."""


def read_lines(raw: bytes, ending: str, wanted: Wanted) -> tuple[Sheet | None, list[Fault]]:
    """Read JSON lines.

    Parameters
    ----------
    raw
        The bytes of the file.
    ending
        Ending of its name.
    wanted
        What is asked for.

    Returns
    -------
    sheet : Sheet or None
        The table; its columns are the keys in the order in which they first stand.
    faults : list of Fault
        What is wrong.
    """
    findings = Findings()
    columns: dict[str, int] = {}
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    # The keys are known only at the end, so that rows are kept until then.
    rows = list(_rows(raw, columns, findings, wanted))
    if not columns:
        bad = findings.faults(wanted.file, {})
        return None, bad or [Unreadable("holds no objects", _FLAT).fault(wanted.file)]
    return sheet_of(rows, wanted, findings, {"format": "jsonl"}, titles=list(columns))


def _rows(raw: bytes, columns: dict[str, int], findings: Findings, wanted: Wanted) -> Iterator[Row]:
    decoder = json.JSONDecoder(
        object_pairs_hook=_Pairs, parse_int=_Number, parse_float=_Number, parse_constant=_constant
    )
    most = wanted.limits.most_columns
    for number, line in enumerate(raw.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            pairs = decoder.decode(line.decode("utf-8").strip())
        except (ValueError, RecursionError) as error:
            rule = _rule(error)
            shown = line[:200].decode("utf-8", "replace").strip()
            findings.add(Flaw(number, -1, shown, rule, _FLAT))
            continue
        if not isinstance(pairs, _Pairs):
            shown = line[:200].decode("utf-8", "replace").strip()
            findings.add(Flaw(number, -1, shown, "is no object", _FLAT))
            continue
        cells: list[str | None] = [None] * len(columns)
        seen: set[int] = set()
        for key, value in pairs:
            place = columns.setdefault(_whole(key), len(columns))
            if place >= most:
                raise Unreadable(f"has more than {most:,} keys", "Split the file.", number)
            if place == len(cells):
                cells.append(None)
            elif place in seen:
                rule, remedy = "key stands twice in one object", "Leave one of them."
                findings.add(Flaw(number, place, str(value)[:200], rule, remedy))
            seen.add(place)
            cells[place] = _text(value, number, place, findings)
        yield number, cells


def _text(value: Any, number: int, place: int, findings: Findings) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, _Number):
        return plain_number(value)
    if isinstance(value, str):
        whole = _whole(value)
        if whole != value:
            rule = "holds half a character"
            findings.add(Flaw(number, place, whole[:200], rule, "Write the text again as UTF-8."))
        return whole
    shown = "{...}" if isinstance(value, _Pairs) else "[...]"
    findings.add(Flaw(number, place, shown, "holds an object or a list", _FLAT))
    return None


def _whole(text: str) -> str:
    r"""Return a text with half characters, which ``"\ud800"`` may write, replaced."""
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


def _rule(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "is not UTF-8"
    if isinstance(error, RecursionError):
        return "is nested too deep"
    if isinstance(error, json.JSONDecodeError):
        return f"is no JSON: {error.msg} at character {error.pos + 1}"
    return str(error)
