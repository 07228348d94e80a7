"""What goes with a record that is left out: the statements that a value of it is withheld."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from watchgraph.vocabulary import expand

if TYPE_CHECKING:
    import pyoxigraph


def redactions_too(store: pyoxigraph.Store, records: Iterable[str]) -> set[str]:
    """Return records with the redactions of their values.

    Parameters
    ----------
    store
        The store that holds them.
    records
        IRIs of records.

    Returns
    -------
    set of str
        The same IRIs and those of the redactions.
    """
    import pyoxigraph

    gone = set(records)
    if not gone:
        return gone
    of = pyoxigraph.NamedNode(expand("wg:withheldFrom"))
    return gone | {
        quad.subject.value
        for quad in store.quads_for_pattern(None, of, None)
        if isinstance(quad.subject, pyoxigraph.NamedNode)
        and isinstance(quad.object, pyoxigraph.NamedNode)
        and quad.object.value in gone
    }
