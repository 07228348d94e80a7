"""How far a country depends on few suppliers, as the records tell."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from watchgraph.analysis.plain import plain_network
from watchgraph.networks.sides import require_bipartite

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd


def concentration(net: nx.Graph[Any]) -> pd.DataFrame:
    """Measure how the records of each country are shared among its suppliers.

    Shares are of records that name a supplier, not of contracts or cameras: they show what is
    written about, and a country with one record always has one supplier with all of it.

    Parameters
    ----------
    net
        Bipartite network of suppliers and countries; it is left as it is.

    Returns
    -------
    pandas.DataFrame
        One row for each country, sorted by text. Index ``node``; columns ``label``,
        ``suppliers`` (how many), ``weight`` (sum over its edges), ``hhi`` (Herfindahl-Hirschman
        index: the sum of squared shares, from 1 over the number of suppliers to 1),
        ``first_share`` (the largest share), ``first`` (label of the supplier that has it, joined
        by ``"; "`` where several do).

    Raises
    ------
    UseError
        If the network is not bipartite.

    References
    ----------
    Hirschman, A. O. (1964). The paternity of an index. American Economic Review 54, 761.
    """
    import pandas as pd

    plain = plain_network(net)
    _, countries = require_bipartite(net)
    rows = []
    for country in countries:
        weights = {supplier: facts.get("weight", 1) for supplier, facts in net[country].items()}
        total = sum(weights.values())
        shares = {supplier: weight / total for supplier, weight in weights.items() if total}
        largest = max(shares.values(), default=math.nan)
        leaders = [_label(net, supplier) for supplier in shares if shares[supplier] == largest]
        rows.append(
            {
                "label": _label(net, country),
                "suppliers": len(weights),
                "weight": total,
                # Sorted, so that the sum rounds alike in any order of the edges.
                "hhi": sum(sorted(share**2 for share in shares.values())) if shares else math.nan,
                "first_share": largest,
                "first": "; ".join(sorted(leaders)),
            }
        )
    columns = ["label", "suppliers", "weight", "hhi", "first_share", "first"]
    frame = pd.DataFrame(rows, columns=columns, index=pd.Index(countries, name="node"))
    frame.attrs = plain.attributes(method="Herfindahl-Hirschman index of shares of the weight")
    return frame


def _label(net: nx.Graph[Any], node: object) -> str:
    return str(net.nodes[node].get("label", node))
