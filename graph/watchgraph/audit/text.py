"""The audit for a terminal and as JSON."""

from __future__ import annotations

import json
import shutil
import textwrap
from collections.abc import Sequence
from typing import Any

from watchgraph.audit.because import shown_number
from watchgraph.audit.rows import VERDICTS, AuditRow

NARROW, WIDE = 80, 120
_SIGNS = {"equals": "", "at_least": ">= ", "more_than": "> "}
_HEAD = ("claim", "verdict", "published", "recomputed", "statement, why, query")
_SIZES = (5, 12, 9, 10)


def render_text(rows: Sequence[AuditRow], width: int | None = None) -> str:
    """Lay the audit out for a terminal.

    Parameters
    ----------
    rows
        The audit.
    width
        Characters across, taken as 80 to 120; default the terminal's own width.

    Returns
    -------
    str
        A table, and the count of each verdict below. Plain ASCII but for names.
    """
    wide = width or shutil.get_terminal_size((WIDE, 24)).columns
    wide = min(max(wide, NARROW), WIDE)
    indent = sum(_SIZES) + 2 * len(_SIZES)
    lines = [
        _line(_HEAD[:4], _HEAD[4]),
        _line(["-" * size for size in _SIZES], "-" * (wide - indent)),
    ]
    for row in rows:
        published = published_text(row)
        recomputed = "" if row.recomputed is None else with_sign(row.recomputed, row.unit)
        query = f" [{row.question}]" if row.question else ""
        told = textwrap.wrap(row.statement, wide - indent) or [""]
        told += textwrap.wrap(row.why + query, wide - indent, break_long_words=False)
        lines.append(_line((row.claim, row.verdict, published, recomputed), told[0]))
        lines += [" " * indent + more for more in told[1:]]
    day = next((_day(row) for row in rows), "")
    counts = {verdict: sum(row.verdict == verdict for row in rows) for verdict in VERDICTS}
    tally = ", ".join(f"{verdict} {count}" for verdict, count in counts.items() if count)
    said = f"{len(rows)} claims{day}: {tally}" if rows else "No claims."
    return "\n".join([*lines, "", said])


def to_json(rows: Sequence[AuditRow]) -> str:
    """Return the audit as JSON.

    Parameters
    ----------
    rows
        The audit.

    Returns
    -------
    str
        A list of objects: ``claim``, ``statement``, ``measure``, ``edition``, ``operator``,
        ``published``, ``recomputed``, ``unit``, ``verdict``, ``why``, ``question``, ``records``
        (of the first reading that decides) and ``readings``; of a graph as of a day also
        ``as_of`` and ``known``.
    """
    return json.dumps([claim_object(row) for row in rows], ensure_ascii=False, indent=1)


def claim_object(row: AuditRow) -> dict[str, Any]:
    """Return what the audit says of a claim, ready for JSON.

    Parameters
    ----------
    row
        The claim and its verdict.

    Returns
    -------
    dict
        As :func:`to_json` describes it.
    """
    days = {"as_of": row.as_of, "known": row.known} if row.as_of or row.known else {}
    return {
        "claim": row.claim,
        "statement": row.statement,
        "measure": row.measure,
        "edition": row.edition,
        "operator": row.operator,
        "published": row.published,
        "recomputed": row.recomputed,
        "unit": row.unit,
        "verdict": row.verdict,
        "why": row.why,
        "question": row.question,
        "records": list(row.readings[0].records) if row.readings else [],
        "readings": [
            {
                "reading": reading.reading,
                "variant": reading.variant,
                "recomputed": round(reading.recomputed, 4),
                "verdict": reading.verdict,
                "decides": reading.decides,
                "reason": reading.reason,
            }
            for reading in row.readings
        ],
        **days,
    }


def _day(row: AuditRow) -> str:
    parts = ((" as of ", row.as_of), (" as known by ", row.known))
    return "".join(word + day for word, day in parts if day)


def published_text(row: AuditRow) -> str:
    """Return the published figure with its bound and unit.

    Parameters
    ----------
    row
        The claim.

    Returns
    -------
    str
        Such as ``>= 75`` or ``51 %``.
    """
    return _SIGNS.get(row.operator, "") + with_sign(row.published, row.unit)


def with_sign(value: float, unit: str) -> str:
    """Return a figure, with its sign if it is a share.

    Parameters
    ----------
    value
        The figure.
    unit
        Its unit.

    Returns
    -------
    str
        At most one decimal.
    """
    return shown_number(value) + (" %" if unit == "percent" else "")


def _line(cells: Sequence[str], text: str) -> str:
    claim, verdict, published, recomputed = cells
    sizes = dict(zip(_HEAD, _SIZES, strict=False))
    return "  ".join(
        (
            claim.ljust(sizes["claim"]),
            verdict.ljust(sizes["verdict"]),
            published.rjust(sizes["published"]),
            recomputed.rjust(sizes["recomputed"]),
            text,
        )
    ).rstrip()
