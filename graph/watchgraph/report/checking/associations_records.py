"""The sources of the records behind the tables of associations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from watchgraph.analysis.associations.tables import Table
from watchgraph.render.escape import web_address
from watchgraph.vocabulary import ID

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph

# Entries of the index and indicators have a key made of edition, measure and country.
_NAMED = ("listing", "membership")


def behind(
    kg: KnowledgeGraph, tables: Sequence[Table], address: Callable[[str], str], root: str
) -> list[dict[str, Any]]:
    """Return the sources of all records behind tables, the most used first.

    Parameters
    ----------
    kg
        The graph.
    tables
        The tables.
    address
        Where the page of a thing is, from the folder of the site; empty if it has none.
    root
        The way up to that folder.

    Returns
    -------
    list of dict
        ``title``, ``publisher``, ``href`` (its page, else its
        address if a reader may follow it), ``records`` (how
        many) and ``named``: keys of memberships and listings, and of loans with their country.
    """
    records = sorted({record for table in tables for record in table.all_records()})
    made: dict[str, dict[str, Any]] = {}
    for row in kg.evidence([ID + record for record in records]):
        page = address(row["source"])
        source = made.setdefault(
            row["source"],
            {
                "title": row["title"] or row["source"],
                "publisher": row["publisher"],
                "href": f"{root}{page}" if page else web_address(row["url"]),
                "records": 0,
                "named": [],
            },
        )
        source["records"] += 1
        kind, _, key = row["record"].removeprefix(ID).partition("/")
        if kind == "loan":
            source["named"].append(f"{row['country']} {key}")
        elif kind in _NAMED:
            source["named"].append(key)
    order = sorted(made, key=lambda source: (-made[source]["records"], source))
    return [{**made[source], "named": sorted(made[source]["named"])} for source in order]
