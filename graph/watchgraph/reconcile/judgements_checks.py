"""Which rows of ``judgements.csv`` may be obeyed, and what is wrong with the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from watchgraph.dates import parse_day
from watchgraph.errors import Fault, UseError
from watchgraph.nearest import did_you_mean, nearest
from watchgraph.reconcile.folding import plain
from watchgraph.reconcile.judgements import WORDS, Row
from watchgraph.reconcile.known import KINDS, KnownNames


def checked_rows(
    file: str, rows: Sequence[Row], known: Mapping[str, KnownNames]
) -> tuple[list[Row], list[Fault]]:
    """Tell which rows may be obeyed.

    Parameters
    ----------
    file
        What the file is called in faults.
    rows
        Its rows.
    known
        The things that candidates are keys of, by kind; other kinds are not looked up.

    Returns
    -------
    rows : list of Row
        The same rows; those that judge, and have no fault, are to be obeyed.
    faults : list of Fault
        What is wrong, in the order of the rows.
    """
    faults: list[Fault] = []
    checked = []
    for row in rows:
        found = list(_faults(file, row, known)) if row.judgement.touched else []
        faults += found
        checked.append(replace(row, obeyed=bool(_word(row)) and not found))
    for row, fault in _contradictions(file, checked):
        faults.append(fault)
        checked = [replace(r, obeyed=False) if r.number == row.number else r for r in checked]
    return checked, faults


def _word(row: Row) -> str:
    return row.judgement.judgement.strip().casefold()


def _faults(file: str, row: Row, known: Mapping[str, KnownNames]) -> Iterator[Fault]:
    judgement, number = row.judgement, row.number
    word = _word(row)
    if word not in ("", *WORDS):
        remedy = f"Write {', '.join(WORDS)}, or nothing."
        yield Fault(file, number, "judgement", judgement.judgement, "is no known judgement", remedy)
    if judgement.kind not in KINDS:
        rule, remedy = "is no known kind", f"Write one of: {', '.join(KINDS)}."
        yield Fault(file, number, "kind", judgement.kind, rule, remedy)
    if not plain(judgement.printed):
        yield Fault(file, number, "printed", "", "value is missing", "Fill the cell.")
    names = known.get(judgement.kind)
    if names and judgement.candidate not in names.things:
        likely = nearest(judgement.candidate, list(names.things)) if judgement.candidate else []
        remedy = did_you_mean(likely) or f"Write the key of a {judgement.kind}."
        rule = f"is the key of no {judgement.kind}"
        yield Fault(file, number, "candidate", judgement.candidate, rule, remedy)
    if word not in WORDS:
        return
    if not judgement.judged_by.strip():
        rule, remedy = "value is missing", "Write who judged; else the judgement is not obeyed."
        yield Fault(file, number, "judged_by", "", rule, remedy)
    try:
        parse_day(judgement.judged_on.strip(), "judged_on")
    except UseError:
        rule = "is no day" if judgement.judged_on else "value is missing"
        remedy = "Write the day as YYYY-MM-DD, for example 2020-12-31."
        yield Fault(file, number, "judged_on", judgement.judged_on, rule, remedy)


def _contradictions(file: str, rows: Sequence[Row]) -> Iterator[tuple[Row, Fault]]:
    """Yield rows that say that one name is two things, or that it is and is not one."""
    by_name: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if row.obeyed:
            by_name.setdefault(row.judgement.about[:2], []).append(row)
    for alike in by_name.values():
        same = [row for row in alike if _word(row) == "same"]
        for row in alike:
            others = [
                other.number
                for other in alike
                if other is not row
                and (
                    (row in same and other in same)
                    or (
                        other.judgement.candidate == row.judgement.candidate
                        and _word(other) != _word(row)
                    )
                )
            ]
            if others:
                places = " and ".join(map(str, others))
                rule = f"row {places} judges the same name otherwise"
                if row in same and any(other.number in others for other in same):
                    rule = f"the same name is judged same in row {places} too"
                remedy = "Leave one of them; none is obeyed until then."
                yield row, Fault(file, row.number, "judgement", _word(row), rule, remedy)
