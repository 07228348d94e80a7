"""What two builds conclude: links, ranks, verdicts of the audit, communities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from watchgraph.diff.agreement import adjusted_rand, matched_groups, normalised_information
from watchgraph.diff.naming import sort_key
from watchgraph.diff.snapshot import short
from watchgraph.vocabulary import ID

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from watchgraph.audit import AuditRow

    Net = nx.Graph[str]

LINK_COLUMNS = ("supplier", "name", "country", "country_name", "change", "records")
RANK_COLUMNS = (
    *("node", "name", "kind", "before", "after", "rank_before", "rank_after", "records"),
)
AUDIT_COLUMNS = (
    *("claim", "statement", "published_before", "published_after", "recomputed_before"),
    *("recomputed_after", "verdict_before", "verdict_after", "unit", "records"),
)
MOVED_COLUMNS = ("node", "name", "kind", "before", "after", "matched")


@dataclass(frozen=True)
class Communities:
    """How far the communities of two supply networks agree.

    Attributes
    ----------
    seed : int
        Seed of both.
    before, after : int
        Numbers of communities.
    nodes : int
        Nodes that both networks have; all that follows is about them.
    adjusted_rand, information : float or None
        Adjusted Rand index and normalised mutual information; None without common nodes.
    reseeded : float or None
        For scale: the adjusted Rand index of the second network's communities under this seed
        and the next one, which differ by chance alone.
    moved : pandas.DataFrame
        Nodes that left the community that theirs was matched with: ``node``, ``name``,
        ``kind``, ``before``, ``after``, ``matched`` (where it would have stayed; 0 if its
        community has no match).
    """

    seed: int
    before: int
    after: int
    nodes: int
    adjusted_rand: float | None
    information: float | None
    reseeded: float | None
    moved: pd.DataFrame


def renamed_network(net: Net, renamed: Mapping[str, str]) -> Net:
    """Return a network under the new ids, its edges' records too."""
    import networkx as nx

    made: Net = nx.relabel_nodes(net, {n: renamed[n] for n in net if n in renamed}, copy=True)
    for *_, own in made.edges(data=True):
        own["records"] = tuple(sorted(renamed.get(iri, iri) for iri in own["records"]))
    return made


def compare_links(old: Net, new: Net) -> list[dict[str, Any]]:
    """Return the pairs of supplier and country that only one of two networks joins.

    Parameters
    ----------
    old, new
        Supply networks, the old one under the ids of the new.

    Returns
    -------
    list of dict
        Added first, then removed, by their ids.
    """
    rows = []
    for change, one, other in (("added", new, old), ("removed", old, new)):
        edges = ((a, b) if one.nodes[a]["kind"] == "supplier" else (b, a) for a, b in one.edges)
        for supplier, country in sorted(edges):
            if not other.has_edge(supplier, country):
                rows.append(
                    {
                        "supplier": short(supplier),
                        "name": one.nodes[supplier]["label"],
                        "country": short(country),
                        "country_name": one.nodes[country]["label"],
                        "change": change,
                        "records": _short_all(one.edges[supplier, country]["records"]),
                    }
                )
    return rows


def compare_ranks(old: Net, new: Net) -> list[dict[str, Any]]:
    """Return the nodes whose degree or rank differs.

    Parameters
    ----------
    old, new
        Supply networks, the old one under the ids of the new.

    Returns
    -------
    list of dict
        Suppliers first, those with another degree before those that others only passed:
        ``before`` and ``after`` are degrees, ``rank_before`` and ``rank_after`` competition
        ranks within the kind, None for a node that is not there; ``records`` are those that only
        one of the two networks counts.
    """
    from watchgraph.analysis import centrality

    tables = [centrality(net, ["degree"]) for net in (old, new)]
    known = [
        {str(node): (int(row["degree"]), int(row["degree_rank"])) for node, row in one.iterrows()}
        for one in tables
    ]
    rows = []
    for node in known[0].keys() | known[1].keys():
        one, two = (own.get(node, (None, None)) for own in known)
        if one != two:
            net = new if node in new else old
            rows.append(
                {
                    "node": short(node),
                    "name": net.nodes[node]["label"],
                    "kind": net.nodes[node]["kind"],
                    "before": one[0],
                    "after": two[0],
                    "rank_before": one[1],
                    "rank_after": two[1],
                    "records": _short_all(
                        {record for _, record in _behind(old, node) ^ _behind(new, node)}
                    ),
                }
            )
    return sorted(rows, key=_by_importance)


