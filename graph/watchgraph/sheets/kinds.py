"""What a file is, by its first bytes and by the ending of its name."""

from __future__ import annotations

import io
import re
import zipfile

from watchgraph.sheets.findings import Unreadable

_WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xltm")
_TEXTS = (".csv", ".tsv", ".tab", ".txt", ".psv")
_LINES = (".jsonl", ".ndjson", ".jsonlines")
#: Kind of file that an ending promises.
ENDINGS = {
    **dict.fromkeys(_WORKBOOKS, "xlsx"),
    **dict.fromkeys(_TEXTS, "csv"),
    **dict.fromkeys(_LINES, "jsonl"),
    ".parquet": "parquet",
}
_SAVE = "Open it in a spreadsheet program and save it as .xlsx or .csv."
_MARKUP = re.compile(rb"\s*<(!doctype|html|head|body|table|meta|style|script|\?xml)\b", re.I)
_BINARY = (
    (b"%PDF", "is a PDF document", "Copy its table into a spreadsheet and save that as .xlsx."),
    (b"\x1f\x8b", "is packed by gzip", "Unpack it first."),
    (b"BZh", "is packed by bzip2", "Unpack it first."),
    (b"\xfd7zXZ\0", "is packed by xz", "Unpack it first."),
    (b"7z\xbc\xaf\x27\x1c", "is a 7z archive", "Unpack it first."),
    (b"Rar!", "is a RAR archive", "Unpack it first."),
    (b"{\\rtf", "is an RTF document", _SAVE),
    (b"SQLite format 3\0", "is a database", "Export the table as .csv."),
    (b"\x89PNG", "is an image", "Type or paste its table into a spreadsheet."),
    (b"\xff\xd8\xff", "is an image", "Type or paste its table into a spreadsheet."),
)


def kind_of(raw: bytes, ending: str, most_parts: int = 10_000) -> str:
    """Return what a file is.

    Parameters
    ----------
    raw
        Its bytes.
    ending
        Ending of its name with the dot.
    most_parts
        Entries that an archive may have.

    Returns
    -------
    str
        ``xlsx``, ``csv`` (any text with a delimiter), ``jsonl`` or ``parquet``.

    Raises
    ------
    Unreadable
        If it is of a kind that is not read, or not what its name says.
    """
    ending = ending.lower()
    if not raw:
        raise Unreadable("file is empty", "Give a file with headings and rows.")
    found = _found(raw, most_parts)
    promised = ENDINGS.get(ending, "")
    if found == "text":
        if promised in ("csv", "jsonl"):
            return promised
        if not promised:
            if ending == ".json" or raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
                return _json(raw)
            return "csv"
        kept = "jsonl" if raw.lstrip()[:1] == b"{" else "csv"
        raise Unreadable(
            f"name ends in {ending}, but the file is plain text",
            f"Rename it to end in .{kept}, or save it as {ending} in the program it comes from.",
        )
    if promised and promised != found:
        raise Unreadable(
            f"name ends in {ending}, but the file is of the kind .{found}",
            f"Rename it to end in .{found}.",
        )
    return found


def _json(raw: bytes) -> str:
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"[":
        raise Unreadable(
            "is one JSON list", "Write one object a line, without commas between, as .jsonl."
        )
    return "jsonl"


def _found(raw: bytes, most_parts: int) -> str:
    """Return ``xlsx``, ``parquet`` or ``text``."""
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _archive(raw, most_parts)
    if raw.startswith(b"PAR1"):
        return "parquet"
    if raw.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if "EncryptedPackage".encode("utf-16-le") in raw:
            raise Unreadable(
                "workbook is locked by a password", "Save a copy without the password as .xlsx."
            )
        raise Unreadable("is a workbook of the old kind .xls", "Save it as .xlsx.")
    for start, rule, remedy in _BINARY:
        if raw.startswith(start):
            raise Unreadable(rule, remedy)
    head = raw[:1024]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "ignore").encode("utf-8", "ignore")
    if _MARKUP.match(head.removeprefix(b"\xef\xbb\xbf")):
        raise Unreadable("is a web page or XML under another name", _SAVE)
    return "text"


def _archive(raw: bytes, most_parts: int) -> str:
    # Counted by the mark that each entry has, for to list millions of them takes long.
    if raw.count(b"PK\x01\x02") > most_parts:
        raise Unreadable(f"archive has more than {most_parts:,} parts", "Save the table alone.")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = set(archive.namelist())
    except Exception:
        # What the module raises at broken archives is of many kinds.
        raise Unreadable(
            "is a broken archive", "Get the file again, or open it and save it anew as .xlsx."
        ) from None
    if "xl/workbook.bin" in names:
        raise Unreadable("is a workbook of the kind .xlsb", "Save it as .xlsx.")
    if "[Content_Types].xml" in names and not any(name.startswith("word/") for name in names):
        return "xlsx"
    if "content.xml" in names and "mimetype" in names:
        raise Unreadable("is an OpenDocument file", "Save it as .xlsx.")
    if any(name.startswith("Index/") or name == "Index.zip" for name in names):
        raise Unreadable("is a Numbers document", "Export it as .xlsx.")
    raise Unreadable(
        "is an archive, not a table", "Unpack it first, or save the document as .xlsx."
    )
