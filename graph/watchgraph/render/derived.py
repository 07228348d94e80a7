"""Whether, and how, the page can tell each edge anew from the records that a filter leaves."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from watchgraph.render.roles import text

_BY_NAME = {"cosupply": "countries", "shared": "suppliers"}


def way_of(details: Mapping[str, Any], name: str, edges: Sequence[Mapping[str, Any]]) -> str:
    """Return how the page tells an edge from its records.

    Parameters
    ----------
    details : mapping
        What `KnowledgeGraph.network` carries along; empty if nothing is.
    name : str
        Name of the network.
    edges : sequence of mapping
        Attributes of each edge.

    Returns
    -------
    str
        ``records`` if an edge rests on its records, ``halves`` if it joins two nodes by what both
        are named with, and empty if the attributes are to be taken as they are: there are no
        facts of records, or an edge was changed by hand and its numbers do not follow from them.
    """
    told = details.get("records")
    if not told or not edges:
        return ""
    for facts in edges:
        records = facts.get("records") or ()
        if not records or any(iri not in told for iri in records):
            return ""
        families = {family for iri in records for family in told[iri]["families"]}
        if facts.get("independent_sources") != len(families):
            return ""
        shared = facts.get(f"shared_{_BY_NAME.get(name, '')}")
        if facts.get("weight") != len(records if name not in _BY_NAME else shared or ()):
            return ""
    return "halves" if name in _BY_NAME else "records"


def halves_of(
    details: Mapping[str, Any],
    name: str,
    edges: Sequence[tuple[Hashable, Hashable, Mapping[str, Any]]],
    nodes: Sequence[Hashable],
    row: Mapping[str, int],
) -> dict[str, Any]:
    """Return of each node the things that it is named with, and the records that do so.

    Parameters
    ----------
    details : mapping
        What `KnowledgeGraph.network` carries along.
    name : str
        ``cosupply`` or ``shared``.
    edges : sequence of (source, target, attributes)
        The edges.
    nodes : sequence of node
        In the order of the picture.
    row : mapping of str to int
        The row of each record.

    Returns
    -------
    dict
        ``kind`` of the things, ``things`` (IRI and label of each, sorted by IRI), and ``of``: for
        each node pairs of a thing's number and its records' rows.
    """
    kind = _BY_NAME[name]
    labels: dict[str, str] = {}
    wanted: dict[Hashable, set[str]] = {}
    for a, b, facts in edges:
        for iri, label in zip(facts[f"shared_{kind}"], facts["shared_labels"], strict=True):
            labels[iri] = text(label)
            wanted.setdefault(a, set()).add(iri)
            wanted.setdefault(b, set()).add(iri)
    things = sorted(labels)
    number = {iri: i for i, iri in enumerate(things)}
    found: dict[tuple[str, str], list[int]] = {}
    for iri in sorted(details["records"]):
        one = details["records"][iri]
        for supplier in one.get("suppliers", ()):
            ends = (supplier, one["country"])
            own = found.setdefault(ends if kind == "countries" else (ends[1], ends[0]), [])
            own.append(row[iri])
    return {
        "kind": kind,
        "things": [[iri, labels[iri]] for iri in things],
        "of": [
            [[number[iri], found[str(node), iri]] for iri in sorted(wanted.get(node, ()))]
            for node in nodes
        ],
    }
