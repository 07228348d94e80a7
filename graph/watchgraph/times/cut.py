"""Cuts a graph down to what held on a day and was known by a day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from watchgraph.dates import parse_day
from watchgraph.derive import derive
from watchgraph.engine import readable
from watchgraph.errors import UseError
from watchgraph.redacted import redactions_too
from watchgraph.times.facts import read_publications, read_records
from watchgraph.times.moment import Cut, Moment
from watchgraph.times.placing import place
from watchgraph.times.rules import Day
from watchgraph.vocabulary import DERIVED_GRAPH, GRAPH, expand

if TYPE_CHECKING:
    import pyoxigraph

    from watchgraph.store import KnowledgeGraph

#: The graph in which a graph as of a day says so itself, also when it is exported.
AS_OF_GRAPH = GRAPH + "as-of"


def as_of(
    kg: KnowledgeGraph, valid: Day = None, *, known: Day = None, keep_undated: bool = False
) -> KnowledgeGraph:
    """Return the graph as it stood on a day, and as it was known by a day.

    Records have two times. *Valid time* is that of the world: a deployment stands from its
    start, a listing from its start to its end. *Knowledge time* is that of the sources: a record
    is known from the day on which a source of its own was published. :data:`RULES` declares the
    time of each class.

    Parameters
    ----------
    kg
        The graph; not one that lies on a server. It is left as it is.
    valid
        Day on which records must hold, YYYY-MM-DD.
    known
        Day by which they must be known, YYYY-MM-DD.
    keep_undated
        Whether records stay that cannot be placed: without a date, or from sources whose
        publication is not dated. They are left out and counted otherwise.

    Returns
    -------
    KnowledgeGraph
        A graph in memory, whose derived relations rest on its own records; every question,
        network and audit of it answers as of then. Its ``moment`` is a :class:`Moment`, which
        counts what was kept and what was left out. Asked for another day, it gives what is kept
        on both.

    Raises
    ------
    UseError
        If no day is given, a text is no day, or the graph lies on a server.

    Notes
    -----
    A partial date is an interval of days (:mod:`watchgraph.dates`). A record that held only if
    the right one of them is meant is kept, and counted as possible.

    Countries, suppliers, lenders, sources and code lists stay as they are known today, and so do
    their names, head offices and the readings of printed names. A record that stays is whole: a
    membership still bears the end that it had later. What had ended is not there, so a question
    that looks back from the day does not see it. Further sources do not make a record known
    earlier, for they may say only a part of it.

    References
    ----------
    Snodgrass, R. T., & Ahn, I. (1985). A taxonomy of time in databases. SIGMOD Record 14(4),
    236-246.
    """
    from watchgraph.store import KnowledgeGraph

    if valid is None and known is None:
        raise UseError(
            "as_of needs a day.",
            name="valid",
            remedy="Give a day on which records held, or known=... by which they were known.",
        )
    cut = Cut(
        valid=None if valid is None else parse_day(valid, "day of validity"),
        known=None if known is None else parse_day(known, "day of knowledge"),
        keep_undated=keep_undated,
    )
    earlier = kg.moment
    origin = kg if earlier is None else earlier.origin
    cuts = (cut,) if earlier is None else (*earlier.cuts, cut)
    with readable():
        placed = place(read_records(origin.store), read_publications(origin.store), cuts)
        kept = without(origin.store, (iri for iri, one in placed.items() if not one.kept))
    made = KnowledgeGraph(kept, kg.version)
    made.moment = Moment(cuts, origin, placed)
    made.private = kg.private
    _say_so(made.store, made.moment)
    return made


def without(
    store: pyoxigraph.Store, left_out: Iterable[str], unanswered: Iterable[str] = ()
) -> pyoxigraph.Store:
    """Copy a store without some records and what links to them, and derive anew.

    Parameters
    ----------
    store
        The store; it is left as it is.
    left_out
        IRIs of records.
    unanswered
        IRIs of records that stay without what the organisation says to them.

    Returns
    -------
    pyoxigraph.Store
        A store in memory.
    """
    import pyoxigraph

    gone = {f"<{iri}>".encode() for iri in redactions_too(store, left_out)}
    derived = f" <{DERIVED_GRAPH}> .".encode()
    # Lines of N-Quads take half the time of statements handed over one by one.
    silent = tuple(f"<{iri}> <{expand('wg:reply')}> ".encode() for iri in unanswered)
    lines = (store.dump(format=pyoxigraph.RdfFormat.N_QUADS) or b"").split(b"\n")
    made = pyoxigraph.Store()
    made.bulk_load(
        input=b"\n".join(
            line for line in lines if _stays(line, gone, derived) and not line.startswith(silent)
        ),
        format=pyoxigraph.RdfFormat.N_QUADS,
        lenient=True,
    )
    derive(made)
    return made


def _stays(line: bytes, gone: set[bytes], derived: bytes) -> bool:
    if line.endswith(derived):
        return False
    subject, _, rest = line.partition(b" ")
    value = rest.partition(b" ")[2].partition(b" ")[0]
    return subject not in gone and value not in gone


def _say_so(store: pyoxigraph.Store, moment: Moment) -> None:
    import pyoxigraph

    graph = pyoxigraph.NamedNode(AS_OF_GRAPH)
    day = pyoxigraph.NamedNode(expand("xsd:date"))
    said = [("dcterms:description", pyoxigraph.Literal(str(moment), language="en"))]
    for cut in moment.cuts:
        if cut.valid:
            said.append(("dcterms:valid", pyoxigraph.Literal(str(cut.valid), datatype=day)))
    for name, value in said:
        store.add(pyoxigraph.Quad(graph, pyoxigraph.NamedNode(expand(name)), value, graph))
