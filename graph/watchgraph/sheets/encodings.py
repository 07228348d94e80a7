"""Bytes to text in whatever encoding they are, and which one that was."""

from __future__ import annotations

import codecs
import re

from watchgraph.errors import UseError
from watchgraph.extras import needs
from watchgraph.sheets.findings import Findings, Flaw, Unreadable

#: Encodings that are tried where a file is no UTF-8.
GUESSED = (
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp1257",
    "cp874",
    "iso8859_2",
    "iso8859_5",
    "iso8859_15",
    "gb18030",
    "big5",
    "shift_jis",
    "cp932",
    "euc_jp",
    "euc_kr",
    "cp949",
)
#: Encodings that may be named.
NAMED = (
    *GUESSED,
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "utf-32-le",
    "utf-32-be",
    "ascii",
    "latin_1",
    "iso8859_3",
    "iso8859_4",
    "iso8859_6",
    "iso8859_7",
    "iso8859_8",
    "iso8859_9",
    "iso8859_10",
    "iso8859_13",
    "iso8859_14",
    "iso8859_16",
    "cp1258",
    "koi8_r",
    "koi8_u",
    "mac_roman",
    "mac_cyrillic",
    "mac_latin2",
    "gbk",
    "gb2312",
    "big5hkscs",
    "cp437",
    "cp850",
    "cp852",
    "cp866",
)
_SIGNS = "«»“”„‘’–—…°€£§©®·\xa0"
#: Letters that are common in the languages of encodings for Latin script.
LATIN = {
    "cp1252": "äöüßÄÖÜàâçéèêëîïôùûœÀÂÇÉÈÊÎÔŒáíóúñÁÍÓÚÑ¿¡ãõÃÕåæøÅÆØ" + _SIGNS,
    "cp1250": "ąćęłńóśźżĄĆĘŁŃÓŚŹŻáčďéěíňřšťúůýžÁČĎÉĚÍŇŘŠŤÚÝŽöüőűÖÜŐŰäľôđĐăâîşţ" + _SIGNS,
    "cp1254": "çğıöşüâîûÇĞİÖŞÜ" + _SIGNS,
    "cp1257": "āčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽąęėįųĄĘĖĮŲõäöüÕÄÖÜ" + _SIGNS,
}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    # The mark of UTF-32 begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BEYOND = re.compile(rb"[\x80-\xff]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_HALF = re.compile(r"[\uff61-\uff9f]")
_NEVER = re.compile(r"[\x80-\x84\x86-\x9f\ue000-\uf8ff]")
_SAMPLE = 20_000


def decoded(raw: bytes, encoding: str, findings: Findings) -> tuple[str, str]:
    """Return the text of a file.

    Parameters
    ----------
    raw
        The bytes.
    encoding
        Encoding as the user names it; empty means it is found: by a byte order mark, else UTF-8
        if the bytes are that, else a guess.
    findings
        Takes in a guess as a warning.

    Returns
    -------
    text : str
        The text without a byte order mark.
    encoding : str
        What was used.

    Raises
    ------
    Unreadable
        If the bytes are not of the encoding.
    UseError
        If there is no such encoding.
    """
    if encoding:
        return _strictly(raw, canonical(encoding)), canonical(encoding)
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return _strictly(raw, name), name
    if raw.count(b"\0", 0, _SAMPLE) * 4 >= min(len(raw), _SAMPLE):
        name = "utf-16-le" if raw[1:2] == b"\0" else "utf-16-be"
        try:
            return raw.decode(name), name
        except UnicodeDecodeError:
            pass
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        first = error.start
    sample = _sample(raw, first)
    for guess in _guesses(sample):
        text = _perhaps(raw, guess)
        if text is None or _is_odd(text):
            continue
        # Encodings that say the same of these bytes: the most common gives its name.
        shown = _perhaps(sample, guess)
        alike = (name for name in GUESSED if _perhaps(sample, name) == shown)
        name = next(name for name in (*alike, guess) if _perhaps(raw, name) == text)
        rule = f"file is no UTF-8 and was read as {name}, which is a guess"
        remedy = f"Look at names with accents; if they are wrong, give encoding, else {name} there."
        findings.add(Flaw(0, -1, "", rule, remedy, "warning"))
        return text, name
    raise Unreadable(
        "encoding was not found",
        "Save the file as UTF-8, or give encoding.",
        raw.count(b"\n", 0, first) + 1,
    )


def canonical(encoding: str) -> str:
    """Return how an encoding is called here.

    Parameters
    ----------
    encoding
        As the user writes it, such as ``Windows-1252`` or ``latin1``.

    Returns
    -------
    str
        Its name.

    Raises
    ------
    UseError
        If it is none that is read.

    Examples
    --------
    >>> canonical("Windows-1252"), canonical("UTF8")
    ('cp1252', 'utf-8')
    """
    try:
        meant = codecs.lookup(encoding).name
    except (LookupError, ValueError):
        meant = ""
    for name in NAMED:
        if codecs.lookup(name).name == meant:
            return name
    raise UseError(
        f"There is no encoding {encoding[:40]!r} for tables.",
        name="encoding",
        value=encoding,
        choices=NAMED,
        remedy="Common ones are utf-8, cp1252, cp1250, cp1251, gb18030 and shift_jis.",
    )


def _strictly(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        start = max(0, error.start - 20)
        shown = raw[start : error.start + 20].decode("latin-1")
        row = raw.count(b"\n", 0, error.start) + 1
        raise Unreadable(
            f"is not {encoding}", "Give the right encoding, or save the file as UTF-8.", row, shown
        ) from None


def _perhaps(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_odd(text: str) -> bool:
    """Tell whether a text holds what no one writes: controls, private signs, half-width kana."""
    beyond = _BEYOND_ASCII.findall(text[: 50 * _SAMPLE])
    return len(_HALF.findall("".join(beyond))) * 3 > len(beyond) or bool(_NEVER.search(text))


def _sample(raw: bytes, first: int) -> bytes:
    """Return lines that are not in plain letters alone, which say nothing of the encoding."""
    start = raw.rfind(b"\n", max(0, first - 2000), first) + 1
    lines: list[bytes] = []
    size = 0
    for line in raw[start : start + 50 * _SAMPLE].splitlines():
        if _BEYOND.search(line):
            lines.append(line[:2000])
            size += len(lines[-1])
            if size > _SAMPLE:
                break
    return b"\n".join(lines)


def _guesses(sample: bytes) -> list[str]:
    """Return encodings that bytes may be of, the likely ones first."""
    charset_normalizer = needs("charset_normalizer", "own")
    found = charset_normalizer.from_bytes(sample, cp_isolation=list(GUESSED), enable_fallback=False)
    guesses = [*(str(match.encoding) for match in found), "cp1252"]
    if guesses[0] in LATIN:
        # These differ by a few letters, of which the libraries' guess takes little heed.
        guesses = sorted(LATIN, key=lambda name: -_share(sample, name)) + guesses
    return guesses


def _share(sample: bytes, encoding: str) -> float:
    """Return how much of what is beyond plain letters is common in languages of an encoding."""
    text = sample.decode(encoding, "replace")
    beyond = _BEYOND_ASCII.findall(text)
    return sum(letter in LATIN[encoding] for letter in beyond) / max(len(beyond), 1)
