"""What is said of own records: beside each one, and on whatever holds private ones."""

from __future__ import annotations

from collections.abc import Collection, Sequence


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


def as_comment(notice: str) -> str:
    r"""Return a notice as the first line of a file of Turtle, TriG, N-Triples or N-Quads.

    Parameters
    ----------
    notice
        What :func:`not_for_publication` gives.

    Returns
    -------
    str
        One comment line with its end; empty for an empty notice.

    Examples
    --------
    >>> as_comment("Holds private records of my-data; not for publication.")
    '# Holds private records of my-data; not for publication.\n'
    """
    return f"# {' '.join(notice.split())}\n" if notice else ""


def overlay_words(name: str, private: Collection[str] = ()) -> str:
    """Return how an overlay is named beside its records.

    Parameters
    ----------
    name
        Name of the overlay; empty for the edition.
    private
        Names of the private overlays.

    Returns
    -------
    str
        The words; empty for the edition.

    Examples
    --------
    >>> overlay_words("my-data", ["my-data"]), overlay_words("leads")
    ('my-data (private)', 'leads')
    """
    return f"{name} (private)" if name in private else name
