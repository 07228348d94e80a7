"""A comparison as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from watchgraph.diff.builds import BuildDiff
from watchgraph.diff.editions import EditionDiff
from watchgraph.diff.frames import rows_of
from watchgraph.diff.telling import summary

if TYPE_CHECKING:
    import pandas as pd

_EDITION_TABLES = (
    *("countries", "technologies", "technology_changes", "suppliers", "links"),
    *("states", "state_changes", "verdicts"),
)
_BUILD_TABLES = ("counts", "changes", "links", "ranks", "audit")


def to_json(diff: EditionDiff | BuildDiff) -> str:
    """Return a comparison as JSON.

    Parameters
    ----------
    diff
        The comparison.

    Returns
    -------
    str
        One object: ``compared`` (``editions`` or ``builds``), ``before``, ``after``, ``same``,
        ``summary`` (sentences), each table of the comparison as a list of objects, and
        ``sources``. The same comparison gives the same text.
    """
    made: dict[str, Any] = {
        "compared": "editions" if isinstance(diff, EditionDiff) else "builds",
        "before": asdict(diff.before),
        "after": asdict(diff.after),
        "same": diff.empty,
        "summary": list(summary(diff)),
    }
    if isinstance(diff, EditionDiff):
        made |= {"data_version": diff.data_version, "as_of": diff.as_of, "known": diff.known}
    tables = _EDITION_TABLES if isinstance(diff, EditionDiff) else _BUILD_TABLES
    made |= {name: rows_of(getattr(diff, name)) for name in tables}
    own = diff.communities
    made["communities"] = {
        "seed": own.seed,
        "before": own.before,
        "after": own.after,
        "nodes": own.nodes,
        "adjusted_rand": _rounded(own.adjusted_rand),
        "information": _rounded(own.information),
        "reseeded": _rounded(own.reseeded),
        "moved": rows_of(own.moved),
    }
    made["sources"] = _sources(diff.sources)
    return json.dumps(made, ensure_ascii=False, indent=1)


def _sources(frame: pd.DataFrame) -> dict[str, Any]:
    """Give each source once, and for each record its label and sources."""
    rows = rows_of(frame)
    records: dict[str, dict[str, Any]] = {}
    sources: dict[str, dict[str, Any]] = {}
    for row in rows:
        own = records.setdefault(row["record"], {"label": row["label"], "sources": []})
        if row["source"]:
            own["sources"].append(row["source"])
            told = {name: row[name] for name in ("title", "url", "publisher", "note")}
            sources.setdefault(row["source"], told)
    return {"records": records, "sources": dict(sorted(sources.items()))}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)
