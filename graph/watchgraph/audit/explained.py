"""Explanations of verdicts for a terminal and as JSON."""

from __future__ import annotations

import json
import shutil
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from watchgraph.audit.explain import ROLES, Behind, Explanation, Tried
from watchgraph.audit.text import NARROW, WIDE, claim_object, published_text, with_sign

_SIGNS = {"counted": "+", "beside": "-", "other": "~"}
_FACTS = ("title", "url", "publisher", "published", "accessed", "licence")


def explanation_text(explained: Sequence[Explanation], width: int | None = None) -> str:
    """Lay explanations out for a terminal.

    Parameters
    ----------
    explained
        The explanations.
    width
        Characters across, taken as 80 to 120; default the terminal's own width.

    Returns
    -------
    str
        For each claim: the figure and where it was published, the verdict, the readings, the
        records and their sources.
    """
    wide = width or shutil.get_terminal_size((WIDE, 24)).columns
    wide = min(max(wide, NARROW), WIDE)
    return "\n\n\n".join("\n".join(_one(one, wide)) for one in explained)


def explanations_json(explained: Sequence[Explanation]) -> str:
    """Return explanations as JSON.

    Parameters
    ----------
    explained
        The explanations.

    Returns
    -------
    str
        A list of objects: what the audit says of the claim, with ``source`` (where the figure
        was published), ``gap``, ``readings`` (each with its records, and what it counts, drops,
        adds and lacks beside the first) and ``records`` (each with what it says and its source).
    """
    return json.dumps([_object(one) for one in explained], ensure_ascii=False, indent=1)


def changes(tried: Tried) -> list[str]:
    """Say what changes from the first reading to another.

    Parameters
    ----------
    tried
        The reading.

    Returns
    -------
    list of str
        Parts of a sentence, the records by name.
    """
    told = (
        ("counts also", tried.counts),
        ("does not count", tried.drops),
        ("looks also at", tried.adds),
        ("does not look at", tried.lacks),
    )
    return [f"{words} {', '.join(labels)}" for words, labels in told if labels]


def behind_line(records: Sequence[Behind], signs: Mapping[str, str] | None = None) -> str:
    """Say how many records there are of each role.

    Parameters
    ----------
    records
        The records.
    signs
        A sign for each role, to be named with it.

    Returns
    -------
    str
        Such as ``53 counted; 22 looked at, not counted``; ``none`` without records.
    """
    counts = {role: sum(one.role == role for one in records) for role in ROLES}
    told = [
        f"{count} {ROLES[role]}" + (f" ({signs[role]})" if signs else "")
        for role, count in counts.items()
        if count
    ]
    return "; ".join(told) or "none"


def source_text(source: Mapping[str, str]) -> str:
    """Return title and address of a source.

    Parameters
    ----------
    source
        What is known of it.

    Returns
    -------
    str
        The title, then the address or that there is none.
    """
    return f"{source['title']}, {source['url'] or missing_address(source)}"


def missing_address(source: Mapping[str, str]) -> str:
    """Say why a source has no address.

    Parameters
    ----------
    source
        What is known of it.

    Returns
    -------
    str
        A few words.
    """
    return "made here" if source["publisher"] == "WatchGraph" else "address not recorded"


def _one(one: Explanation, wide: int) -> list[str]:
    row = one.row
    recomputed = "none" if row.recomputed is None else with_sign(row.recomputed, row.unit)
    query = f"ontology/audit/{row.question}.rq" if row.question else "none"
    lines = [f"{row.claim}  {row.statement}", "=" * min(len(row.statement) + 5, wide)]
    for head, text in (
        ("verdict", row.verdict),
        ("published", f"{published_text(row)}, edition {row.edition}"),
        ("where", source_text(one.source)),
        ("recomputed", recomputed),
        ("counted is", row.measure),
        ("why", row.why),
        ("difference", one.gap),
        ("query", query),
    ):
        lines += _wrapped(f"{head:<12}", text, wide) if text else []
    lines += ["", "Readings tried"]
    for tried in one.tried:
        lines += _reading(tried, row.unit, wide)
    lines += ["", *_wrapped("Records behind it: ", behind_line(one.records, _SIGNS), wide)]
    return lines + _records(one.records, wide)


def _reading(tried: Tried, unit: str, wide: int) -> list[str]:
    reading = tried.reading
    name = reading.reading + (f"; {reading.variant}" if reading.variant else "")
    role = "decides" if reading.decides else "beside"
    head = f"  {with_sign(reading.recomputed, unit):>8}  {reading.verdict:<12}  {role:<8}  "
    told = [name, *changes(tried)]
    return _wrapped(head, "; ".join(told) + f". {_sentence(reading.reason)}", wide)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _records(records: Sequence[Behind], wide: int) -> list[str]:
    numbers: dict[str, int] = {}
    for one in records:
        numbers.setdefault(one.evidence["source"], len(numbers) + 1)
    lines = []
    size = max((len(one.record) for one in records), default=0)
    for one in records:
        sign = _SIGNS[one.role]
        words = " ".join(part for part in (one.says, one.value) if part)
        note = one.evidence["note"] if one.value and not one.says else ""
        text = f"{one.label}: {words} [{numbers[one.evidence['source']]}]"
        text += f" {note}" if note else ""
        lines += _wrapped(f"  {sign} {one.record:<{min(size, 44)}}  ", text, wide)
    sources = {one.evidence["source"]: one.evidence for one in records}
    if sources:
        lines += ["", "Sources"]
    for source, evidence in sources.items():
        lines += _wrapped(f"  [{numbers[source]}] ", source_text(evidence), wide)
    return lines


def _wrapped(head: str, text: str, wide: int) -> list[str]:
    # A head that is too long stands on a line of its own.
    room = wide - len(head)
    if room < wide // 3:
        return [head.rstrip(), *_wrapped(" " * 8, text, wide)]
    pieces = textwrap.wrap(
        " ".join(text.split()), room, break_on_hyphens=False, break_long_words=False
    )
    return [
        ((" " * len(head) if i else head) + piece).rstrip()
        for i, piece in enumerate(pieces or [""])
    ]


def _object(one: Explanation) -> dict[str, Any]:
    made = claim_object(one.row)
    made["source"] = _source(one.source)
    made["gap"] = one.gap
    for told, tried in zip(made["readings"], one.tried, strict=True):
        told["records"] = list(tried.reading.records)
        for name in ("counts", "drops", "adds", "lacks"):
            told[name] = list(getattr(tried, name))
    made["records"] = [_record(behind) for behind in one.records]
    return made


def _record(behind: Behind) -> dict[str, Any]:
    evidence = behind.evidence
    return {
        "record": behind.record,
        "role": behind.role,
        "kind": evidence["kind"],
        "label": behind.label,
        "says": behind.says,
        "value": behind.value,
        "date": evidence["date"],
        "note": evidence["note"],
        "source": _source(evidence),
    }


def _source(evidence: Mapping[str, str]) -> dict[str, str]:
    return {"source": evidence["source"]} | {name: evidence[name] for name in _FACTS}
