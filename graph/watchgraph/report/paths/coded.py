"""A code of a list as its word and what the word means."""

from __future__ import annotations

from dataclasses import dataclass

from watchgraph.profiles import Known


@dataclass(frozen=True)
class Coded:
    """A code in words; both are empty if none is stated."""

    label: str
    meaning: str


def coded(known: Known, iri: str) -> Coded:
    """Return a code in words.

    Parameters
    ----------
    known
        What the graph states.
    iri
        The code; empty if none is stated.

    Returns
    -------
    Coded
        Its word, and the definition of the code list.
    """
    if not iri:
        return Coded("", "")
    return Coded(known.label(iri), known.first(iri, "skos:definition"))
