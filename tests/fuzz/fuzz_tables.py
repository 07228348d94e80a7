"""The bytes of a CSV file of the data folder, whatever they are."""

from collections.abc import Iterator
from dataclasses import replace

from material import Reading, folder, tables
from watch import watched

from watchgraph.formulas import guarded, unguarded
from watchgraph.tables.keys import check_foreign_keys, check_precision
from watchgraph.tables.reading import read_columns
from watchgraph.tables.values import check_column


def target(data: bytes) -> None:
    """Read the bytes as one of the tables and check every cell."""
    reading = Reading(data)
    package = tables().package
    name = reading.choice(sorted(package.tables))
    schema = replace(package.tables[name], path="fuzzed.csv")
    (folder() / schema.path).write_bytes(reading.rest())
    with watched():
        table, faults = read_columns(folder(), schema)
        assert (table is None) == bool(faults)
        if table is not None:
            assert table.column_names == schema.column_names
            for column in schema.columns:
                faults += check_column(schema, column, table.column(column.name))
            faults += check_precision(schema, table)
            known = {**tables().columns, name: table}
            faults += check_foreign_keys(schema, known, package)
            for cells in table.to_pydict().values():
                assert all(cell is None or unguarded(guarded(cell)) == cell for cell in cells)
        for fault in faults:
            assert fault.row >= 0 and fault.rule and fault.remedy
            assert str(fault)


def seeds() -> Iterator[bytes]:
    """Give each of the small tables, with byte order mark, other line ends and quotes too."""
    package = tables().package
    for number, name in enumerate(sorted(package.tables)):
        raw = (folder() / package.tables[name].path).read_bytes()[:3000]
        head = number.to_bytes(2, "little")
        yield head + raw
        if not number % 4:
            yield head + b"\xef\xbb\xbf" + raw.replace(b"\n", b"\r\n")
            yield head + raw.replace(b",", b'","').replace(b"\n", b'"\n"')
