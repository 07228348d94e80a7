"""Reading and writing ``judgements.csv``, so that nothing a person wrote is lost."""

from __future__ import annotations

import csv
import io
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from watchgraph.errors import Fault, UseError
from watchgraph.files import write_text
from watchgraph.formulas import guarded, unguarded
from watchgraph.reconcile.judgements import COLUMNS, Judgement, Judgements, Row
from watchgraph.reconcile.judgements_checks import checked_rows
from watchgraph.reconcile.known import KnownNames

# Of the columns, those without which a row says nothing.
_NEEDED = ("kind", "printed", "candidate", "judgement", "judged_by", "judged_on")
_DELIMITERS = (",", ";", "\t")
_MOST_BYTES = 50_000_000
_MOST_TEXT = 100_000
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_judgements(
    path: Path, known: Iterable[KnownNames] = (), *, file: str = ""
) -> tuple[Judgements, list[Fault]]:
    """Read what people judged.

    The file may have been saved by a spreadsheet program: with a byte order mark, with ``;`` or
    tabs between cells, in Windows-1252.

    Parameters
    ----------
    path
        The file; it need not be there yet.
    known
        The things that candidates are keys of; kinds that are not given are not looked up.
    file
        What the file is called in faults; by default its name.

    Returns
    -------
    judgements : Judgements
        All rows; those with a fault are kept and not obeyed.
    faults : list of Fault
        What is wrong.
    """
    file = file or path.name
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            return _unread(file, "is no file", "Put a file in its place, or nothing.")
        if about.st_size > _MOST_BYTES:
            remedy = "Remove rows without a judgement; they are proposed again."
            return _unread(file, f"is larger than {_MOST_BYTES // 1_000_000} MB", remedy)
        raw = path.read_bytes()
    except FileNotFoundError:
        return Judgements(), []
    except OSError as error:
        return _unread(file, f"cannot be read: {error.strerror or error}", "Make it readable.")
    if not raw.strip():
        return Judgements(raw=raw), []
    table = _table(_decoded(raw))
    if table is None:
        remedy = f"The first row must hold the columns {', '.join(COLUMNS)}."
        return _unread(file, "has no row of headings that is understood", remedy)
    heads, cells = table
    twice = sorted({head for head in heads if head and heads.count(head) > 1})
    if twice:
        faults = [Fault(file, 1, h, h, "column stands twice", "Remove one of them.") for h in twice]
        return Judgements(readable=False), faults
    try:
        rows, faults = _rows(file, heads, cells)
    except csv.Error as error:
        return _unread(file, f"cannot be read: {error}", "Save it again as CSV.")
    more = tuple(head for head in heads if head not in COLUMNS)
    checked, found = checked_rows(file, rows, {names.kind: names for names in known})
    # A row that is longer than the header cannot be written again as it was.
    return Judgements(checked, more, raw, readable=not faults), sorted(faults + found)


def write_judgements(path: Path, judgements: Judgements, proposals: Iterable[Judgement]) -> bool:
    """Write the judgements that stand and the proposals of this run.

    Rows that a person wrote into stay as they are and where they are. A proposal that is made
    again stays in its place, one that is not made any more goes, and new ones come last, sorted.

    Parameters
    ----------
    path
        The file.
    judgements
        What was read from it.
    proposals
        All proposals of this run, of all kinds.

    Returns
    -------
    bool
        Whether the file was written: not if nothing changes, and not if it could not be read.

    Raises
    ------
    UseError
        If the file was changed since it was read, or cannot be written.
    """
    if not judgements.readable:
        return False
    wanted = {proposal.about: proposal for proposal in sorted(proposals, reverse=True)}
    standing: list[Row] = []
    seen = set()
    for row in judgements.rows:
        about = row.judgement.about
        if row.judgement.touched or any(row.more):
            standing.append(row)
            seen.add(about)
        elif about in wanted and about not in seen:
            standing.append(replace(row, judgement=wanted[about]))
            seen.add(about)
    # What a person wrote further down settles a proposal that stands above it.
    settled = {row.judgement.about for row in standing if row.judgement.touched}
    standing = [
        r
        for r in standing
        if r.judgement.touched or any(r.more) or r.judgement.about not in settled
    ]
    new = sorted(proposal for about, proposal in wanted.items() if about not in seen)
    if not new and standing == list(judgements.rows):
        return False
    now = path.read_bytes() if path.is_file() else None
    if now != judgements.raw:
        raise UseError(
            f"{path.name} was changed while it was worked on; nothing is written.",
            name="judgements",
            value=str(path),
            remedy="Close it in other programs and run the command again.",
        )
    standing += [Row(proposal, 0, ("",) * len(judgements.more_columns)) for proposal in new]
    write_text(path, _text(standing, judgements.more_columns), among_data=True)
    return True


def _text(rows: Sequence[Row], more: Sequence[str]) -> str:
    lines = [_line([*COLUMNS, *more])]
    for row in rows:
        lines.append(_line([*(getattr(row.judgement, column) for column in COLUMNS), *row.more]))
    return "".join(lines)


def _line(cells: Iterable[str]) -> str:
    return ",".join(map(_quoted, cells)) + "\n"


def _quoted(cell: str) -> str:
    text = guarded(cell)
    # The csv module would leave a carriage return bare, and read it as the end of a row.
    if any(sign in text for sign in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text


def _unread(file: str, rule: str, remedy: str) -> tuple[Judgements, list[Fault]]:
    return Judgements(readable=False), [Fault(file, 0, "", "", rule, remedy)]


def _rows(
    file: str, heads: Sequence[str], cells: Iterator[tuple[int, list[str]]]
) -> tuple[list[Row], list[Fault]]:
    rows: list[Row] = []
    faults: list[Fault] = []
    for number, row in cells:
        if not any(cell.strip() for cell in row):
            continue
        if any(row[len(heads) :]):
            rule = f"row has {len(row)} cells, the header has {len(heads)}"
            remedy = "Put cells that hold the sign between cells into double quotes."
            faults.append(Fault(file, number, "", ",".join(row), rule, remedy))
            continue
        full = map(unguarded, row + [""] * (len(heads) - len(row)))
        named = list(zip(heads, full, strict=False))
        said = {head: cell for head, cell in named if head in COLUMNS}
        more = tuple(cell for head, cell in named if head not in COLUMNS)
        rows.append(Row(Judgement(**said), number, more))
    return rows, faults


def _decoded(raw: bytes) -> str:
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return raw.decode(encoding, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _table(text: str) -> tuple[list[str], Iterator[tuple[int, list[str]]]] | None:
    first = text.split("\n", 1)[0]
    for delimiter in _DELIMITERS:
        try:
            cells = next(csv.reader([first], delimiter=delimiter), [])
        except csv.Error:
            # A carriage return alone inside the line, or a cell that is too long to be a heading.
            continue
        heads = [head.strip() for head in cells]
        if all(needed in heads for needed in _NEEDED):
            return heads, _cells(text, delimiter)
    return None


def _cells(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    for number, cells in enumerate(reader, start=1):
        # The limit of the reader is one of the whole process, which any library may have moved.
        if max(map(len, cells), default=0) > _MOST_TEXT:
            raise csv.Error(f"row {number} has a cell of more than {_MOST_TEXT:,} characters")
        if number > 1:
            yield number, cells
