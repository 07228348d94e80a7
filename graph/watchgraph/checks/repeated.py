"""Records that say the same: which of them is the first, and may stay once the others go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from watchgraph.checks.location import plain_value

if TYPE_CHECKING:
    from watchgraph.checks.finding import Finding

#: The rule that finds them, each with each.
RULE = "two-records-say-the-same"


def firsts(findings: Iterable[Finding], files: Sequence[str]) -> frozenset[str]:
    """Return the records that stand before every other that says the same.

    Parameters
    ----------
    findings
        What checks found.
    files
        The files whose rows may go, in their order.

    Returns
    -------
    frozenset of str
        IRI of each; none where one of those that say the same stands in another file.
    """
    order = {file: number for number, file in enumerate(files)}
    same = [finding for finding in findings if finding.name == RULE]
    places = {
        plain_value(one.focus): (order[one.file], one.row) for one in same if one.file in order
    }
    others: dict[str, set[str]] = {}
    for one in same:
        others.setdefault(one.focus, set()).add(one.other)
    return frozenset(
        focus
        for focus, beside in others.items()
        if (own := places.get(plain_value(focus)))
        and all(other in places and own < places[other] for other in beside)
    )
