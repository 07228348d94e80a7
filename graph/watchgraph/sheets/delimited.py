"""Text whose cells a delimiter parts: CSV, TSV and their kin."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator

from watchgraph.errors import Fault, UseError
from watchgraph.sheets.encodings import decoded
from watchgraph.sheets.findings import Findings, Unreadable
from watchgraph.sheets.grid import sheet_of
from watchgraph.sheets.headings import Row
from watchgraph.sheets.sheet import Sheet
from watchgraph.sheets.wanted import Wanted

#: Where two fit alike, the one that is rarer inside of texts comes first.
DELIMITERS = "\t;|,"
_SAMPLE = 200_000
_RECORDS = 200


def read_delimited(raw: bytes, ending: str, wanted: Wanted) -> tuple[Sheet | None, list[Fault]]:
    """Read a text file with cells that a delimiter parts.

    Parameters
    ----------
    raw
        Its bytes.
    ending
        Ending of its name.
    wanted
        What is asked for.

    Returns
    -------
    sheet : Sheet or None
        The table.
    faults : list of Fault
        What is wrong.
    """
    findings = Findings()
    text, encoding = decoded(raw, wanted.encoding, findings)
    zero = text.find("\0")
    if zero >= 0:
        row = text.count("\n", 0, zero) + 1
        raise Unreadable("NUL byte", "Save the file again as UTF-8 text.", row, "\\0")
    text, delimiter = _named(text)
    delimiter = _checked(wanted.delimiter) or delimiter or find_delimiter(text, ending)
    read_as = {"format": "csv", "encoding": encoding, "delimiter": delimiter}
    return sheet_of(_records(text, delimiter), wanted, findings, read_as, even=True)


def find_delimiter(text: str, ending: str = "") -> str:
    r"""Return what parts the cells of a text.

    Each delimiter parts the first records into cells. The one is taken with which the most
    records have the same number of cells, two at least; of several, the one that gives more cells.

    Parameters
    ----------
    text
        The text.
    ending
        Ending of the file's name; ``.tsv`` means a tab where there is one cell to a row.

    Returns
    -------
    str
        The delimiter; a comma where none parts anything.

    Examples
    --------
    >>> find_delimiter("name;share\nA, B;1,5\nC;2,5\n")
    ';'
    """
    best, best_score = "\t" if ending in (".tsv", ".tab") else ",", (0.0, 1)
    for delimiter in DELIMITERS:
        counts = Counter(_widths(text[:_SAMPLE], delimiter))
        wide = [(count, width) for width, count in counts.items() if width > 1]
        if wide:
            count, width = max(wide)
            score = (count / sum(counts.values()), width)
            if score > best_score:
                best, best_score = delimiter, score
    return best


def _widths(text: str, delimiter: str) -> list[int]:
    """Return the number of cells of each of the first records that are not empty."""
    widths: list[int] = []
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            if any(record):
                widths.append(len(record))
            if len(widths) >= _RECORDS:
                break
    except csv.Error:
        pass
    return widths


def _named(text: str) -> tuple[str, str]:
    """Return the text without the line by which some programs name the delimiter, and that."""
    line, _, rest = text[:10].partition("\n")
    line = line.rstrip("\r")
    if len(line) == 5 and line.lower().startswith("sep="):
        return text[text.index("\n") + 1 :] if rest or "\n" in text[:10] else "", line[4]
    return text, ""


def _checked(delimiter: str) -> str:
    delimiter = {"\\t": "\t", "tab": "\t"}.get(delimiter, delimiter)
    if len(delimiter) > 1 or (delimiter in ('"', "\r", "\n", "\0", " ") and delimiter):
        raise UseError(
            f"{delimiter!r} cannot part cells.",
            name="delimiter",
            value=delimiter,
            choices=(",", ";", "tab", "|"),
            remedy="Give one character, or tab.",
        )
    return delimiter


def _records(text: str, delimiter: str) -> Iterator[Row]:
    """Yield each record with its number, as a spreadsheet program counts rows."""
    number = 0
    records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, record in enumerate(records, start=1):
            yield number, record
    except csv.Error as error:
        said = str(error)
        rule = "quote is out of place"
        if "unexpected end" in said:
            rule = "quote is not closed"
        elif "limit" in said:
            rule = "cell is too long, or a quote is not closed"
        remedy = "Put the cell into quotes, double every quote inside it, and close the last one."
        raise Unreadable(rule, remedy, number + 1) from None
