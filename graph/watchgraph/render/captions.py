"""What is called how in the picture of each named network."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

_SUPPLIERS, _COUNTRIES = "Suppliers, by head office", "Countries"
_STATES, _RECEIVERS = "States that supply", "States that only receive"
_LENDERS, _DEPLOYMENTS = "Lenders, by home country", "Deployments"


@dataclass(frozen=True)
class Caption:
    """The words for one network.

    Attributes
    ----------
    title : str
        Heading.
    reading : str
        How a line is to be read.
    supplying, receiving : str
        Heads of the legend for what is coloured by state, and for countries.
    origin, state : str
        What the group of states of what supplies is called, and the state itself.
    weight : str
        What the thickness of a line counts.
    largest : mapping of str to str
        Heads of the lists of the largest nodes, by section of the legend.
    near : mapping of str to str
        Head of the list of a node's links, by the kind of the node in words.
    joint : str
        What stands between the two ends of a link.
    unit : tuple of str
        What a list of links counts of each, one and many.
    assessed : bool
        Whether links may rest on assessments of an index.
    absent : bool
        Whether countries are drawn that an index may not have looked at.
    loans : str
        Head of the list of what is recorded of a country itself.
    """

    title: str
    reading: str
    supplying: str = _SUPPLIERS
    receiving: str = _COUNTRIES
    origin: str = "Head office of the supplier"
    state: str = "State of the head office"
    weight: str = "records"
    largest: Mapping[str, str] = field(default_factory=dict)
    near: Mapping[str, str] = field(default_factory=dict)
    joint: str = "\u2192"
    unit: tuple[str, str] = ("record", "records")
    assessed: bool = True
    absent: bool = True
    loans: str = "Loans and Belt and Road"


_BIPARTITE: dict[str, Any] = {
    "largest": {
        _SUPPLIERS: "Suppliers with most links",
        _COUNTRIES: "Countries with most links",
    },
    "near": {"Supplier": "Countries", "Country": "Suppliers", "": "Countries"},
}
_DIRECTED: dict[str, Any] = {
    "supplying": _STATES,
    "receiving": _RECEIVERS,
    "largest": {
        _STATES: "Supplying states with most links",
        _RECEIVERS: "Countries with most links",
    },
}
_ARROW = (
    "An arrow leads from a state to a country when the index marks technology from that state "
    "there, or when a supplier with its head office in that state is named there. The more "
    "records, the thicker the arrow."
)
_UNKNOWN = "Choose a node or a line to see what it rests on."

CAPTIONS = {
    "supply": Caption(
        title="Who supplies surveillance technology to whom",
        reading=(
            "A line joins a supplier (square) and a country (round) when at least one record "
            "names the two together. The more records, the thicker the line; its colour is that "
            "of the supplier's origin."
        ),
        **_BIPARTITE,
    ),
    "origin": Caption(
        title="From which states surveillance technology comes", reading=_ARROW, **_DIRECTED
    ),
    "finance": Caption(
        title="Who lends for surveillance technology to whom",
        reading=(
            "An arrow leads from a lender (square) to a country (round) when at least one record "
            "of a loan, credit or grant names the two. Pledges and cancelled loans are among "
            "them; the panel says which. The more loans, the thicker the arrow. A loan is not a "
            "deployment."
        ),
        supplying=_LENDERS,
        origin="Home country of the lender",
        state="Home state of the lender",
        weight="loans and grants",
        largest={_LENDERS: "Lenders with most links", _COUNTRIES: "Countries with most links"},
        assessed=False,
        absent=False,
        loans="Belt and Road",
    ),
    "cosupply": Caption(
        title="Which suppliers are named in the same countries",
        reading=(
            "A line joins two suppliers when both are named in at least one country, by whatever "
            "records. It does not say that they work together. The more countries they share, "
            "the thicker the line; it is coloured where both are of one origin."
        ),
        weight="shared countries",
        largest={_SUPPLIERS: "Suppliers with most links"},
        near={"Supplier": "Suppliers in the same countries"},
        joint="\u2013",
        unit=("shared country", "shared countries"),
        absent=False,
    ),
    "shared": Caption(
        title="In which countries the same suppliers are named",
        reading=(
            "A line joins two countries when at least one supplier is named in both, by whatever "
            "records. It does not say that they bought the same. The more suppliers they share, "
            "the thicker the line. One supplier that is named in many countries joins all of "
            "them: filter by the number shared to see more than its mark."
        ),
        weight="shared suppliers",
        largest={_COUNTRIES: "Countries with most links"},
        near={"Country": "Countries with the same suppliers"},
        joint="\u2013",
        unit=("shared supplier", "shared suppliers"),
    ),
    "politics": Caption(
        title="Supplier states, with Belt and Road, loans and listings beside",
        reading=(
            f"{_ARROW} Its panel sets beside it the Belt and Road membership of the country, the "
            "recorded loans from lenders at home in the state, and the listings of the state's "
            "suppliers that are named there. No arrow rests on these, and they prove no cause."
        ),
        **_DIRECTED,
    ),
    "deployment": Caption(
        title="Which deployments join suppliers and countries",
        reading=(
            "A deployment (diamond) stands between the suppliers (square) that its record names "
            "and its country (round). Every line rests on that one record."
        ),
        largest={
            _SUPPLIERS: "Suppliers with most deployments",
            _COUNTRIES: "Countries with most deployments",
        },
        near={
            "Supplier": "Deployments",
            "Country": "Deployments",
            "Deployment": "Suppliers and country",
        },
        joint="\u2013",
        assessed=False,
        absent=False,
    ),
}
_OTHER = Caption(title="", reading=_UNKNOWN, **_BIPARTITE)
_OTHER_DIRECTED = Caption(title="", reading=_UNKNOWN, **_DIRECTED)


def caption(graph: "nx.Graph[Any]") -> Caption:
    """Return the words for a network: those of its name, else of its kind.

    Parameters
    ----------
    graph : networkx.Graph
        The network.

    Returns
    -------
    Caption
        The words; without a title if the name is none of :data:`CAPTIONS`.
    """
    named = CAPTIONS.get(str(graph.graph.get("name") or ""))
    return named or (_OTHER_DIRECTED if graph.is_directed() else _OTHER)
