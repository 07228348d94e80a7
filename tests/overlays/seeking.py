"""Seeks planted words, numbers and days in any bytes, however they were encoded or packed."""

import base64
import binascii
import gzip
import html
import io
import re
import urllib.parse
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from .planted import DAYS, NUMBERS

_PACKED = re.compile(rb"(?:H4sI|eJ|eNr|UEsDB)[A-Za-z0-9+/_-]{16,}={0,2}")
_DAY = re.compile(rb"19\d\d-\d\d-\d\d")
_PNG = b"\x89PNG\r\n\x1a\n"
# A number of a few digits stands by chance in any file.
_LONG_ENOUGH = 9


class Seeker:
    """Seeks words that begin with a stem, and the odd numbers and days that go with it."""

    def __init__(self, stem: str, *, odd: bool = True) -> None:
        numbers = [one for one in NUMBERS if len(one) >= _LONG_ENOUGH] if odd else []
        grouped = [f"{float(one):,.2f}".removesuffix(".00") for one in numbers if one[0].isdigit()]
        small = [stem, stem.encode().hex(), *numbers, *grouped]
        self._small = [one.lower().encode() for one in small if len(one) >= len(stem)]
        self._exact = [*_in_base64(stem.encode()), *_in_base64(stem.encode("utf-16-le"))]
        self._exact += [stem.encode(code) for code in ("utf-16-le", "utf-16-be")]
        self._days = {day.encode() for day in DAYS} if odd else set()

    def found(self, raw: bytes) -> list[str]:
        """Return what of it stands in bytes, with a little of what is around, each once."""
        seen = {}
        for view in views(raw):
            for at in self._places(view):
                around = view[max(0, at - 40) : at + 60].decode("utf-8", "replace")
                seen[around] = None
        return list(seen)

    def _places(self, view: bytes) -> Iterator[int]:
        small = view.lower()
        for words, within in ((self._small, small), (self._exact, view)):
            yield from (within.index(one) for one in words if one in within)
        if self._days and not self._days.isdisjoint(_DAY.findall(view)):
            yield from (view.index(day) for day in sorted(self._days) if day in view)

    def in_files(self, folder: Path, *, but: Iterable[str] = ()) -> dict[str, list[str]]:
        """Return what stands in the files of a folder, names of files included, by file."""
        told = {}
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if any(part in but for part in name.split("/")):
                continue
            if hits := self.found(name.encode() + (path.read_bytes() if path.is_file() else b"")):
                told[name] = hits[:3]
        return told


def views(raw: bytes) -> Iterator[bytes]:
    """Yield bytes as they stand, unescaped, and what is packed in them."""
    yield raw
    if b"%" in raw:
        yield urllib.parse.unquote_to_bytes(raw.replace(b"+", b" "))
    if b"&#" in raw:
        yield html.unescape(raw.decode("utf-8", "ignore")).encode()
    if b"\\u" in raw or b"\\x" in raw:
        code = rb"\\(?:u00|x)([0-9a-fA-F]{2})"
        yield re.sub(code, lambda found: bytes([int(found[1], 16)]), raw)
    yield from _unpacked(raw)
    for found in _PACKED.finditer(raw):
        text = found[0].translate(bytes.maketrans(b"-_", b"+/")).rstrip(b"=")
        try:
            inner = base64.b64decode(text + b"=" * (-len(text) % 4))
        except binascii.Error:
            continue
        for one in _unpacked(inner):
            yield from views(one)


def _unpacked(raw: bytes) -> Iterator[bytes]:
    """Yield what a file of packed data holds: gzip, zlib, zip, or the texts of a picture."""
    if raw.startswith(b"\x1f\x8b"):
        yield gzip.decompress(raw)
    elif raw[:1] == b"\x78" and len(raw) > 1 and int.from_bytes(raw[:2], "big") % 31 == 0:
        try:
            yield zlib.decompress(raw)
        except zlib.error:
            return
    elif raw.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            for name in packed.namelist():
                yield from views(name.encode() + b"\n" + packed.read(name))
    elif raw.startswith(_PNG):
        yield from _texts_of_picture(raw)


def _texts_of_picture(raw: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while at < len(raw):
        size, kind = int.from_bytes(raw[at : at + 4], "big"), raw[at + 4 : at + 8]
        content = raw[at + 8 : at + 8 + size]
        if kind in (b"zTXt", b"iTXt"):
            for start in (content.find(b"\x78"),):
                try:
                    yield zlib.decompress(content[start:])
                except zlib.error:
                    continue
        at += size + 12


def _in_base64(raw: bytes) -> list[bytes]:
    """Return how bytes look in base64 wherever they begin, without what is shared at the ends."""
    shown = []
    for before in range(3):
        text = base64.b64encode(b"\0" * before + raw)
        first, last = -(-before * 8 // 6), (before + len(raw)) * 8 // 6
        shown.append(text[first:last])
    return shown
