"""Checks between tables: foreign keys, date precision, counts that must hold."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from watchgraph.errors import Fault
from watchgraph.tables.schema import Package, TableSchema

# So many different values that name nothing are told which key is nearest; it takes its time.
_MOST_GUESSES = 50
# A list that is longer is named, and not written out.
_MOST_CODES = 12
_LONGEST_GUESS = 200
_PRECISION_LENGTH = {"year": 4, "month": 7, "day": 10}


def check_foreign_keys(
    schema: TableSchema,
    tables: Mapping[str, pa.Table],
    package: Package,
    rows: pa.Table | None = None,
) -> list[Fault]:
    """Check that every key of a table resolves.

    Parameters
    ----------
    schema
        The table whose keys are checked.
    tables
        All tables that could be read, by name.
    package
        Description of the data.
    rows
        Rows of the table to check; default all.

    Returns
    -------
    list of Fault
        One fault per cell that names nothing, with the nearest existing key.
    """
    faults = []
    checked = tables[schema.name] if rows is None else rows
    for key in schema.foreign_keys:
        if key.table not in tables:
            continue
        known = tables[key.table].column(key.reference)
        cells = checked.column(key.column)
        bad = pc.and_(pc.invert(pc.is_in(cells, value_set=known)), pc.is_valid(cells))
        bad_rows = pc.indices_nonzero(bad).to_pylist()
        if not bad_rows:
            continue
        choices = known.to_pylist()
        other = package.tables[key.table].path
        use = f"Use a value of {key.reference} in {other}, or add it there."
        if key.table.startswith("codelist-") and len(choices) <= _MOST_CODES:
            use = f"Use one of: {', '.join(choices)}."
        near: dict[str, str] = {}
        for row in bad_rows:
            value = cells[row].as_py()
            if value not in near:
                guess = []
                if len(near) < _MOST_GUESSES:
                    guess = difflib.get_close_matches(value[:_LONGEST_GUESS], choices, n=1)
                near[value] = f" Did you mean {guess[0]!r}?" if guess else ""
            remedy = f"{use}{near[value]}"
            rule = f"is not in {other}"
            faults.append(Fault(schema.path, row + 2, key.column, value, rule, remedy))
    return faults


def check_precision(schema: TableSchema, table: pa.Table) -> list[Fault]:
    """Check that each stated precision is that of the date beside it.

    Parameters
    ----------
    schema
        The table.
    table
        Its text columns.

    Returns
    -------
    list of Fault
        One fault per row where the two disagree.
    """
    faults = []
    names = schema.column_names
    for name in names:
        companion = f"{name}_precision"
        if companion not in names:
            continue
        lengths = pc.fill_null(pc.utf8_length(table.column(name)), 0).to_pylist()
        stated = table.column(companion).to_pylist()
        for row, (length, precision) in enumerate(zip(lengths, stated, strict=True), start=2):
            if _PRECISION_LENGTH.get(precision or "", 0) != length:
                rule = f"is not the precision of {name}"
                remedy = "Write day, month or year as the date has it; blank where it is blank."
                faults.append(Fault(schema.path, row, companion, precision or "", rule, remedy))
    return faults


def check_expectations(package: Package, tables: Mapping[str, pa.Table]) -> list[Fault]:
    """Check the counts that must hold.

    Parameters
    ----------
    package
        Description of the data with its expected counts.
    tables
        All tables by name.

    Returns
    -------
    list of Fault
        An error where rows are missing, a warning where there are more than expected.
    """
    faults = []
    for expectation in package.expectations:
        if expectation.table not in tables:
            continue
        table = tables[expectation.table]
        mask = pa.chunked_array([pa.repeat(True, table.num_rows)])
        for name, value in expectation.where:
            cells = table.column(name)
            if value.endswith("*"):
                mask = pc.and_kleene(mask, pc.starts_with(cells, value[:-1]))
            else:
                mask = pc.and_kleene(mask, pc.equal(cells, value))
        count = pc.sum(mask).as_py() or 0
        if count == expectation.expected:
            continue
        fewer = count < expectation.expected
        rule = f"{expectation.name}: {count} rows, expected {expectation.expected}"
        remedy = "Restore the missing rows." if fewer else "If they are right, raise the count."
        path = package.tables[expectation.table].path
        severity = "error" if fewer else "warning"
        faults.append(Fault(path, 0, "", "", rule, remedy, severity))
    return faults
