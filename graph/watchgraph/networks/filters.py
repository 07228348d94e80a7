"""Which records a network is made from: by edition, technology and date."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from watchgraph.dates import parse_day
from watchgraph.errors import UseError
from watchgraph.retired import refuse_left_out
from watchgraph.vocabulary import key, mint

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph

#: Records that name a supplier and a country; a loan names both and is neither kind.
SUPPLY_PATTERN = (
    "?record wg:namesSupplier ?supplier ; a ?kind ; wg:country ?country . "
    "FILTER (?kind IN (wg:Assessment, wg:Deployment))"
)


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
    """

    edition: str = ""
    technology: str = ""
    date: str = ""

    def pattern(self, *, dated: bool = True) -> str:
        """Return what the filters ask of ``?record``, as a piece of a SPARQL pattern.

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

    Returns
    -------
    Filters
        The filters as text.

    Raises
    ------
    UseError
        If the edition or technology is unknown, or the date is none; with the choices.
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
    return Filters(
        edition="" if edition is None else str(edition),
        technology=technology or "",
        date="" if date is None else parse_day(date).isoformat(),
    )


def _require(name: str, value: str, choices: list[str]) -> None:
    if value not in choices:
        raise UseError(
            f"The {name} {value!r} is unknown.",
            name=name,
            value=value,
            choices=choices,
            remedy=f"Choose one of: {', '.join(choices) or 'none is in this graph'}.",
        )
