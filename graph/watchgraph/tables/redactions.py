"""Checks of what is withheld: it must be a value that could stand and does not."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from watchgraph.errors import Fault
from watchgraph.tables.schema import Package
from watchgraph.tables.subjects import named_rows


def check_redactions(
    package: Package, columns: Mapping[str, pa.Table], *, told_here: bool = False
) -> list[Fault]:
    """Check the table ``redactions``: the columns that it names, and that they are blank.

    Parameters
    ----------
    package
        Description of the data.
    columns
        All tables that could be read, by name.
    told_here
        Whether a value that stands is told of at the row that withholds it, not where it stands.

    Returns
    -------
    list of Fault
        One for each column that is not there, may not be blank or is not blank. A value that
        stands although it is withheld is no part of its fault, which may be printed.
    """
    if "redactions" not in columns:
        return []
    schema, table = package.tables["redactions"], columns["redactions"]
    rows, faults = named_rows(schema, columns, package)
    names = table.column("column").to_pylist()
    seen: dict[tuple[str, str], int] = {}
    for row, record, other, place in rows:
        name = names[row - 2]
        if name is None:
            continue
        first = seen.setdefault((record, name), row)
        if first != row:
            rule = "is withheld twice"
            remedy = f"Row {first} says so already; remove one of the two."
            faults.append(Fault(schema.path, row, "column", name, rule, remedy))
            continue
        described = {column.name: column for column in package.tables[other].columns}
        path = package.tables[other].path
        if name not in described:
            remedy = f"Use one of: {', '.join(described)}."
            rule = f"is no column of {path}"
            faults.append(Fault(schema.path, row, "column", name, rule, remedy))
        elif described[name].required:
            remedy = "Withhold a column that may be blank, or leave the whole row out."
            rule = f"is never blank in {path} and cannot be withheld"
            faults.append(Fault(schema.path, row, "column", name, rule, remedy))
        elif columns[other].column(name)[place].as_py() is None:
            continue
        elif told_here:
            rule = f"is withheld, and stands in {path}"
            remedy = "Blank the cell there, or remove the redaction."
            faults.append(Fault(schema.path, row, "column", name, rule, remedy))
        else:
            rule = f"is withheld by row {row} of {schema.path}, and stands here"
            remedy = "Blank the cell, or remove the redaction."
            faults.append(Fault(path, place + 2, name, "", rule, remedy))
    return faults
