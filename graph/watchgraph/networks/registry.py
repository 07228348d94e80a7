"""The named networks: what is a node, an edge, a weight, and what is left out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class NetworkDescription:
    """What a named network shows.

    Attributes
    ----------
    name
        Its name.
    title
        What it shows, in a few words.
    node, edge, weight
        What each of them is.
    left_out
        What the network does not hold although the data does.
    """

    name: str
    title: str
    node: str
    edge: str
    weight: str
    left_out: str


_FILTERED = (
    "With an edition: deployments, and assessments of other editions. With a technology: "
    "records that do not report that very code; narrower codes do not count for a broader one, "
    "and an assessment counts if its country reports the technology, whoever supplies it. With "
    "a date: records that begin later, and records without a date, which are counted."
)

NETWORKS: dict[str, NetworkDescription] = {
    "supply": NetworkDescription(
        name="supply",
        title="Suppliers and the countries they are named in",
        node=(
            "A supplier (bipartite 0) or a country (bipartite 1) that at least one record names "
            "together with the other."
        ),
        edge=(
            "A supplier and a country that an assessment or a deployment names together. An "
            "assessment is no deployment: it does not say which supplier supplies what."
        ),
        weight="Number of records; two editions of one index are two records, but one source.",
        left_out=(
            "Countries without a named supplier, assumed readings of printed names, suppliers "
            "known from loans only, marks that stand for several unnamed suppliers. " + _FILTERED
        ),
    ),
    "origin": NetworkDescription(
        name="origin",
        title="Supplier states and the countries that their technology reaches",
        node=(
            "A country whose technology a record reports, or in which one is reported; a country "
            "may be both, and an edge from a country to itself is supply at home."
        ),
        edge=(
            "From a state to a country where an edition marks the state's technology (basis "
            "marked), where a record names a supplier with its head office in the state (basis "
            "headquarters), or both."
        ),
        weight="Number of records.",
        left_out=(
            "Suppliers without a known head office, which are counted, and assumed readings of "
            "printed names. An empty mark is no edge. " + _FILTERED
        ),
    ),
}
