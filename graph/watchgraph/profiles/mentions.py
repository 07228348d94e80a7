"""Suppliers as a record prints their names, and how surely each name is read."""

from __future__ import annotations

from dataclasses import dataclass

from watchgraph.profiles.known import Known
from watchgraph.vocabulary import key


@dataclass(frozen=True)
class Mention:
    """A printed name of a supplier.

    Attributes
    ----------
    iri
        The record of it.
    printed
        As the source prints it.
    supplier
        Whom it is read as; empty if it is read as none.
    certain
        Whether there is no reasonable doubt about that.
    """

    iri: str
    printed: str
    supplier: str
    certain: bool


def mentions_in(known: Known, iri: str) -> tuple[Mention, ...]:
    """Return the suppliers that a record prints.

    Parameters
    ----------
    known
        What the graph states.
    iri
        An assessment, a deployment or a loan.

    Returns
    -------
    tuple of Mention
        The certain ones first, then by name.
    """
    made = [
        Mention(
            iri=one,
            printed=known.first(one, "wg:asPrinted"),
            supplier=known.first(one, "wg:supplier"),
            certain=key(known.first(one, "wg:certainty")) == "certain",
        )
        for one in known.to(iri, "wg:mentionedIn")
    ]
    return tuple(sorted(made, key=lambda one: (not one.certain, one.printed, one.iri)))
