"""What the audit says of one claim."""

from __future__ import annotations

from dataclasses import dataclass

#: The verdicts and what they mean.
VERDICTS: dict[str, str] = {
    "holds": "the records give the published figure",
    "differs": "the records give another figure",
    "unsupported": "looked for in the records and not found",
    "undetermined": "readings that are equally fair disagree, or too few records are there",
}

Number = int | float


@dataclass(frozen=True)
class Reading:
    """One way to read a claim, and what it gives.

    Attributes
    ----------
    reading
        How the claim is read.
    variant
        What else was varied, such as the candidate for a unit that is not known; mostly empty.
    recomputed
        The figure, before it is rounded as the published one is.
    verdict
        ``holds``, ``differs`` or ``unsupported``, for this reading alone.
    decides
        Whether the verdict on the claim rests on it; the others are shown beside it.
    records
        Records that are counted, as ``kind/key``, sorted.
    beside
        Further records that the figure rests on, none of them counted; sorted.
    reason
        Why the reading decides or not.
    """

    reading: str
    variant: str
    recomputed: Number
    verdict: str
    decides: bool
    records: tuple[str, ...]
    beside: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class AuditRow:
    """A published claim beside what the records give.

    Attributes
    ----------
    claim
        Key of the claim, such as ``c05``.
    statement
        The claim in words.
    measure
        What is counted.
    edition
        Edition that it is about.
    published
        The published figure.
    operator
        ``equals``, ``at_least`` or ``more_than``.
    unit
        Unit of the figures.
    recomputed
        The figure that the records give, rounded as the published one is; None if no query
        recomputes the claim.
    verdict
        One of :data:`VERDICTS`.
    why
        One line, made of figures.
    question
        Name of the query in ``ontology/audit``; empty if there is none.
    readings
        Every reading tried; those that decide come first.
    as_of, known
        Days as of which the graph stands, YYYY-MM-DD; empty for the whole graph.
    counted, looked_at
        What a record that is counted says, and one beside it; for records that have no words of
        their own.
    regime_class
        Name of the regime class of which the claim gives a share; empty for other claims.
    """

    claim: str
    statement: str
    measure: str
    edition: str
    published: Number
    operator: str
    unit: str
    recomputed: Number | None
    verdict: str
    why: str
    question: str
    readings: tuple[Reading, ...] = ()
    as_of: str = ""
    known: str = ""
    counted: str = ""
    looked_at: str = ""
    regime_class: str = ""
