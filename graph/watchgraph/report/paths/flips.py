"""Findings that would be others without a source, by the publisher of the source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Flip:
    """A finding that would be another.

    Attributes
    ----------
    finding
        What it is about.
    with_it, without_it
        What it says with and without the sources.
    place
        Where the site tells of it, from its folder.
    """

    finding: str
    with_it: str
    without_it: str
    place: str


def flips_of(sensitivity: pd.DataFrame) -> dict[str, tuple[Flip, ...]]:
    """Return the findings that each publisher's sources decide.

    Parameters
    ----------
    sensitivity
        What :func:`watchgraph.analysis.sensitivity` gives, by family.

    Returns
    -------
    dict of str to tuple of Flip
        By IRI of the publisher, in the order of the table.
    """
    made: dict[str, list[Flip]] = {}
    for row in sensitivity.to_dict("records"):
        if not row["left_out"]:
            continue
        claim, _, statement = str(row["finding"]).partition(": ")
        audited = row["kind"] == "audit"
        made.setdefault(str(row["left_out"]), []).append(
            Flip(
                finding=statement if audited else str(row["finding"]),
                with_it=str(row["with_it"]),
                without_it=str(row["without_it"]),
                place=f"audit.html#{claim}" if audited else "rankings.html#sensitivity",
            )
        )
    return {family: tuple(own) for family, own in made.items()}
