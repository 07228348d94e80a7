"""Two builds of the graph set side by side: what they state, and what they conclude."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from watchgraph.diff.changes import (
    CHANGE_COLUMNS,
    COUNT_COLUMNS,
    NO_TOMBSTONE,
    compare_records,
    count_classes,
)
from watchgraph.diff.findings import (
    AUDIT_COLUMNS,
    LINK_COLUMNS,
    RANK_COLUMNS,
    Communities,
    compare_audits,
    compare_communities,
    compare_links,
    compare_ranks,
    renamed_network,
)
from watchgraph.diff.frames import frame_of
from watchgraph.diff.moves import moves_between
from watchgraph.diff.snapshot import Snapshot, snapshot
from watchgraph.diff.sources import COLUMNS as SOURCE_COLUMNS
from watchgraph.diff.sources import sources_of
from watchgraph.errors import UseError
from watchgraph.networks import project
from watchgraph.vocabulary import ID

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from watchgraph.audit import AuditRow
    from watchgraph.store import KnowledgeGraph


@dataclass(frozen=True)
class BuildSide:
    """One of the two builds, and what it counts.

    Attributes
    ----------
    version
        Version of its data.
    records, things
        Records; and countries, suppliers, sources and other things that they speak of.
    links
        Pairs of supplier and country that a record names together.
    verdicts
        How many claims got each verdict of the audit.
    """

    version: str
    records: int
    things: int
    links: int
    verdicts: dict[str, int]


@dataclass(frozen=True)
class BuildDiff:
    """What changed from one build to another.

    Tables of findings have a column ``records``: the records, as ``kind/key``, that only one of
    the two builds counts. ``sources`` says what each record is called and who says it.

    Attributes
    ----------
    before, after : BuildSide
        The builds.
    counts : pandas.DataFrame
        Records and things by class; see :func:`~watchgraph.diff.changes.count_classes`.
    changes : pandas.DataFrame
        What was added, removed, moved or changed; see
        :func:`~watchgraph.diff.changes.compare_records`.
    links, ranks : pandas.DataFrame
        Of the supply network; see :mod:`watchgraph.diff.findings`.
    audit : pandas.DataFrame
        Claims whose figures or verdict differ.
    communities : Communities
        How far the communities of the supply network agree.
    sources : pandas.DataFrame
        Label and source of each record, as the build that has it says.
    """

    before: BuildSide
    after: BuildSide
    counts: pd.DataFrame
    changes: pd.DataFrame
    links: pd.DataFrame
    ranks: pd.DataFrame
    audit: pd.DataFrame
    communities: Communities
    sources: pd.DataFrame

    @property
    def empty(self) -> bool:
        """Whether the two state and conclude the same."""
        tables = (self.changes, self.links, self.ranks, self.audit)
        return all(table.empty for table in tables)

    @property
    def without_tombstone(self) -> int:
        """How many ids are gone without a word on what became of them."""
        return int((self.changes["note"] == NO_TOMBSTONE).sum())


def diff_builds(old: KnowledgeGraph, new: KnowledgeGraph, *, seed: int = 1) -> BuildDiff:
    """Compare two builds.

    Statements are compared by property and value, whatever named graph they stand in and
    whatever the datatype of the value. The bounds of a changed date are left out, as they follow
    from it. An id that is gone is *moved* if a tombstone (``dcterms:isReplacedBy``) leads from
    it to a new one; else it is *removed*, and marked where it has no tombstone at all.

    Parameters
    ----------
    old, new
        The builds, in the order in which they are read.
    seed
        Seed of the communities.

    Returns
    -------
    BuildDiff
        The comparison. With the builds swapped, what was added is what was removed.
    """
    from watchgraph.audit import audit

    one, two = snapshot(old), snapshot(new)
    moves = moves_between(one, two)
    changes = compare_records(one, two, moves)
    nets = (renamed_network(project(old, "supply"), moves.renamed), project(new, "supply"))
    audits = (audit(old), audit(new))
    links = frame_of(LINK_COLUMNS, compare_links(*nets))
    ranks = frame_of(RANK_COLUMNS, compare_ranks(*nets))
    claims = frame_of(AUDIT_COLUMNS, compare_audits(*audits, moves.renamed))
    used = {
        record for table in (links, ranks, claims) for own in table["records"] for record in own
    }
    used |= {str(row["record"]) for row in changes}
    sources = _sources(old, new, two, used)
    labels = {row["record"]: row["label"] for row in sources}
    changes = [row | {"label": labels[row["record"]]} for row in changes]
    return BuildDiff(
        before=_side(old, one, nets[0], audits[0]),
        after=_side(new, two, nets[1], audits[1]),
        counts=frame_of(COUNT_COLUMNS, count_classes(one, two, changes)),
        changes=frame_of(CHANGE_COLUMNS, changes),
        links=links,
        ranks=ranks,
        audit=claims,
        communities=compare_communities(*nets, seed),
        sources=frame_of(SOURCE_COLUMNS, sources),
    )


def open_graph(path: Path | str) -> KnowledgeGraph:
    """Open a build folder, or load a data folder.

    Parameters
    ----------
    path
        Folder that ``watchgraph build`` wrote, one single build inside it, or a folder of tables
        with its ``datapackage.json``.

    Returns
    -------
    KnowledgeGraph
        The graph.

    Raises
    ------
    UseError
        If it is neither.
    DataError
        If the tables are faulty.
    """
    from watchgraph.store import KnowledgeGraph

    folder = Path(path)
    if (folder / "datapackage.json").is_file():
        return KnowledgeGraph.load(folder)
    if not ((folder / "current").is_file() or (folder / "manifest.json").is_file()):
        raise UseError(
            f"{str(path)!r} holds neither a build nor tables.",
            name="build",
            value=str(path),
            remedy="Give a folder that `watchgraph build` wrote, or one with a datapackage.json.",
        )
    return KnowledgeGraph.open(folder)


def _side(
    kg: KnowledgeGraph, own: Snapshot, net: nx.Graph[str], audited: list[AuditRow]
) -> BuildSide:
    sorts = [own.sort_of(subject) for subject in own.classes]
    verdicts = [row.verdict for row in audited]
    return BuildSide(
        version=kg.version,
        records=sorts.count("record"),
        things=sorts.count("thing"),
        links=net.number_of_edges(),
        verdicts={verdict: verdicts.count(verdict) for verdict in sorted(set(verdicts))},
    )


def _sources(
    old: KnowledgeGraph, new: KnowledgeGraph, after: Snapshot, records: set[str]
) -> list[dict[str, str]]:
    """Ask the new build for what it has, the old one for what is gone."""
    there = {record for record in records if ID + record in after.statements}
    rows = sources_of(new, there) + sources_of(old, records - there)
    return sorted(rows, key=lambda row: (row["record"], row["source"]))
