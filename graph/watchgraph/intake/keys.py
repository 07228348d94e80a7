"""Keys for what a sheet brings: made from what it says, so that they outlive its order of rows."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit

from watchgraph.reconcile.folding import tidy
from watchgraph.reconcile.scripts import LATIN

_PART = 28
# One row asks for the same name and address several times, and rows beside it for the same.
_REMEMBERED = 4096
_WORDS = re.compile(r"[^a-z0-9]+")
_TRACKING = re.compile(r"(utm_.*|fbclid|gclid)", re.IGNORECASE)


@lru_cache(maxsize=_REMEMBERED)
def slug(text: str, most: int = _PART) -> str:
    """Return text as part of a key: lower case, in Latin letters, hyphens between words.

    Parameters
    ----------
    text
        Any text.
    most
        Longest result.

    Returns
    -------
    str
        The part; empty if nothing of it can be written with a to z and 0 to 9.

    Examples
    --------
    >>> slug("Axis  Communications, São Paulo"), slug("Łódź, Nyrøysa"), slug("华为")
    ('axis-communications-sao-paul', 'lodz-nyroysa', '')
    """
    if text.isascii():
        return _WORDS.sub("-", text.lower()).strip("-")[:most].strip("-")
    latin = "".join(
        LATIN.get(sign, sign) for sign in unicodedata.normalize("NFKC", text).casefold()
    )
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode()
    return _WORDS.sub("-", plain).strip("-")[:most].strip("-")


def digest(*parts: str) -> str:
    """Return eight hexadecimal digits that stand for a sequence of texts.

    Parameters
    ----------
    *parts
        The texts.

    Returns
    -------
    str
        The first digits of their SHA-256.

    References
    ----------
    FIPS 180-4, Secure Hash Standard.
    """
    # Lengths keep ("ab", "c") and ("a", "bc") apart.
    told = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def record_key(prefix: str, told: Sequence[str], printed: Mapping[str, Sequence[str]]) -> str:
    """Return the key of a record.

    Parameters
    ----------
    prefix
        Name of the collection of rows.
    told
        Texts that tell a reader what it is, the most telling first.
    printed
        Cells of the row by field, as they stand.

    Returns
    -------
    str
        Such as ``my-leads-ken-nairobi-1f0c22ab``; two rows have the same only if their cells are.

    Examples
    --------
    >>> record_key("my", ["KEN", "Nairobi"], {"country": ["Kenya"], "place": ["Nairobi"]})
    'my-ken-nairobi-2ca8933c'
    """
    cells = [part for name in sorted(printed) for part in (name, *printed[name])]
    words = [slug(text, 20) for text in told]
    return "-".join([prefix, *(word for word in words[:3] if word), digest(*cells)])


@lru_cache(maxsize=_REMEMBERED)
def name_key(prefix: str, name: str) -> str:
    """Return the key of a thing that is known by its name alone.

    Parameters
    ----------
    prefix
        Name of the collection of rows.
    name
        The name, of which case and the spaces between words do not count.

    Returns
    -------
    str
        Such as ``my-leads-example-vision``; where letters were lost, eight digits follow, so that
        two names never share a key.

    Examples
    --------
    >>> name_key("my", "Example Vision"), name_key("my", "Example+Vision")
    ('my-example-vision', 'my-example-vision-3dd3320f')
    """
    same = fold(name)
    short = slug(name)
    return "-".join(
        part
        for part in (prefix, short, "" if short == same.replace(" ", "-") else digest(same))
        if part
    )


def fold(name: str) -> str:
    """Return what of a name counts when two are compared letter by letter.

    Parameters
    ----------
    name
        A name.

    Returns
    -------
    str
        The name tidied, in one case.

    Examples
    --------
    >>> fold(" Example\u00a0 VISION\u200b")
    'example vision'
    """
    return tidy(name).casefold()


@lru_cache(maxsize=_REMEMBERED)
def host_of(url: str) -> str:
    """Return the host of an address without ``www.``.

    Parameters
    ----------
    url
        An address.

    Returns
    -------
    str
        The host in lower case; empty if there is none.

    Examples
    --------
    >>> host_of("https://www.Example.org/a")
    'example.org'
    """
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


@lru_cache(maxsize=_REMEMBERED)
def same_address(url: str) -> str:
    """Return what two addresses share if they lead to the same page.

    Parameters
    ----------
    url
        An address.

    Returns
    -------
    str
        The address without scheme, ``www.``, a slash at its end, parameters that only tell where
        the reader came from, and the place within the page.

    Examples
    --------
    >>> same_address("http://www.example.org/a/?utm_source=x&id=1#top")
    'example.org/a?id=1'
    """
    try:
        parts = urlsplit(url)
        asked = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return url
    kept = [(name, value) for name, value in asked if not _TRACKING.fullmatch(name)]
    # Some sites keep the page itself behind the number sign.
    place = f"#{parts.fragment}" if parts.fragment[:1] in ("!", "/") else ""
    port = f":{parts.netloc.rpartition(':')[2]}" if re.search(r":\d+$", parts.netloc) else ""
    query = f"?{urlencode(kept)}" if kept else ""
    return f"{host_of(url)}{port}{parts.path.rstrip('/')}{query}{place}"


def source_key(prefix: str, url: str, title: str, more: Sequence[str]) -> str:
    """Return the key of a source, as those of the edition are made.

    Parameters
    ----------
    prefix
        Name of the collection of rows.
    url
        Its address, if there is one.
    title
        Its title.
    more
        What tells it from others of the same address or title, such as its locator.

    Returns
    -------
    str
        The host of the address, or the words of the title, and eight digits.

    Examples
    --------
    >>> source_key("my", "https://www.example.org/a", "", [])
    'my-example-org-76738690'
    """
    word = slug(host_of(url)) if url else slug(title)
    address = same_address(url) if url else fold(title)
    return "-".join(
        part for part in (prefix, word, digest(address, *(one for one in more if one))) if part
    )
