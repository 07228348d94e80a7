"""The named networks: what is a node, an edge, a weight, and what is left out."""

from __future__ import annotations

from dataclasses import dataclass

ALL, INDEPENDENT, DEPLOYMENTS = "all", "independent", "deployments"


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
    sides
        How its nodes are typed: ``bipartite``, ``tripartite``, ``directed`` or ``one kind``.
    filters
        The filters that it takes.
    evidence
        What may be asked of the evidence for its links.
    records
        Classes of the records that its links rest on.
    """

    name: str
    title: str
    node: str
    edge: str
    weight: str
    left_out: str
    sides: str
    filters: tuple[str, ...] = ("edition", "technology", "date", "region", "evidence")
    evidence: tuple[str, ...] = (ALL, INDEPENDENT, DEPLOYMENTS)
    records: tuple[str, ...] = ("Assessment", "Deployment")


_IN_TIME = (
    "With a date: records that begin later, and records without a date, which are counted. With "
    "a region: records of countries outside it. "
)
_FILTERED = (
    "With an edition: deployments, and assessments of other editions. With a technology: "
    "records that do not report that very code; narrower codes do not count for a broader one, "
    "and an assessment counts if its country reports the technology, whoever supplies it. "
    + _IN_TIME
    + "With evidence independent: links with fewer than two independent sources, which are "
    "counted; with evidence deployments: assessments."
)
_OF_SUPPLY = (
    "All that the network supply leaves out with the same filters, which choose among its links "
    "before any two are joined. "
)

_DESCRIBED = (
    NetworkDescription(
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
        sides="bipartite",
    ),
    NetworkDescription(
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
        sides="directed",
    ),
    NetworkDescription(
        name="finance",
        title="Lenders and the countries that their loans and grants go to",
        node="A lender that a loan or grant for such systems names, or the country it goes to.",
        edge=(
            "From a lender to a country that a record of a loan, credit or grant names together, "
            "whatever became of it: statuses tells of pledges and cancellations. contractors are "
            "the suppliers that the records name; amount_usd_2021 sums up the amounts_stated "
            "that are known in US dollars of 2021."
        ),
        weight="Number of loans and grants.",
        left_out=(
            "Assumed readings of contractors' names, which are counted. A loan is no deployment, "
            "has no edition and names no technology: those filters are refused. "
            + _IN_TIME
            + "With evidence independent: links with fewer than two independent sources, which "
            "are counted."
        ),
        sides="directed",
        filters=("date", "region", "evidence"),
        evidence=(ALL, INDEPENDENT),
        records=("SoftLoan",),
    ),
    NetworkDescription(
        name="cosupply",
        title="Suppliers that are named in the same countries",
        node="A supplier of the network supply; one that shares no country stands alone.",
        edge=(
            "Two suppliers that are both named in a country, by whatever records: nothing says "
            "that they work together. records are those of both halves, first_records and "
            "second_records of the end whose IRI sorts first and second; shared_countries lists "
            "the countries, and shared_independent counts those in which each half has two "
            "independent sources: it is the number to go by for what is confirmed. "
            "independent_sources counts the sources of both halves together, so that two may be "
            "one for each half, which confirm nothing of each other."
        ),
        weight="Number of countries shared.",
        left_out=_OF_SUPPLY + _FILTERED,
        sides="one kind",
    ),
    NetworkDescription(
        name="shared",
        title="Countries in which the same suppliers are named",
        node="A country of the network supply; one that shares no supplier stands alone.",
        edge=(
            "Two countries in which a supplier is named, by whatever records: nothing says that "
            "they bought the same. records are those of both halves, first_records and "
            "second_records of the end whose IRI sorts first and second; shared_suppliers lists "
            "the suppliers, and shared_independent counts those with two independent sources in "
            "each half: it is the number to go by for what is confirmed. independent_sources "
            "counts the sources of both halves together, so that two may be one for each half, "
            "which confirm nothing of each other."
        ),
        weight="Number of suppliers shared.",
        left_out=_OF_SUPPLY + _FILTERED,
        sides="one kind",
    ),
    NetworkDescription(
        name="politics",
        title="Supplier states and countries, with Belt and Road, loans and listings beside",
        node="As in the network origin.",
        edge=(
            "As in the network origin. Beside it stand bri, the receiving country's Belt and "
            "Road membership, whichever the state; loans, the number of loans and grants to the "
            "country from lenders at home in the state; listings, the number of listings of the "
            "suppliers with their head office in the state that the records name. No edge rests "
            "on these, and none recorded is not none."
        ),
        weight="Number of records, without those beside.",
        left_out=(
            "What the network origin leaves out; loans and listings that meet no edge. Of what "
            "stands beside, only the date chooses. " + _FILTERED
        ),
        sides="directed",
    ),
    NetworkDescription(
        name="deployment",
        title="Suppliers, their deployments, and the countries of those",
        node=(
            "A supplier (layer 0), a deployment that names it (layer 1) or the deployment's "
            "country (layer 2)."
        ),
        edge="A supplier that a deployment names, or the country of a deployment.",
        weight="1: each edge rests on the one record of its deployment.",
        left_out=(
            "Assessments; deployments without a named supplier, which are counted; assumed "
            "readings of printed names. With a technology: deployments that do not report that "
            "very code. "
            + _IN_TIME
            + "With evidence independent: deployments of a supplier and a country that fewer "
            "than two independent sources name together in the network supply; there an "
            "assessment confirms that the two go together, not the deployment."
        ),
        sides="tripartite",
        filters=("technology", "date", "region", "evidence"),
        records=("Deployment",),
    ),
)

#: The networks by name.
NETWORKS: dict[str, NetworkDescription] = {network.name: network for network in _DESCRIBED}
