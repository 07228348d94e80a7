"""Networks and measures as tables of plain cells."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchgraph.csv_lines import frame_csv
from watchgraph.files import write_bytes
from watchgraph.networks.flat import Cell, flat, flat_attributes, network_attributes

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd


def edge_table(net: nx.Graph[Any]) -> pd.DataFrame:
    """Return the edges of a network as a table.

    Parameters
    ----------
    net
        Network; it is left as it is.

    Returns
    -------
    pandas.DataFrame
        One row for each edge, sorted by its ends. Columns ``from``, ``from_label``, ``to``,
        ``to_label`` (from supplier to country, from supplier to deployment to country, from
        state or lender to country), then the
        attributes of the edges; lists are joined by ``"; "``.
    """
    import pandas as pd

    rows = []
    names: dict[str, None] = {}
    for a, b, facts in net.edges(data=True):
        start, end = (a, b) if net.is_directed() else _from_supplier(net, a, b)
        cells = flat_attributes(facts)
        names |= dict.fromkeys(cells)
        ends: dict[str, Cell | None] = {
            "from": str(start),
            "from_label": flat(net.nodes[start].get("label", start)),
            "to": str(end),
            "to_label": flat(net.nodes[end].get("label", end)),
        }
        rows.append({**ends, **cells})
    rows.sort(key=lambda row: (str(row["from"]), str(row["to"]), repr(row)))
    columns = ["from", "from_label", "to", "to_label", *_ordered(names)]
    frame = pd.DataFrame(rows, columns=pd.Index(columns))
    frame.attrs = dict(network_attributes(net.graph).items())
    return frame


def table_csv(table: nx.Graph[Any] | pd.DataFrame) -> bytes:
    r"""Return a table, or the edges of a network, as CSV.

    Parameters
    ----------
    table
        Table whose index is written too if it has a name, or network.

    Returns
    -------
    bytes
        UTF-8, comma, line ends ``\n``; numbers in full, empty where there is no value,
        text that a spreadsheet would compute guarded by an apostrophe.
    """
    import pandas as pd

    frame = table if isinstance(table, pd.DataFrame) else edge_table(table)
    if frame.index.name is not None:
        frame = frame.reset_index()
    texts = frame.select_dtypes(include=["object", "string"])
    frame = frame.assign(**{str(name): texts[name].map(flat, "ignore") for name in texts})
    return frame_csv(frame).encode("utf-8")


def write_table(table: nx.Graph[Any] | pd.DataFrame, path: Path | str) -> Path:
    """Write a table, or the edges of a network, as CSV.

    Parameters
    ----------
    table
        Table or network; it is left as it is.
    path
        File to write; written beside and swapped in. If the network, or the one that a table of
        edges was made of, holds private records, only its owner may read it.

    Returns
    -------
    pathlib.Path
        The path.

    Raises
    ------
    UseError
        If the file cannot be written.
    """
    import pandas as pd

    about = table.attrs if isinstance(table, pd.DataFrame) else table.graph
    return write_bytes(path, table_csv(table), private=bool(about.get("private")))


def _from_supplier(net: nx.Graph[Any], a: Any, b: Any) -> tuple[Any, Any]:
    """Turn an undirected edge so that it starts at the supplier, else at the smaller text."""
    sides = [_side(net.nodes[end]) for end in (a, b)]
    swap = sides[1] < sides[0] if sides[0] != sides[1] else str(b) < str(a)
    return (b, a) if swap else (a, b)


def _side(facts: dict[str, Any]) -> int:
    """Return the side or layer of a node, the last if it says none."""
    side = facts.get("bipartite", facts.get("layer"))
    return side if side in (0, 1, 2) else 3


def _ordered(names: dict[str, None]) -> list[str]:
    """Return the attributes in the order of reading: how much, how known, then the lists."""
    first = (
        *("weight", "independent_sources", "deployments", "basis", "editions", "technologies"),
        *("technologies_basis", "first_date", "last_date"),
    )
    last = ("evidence_families", "sources", "records")
    middle = sorted(name for name in names if name not in (*first, *last))
    return [name for name in (*first, *middle, *last) if name in names]
