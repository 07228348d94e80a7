"""Text made safe for the place it goes to: JSON in a script element, a link, a CSP hash."""

import base64
import hashlib
import json
import re
from typing import Any
from urllib.parse import urlsplit

# Inside <script> only these could end the element, open a comment or break old parsers.
_IN_SCRIPT = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)

_HALF_PAIR = re.compile("[\ud800-\udfff]")


def json_for_script(value: Any) -> str:
    r"""Return JSON that cannot end the ``<script type="application/json">`` it stands in.

    Parameters
    ----------
    value : Any
        Dicts, lists, strings, finite numbers, booleans and None.

    Returns
    -------
    str
        JSON without ``<``, ``>``, ``&`` or line separators, equal to `value` once parsed.

    Raises
    ------
    ValueError
        If a number is not finite: JSON has no such number.

    Examples
    --------
    >>> json_for_script({"name": "</script>"})
    '{"name":"\\u003c/script\\u003e"}'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    # Half of a surrogate pair cannot be written as UTF-8; JSON can name it.
    text = _HALF_PAIR.sub(lambda half: f"\\u{ord(half[0]):04x}", text)
    return text.translate(_IN_SCRIPT)


def web_address(url: str) -> str:
    """Return `url` if a reader may follow it (http or https), else an empty string.

    Parameters
    ----------
    url : str
        Any text.

    Returns
    -------
    str
        The address, or ``""`` for another scheme, no host, blanks or control characters.

    Examples
    --------
    >>> web_address("https://example.org/a?b=c")
    'https://example.org/a?b=c'
    >>> web_address("javascript:alert(1)")
    ''
    """
    if any(c.isspace() or not c.isprintable() for c in url):
        return ""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and host else ""


def csp_hash(inline: str) -> str:
    """Return the Content-Security-Policy source that admits just this inline text.

    Parameters
    ----------
    inline : str
        The text between the tags of a ``<script>`` or ``<style>``, to the last character.

    Returns
    -------
    str
        ``'sha256-...'``, quotes included.

    Examples
    --------
    >>> csp_hash("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    digest = hashlib.sha256(inline.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
