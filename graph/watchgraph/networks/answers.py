"""What an organisation says to a record about it, and what is withheld of one, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from watchgraph.networks.facts import Facts, chunks, first
from watchgraph.vocabulary import key

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph

#: What stands in the place of a value that is known and withheld.
WITHHELD = "withheld"

#: Properties that the words are made from.
ANSWER_PROPERTIES = (
    *("wg:replyStatus", "wg:askedOn", "wg:reply", "wg:repliedOn", "wg:replySource"),
    "wg:withheld",
)


def reply_words(own: Facts) -> str:
    """Return what came of asking the organisation that a record speaks of.

    Parameters
    ----------
    own
        Facts of the record.

    Returns
    -------
    str
        A sentence or two; empty if nothing is recorded, which is not *no reply*.

    Examples
    --------
    >>> status = ("https://w3id.org/watchgraph/id/reply-status/no_reply",)
    >>> reply_words({"wg:replyStatus": status, "wg:askedOn": ("2026-11-01",)})
    'Asked on 2026-11-01; no reply in the time given.'
    """
    status = key(first(own, "wg:replyStatus"))
    if not status:
        return ""
    asked, replied = (first(own, name) for name in ("wg:askedOn", "wg:repliedOn"))
    text = first(own, "wg:reply")
    head = f"Asked on {asked}" if asked else "Asked"
    day = f" on {replied}" if replied else ""
    if status == "asked":
        return f"{head}; no answer yet, and still time for one."
    if status == "no_reply":
        return f"{head}; no reply in the time given."
    if status == "declined":
        return f"{head}; declined to answer{day}{f': {text}' if text else '.'}"
    if not text:
        # The tables hold no reply without its words: they stay behind where they are quoted only.
        return f"{head}. Replied{day}; the answer may not be passed on."
    return f"{head}; replied{day}: {text}"


def reasons_of(kg: KnowledgeGraph, records: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return why values of records are withheld.

    Parameters
    ----------
    kg
        The graph.
    records
        IRIs of the records.

    Returns
    -------
    dict of str to dict of str to str
        For each record of which something is withheld: column to reason.
    """
    found: dict[str, dict[str, str]] = {}
    for terms in chunks(records):
        rows = kg.rows(
            "SELECT DISTINCT ?record ?column ?why { "
            f"VALUES ?record {{ {' '.join(terms)} }} ?redaction wg:withheldFrom ?record ; "
            "wg:withheldColumn ?column ; wg:withheldBecause ?why }"
        )
        for record, column, why in sorted(rows, key=str):
            found.setdefault(str(record), {})[str(column)] = str(why)
    return found


def withheld_words(own: Facts, reasons: Mapping[str, str]) -> str:
    """Return what is withheld of a record, and why.

    Parameters
    ----------
    own
        Facts of the record.
    reasons
        Reason of each column that is withheld, as far as stated.

    Returns
    -------
    str
        Empty if nothing is withheld.

    Examples
    --------
    >>> own = {"wg:withheld": ("camera_count", "place")}
    >>> withheld_words(own, {"camera_count": "on request", "place": "To keep staff from harm."})
    'Withheld: camera count (on request), place (To keep staff from harm).'
    """
    columns = own.get("wg:withheld", ())
    if not columns:
        return ""
    return f"Withheld: {', '.join(_because(one, reasons.get(one, '')) for one in columns)}."


def _because(column: str, reason: str) -> str:
    name = column.replace("_", " ")
    return f"{name} ({reason.removesuffix('.')})" if reason else name


def noted(own: Facts, reasons: Mapping[str, str]) -> str:
    """Return the note of a record, with what the organisation says and what is withheld.

    Parameters
    ----------
    own
        Facts of the record.
    reasons
        Reason of each column that is withheld, as far as stated.

    Returns
    -------
    str
        For the lists of records beside a picture; each part in sentences of its own.

    Examples
    --------
    >>> noted({"wg:note": ("as printed",), "wg:withheld": ("place",)}, {"place": "on request"})
    'as printed. Withheld: place (on request).'
    """
    reply = reply_words(own)
    parts = (
        first(own, "wg:note"),
        f"Right of reply: {reply}" if reply else "",
        withheld_words(own, reasons),
    )
    stated = [part for part in parts if part]
    return " ".join([*(_ended(part) for part in stated[:-1]), *stated[-1:]])


def _ended(text: str) -> str:
    return text if text.rstrip("\"'”’»)").endswith((".", "!", "?", "…", "。")) else f"{text}."
