"""The sentence that stands on whatever holds private records."""

from __future__ import annotations

from collections.abc import Sequence


def not_for_publication(private: Sequence[str]) -> str:
    """Return what is said wherever private records are shown.

    Parameters
    ----------
    private
        Names of the private overlays; none gives empty text.

    Returns
    -------
    str
        The sentence.

    Examples
    --------
    >>> not_for_publication(["my-data"])
    'Holds private records of my-data; not for publication.'
    >>> not_for_publication([])
    ''
    """
    if not private:
        return ""
    return f"Holds private records of {', '.join(private)}; not for publication."
