"""Which records a network is made from: by edition, technology, date, region and evidence."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from watchgraph.dates import parse_day
from watchgraph.errors import UseError
from watchgraph.networks.facts import facts, first
from watchgraph.retired import refuse_left_out
from watchgraph.vocabulary import key, mint

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph

#: Records that name a supplier and a country; a loan names both and is neither kind.
SUPPLY_PATTERN = (
    "?record wg:namesSupplier ?supplier ; a ?kind ; wg:country ?country . "
    "FILTER (?kind IN (wg:Assessment, wg:Deployment))"
)

#: Loans join a lender and a country.
FINANCE_PATTERN = "?record a wg:SoftLoan ; wg:lender ?lender ; wg:country ?country ."

#: What may be asked of the evidence for a link, and what it means.
EVIDENCE = {
    "all": "every link",
    "independent": "links with at least two independent sources",
    "deployments": "links of deployments only",
}


@dataclass(frozen=True)
class Filters:
    """Checked filters; an empty text filters nothing.

    Attributes
    ----------
    edition
        Key of an edition of the index.
    technology
        Code of a technology.
    date
        Day as YYYY-MM-DD.
    region
        Code of a region.
    evidence
        One of :data:`EVIDENCE`.
    """

    edition: str = ""
    technology: str = ""
    date: str = ""
    region: str = ""
    evidence: str = "all"

    def pattern(self, *, dated: bool = True) -> str:
        """Return what the filters ask of ``?record`` in ``?country``, as a piece of SPARQL.

        How many sources a link has is no matter of one record and is not asked for here.

        Parameters
        ----------
        dated
            Whether the date filters too.

        Returns
        -------
        str
            The piece; empty if nothing is filtered.
        """
        parts = []
        if self.edition:
            parts.append(f"?record wg:edition <{mint('edition', self.edition)}> .")
        if self.technology:
            code = f"<{mint('technology', self.technology)}>"
            parts.append(f"?record wg:technologyReported|wg:technology {code} .")
        if self.region:
            parts.append(f"?country wg:inRegion <{mint('region', self.region)}> .")
        if self.evidence == "deployments":
            parts.append("?record a wg:Deployment .")
        if self.date and dated:
            parts.append(
                "?record wg:startEarliest|(wg:edition/wg:startEarliest) ?day . "
                f'FILTER (?day <= "{self.date}"^^xsd:date)'
            )
        return " ".join(parts)


def check_filters(
    kg: KnowledgeGraph,
    edition: int | str | None = None,
    technology: str | None = None,
    date: datetime.date | str | None = None,
    region: str | None = None,
    evidence: str | None = None,
) -> Filters:
    """Check the filters against what the graph knows.

    Parameters
    ----------
    kg
        The graph.
    edition
        Edition of the index, such as 2019.
    technology
        Code of a technology, such as ``facial_recognition``.
    date
        Day as YYYY-MM-DD.
    region
        Code of a region that a country of the graph lies in, such as ``aigs-af``.
    evidence
        One of :data:`EVIDENCE`.

    Returns
    -------
    Filters
        The filters as text.

    Raises
    ------
    UseError
        If a value is unknown, with the choices; the date is none; or deployments of an edition
        are asked for, which has none.
    """
    if edition is not None:
        rows = kg.rows("SELECT DISTINCT ?edition { ?edition a wg:Edition }")
        choices = sorted(key(str(row[0])) for row in rows)
        if str(edition) not in choices:
            refuse_left_out(kg, mint("edition", str(edition)))
        _require("edition", str(edition), choices)
    if technology is not None:
        rows = kg.rows(
            "SELECT DISTINCT ?technology { ?technology skos:inScheme "
            f"<{mint('scheme', 'technology')}> }}"
        )
        _require("technology", technology, sorted(key(str(row[0])) for row in rows))
    if region is not None:
        _require_region(kg, region)
    if evidence is not None:
        _require("evidence", evidence, list(EVIDENCE))
    if edition is not None and evidence == "deployments":
        raise UseError(
            "An edition of the index has no deployments.",
            name="evidence",
            value=evidence,
            choices=tuple(name for name in EVIDENCE if name != evidence),
            remedy="Leave out the edition, or ask for other evidence.",
        )
    return Filters(
        edition="" if edition is None else str(edition),
        technology=technology or "",
        date="" if date is None else parse_day(date).isoformat(),
        region=region or "",
        evidence=evidence or "all",
    )


def region_label(kg: KnowledgeGraph, region: str) -> str:
    """Return the name of a region.

    Parameters
    ----------
    kg
        The graph.
    region
        Its code, checked; empty for none.

    Returns
    -------
    str
        Its label, else its code; empty for none.
    """
    if not region:
        return ""
    iri = mint("region", region)
    return first(facts(kg, [iri], "skos:prefLabel").get(iri, {}), "skos:prefLabel") or region


def _require_region(kg: KnowledgeGraph, region: str) -> None:
    """Refuse an unknown region, and offer first those that are called so."""
    rows = kg.rows(
        "SELECT DISTINCT ?region ?label { ?country a wg:Country ; wg:inRegion ?region . "
        "OPTIONAL { ?region skos:prefLabel ?label } }"
    )
    labels = {key(str(code)): str(label or "") for code, label in rows}
    if region in labels:
        return
    asked = str(region).casefold().strip()
    called = [code for code in sorted(labels) if asked and asked in labels[code].casefold()]
    # Those of the index first: its regions are the ones that the networks go by.
    called.sort(key=lambda code: (not code.startswith("aigs-"), code))
    if called:
        meant = ", ".join(f"{code} ({labels[code]})" for code in called)
        raise UseError(
            f"A region is given by its code, and {region!r} is none.",
            name="region",
            value=region,
            choices=[*called, *(code for code in sorted(labels) if code not in called)],
            remedy=f"Of this name: {meant}.",
        )
    _require("region", region, sorted(labels))


def _require(name: str, value: str, choices: list[str]) -> None:
    if value not in choices:
        raise UseError(
            f"The {name} {value!r} is unknown.",
            name=name,
            value=value,
            choices=choices,
            remedy=f"Choose one of: {', '.join(choices) or 'none is in this graph'}.",
        )
