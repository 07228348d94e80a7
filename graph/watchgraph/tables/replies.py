"""Checks of what organisations say to the records about them."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from watchgraph.errors import Fault
from watchgraph.tables.schema import Package
from watchgraph.tables.subjects import ANSWERABLE, named_rows

#: The statuses under which an answer stands, or may stand.
_ANSWERED, _SILENT = "replied", ("asked", "no_reply")


def check_replies(package: Package, columns: Mapping[str, pa.Table]) -> list[Fault]:
    """Check the table ``replies``: each row against the record it names, and in itself.

    Parameters
    ----------
    package
        Description of the data.
    columns
        All tables that could be read, by name.

    Returns
    -------
    list of Fault
        One for each cell that does not go with the others; a reply without a source warns.
    """
    if "replies" not in columns:
        return []
    schema, table = package.tables["replies"], columns["replies"]
    rows, faults = named_rows(schema, columns, package)
    for row, name, _, _ in rows:
        if name.partition("/")[0] not in ANSWERABLE:
            remedy = f"Name a record of one of the kinds: {', '.join(ANSWERABLE)}."
            rule = "says nothing that an organisation could answer"
            faults.append(Fault(schema.path, row, "record", name, rule, remedy))
    for row, cells in enumerate(table.to_pylist(), start=2):
        faults += [
            Fault(schema.path, row, column, cells[column] or "", rule, remedy, severity)
            for column, rule, remedy, severity in _wrong(cells)
        ]
    return faults


def _wrong(cells: Mapping[str, str | None]) -> list[tuple[str, str, str, str]]:
    status = cells["reply_status"]
    found = []
    if status == _ANSWERED and not cells["reply"]:
        remedy = "Give the answer in our own words, or another status."
        found.append(("reply", "value is missing where the status is replied", remedy, "error"))
    if status in _SILENT or not status:
        for column in ("reply", "replied", "reply_source"):
            if cells[column]:
                rule = f"stands although the status is {status or 'not stated'}"
                remedy = "Write replied or declined in column reply_status, or remove the value."
                found.append((column, rule, remedy, "error"))
    if cells["reply"] and status == _ANSWERED and not cells["reply_source"]:
        remedy = "Name the source; a letter is a source without an address."
        rule = "value is missing: where the answer stands"
        found.append(("reply_source", rule, remedy, "warning"))
    asked, replied = cells["asked"], cells["replied"]
    if asked and replied and replied < asked:
        rule = "is before the day of asking"
        found.append(("replied", rule, "Correct one of the two days.", "error"))
    return found
