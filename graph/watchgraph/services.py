r"""Which other servers a query may ask by ``SERVICE``: those on a list, and none else.

The engine reads a query by its own rules: a keyword needs no blank before or after it, and what
``<`` or a quote begins depends on what came before. So no single reading is trusted here: the
word SERVICE is looked for in every way in which the text could be read, and counts wherever it is
no certain part of a name. A query may so be refused that asks nobody; none that asks is let by.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from watchgraph.errors import UseError

_WORD = re.compile("service", re.IGNORECASE)
# Names by which it is certain that the word is no keyword: a variable, the local part of a name.
_IN_NAME = re.compile(r"(?:[?$]\w*|:[\w:-]*)\Z", re.ASCII)
_CALL = re.compile(
    r"service(?:[ \t\r\n]+silent)?[ \t\r\n]*<([^<>\"{}|^`\\\x00-\x20]*)>", re.IGNORECASE
)
_ADDRESS = re.compile(r"https?://[^<>\"{}|^`\\\x00-\x20]+")
_CODED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# What can hide a word: the rest is passed over at once.
_PLAIN = re.compile(r"[^<\"'#\\]+")
_IRI = re.compile(r"<[^<>\"{}|^`\x00-\x20]*>")
_WITH_HOST = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
_LINE = (re.compile(r"[^\r\n]*"), re.compile(r"[^\n]*"))
_CLOSERS = ('"', "'", '"""', "'''")
#: So long may a query be that holds the word.
MOST_CHARACTERS = 100_000


def check_services(sparql: str, services: Collection[str] = ()) -> None:
    """Refuse a query that would ask a server which is not on the list.

    Parameters
    ----------
    sparql
        Query.
    services
        Addresses of the servers that it may ask.

    Raises
    ------
    UseError
        If an address is none, or if ``SERVICE`` names anything but one of them in ``<`` and
        ``>``: a variable, a prefixed name, or another address.

    Examples
    --------
    >>> check_services("ASK { ?service rdfs:label 'SERVICE' }")
    >>> check_services(
    ...     "ASK { SERVICE <https://example.org/sparql> { ?s ?p ?o } }",
    ...     ("https://example.org/sparql",),
    ... )
    """
    for address in services:
        if not _ADDRESS.fullmatch(address):
            raise UseError(
                f"{address!r} is no address of a server.",
                name="services",
                value=address,
                remedy="Give the whole address, with http:// or https://.",
            )
    for text in {sparql, _CODED.sub(_decoded, sparql)}:
        if not _WORD.search(text):
            continue
        if len(text) > MOST_CHARACTERS:
            raise UseError(f"The query has more than {MOST_CHARACTERS:,} characters.")
        for place in _keywords(text):
            called = _CALL.match(text, place)
            if not called or called[1] not in services:
                raise _refused(called[1] if called else "")


def _keywords(text: str) -> Iterator[int]:
    """Give every place at which some reading of the text finds the word."""
    ends = {closer: _ends(text, closer) for closer in _CLOSERS}
    seen: set[int] = set()
    waiting = [0]
    while waiting:
        place = waiting.pop()
        if place in seen or place >= len(text):
            continue
        seen.add(place)
        if plain := _PLAIN.match(text, place):
            for word in _WORD.finditer(text, place, plain.end()):
                # Only the last name before it matters; names are short.
                if not _IN_NAME.search(text[max(0, word.start() - 256) : word.start()]):
                    yield word.start()
            waiting.append(plain.end())
        else:
            waiting += _next(text, place, ends)


def _next(text: str, place: int, ends: Mapping[str, Sequence[int]]) -> list[int]:
    r"""Return where the text may go on after what one of ``< " ' # \\`` begins."""
    sign = text[place]
    if sign == "\\":
        # In a name it takes the meaning from the next character.
        return [place + 2]
    if sign == "#":
        return [line.end() for pattern in _LINE if (line := pattern.match(text, place))]
    if sign == "<":
        # An IRI, or "less than".
        iri = _IRI.match(text, place)
        # No comparison goes on so: after the name of a prefix no two slashes may stand.
        if iri and _WITH_HOST.match(text, place):
            return [iri.end()]
        return [place + 1, iri.end()] if iri else [place + 1]
    short = ends[sign][place + 1]
    if not text.startswith(sign * 3, place):
        return [short]
    long = ends[sign * 3][place + 3]
    # The engine tries the long form first, and the short one if that has no end.
    return [long] if long < len(text) else [long, short]


def _ends(text: str, closer: str) -> list[int]:
    """Return for each place where that which is open there ends: after its closing sign."""
    beyond = len(text)
    ends = [beyond] * (beyond + 3)
    for place in range(beyond - 1, -1, -1):
        if text.startswith(closer, place):
            ends[place] = place + len(closer)
        elif text[place] == "\\":
            ends[place] = ends[place + 2]
        else:
            ends[place] = ends[place + 1]
    return ends


def _decoded(coded: re.Match[str]) -> str:
    number = int(coded[1] or coded[2], 16)
    return chr(number) if number < 0x110000 else coded[0]


def _refused(address: str) -> UseError:
    named = f" <{address}>" if address else ""
    return UseError(
        f"SERVICE{named} is not allowed: a query stays on this machine.",
        name="query",
        remedy="To let it ask another server, write that server's address in < and > and allow "
        "it: --allow-service ADDRESS, or services=(ADDRESS,) in Python. If SERVICE is but part "
        "of a prefix or of a tag, choose another prefix.",
    )