def compare_audits(
    old: list[AuditRow], new: list[AuditRow], renamed: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return the claims whose published figure, recomputed figure or verdict differs.

    Parameters
    ----------
    old, new
        Audits, both by the queries of this version.
    renamed
        New ids of old ones.

    Returns
    -------
    list of dict
        By claim; ``records`` are those that only one of the two audits counts.
    """
    short_names = {short(one): short(two) for one, two in renamed.items()}
    before = {short_names.get(f"claim/{row.claim}", f"claim/{row.claim}"): row for row in old}
    after = {f"claim/{row.claim}": row for row in new}
    rows = []
    for claim in sorted(before.keys() | after.keys()):
        one, two = before.get(claim), after.get(claim)
        told = [(r.published, r.recomputed, r.verdict) if r else (None,) * 3 for r in (one, two)]
        counted = [set(r.readings[0].records) if r and r.readings else set() for r in (one, two)]
        counted[0] = {short_names.get(record, record) for record in counted[0]}
        some = two or one
        if told[0] != told[1] and some is not None:
            rows.append(
                {
                    "claim": claim.removeprefix("claim/"),
                    "statement": some.statement,
                    "published_before": _figure(told[0][0]),
                    "published_after": _figure(told[1][0]),
                    "recomputed_before": _figure(told[0][1]),
                    "recomputed_after": _figure(told[1][1]),
                    "verdict_before": told[0][2],
                    "verdict_after": told[1][2],
                    "unit": some.unit,
                    "records": tuple(sorted(counted[0] ^ counted[1])),
                }
            )
    return rows


def compare_communities(old: Net, new: Net, seed: int) -> Communities:
    """Compare the communities of two supply networks over the nodes that both have.

    Parameters
    ----------
    old, new
        Supply networks, the old one under the ids of the new.
    seed
        Seed of both.

    Returns
    -------
    Communities
        Agreement, and the nodes that moved.
    """
    from watchgraph.analysis import communities
    from watchgraph.diff.frames import frame_of

    one, two = (_partition(communities(net, seed=seed)) for net in (old, new))
    other = _partition(communities(new, seed=seed + 1))
    common = sorted(one.keys() & two.keys())
    # Groups are matched by the nodes that both networks have.
    match = matched_groups(one, two)
    moved = [
        {
            "node": short(node),
            "name": new.nodes[node]["label"],
            "kind": new.nodes[node]["kind"],
            "before": one[node],
            "after": two[node],
            "matched": match.get(one[node], 0),
        }
        for node in common
        if match.get(one[node]) != two[node]
    ]
    return Communities(
        seed=seed,
        before=len(set(one.values())),
        after=len(set(two.values())),
        nodes=len(common),
        adjusted_rand=adjusted_rand(one, two) if common else None,
        information=normalised_information(one, two) if common else None,
        reseeded=adjusted_rand(two, other) if two else None,
        moved=frame_of(MOVED_COLUMNS, sorted(moved, key=_by_kind)),
    )


def _by_kind(row: Mapping[str, Any]) -> tuple[object, ...]:
    return row["kind"] != "supplier", *sort_key(row["name"], row["node"])


def _partition(frame: pd.DataFrame) -> dict[str, int]:
    return {
        str(node): int(group) for node, group in zip(frame.index, frame["community"], strict=True)
    }


def _behind(net: Net, node: str) -> set[tuple[str, str]]:
    """Return the records of a node's edges, each with the node at the other end."""
    if node not in net:
        return set()
    return {
        (other, record) for _, other, own in net.edges(node, data=True) for record in own["records"]
    }


def _short_all(iris: Any) -> tuple[str, ...]:
    return tuple(sorted(iri.removeprefix(ID) for iri in iris))


def _figure(value: float | None) -> str | None:
    from watchgraph.audit.because import shown_number

    return None if value is None else shown_number(value)


def _by_importance(row: Mapping[str, Any]) -> tuple[object, ...]:
    ranks = [rank for rank in (row["rank_before"], row["rank_after"]) if rank is not None]
    return (
        row["kind"] != "supplier",
        row["before"] == row["after"],
        -abs((row["after"] or 0) - (row["before"] or 0)),
        *(min(ranks), row["node"]),
    )
