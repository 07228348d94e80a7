"""The questions that are tested: each with its two variables and what it cannot show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from watchgraph.errors import UseError


@dataclass(frozen=True)
class Hypothesis:
    """A question about two variables of the units of an edition.

    Attributes
    ----------
    name
        Name without the edition.
    title
        A few words.
    question
        The question in full.
    population
        ``units`` (all that the edition surely looked at), ``adopters`` or ``suppliers``.
    exposure, outcome
        Names of the variables: rows and columns of the table.
    limits
        What an answer does not show.
    without_china
        Whether China is left out, since the question is what it gives to others.
    """

    name: str
    title: str
    question: str
    population: str
    exposure: str
    outcome: str
    limits: str
    without_china: bool = False


_SAME_SOURCE = (
    "Both marks come from the same index, so a country that was read about more has more of both."
)
_LOANS = (
    "The records of loans are incomplete, least so in Africa; a country without one may have one. "
    "What is not from AidData's tables was looked for country by country, and need not be "
    "independent of what the index says. Which came first in a country is not tested."
)
_MEMBERS = (
    "Membership is the first document that is known; 118 dates are the likely ones of one table, "
    "and memoranda that lapsed are not tracked. Which came first, and why, it does not show."
)
_LISTINGS = (
    "A listing concerns exports, purchases or investment, mostly in the United States, and says "
    "nothing of a country served. Not every list was searched for every supplier; a listed parent "
    "does not count. Most listed suppliers are Chinese, so the table cannot tell a listing from "
    "a home country."
)

_DECLARED: tuple[Hypothesis, ...] = (
    Hypothesis(
        "china_bri_marked",
        "Chinese technology and Belt and Road, as marked",
        "Among adopters, do those that the edition marks as Belt and Road members have Chinese "
        "technology more often?",
        "adopters",
        "bri_marked",
        "chinese",
        _SAME_SOURCE + " The edition marks adopters only: of other countries the table says "
        "nothing. For some countries the mark and the dated memoranda disagree.",
        without_china=True,
    ),
    Hypothesis(
        "china_bri_dated_adopters",
        "Chinese technology and dated memoranda, adopters",
        "Among adopters, do those that had surely joined the Belt and Road have Chinese "
        "technology more often?",
        "adopters",
        "bri_member",
        "chinese",
        _MEMBERS,
        without_china=True,
    ),
    Hypothesis(
        "china_bri_dated",
        "Chinese technology and dated memoranda, all units",
        "Among all units looked at, do those that had surely joined the Belt and Road have "
        "Chinese technology more often?",
        "units",
        "bri_member",
        "chinese",
        _MEMBERS + " Non-adopters count as without Chinese technology, so the table mixes who "
        "adopts at all with from whom.",
        without_china=True,
    ),
    Hypothesis(
        "china_loan",
        "Chinese technology and recorded finance",
        "Among all units looked at, do those with a recorded Chinese loan, credit or grant have "
        "Chinese technology more often?",
        "units",
        "loan",
        "chinese",
        _LOANS,
        without_china=True,
    ),
    Hypothesis(
        "china_security_loan",
        "Chinese technology and recorded finance for security",
        "Among all units looked at, do those with recorded Chinese finance for a security system "
        "have Chinese technology more often?",
        "units",
        "security_loan",
        "chinese",
        _LOANS,
        without_china=True,
    ),
    Hypothesis(
        "adoption_regime",
        "Adoption and regime class",
        "Does the share of adopters differ between the four regime classes?",
        "units",
        "regime",
        "adopter",
        "A difference does not say between which classes, nor why: richer and larger countries "
        "are read about more, and regime goes with both. That nothing was found is no proof that "
        "there is nothing.",
    ),
    Hypothesis(
        "adoption_democracy",
        "Adoption, democracies against autocracies",
        "Are democracies, electoral or liberal, adopters more often than autocracies?",
        "units",
        "democracy",
        "adopter",
        "What is adopted and how it is used is not in the table, and the press of democracies "
        "reports more. Classes near a cut could fall on either side.",
    ),
    Hypothesis(
        "adoption_military",
        "Adoption and military spending",
        "Are the fifty largest military spenders adopters more often than the rest?",
        "units",
        "top_fifty",
        "adopter",
        "Spending goes with wealth and size, which are not held apart here. Ranks are of 2018 for "
        "both editions. A country whose figure lies below all of the fifty is counted below them, "
        "also where the list does not rank it. Units without any figure are left out, and some "
        "are large spenders.",
    ),
    Hypothesis(
        "listing_democracy",
        "Listed suppliers and democracies",
        "Among adopters, do democracies have a listed supplier named less or more often than "
        "autocracies?",
        "adopters",
        "democracy",
        "listed_supplier",
        _LISTINGS,
        without_china=True,
    ),
    Hypothesis(
        "listing_us_market",
        "Listed suppliers and markets of American technology",
        "Among adopters, do those marked with technology from the United States have a listed "
        "supplier named less or more often?",
        "adopters",
        "us_technology",
        "listed_supplier",
        _SAME_SOURCE + " The mark stands in for a market that buys American; the data hold no "
        "table of alliances. " + _LISTINGS,
        without_china=True,
    ),
    Hypothesis(
        "listing_reach",
        "Listed suppliers and reach",
        "Are suppliers on a regulator's list named for two countries or more more often than "
        "other suppliers?",
        "suppliers",
        "listed",
        "reach",
        "Regulators list suppliers that are large and known, so reach may lead to the listing "
        "and not follow it. " + _LISTINGS,
    ),
)

HYPOTHESES: dict[str, Hypothesis] = {own.name: own for own in _DECLARED}


def split_name(name: str, editions: Sequence[str]) -> tuple[Hypothesis, str]:
    """Return hypothesis and edition of a full name.

    Parameters
    ----------
    name
        Name and edition, such as ``china_loan_2019``.
    editions
        Editions that the graph holds.

    Returns
    -------
    tuple
        The hypothesis and the edition.

    Raises
    ------
    UseError
        If there is no such hypothesis or edition.
    """
    stem, _, edition = name.rpartition("_")
    if stem in HYPOTHESES and edition in editions:
        return HYPOTHESES[stem], edition
    choices = [f"{own}_{edition}" for edition in editions for own in HYPOTHESES]
    raise UseError(
        f"There is no hypothesis {name!r}.",
        name="name",
        value=name,
        choices=choices,
        remedy="Give a name and an edition, such as china_loan_2019.",
    )
