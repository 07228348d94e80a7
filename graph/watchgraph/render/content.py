"""What the site says, as plain data: the pages are made from this and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchgraph.render.document import Asset, Document
from watchgraph.render.evidence import Evidence
from watchgraph.render.measures import Size

if TYPE_CHECKING:
    import networkx as nx

    from watchgraph.render.atlas import Still
    from watchgraph.render.payload import Picture

#: The verdicts of the audit: symbol, word, and what it means.
VERDICTS = {
    "holds": ("✓", "Holds", "the records give the published figure"),
    "differs": ("≠", "Differs", "the records give another figure"),
    "unsupported": ("∅", "Unsupported", "looked for in the records and not found"),
    "undetermined": ("?", "Undetermined", "readings that are equally fair disagree"),
}

_BOUNDS = {"at_least": "≥ ", "more_than": "> "}


@dataclass(frozen=True)
class Figure:
    """A number of the first lines.

    Attributes
    ----------
    value : int
        The number.
    label : str
        What it counts, such as ``countries``.
    """

    value: int
    label: str


@dataclass(frozen=True)
class AuditRow:
    """One published claim beside what the records give.

    Attributes
    ----------
    claim : str
        The claim in words.
    published, recomputed : str
        The figures, with their units.
    verdict : str
        One of `VERDICTS`.
    why : str
        One line.
    question : str
        Name of the kept question that recomputes it.
    edition : str
        The edition that the claim is about; rows are grouped by it.
    key : str
        Key of the claim, such as ``c05``: its place on the page of the audit, if there is one.
    """

    claim: str
    published: str
    recomputed: str
    verdict: str
    why: str
    question: str
    edition: str = ""
    key: str = ""

    @classmethod
    def from_mapping(cls, row: Mapping[str, Any]) -> "AuditRow":
        """Return the row of a mapping with the keys of the audit's JSON.

        Parameters
        ----------
        row : mapping
            At least ``claim``, ``published``, ``recomputed``, ``verdict``, ``why`` and
            ``question``; ``statement`` goes before ``claim`` as the words, ``edition``,
            ``unit`` and ``operator`` are used if there.

        Returns
        -------
        AuditRow
            The row, numbers as text.
        """
        unit = _text(row.get("unit"))
        bound = _BOUNDS.get(_text(row.get("operator")), "")
        return cls(
            claim=_text(row.get("statement")) or _text(row["claim"]),
            published=bound + _with_unit(row["published"], unit),
            recomputed=_with_unit(row["recomputed"], unit),
            verdict=_text(row["verdict"]),
            why=_text(row["why"]),
            question=_text(row["question"]),
            edition=_text(row.get("edition")),
            key=_text(row["claim"]),
        )


@dataclass(frozen=True)
class RankRow:
    """A row of a top table.

    Attributes
    ----------
    rank : int
        Place; equal values share one.
    label : str
        Name.
    value : int
        The measure.
    origin : str
        ISO 3166-1 alpha-3 code of a supplier's state, or ``unknown``; empty for a country.
    detail : str
        A second column, such as the name of that state.
    """

    rank: int
    label: str
    value: int
    origin: str = ""
    detail: str = ""


@dataclass(frozen=True)
class RankTable:
    """A top table.

    Attributes
    ----------
    title, note : str
        Heading and a line beneath.
    label_head, detail_head, value_head : str
        The heads of the columns; an empty `detail_head` leaves that column out.
    rows : tuple of RankRow
        In order.
    """

    title: str
    label_head: str
    value_head: str
    rows: tuple[RankRow, ...]
    detail_head: str = ""
    note: str = ""


@dataclass(frozen=True)
class NetworkPage:
    """A network with a page of its own, or a place in the explorer if the site has one.

    Attributes
    ----------
    name : str
        Name of the file, without ``.html``.
    graph : networkx.Graph
        The network.
    blurb : str
        A sentence on the first page.
    title : str, optional
        Heading; by default the one of the named network.
    evidence : Evidence, optional
        What `KnowledgeGraph.evidence` says of the edges' records.
    size : str or mapping
        The measure that sizes show.
    seed : int
        Seed of the layout.
    shown : Picture, optional
        The network made ready to be drawn, if it has been already.
    """

    name: str
    graph: "nx.Graph[Any]"
    blurb: str = ""
    title: str | None = None
    evidence: Evidence | None = None
    size: Size = "degree"
    seed: int = 1
    shown: "Picture | None" = None


@dataclass(frozen=True)
class SourceCredit:
    """A source or data set that the graph rests on.

    Attributes
    ----------
    title, publisher, licence, url : str
        As the source states them.
    records : int
        How many records rest on it.
    note : str
        What may be done with it.
    """

    title: str
    publisher: str = ""
    licence: str = ""
    url: str = ""
    records: int = 0
    note: str = ""


@dataclass(frozen=True)
class Download:
    """A file to be copied into the site.

    Attributes
    ----------
    path : pathlib.Path
        Where it is now; its name is kept.
    label, note : str
        What it is, and a line beneath.
    folder : str
        Folder within that of the downloads; the first page lists only what is in none.
    """

    path: Path
    label: str
    note: str = ""
    folder: str = ""

    @property
    def href(self) -> str:
        """Where it is, from the folder of the site."""
        return "/".join(part for part in ("downloads", self.folder, self.path.name) if part)


@dataclass(frozen=True)
class SiteContent:
    """All that the site says.

    Attributes
    ----------
    lede : str
        What the graph holds, in one sentence with its figures.
    figures : tuple of Figure
        A few numbers.
    audit : tuple of AuditRow
        The published claims.
    headlines : tuple of str
        Keys of the claims that the first page shows; by default the first ones.
    still : Still, optional
        The map for the first page.
    networks : tuple of NetworkPage
        The pictures.
    tables : tuple of RankTable
        The top tables.
    sources : tuple of SourceCredit
        The sources, the largest first.
    downloads : tuple of Download
        The files.
    documents : tuple of Document
        Further pages.
    assets : tuple of Asset
        Files that pages share.
    missing : str
        What this build of the site lacks, and why; empty if nothing.
    data_version, licence : str
        For the foot of each page.
    title : str
        The name of the site.
    notice : str
        What stands at the top of every page; empty for nothing.
    """

    lede: str
    data_version: str
    figures: tuple[Figure, ...] = ()
    audit: tuple[AuditRow, ...] = ()
    headlines: tuple[str, ...] = ()
    still: "Still | None" = None
    networks: tuple[NetworkPage, ...] = ()
    tables: tuple[RankTable, ...] = ()
    sources: tuple[SourceCredit, ...] = ()
    downloads: tuple[Download, ...] = ()
    documents: tuple[Document, ...] = ()
    assets: tuple[Asset, ...] = ()
    missing: str = ""
    licence: str = ""
    title: str = "WatchGraph"
    notice: str = ""


def _text(value: Any) -> str:
    if value is None or value != value:
        return ""
    if isinstance(value, float) and value.is_integer():
        return f"{int(value):,}"
    return str(value)


def _with_unit(value: Any, unit: str) -> str:
    words = _text(value)
    # A value that is words already ("none recorded", "51 to 54 %") says its unit itself.
    if not words or not unit or not words.replace(",", "").replace(".", "", 1).isdigit():
        return words
    return f"{words} %" if unit == "percent" else words
