"""Which findings would be others, had one source not been there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

from watchgraph.analysis.families import sources_of
from watchgraph.analysis.headlines import headlines
from watchgraph.analysis.subject import subject_of
from watchgraph.errors import UseError

if TYPE_CHECKING:
    import pandas as pd

    from watchgraph.store import KnowledgeGraph

_BY = ("family", "source")
COLUMNS = (
    *("finding", "left_out", "left_out_label", "with_it", "without_it"),
    *("records", "flips", "kind"),
)


@dataclass(frozen=True)
class _Row:
    finding: str
    kind: str
    with_it: str
    left_out: str = ""
    without_it: str = ""


def sensitivity(kg: KnowledgeGraph, by: str = "family", *, audited: bool = True) -> pd.DataFrame:
    """Recompute every headline finding with each source left out, and list what flips.

    The findings are the first and the first ten suppliers and countries, the order of the
    supplier states, the most concentrated region and each region's first supplier, all as
    :func:`watchgraph.analysis.headlines.headlines` says; and the verdicts of the audit.

    Parameters
    ----------
    kg
        The graph; with ``audited`` not one that lies on a server.
    by
        ``"family"`` leaves out a publisher with all that repeats or updates it, ``"source"`` a
        single source.
    audited
        Whether the audit is recomputed as well.

    Returns
    -------
    pandas.DataFrame
        One row for each finding and source without which it is another, by finding; a finding
        that nothing flips has one row, in which ``left_out`` is empty. Columns ``finding``,
        ``left_out`` (IRI of the family or source), ``left_out_label``, ``with_it`` and
        ``without_it`` (the finding in words), ``records`` (how many are left out), ``flips``
        (how many sources flip the finding) and ``kind`` (``network`` or ``audit``).

        ``attrs`` holds method, engine, data version, how many sources were left out in turn
        and the days of the graph.

    Raises
    ------
    UseError
        If ``by`` is unknown, or the audit is to be recomputed on a server.

    Notes
    -----
    A record is left out if none but that source stands behind it. What is known of countries,
    suppliers, editions and claims stays. A source's further sources do not keep a record, for
    they may say only a part of it.
    """
    import pandas as pd

    from watchgraph.audit.without import record_sources

    if by not in _BY:
        raise UseError(
            f"Sources cannot be left out by {by!r}.",
            name="by",
            value=by,
            choices=_BY,
            remedy=f"Choose one of: {', '.join(_BY)}.",
        )
    sources = record_sources(kg, by)
    rows = list(_network_rows(kg, sources))
    if audited:
        rows += _audit_rows(kg, sources)
    names = source_names(kg, {row.left_out for row in rows} - {""})
    held = Counter(own[0] for own in sources.values() if len(own) == 1)
    flips = Counter(row.finding for row in rows if row.left_out)
    frame = pd.DataFrame(
        [
            (
                *(row.finding, row.left_out, names.get(row.left_out, "")),
                *(row.with_it, row.without_it, held[row.left_out]),
                *(flips[row.finding], row.kind),
            )
            for row in rows
        ],
        columns=pd.Index(COLUMNS),
    )
    frame.attrs = {
        "method": "each finding recomputed with one source left out",
        "by": by,
        "sources": len({name for own in sources.values() for name in own}),
        "data_version": kg.version,
        "as_of": kg.moment.valid if kg.moment else "",
        "known": kg.moment.known if kg.moment else "",
        "engine": f"numpy {version('numpy')}, scipy {version('scipy')}",
    }
    return frame


def source_names(kg: KnowledgeGraph, iris: Iterable[str]) -> dict[str, str]:
    """Return what families of sources, or sources, are called.

    Parameters
    ----------
    kg
        The graph.
    iris
        IRIs of publishers or sources.

    Returns
    -------
    dict of str to str
        By IRI: name of the publisher or title of the source.
    """
    from watchgraph.networks.facts import facts, first
    from watchgraph.vocabulary import key

    wanted = sorted(set(iris))
    own = facts(kg, wanted, "rdfs:label", "dcterms:title")
    return {
        iri: first(own.get(iri, {}), "dcterms:title")
        or first(own.get(iri, {}), "rdfs:label")
        or key(iri)
        for iri in wanted
    }


def _network_rows(kg: KnowledgeGraph, sources: Mapping[str, Iterable[str]]) -> Iterator[_Row]:
    from watchgraph.networks import project

    for name in ("supply", "origin"):
        subject = subject_of(project(kg, name))
        groups = sources_of(subject.plain, subject.net, sources)
        asked = headlines(subject)
        if not len(subject.net.tail):
            continue
        whole = [one.told(subject.net.whole())[0] for one in asked]
        flipped: list[list[_Row]] = [[] for _ in asked]
        start = 0
        for batch in groups.without_each():
            for i, one in enumerate(asked):
                for j, told in enumerate(one.told(batch)):
                    if told != whole[i]:
                        left_out = groups.names[start + j]
                        flipped[i].append(_Row(one.finding, "network", whole[i], left_out, told))
            start += batch.copies
        for one, told, rows in zip(asked, whole, flipped, strict=True):
            yield from rows or [_Row(one.finding, "network", told)]


def _audit_rows(kg: KnowledgeGraph, sources: Mapping[str, Iterable[str]]) -> Iterator[_Row]:
    from watchgraph.audit.run import audit
    from watchgraph.audit.without import audit_without_each

    flips: dict[str, list[_Row]] = {}
    for flip in audit_without_each(kg, sources):
        row = flip.row
        flips.setdefault(row.claim, []).append(
            _Row(
                f"{row.claim}: {row.statement}",
                "audit",
                _verdict(row.verdict, row.recomputed),
                flip.left_out,
                _verdict(flip.verdict, flip.recomputed),
            )
        )
    for row in audit(kg):
        told = _verdict(row.verdict, row.recomputed)
        yield from flips.get(row.claim) or [_Row(f"{row.claim}: {row.statement}", "audit", told)]


def _verdict(verdict: str, recomputed: object) -> str:
    return f"{verdict} ({'no figure' if recomputed is None else recomputed})"
