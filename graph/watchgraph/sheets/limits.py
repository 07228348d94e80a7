"""How large a file may be, so that none can take the whole machine."""

from __future__ import annotations

from dataclasses import dataclass

from watchgraph.tables.input_limit import allowed_bytes

#: Bytes that a workbook may have on disk, and any other file.
WORKBOOK_BYTES = 100_000_000
FILE_BYTES = 500_000_000


@dataclass(frozen=True)
class Limits:
    """What is read at most.

    Attributes
    ----------
    most_bytes
        Bytes of the file; 0 means what the environment's ``WATCHGRAPH_MAX_INPUT`` says, else 100
        million for a workbook and 500 million for all else.
    most_unpacked
        Bytes of what is packed in the file.
    most_ratio
        How many times larger what is packed may be, once it passes ``ratio_from`` bytes.
    ratio_from
        Below this, the ratio is not looked at.
    most_parts
        Entries of a workbook's archive.
    most_rows
        Rows of a file other than a workbook; a workbook has at most 1,048,576.
    most_columns
        Columns.
    most_cells
        Rows times columns.
    most_text
        Characters of a cell; no spreadsheet program holds more.
    """

    most_bytes: int = 0
    most_unpacked: int = 1_000_000_000
    most_ratio: int = 100
    ratio_from: int = 32_000_000
    most_parts: int = 10_000
    most_rows: int = 20_000_000
    most_columns: int = 1_000
    most_cells: int = 100_000_000
    most_text: int = 32_767

    def bytes_of(self, kind: str) -> int:
        """Return how many bytes a file of a kind may have."""
        return self.most_bytes or allowed_bytes(WORKBOOK_BYTES if kind == "xlsx" else FILE_BYTES)
