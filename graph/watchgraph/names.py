"""The order that lists of names follow."""

from __future__ import annotations

import unicodedata


def sort_key(name: str, iri: str) -> tuple[str, str]:
    """Return what names are sorted by: without accents and case, then by IRI.

    Parameters
    ----------
    name
        Name.
    iri
        The thing, to tell equal names apart.

    Returns
    -------
    tuple of str
        Sort key.

    Examples
    --------
    >>> sorted(["Zambia", "Åland", "austria"], key=lambda name: sort_key(name, ""))
    ['Åland', 'austria', 'Zambia']
    """
    plain = unicodedata.normalize("NFKD", name)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold(), iri
