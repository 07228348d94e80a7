"""The variables in words: for sentences and for tables."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Variable:
    """A property that a unit has or has not.

    Attributes
    ----------
    yes, no
        Words that follow the noun of the unit in a sentence.
    head, other
        Words for a table; ``other`` says which kind of absence it is.
    """

    yes: str
    no: str
    head: str
    other: str


VARIABLES: dict[str, Variable] = {
    "adopter": Variable(
        "are listed as adopters", "are not", "Adopter", "Looked at, no adoption found"
    ),
    "bri_marked": Variable(
        "marked as Belt and Road members", "not so marked", "Marked as member", "Not marked"
    ),
    "bri_member": Variable(
        "that had surely joined the Belt and Road",
        "with no membership recorded by then",
        "Member by that day",
        "None recorded by that day",
    ),
    "chinese": Variable(
        "have Chinese technology listed",
        "have none listed",
        "Chinese technology listed",
        "Looked at, none listed",
    ),
    "democracy": Variable("that are democracies", "that are autocracies", "Democracy", "Autocracy"),
    "listed": Variable(
        "on a regulator's list that day",
        "with no listing recorded for that day",
        "Listed that day",
        "No listing recorded",
    ),
    "listed_supplier": Variable(
        "have a supplier named that stood on a regulator's list that day",
        "have none such named",
        "Listed supplier named",
        "Only others named",
    ),
    "loan": Variable(
        "with Chinese finance recorded by then",
        "with none recorded",
        "Finance recorded",
        "None recorded",
    ),
    "reach": Variable(
        "are named for two countries or more",
        "are named for one",
        "Two countries or more",
        "One country",
    ),
    "regime": Variable("", "", "Regime class", ""),
    "security_loan": Variable(
        "with Chinese finance for security recorded by then",
        "with none recorded",
        "Finance for security recorded",
        "None recorded",
    ),
    "top_fifty": Variable(
        "among the fifty largest military spenders",
        "that rank below",
        "Ranks 1 to 50",
        "Ranks below 50",
    ),
    "us_technology": Variable(
        "marked with American technology",
        "not so marked",
        "American technology marked",
        "Looked at, none marked",
    ),
}

#: Words for the levels of variables that have more than two.
CLASSES = {
    "CA": "Closed autocracy",
    "EA": "Electoral autocracy",
    "ED": "Electoral democracy",
    "LD": "Liberal democracy",
}


def level_words(variable: str, level: str) -> str:
    """Return the words of a table for a level of a variable.

    Parameters
    ----------
    variable, level
        Names.

    Returns
    -------
    str
        The words.

    Examples
    --------
    >>> level_words("democracy", "no"), level_words("regime", "ED")
    ('Autocracy', 'Electoral democracy')
    """
    if level in ("yes", "no"):
        own = VARIABLES[variable]
        return own.head if level == "yes" else own.other
    return CLASSES.get(level, level)
