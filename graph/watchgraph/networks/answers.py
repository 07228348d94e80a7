"""What an organisation says to a record about it, and what is withheld of one, in words."""

from __future__ import annotations

from watchgraph.networks.facts import Facts, first
from watchgraph.vocabulary import key

#: What stands in the place of a value that is known and withheld.
WITHHELD = "withheld"
#: What stands where no reply is recorded: two things that the tables do not tell apart.
NO_REPLY_RECORDED = "not asked, or not recorded that it was"

#: Properties that the words are made from.
ANSWER_PROPERTIES = (
    *("wg:replyStatus", "wg:askedOn", "wg:reply", "wg:repliedOn", "wg:replySource"),
    *("wg:withheld", "wg:withheldBecause"),
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
    return f"{head}; replied{day}: {text}"


def withheld_words(own: Facts) -> str:
    """Return what is withheld of a record, and why.

    Parameters
    ----------
    own
        Facts of the record.

    Returns
    -------
    str
        Empty if nothing is withheld.

    Examples
    --------
    >>> withheld_words({"wg:withheld": ("camera_count",), "wg:withheldBecause": ("On request.",)})
    'Withheld: camera count. On request.'
    """
    columns = own.get("wg:withheld", ())
    if not columns:
        return ""
    names = ", ".join(column.replace("_", " ") for column in columns)
    return " ".join((f"Withheld: {names}.", *own.get("wg:withheldBecause", ())))


def noted(own: Facts) -> str:
    """Return the note of a record, with what the organisation says and what is withheld.

    Parameters
    ----------
    own
        Facts of the record.

    Returns
    -------
    str
        For the lists of records beside a picture.
    """
    reply = reply_words(own)
    parts = (
        first(own, "wg:note"),
        f"Right of reply: {reply}" if reply else "",
        withheld_words(own),
    )
    return " ".join(part for part in parts if part)
