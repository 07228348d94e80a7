"""Names that are like a name that is not known."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Sequence

_MOST = 5
_LIKE = 0.7
# A code is like any short word, so that it is only suggested for another code.
_SHORT = 3
_APOSTROPHES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u02bc": "'", "`": "'"})


def fold(text: str) -> str:
    """Return a name without case, accents and surplus spaces, for comparison.

    Parameters
    ----------
    text
        Any name.

    Returns
    -------
    str
        What two spellings of one name have in common.

    Examples
    --------
    >>> fold("  Côte  d'Ivoire") == fold("COTE D'IVOIRE")
    True
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(bare.translate(_APOSTROPHES).casefold().split())


def nearest(name: str, known: Sequence[str]) -> list[str]:
    """Return the known names that are most like a name.

    Parameters
    ----------
    name
        What was given.
    known
        What there is.

    Returns
    -------
    list of str
        At most five names, the nearest first; empty if nothing is like it.

    Examples
    --------
    >>> nearest("hauwei", ["huawei", "zte"])
    ['huawei']
    """
    wanted = fold(name)
    if not wanted:
        return []
    scored = []
    for candidate in sorted(set(known)):
        folded = fold(candidate)
        if len(folded) <= _SHORT < len(wanted):
            continue
        score = difflib.SequenceMatcher(None, wanted, folded).ratio()
        # A name that begins or is a word of the other is near, however long the rest.
        begins = folded.startswith(wanted) or wanted in folded.split()
        if len(wanted) >= _SHORT and (begins or wanted.startswith(folded + " ")):
            score = max(score, 0.9)
        if score >= _LIKE:
            scored.append((-score, candidate))
    return [candidate for _, candidate in sorted(scored)[:_MOST]]


def did_you_mean(choices: Sequence[str]) -> str:
    """Return the question that suggests names.

    Parameters
    ----------
    choices
        Names, at least one.

    Returns
    -------
    str
        A sentence; empty without names.

    Examples
    --------
    >>> did_you_mean(["huawei", "zte"])
    "Did you mean 'huawei' or 'zte'?"
    """
    shown = [repr(choice) for choice in choices[:_MOST]]
    if not shown:
        return ""
    words = shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}"
    return f"Did you mean {words}?"
