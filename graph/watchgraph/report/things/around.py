"""The neighbours of a thing, for the still on its page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from watchgraph.profiles import Pair, loan
from watchgraph.render import Neighbour
from watchgraph.render.palette import COUNTRY, LENDER, origin_style
from watchgraph.report.paths.gathered import Gathered
from watchgraph.vocabulary import key


def suppliers_around(of: Gathered, pairs: Iterable[Pair]) -> list[Neighbour]:
    """Return the suppliers of a country."""
    made = []
    for pair in pairs:
        office = of.known.first(pair.supplier, "wg:headquarters")
        made.append(
            Neighbour(
                label=of.known.label(pair.supplier),
                href=of.to.href(pair.supplier),
                style=origin_style(key(office)),
                records=len(pair.records),
                group="Suppliers",
                detail=of.known.label(office) if office else "head office not stated",
            )
        )
    return made


def countries_around(of: Gathered, pairs: Iterable[Pair]) -> list[Neighbour]:
    """Return the countries of a supplier."""
    return [
        Neighbour(
            label=of.known.label(pair.country),
            href=of.to.href(pair.country),
            style=COUNTRY,
            records=len(pair.records),
            group="Countries",
        )
        for pair in pairs
    ]


def lent_around(of: Gathered, loans: Iterable[str], end: str) -> list[Neighbour]:
    """Return what loans join a thing to.

    Parameters
    ----------
    of
        What pages are made from.
    loans
        The loans.
    end
        ``lenders``, ``countries`` or ``contractors``.

    Returns
    -------
    list of Neighbour
        With the number of loans.
    """
    counts: Counter[str] = Counter()
    for iri in loans:
        found = loan(of.known, iri)
        ends = {
            "lenders": (found.lender,),
            "countries": (found.record.country,),
            "contractors": found.contractors,
        }[end]
        counts.update(one for one in ends if one)
    styles = {"lenders": LENDER, "countries": COUNTRY}
    return [
        Neighbour(
            label=of.known.label(iri),
            href=of.to.href(iri),
            style=styles.get(end) or origin_style(key(of.known.first(iri, "wg:headquarters"))),
            records=counts[iri],
            group=end.capitalize(),
        )
        for iri in of.known.by_label(set(counts))
    ]
