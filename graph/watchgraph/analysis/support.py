"""How many records and independent sources stand behind each node."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from watchgraph.analysis.plain import PlainNetwork


def add_support(frame: pd.DataFrame, plain: PlainNetwork) -> None:
    """Add the columns ``records`` and ``independent_sources`` to a table of nodes.

    Parameters
    ----------
    frame
        A row for each node, in the order of the network's numbers.
    plain
        The network. A count is missing where an edge of the node does not carry it.
    """
    import pandas as pd

    number = {node: i for i, node in enumerate(plain.nodes)}
    for column, name in (
        ("records", "records"),
        ("independent_sources", "evidence_families"),
    ):
        known: list[set[str] | None] = [set() for _ in plain.nodes]
        for a, b, facts in plain.source.edges(data=True):
            for end in (number[a], number[b]):
                own = known[end]
                if own is not None and name in facts:
                    own.update(facts[name])
                else:
                    known[end] = None
        frame[column] = pd.array([None if own is None else len(own) for own in known], "Int64")
