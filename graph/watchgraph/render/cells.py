"""The attributes of nodes and edges as columns of plain cells, for tables and exports."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

#: What the page makes anew from the records that an edge keeps.
FROM_RECORDS = frozenset(
    (
        *("records", "sources", "weight", "independent_sources", "evidence_families"),
        *("family_records", "editions", "technologies", "technologies_basis", "first_date"),
        *("last_date", "deployments", "basis", "contractors", "contractor_labels", "instruments"),
        *("purposes", "statuses", "status_not_stated", "concessional", "amounts_stated"),
        *("shared_countries", "shared_suppliers", "shared_labels", "shared_independent"),
        *("first_records", "second_records", "first_families", "second_families"),
    )
)
#: What a node says of itself elsewhere in the data.
_SAID = frozenset(("label", "slug", "about"))


def edge_columns(
    edges: Sequence[Mapping[str, Any]], made_anew: bool
) -> tuple[list[str], list[dict[str, Any]]]:
    """Return the names of all attributes of edges, and the columns that the page cannot make.

    Parameters
    ----------
    edges : sequence of mapping
        Attributes of each edge, in the order of the picture.
    made_anew : bool
        Whether the page makes those of `FROM_RECORDS` from the facts of the records.

    Returns
    -------
    names : list of str
        Sorted.
    columns : list of dict
        ``name``, ``values`` (None where an edge has none) and ``float``, whether the numbers are
        fractions even where they are whole.
    """
    from watchgraph.networks.flat import flat_attributes

    cells = [flat_attributes(facts) for facts in edges]
    names = sorted({name for row in cells for name in row})
    own = [name for name in names if not made_anew or name not in FROM_RECORDS]
    return names, [_column(name, cells) for name in own]


def node_columns(graph: "nx.Graph[Any]", nodes: Sequence[Any]) -> list[dict[str, Any]]:
    """Return the attributes of nodes, but for label, slug and records, as columns.

    Parameters
    ----------
    graph : networkx.Graph
        The network.
    nodes : sequence of node
        Its nodes in the order of the picture.

    Returns
    -------
    list of dict
        As of :func:`edge_columns`; a column of texts that repeat has ``texts``, and numbers of
        those as its values.
    """
    from watchgraph.networks.flat import flat_attributes

    cells = [
        flat_attributes({k: v for k, v in graph.nodes[node].items() if k not in _SAID})
        for node in nodes
    ]
    return [_column(name, cells) for name in sorted({name for row in cells for name in row})]


def graph_cells(graph: "nx.Graph[Any]") -> dict[str, Any]:
    """Return the attributes of a whole network as cells.

    Parameters
    ----------
    graph : networkx.Graph
        The network.

    Returns
    -------
    dict of str to cell
        Sorted by name, without what is carried along for the picture.
    """
    from watchgraph.networks.flat import network_attributes

    return dict(network_attributes(graph.graph))


def _column(name: str, cells: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    values = [row.get(name) for row in cells]
    made: dict[str, Any] = {"name": name}
    if any(isinstance(value, float) for value in values):
        made["float"] = True
    distinct = dict.fromkeys(value for value in values if isinstance(value, str))
    if len(distinct) * 2 < len(values) and all(v is None or isinstance(v, str) for v in values):
        number = {value: i for i, value in enumerate(distinct)}
        values = [None if value is None else number[value] for value in values]
        made["texts"] = list(distinct)
    made["values"] = values
    return made
