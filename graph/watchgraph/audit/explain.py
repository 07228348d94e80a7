"""Opens a verdict: where the figure was published, what was tried, and the records behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from watchgraph.audit.gap import gap
from watchgraph.audit.rows import AuditRow, Reading
from watchgraph.audit.run import audit
from watchgraph.audit.says import Words, words_of
from watchgraph.errors import UseError
from watchgraph.nearest import did_you_mean, nearest
from watchgraph.vocabulary import ID, mint

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph


#: What a record is to the first reading that decides.
ROLES = {
    "counted": "counted",
    "beside": "looked at, not counted",
    "other": "only in another reading",
}


@dataclass(frozen=True)
class Behind:
    """A record behind a verdict.

    Attributes
    ----------
    record
        The record, as ``kind/key``.
    role
        One of :data:`ROLES`.
    label
        The country or unit that it speaks of, or its own name.
    says
        What it says, in words that it may share with other records.
    value
        What it says for itself alone, such as a rank or the terms of a loan; may be empty.
    evidence
        What :meth:`watchgraph.KnowledgeGraph.evidence` says of it and of its source.
    """

    record: str
    role: str
    label: str
    says: str
    value: str
    evidence: Mapping[str, str]


@dataclass(frozen=True)
class Tried:
    """A reading beside the first that decides, and what changes from one to the other.

    Attributes
    ----------
    reading
        The reading.
    counts, drops
        Labels of the records that it counts and the first one does not, and the reverse.
    adds, lacks
        Labels of the records that it looks at, without counting them, and the first one does
        not, and the reverse.
    """

    reading: Reading
    counts: tuple[str, ...]
    drops: tuple[str, ...]
    adds: tuple[str, ...]
    lacks: tuple[str, ...]


@dataclass(frozen=True)
class Explanation:
    """A verdict, opened.

    Attributes
    ----------
    row
        The claim and its verdict.
    source
        Where the figure was published, as :meth:`watchgraph.KnowledgeGraph.evidence` says it.
    gap
        What the difference to the published figure comes to, as far as the records say; empty
        where the claim holds.
    tried
        Every reading; those that decide come first.
    records
        The records behind the first reading, those that it counts first, then those that only
        another reading uses.
    """

    row: AuditRow
    source: Mapping[str, str]
    gap: str
    tried: tuple[Tried, ...]
    records: tuple[Behind, ...]


def chosen(rows: Sequence[AuditRow], claims: Sequence[str] | None = None) -> list[AuditRow]:
    """Return the rows of some claims.

    Parameters
    ----------
    rows
        The audit.
    claims
        Keys such as ``c05``; default all.

    Returns
    -------
    list of AuditRow
        In the order of the audit, each once.

    Raises
    ------
    UseError
        If a claim is unknown.

    Examples
    --------
    >>> chosen([], ["c05"])
    Traceback (most recent call last):
    watchgraph.errors.UseError: There is no claim 'c05'.
    """
    known = [row.claim for row in rows]
    for claim in claims or ():
        if claim not in known:
            like = nearest(claim, known)
            raise UseError(
                f"There is no claim {claim!r}.",
                name="claim",
                value=claim,
                choices=like or known,
                remedy=did_you_mean(like),
            )
    return [row for row in rows if claims is None or row.claim in claims]


def explanations(
    kg: KnowledgeGraph,
    claims: Sequence[str] | None = None,
    *,
    rows: Sequence[AuditRow] | None = None,
) -> list[Explanation]:
    """Open verdicts onto the records behind them.

    Parameters
    ----------
    kg
        The graph.
    claims
        Keys of claims, such as ``c05``; default all.
    rows
        The audit of this graph, if it was made already.

    Returns
    -------
    list of Explanation
        One for each claim, in the order of the audit.

    Raises
    ------
    UseError
        If a claim is unknown.
    """
    wanted = chosen(audit(kg) if rows is None else rows, claims)
    records = {record for row in wanted for record in _named(row)}
    iris = sorted(ID + record for record in records)
    known = {one["record"].removeprefix(ID): one for one in kg.evidence(iris)}
    # A claim whose edition is not in a graph as of a day is still a claim.
    whole = kg.moment.origin if kg.moment else kg
    claims_made = whole.evidence([mint("claim", row.claim) for row in wanted])
    known |= {one["record"].removeprefix(ID): one for one in claims_made}
    words = words_of(kg, sorted(ID + record for record in records))
    return [_explanation(row, known, words) for row in wanted]


def _named(row: AuditRow) -> set[str]:
    return {record for reading in row.readings for record in (*reading.records, *reading.beside)}


def _explanation(
    row: AuditRow, known: Mapping[str, Mapping[str, str]], words: Mapping[str, Words]
) -> Explanation:
    labels = {record: _label(known[record]) for record in _named(row)}
    behind = []
    for record, (role, said) in _roles(row, known).items():
        says, value = words[ID + record]
        if not says and not value:
            says = said
        behind.append(Behind(record, role, labels[record], says, value, known[record]))
    order = list(ROLES)
    behind.sort(
        key=lambda one: (
            *(order.index(one.role), one.evidence["kind"], one.says, one.evidence["source"]),
            *(one.label.casefold(), one.record),
        )
    )
    return Explanation(
        row=row,
        source=known[mint("claim", row.claim).removeprefix(ID)],
        gap=gap(row),
        tried=tuple(_tried(reading, row.readings, labels) for reading in row.readings),
        records=tuple(behind),
    )


def _roles(row: AuditRow, known: Mapping[str, Mapping[str, str]]) -> dict[str, tuple[str, str]]:
    """Return the role of each record, and what to say of one without words of its own."""
    roles: dict[str, tuple[str, str]] = {}
    if not row.readings:
        return roles
    first, *others = row.readings
    roles |= dict.fromkeys(first.records, ("counted", row.counted))
    roles |= dict.fromkeys(first.beside, ("beside", row.looked_at))
    kinds = _kinds_counted(row.readings)
    for reading in others:
        said = f"counted with the reading: {reading.reading}"
        for record in reading.records:
            roles.setdefault(record, ("other", said))
        moved = set(first.records) ^ set(reading.records)
        moved |= {*first.records, *first.beside} ^ {*reading.records, *reading.beside}
        # Of what else the reading looked at, only what is about countries that it moves.
        places = {known[one]["country"] for one in moved if one.partition("/")[0] in kinds} | {""}
        for record in reading.beside:
            if known[record]["country"] in places:
                roles.setdefault(record, ("other", row.looked_at))
    return roles


def _kinds_counted(readings: Sequence[Reading]) -> set[str]:
    return {record.partition("/")[0] for one in readings for record in one.records}


def _tried(reading: Reading, readings: Sequence[Reading], labels: Mapping[str, str]) -> Tried:
    # Only records of the kind that is counted are compared: ranks and classes belong to them.
    kinds = _kinds_counted(readings)

    def named(records: set[str]) -> tuple[str, ...]:
        return tuple(sorted(labels[one] for one in records if one.partition("/")[0] in kinds))

    first = readings[0]
    counted, own = set(first.records), set(reading.records)
    looked, own_looked = counted | set(first.beside), own | set(reading.beside)
    return Tried(
        reading,
        counts=named(own - counted),
        drops=named(counted - own),
        adds=named(own_looked - looked - own),
        lacks=named(looked - own_looked - counted),
    )


def _label(one: Mapping[str, str]) -> str:
    if one["kind"] in ("assessment", "index-unit", "indicator", "membership"):
        return one["country"] or one["label"]
    return one["label"]
