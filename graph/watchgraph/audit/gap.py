"""What the difference between two figures comes to, as far as the records say."""

from __future__ import annotations

from watchgraph.audit.because import shown_number
from watchgraph.audit.rows import AuditRow, Reading
from watchgraph.audit.verdicts import rounded, tidy


def gap(row: AuditRow) -> str:
    """Say how far the records are from the published figure and what would meet it.

    Nothing is guessed: where the records do not tell which of them makes the difference, the
    sentence says so.

    Parameters
    ----------
    row
        A claim and its verdict.

    Returns
    -------
    str
        One or two sentences; empty where the claim holds or nothing recomputes it.
    """
    if row.verdict == "holds" or row.recomputed is None:
        return ""
    first = row.readings[0]
    if row.verdict == "undetermined":
        return _met(row)
    if row.verdict == "unsupported":
        looked = len(first.beside)
        noun = "record was" if looked == 1 else "records were"
        return f"{looked or 'No'} {noun} looked at, and none counts. {_met(row)}"
    if row.unit == "percent":
        return f"{_shares(row, first)} {_met(row)}"
    off = tidy(row.recomputed - row.published)
    if off > 0:
        # A rank, or a count of what several records name, has no record that is too many.
        if len(first.records) != row.recomputed:
            return f"{shown_number(off)} more than published. {_met(row)}"
        which = "it is" if off == 1 else "they are"
        return (
            f"{shown_number(off)} more than published; the records do not say which of the "
            f"{len(first.records)} {which}."
        )
    if not off:
        return "Exactly the published figure, of which more is claimed."
    return f"{shown_number(-off)} fewer than published. {_met(row)}"


def _met(row: AuditRow) -> str:
    """Name the readings that give the published figure."""
    met: dict[str, list[str]] = {}
    for reading in row.readings:
        if reading.verdict == "holds":
            met.setdefault(reading.reading, []).append(reading.variant)
    if not met:
        return "No reading that was tried gives it."
    told = [
        name + (f" (with {' or '.join(variants)})" if any(variants) else "")
        for name, variants in met.items()
    ]
    return f"The published figure comes out with: {'; '.join(told)}."


def _shares(row: AuditRow, first: Reading) -> str:
    """Say how many units would give the published share with the adopters that there are."""
    adopters = len(first.records)
    kinds = {record.partition("/")[0] for record in first.records}
    units = adopters + sum(record.partition("/")[0] in kinds for record in first.beside)
    fitting = [
        count
        for count in range(max(adopters, 1), 100 * adopters + 1)
        if rounded(100 * adopters / count, row.published) == row.published
    ]
    share = f"{shown_number(row.published)} %"
    if not fitting:
        return f"No number of units gives {share} with {adopters} adopters."
    span = str(fitting[0]) if len(fitting) == 1 else f"{fitting[0]} to {fitting[-1]}"
    return (
        f"With {adopters} adopters {share} takes a class of {span} units; "
        f"the list of units has {units}."
    )
