"""What fields of one row must mean together, and rows beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from watchgraph.dates import compare, parse_date
from watchgraph.errors import Fault, UseError
from watchgraph.intake.fields import Form
from watchgraph.intake.lines import MONEY, Line

# Earlier, later, what is wrong if they are not, and what to do.
_ORDER = (
    ("start", "end", "ends before it starts", "Correct one of the two dates."),
    (
        "source_published",
        "source_accessed",
        "was read before it was published",
        "Correct one of the two dates.",
    ),
    (
        "published",
        "accessed",
        "was read before it was published",
        "Correct one of the two dates.",
    ),
)

# What two rows of one system may differ in; the first two are what is told.
_PARTED = ("supplier", "technology", "supplier_country", "supplier_website")


def check_sense(
    lines: Iterable[Line], form: Form, headings: Mapping[str, str], file: str
) -> list[Fault]:
    """Check each row for dates out of order and money without a currency.

    Parameters
    ----------
    lines
        The rows.
    form
        What a row may say.
    headings
        Heading of each field.
    file
        The sheet's file.

    Returns
    -------
    list of Fault
        The faults.
    """
    faults = []
    for line in lines:
        for first, second, rule, remedy in _ORDER:
            if _after(line.one(first), line.one(second)):
                told = second if second in headings else first
                value = " ".join(line.printed.get(told, ())) or line.one(second)
                faults.append(Fault(file, line.row, headings.get(told, ""), value, rule, remedy))
        for amount, currency in MONEY:
            if amount in form and line.one(amount) and currency not in line.values:
                # A currency that cannot be read has a fault of its own.
                if currency in line.printed:
                    continue
                value = " ".join(line.printed.get(amount, ()))
                remedy = f"Fill {currency}, such as USD, in a column or under `fixed`."
                told = headings.get(amount, "")
                faults.append(Fault(file, line.row, told, value, "has no currency", remedy))
    return faults


def check_twice(keys: Sequence[tuple[str, Line]], file: str) -> list[Fault]:
    """Find rows that say the same as one before.

    Parameters
    ----------
    keys
        Key of the record of each row.
    file
        The sheet's file.

    Returns
    -------
    list of Fault
        A fault for each further row, which names the first.
    """
    first: dict[str, Line] = {}
    faults = []
    for key, line in keys:
        there = first.setdefault(key, line)
        if there is line:
            continue
        if there.printed == line.printed:
            rule = f"repeats row {there.row}"
            remedy = f"Row {there.row} says the same; leave one of them out."
        else:
            rule = f"has the id or name of row {there.row}"
            remedy = "Give each row its own, or make one row of the two."
        faults.append(Fault(file, line.row, "", "", rule, remedy))
    return faults


def check_split(lines: Sequence[Line], headings: Mapping[str, str], file: str) -> list[Fault]:
    """Find rows of deployments that agree with one before in all but supplier or technology.

    Only rows that say where or when are looked at.

    Parameters
    ----------
    lines
        The rows.
    headings
        Heading of each field.
    file
        The sheet's file.

    Returns
    -------
    list of Fault
        For each further row an error if it names another supplier alone, as the two would say
        the same; a warning if it names another technology.
    """
    first: dict[tuple[object, ...], Line] = {}
    faults = []
    for line in lines:
        if "supplier" not in headings or line.one("record"):
            continue
        if not line.one("place") and not line.one("start"):
            # Rows of a list that says only which country; the rules of the graph look at them.
            continue
        same = tuple(item for item in sorted(line.values.items()) if item[0] not in _PARTED)
        there = first.setdefault(same, line)
        other = [name for name in _PARTED[:2] if there.values.get(name) != line.values.get(name)]
        if there is line or not other:
            continue
        told = " and ".join(headings.get(name, name) for name in other)
        plural = " and ".join({"supplier": "suppliers", "technology": "technologies"}[name]
                              for name in other)  # fmt: skip
        remedy = (
            f"If they are one system, name both {plural} in one row (several in one cell, with "
            "`split`) and leave out the other; if they are two, tell them apart by name, place "
            "or date."
        )
        value = " ".join(part for name in other for part in line.printed.get(name, ()))
        severity = "error" if other == ["supplier"] else "warning"
        rule = f"differs from row {there.row} in {told} alone"
        heading = headings.get(other[0], "")
        faults.append(Fault(file, line.row, heading, value, rule, remedy, severity))
    return faults


def _after(first: str, second: str) -> bool:
    if not first or not second:
        return False
    try:
        return compare(parse_date(first), parse_date(second)) == "after"
    except UseError:
        return False
