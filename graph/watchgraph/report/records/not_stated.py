"""What the sources of a record do not say, named one by one."""

from __future__ import annotations

from watchgraph.profiles import Deployment, Loan, Source
from watchgraph.report.records.noted import speaks_of_payment, speaks_of_worth
from watchgraph.vocabulary import key

_WORTH, _PAYMENT = "what the contract is worth", "how it is paid for"


def noted_of_deployment(one: Deployment) -> tuple[str, ...]:
    """Return what no column holds of a deployment although its note speaks of it.

    Parameters
    ----------
    one
        The deployment.

    Returns
    -------
    tuple of str
        Each to be read after "Not entered here".
    """
    note = one.record.note
    gaps = (
        (not one.value and speaks_of_worth(note), _WORTH),
        (not one.financing and speaks_of_payment(note), _PAYMENT),
    )
    return tuple(words for noted, words in gaps if noted)


def not_stated_of_deployment(one: Deployment) -> tuple[str, ...]:
    """Return what is not stated of a deployment.

    Parameters
    ----------
    one
        The deployment.

    Returns
    -------
    tuple of str
        Each to be read after "does not say". What the note speaks of is left out.
    """
    noted = noted_of_deployment(one)
    gaps = (
        (one.place, "in which place it is"),
        (one.operator, "which body operates it"),
        (one.suppliers or one.assumed, "who supplies it"),
        (one.technologies, "with which technologies"),
        (one.stage, "how far it has come"),
        (one.record.day, "when it began"),
        (one.cameras, "how many cameras it has"),
        (one.value, _WORTH),
        (one.financing, _PAYMENT),
    )
    said = [words for stated, words in gaps if not stated and words not in noted]
    if key(one.financing) in ("loan", "grant") and not any(tie.stated for tie in one.ties):
        said.append(f"which {key(one.financing)}, by name, pays for it")
    return tuple(said)


def not_stated_of_loan(one: Loan) -> tuple[str, ...]:
    """Return what is not stated of a loan, credit or grant.

    Parameters
    ----------
    one
        The loan.

    Returns
    -------
    tuple of str
        Each to be read after "does not say". Of a grant no terms of repayment are missed.
    """
    lent = not granted(one)
    gaps = (
        (one.instrument, "of which kind it is"),
        (key(one.instrument) != "unspecified_loan", "what kind of loan it is"),
        (one.contractors or one.assumed, "who the contractor is"),
        (one.amount, "the amount"),
        (one.record.day, "the date"),
        (one.status, "whether it was signed, paid out or completed"),
        (one.interest or not lent, "the rate of interest"),
        (one.maturity or not lent, "when it is to be paid back"),
        (one.grace or not lent, "whether there is a time of grace"),
        (key(one.concessional) != "unknown" or not lent, "whether the terms are concessional"),
        (any(tie.stated for tie in one.ties), "which named deployment it pays for"),
    )
    return tuple(words for stated, words in gaps if not stated)


def granted(one: Loan) -> bool:
    """Tell whether it is a grant, which is not paid back."""
    return key(one.instrument) == "grant"


def not_stated_of_source(one: Source) -> tuple[str, ...]:
    """Return what is not recorded of a source.

    Parameters
    ----------
    one
        The source.

    Returns
    -------
    tuple of str
        Each to be read after "Not recorded:".
    """
    gaps = (
        (one.url, "an address on the web"),
        (one.published, "a date of publication"),
        (one.accessed, "the day on which it was read"),
        (not one.licence.startswith("Not stated"), "a licence"),
    )
    return tuple(words for stated, words in gaps if not stated)
