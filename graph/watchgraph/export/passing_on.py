"""What of a graph may be passed on in bulk, and what an export says of the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from watchgraph.export.statements import left_out_records, statements
from watchgraph.vocabulary import key, mint

if TYPE_CHECKING:
    import networkx as nx

    from watchgraph.store import KnowledgeGraph

#: The rule of a source under which its records do not leave in bulk.
KEPT_BACK = mint("redistribution", "quotation")
#: The rule of a source that is cited, and whose rows are in no graph.
CITED_ONLY = mint("redistribution", "none")
# Rules under which a licence asks for its own likes, and under which it is not made use of.
_ALIKE, _FACTS = "share_alike", "facts_only"


@dataclass(frozen=True)
class Terms:
    """On what terms a graph may be passed on.

    Attributes
    ----------
    records
        Records that may be quoted and not passed on in bulk, each with its source.
    replies
        Records with an answer that may only be quoted, each with the source of the answer.
    titles
        Title of each of those sources.
    cited_only
        Title of each source that is only cited, and how many of its rows are in no graph.
    licences
        Licence of the other sources, and their rule where it is to share alike or to cite single
        facts; to how many sources are under the two.
    """

    records: Mapping[str, str]
    replies: Mapping[str, str]
    titles: Mapping[str, str]
    cited_only: Mapping[str, int]
    licences: Mapping[tuple[str, str], int]

    @property
    def left_out(self) -> dict[str, int]:
        """Title of each source that may only be quoted, and how many records stay for it."""
        counts: dict[str, int] = {}
        for source in (*self.records.values(), *self.replies.values()):
            title = self.titles[source]
            counts[title] = counts.get(title, 0) + 1
        return dict(sorted(counts.items()))

    def words(self, statements: int = 0) -> list[str]:
        """Say what was left out, for whose sake, and which licences apply.

        Parameters
        ----------
        statements
            How many statements were left out with the records, where that was counted.

        Returns
        -------
        list of str
            Lines to print.
        """
        lines = []
        if self.left_out:
            more = f" ({statements:,} statements)" if statements else ""
            lines.append(
                f"{_counted(sum(self.left_out.values()), 'record')}{more} left out, which may be "
                "quoted but not redistributed in bulk:"
            )
            lines += [f"  {count:,} of {title}" for title, count in self.left_out.items()]
        if self.cited_only:
            lines.append("Cited only, for they may not be passed on:")
            lines += [
                f"  {title}: {_counted(rows, 'row')} left out"
                for title, rows in self.cited_only.items()
            ]
        return lines

    def brief(self) -> list[str]:
        """Say the same in few words, for a page."""
        lines = [
            f"{_counted(count, 'record')} of {title}, to be quoted only"
            for title, count in self.left_out.items()
        ]
        return lines + [
            f"{_counted(rows, 'row')} of {title}, to be cited only"
            for title, rows in self.cited_only.items()
        ]

    def licence_words(self) -> list[str]:
        """Say under which licences the sources are, those to share alike first."""
        own = {of: n for of, n in self.licences.items() if of[1] != _FACTS}
        facts = sum(self.licences.values()) - sum(own.values())
        told = [
            f"{name}{', share alike' if rule == _ALIKE else ''} ({_counted(number, 'source')})"
            for (name, rule), number in own.items()
        ]
        lines = [f"Licences that apply: {'; '.join(told)}."] if told else []
        if facts:
            lines.append(
                f"Single facts of {_counted(facts, 'source')} are cited, which pass no text on."
            )
        alike = [name for name, rule in own if rule == _ALIKE]
        if alike:
            lines.append(
                f"Share alike: what rests on {' or '.join(alike)} is passed on under the same "
                "licence, with credit."
            )
        return lines


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def terms_of(kg: KnowledgeGraph) -> Terms:
    """Read from a graph on what terms it may be passed on.

    Parameters
    ----------
    kg
        The graph.

    Returns
    -------
    Terms
        By the rules of its sources.
    """
    records, titles = left_out_records(kg, KEPT_BACK)
    answered, more = left_out_records(kg, KEPT_BACK, by="wg:replySource")
    cited = kg.rows(
        "SELECT DISTINCT ?source ?title ?rows { "
        f"?source wg:redistribution <{CITED_ONLY}> ; dcterms:title ?title . "
        "OPTIONAL { ?source wg:rowsKeptBack ?rows } }"
    )
    used = kg.rows(
        "SELECT ?name ?rule (COUNT(DISTINCT ?source) AS ?n) { "
        "?source wg:redistribution ?rule ; dcterms:license ?licence . "
        "?licence skos:prefLabel ?name } GROUP BY ?name ?rule"
    )
    found = [(str(name), key(str(rule)), int(number or 0)) for name, rule, number in used]
    licences: dict[tuple[str, str], int] = {}
    for name, rule, number in sorted(found, key=lambda one: (one[1] != _ALIKE, *one)):
        if rule not in (key(KEPT_BACK), key(CITED_ONLY)):
            of = (name, rule if rule in (_ALIKE, _FACTS) else "")
            licences[of] = licences.get(of, 0) + number
    counted: dict[str, int] = {}
    for _, title, rows in cited:
        counted[str(title)] = counted.get(str(title), 0) + int(rows or 0)
    return Terms(records, answered, titles | more, dict(sorted(counted.items())), licences)


def passed_on(kg: KnowledgeGraph, terms: Terms | None = None) -> KnowledgeGraph:
    """Return the part of a graph that may be passed on in bulk.

    Parameters
    ----------
    kg
        The graph; not one that lies on a server. It is left as it is.
    terms
        Its terms, if they were read already.

    Returns
    -------
    KnowledgeGraph
        The graph itself if nothing stays; else one in memory without the records that may only
        be quoted, whose relations are derived from the others.
    """
    from watchgraph.store import KnowledgeGraph
    from watchgraph.times.cut import without

    terms = terms or terms_of(kg)
    if not terms.records and not terms.replies:
        return kg
    made = KnowledgeGraph(without(kg.store, terms.records, terms.replies), kg.version)
    made.moment, made.private, made.notes = kg.moment, kg.private, kg.notes
    return made


def bulk_statements(
    kg: KnowledgeGraph, terms: Terms, *, keep_graphs: bool
) -> tuple[list[bytes], int]:
    """Return the statements of a graph that may be passed on in bulk.

    Parameters
    ----------
    kg
        The graph; not one that lies on a server.
    terms
        Its terms.
    keep_graphs
        Whether to keep the graph of each statement.

    Returns
    -------
    lines : list of bytes
        As :func:`watchgraph.export.statements.statements` gives them.
    dropped : int
        How many were left out.
    """
    support: dict[str, list[str]] = {}
    for relation, record in kg.rows("SELECT DISTINCT ?r ?by { ?r wg:supportedBy ?by }"):
        support.setdefault(str(relation), []).append(str(record))
    touched = [own for own in support.values() if any(one in terms.records for one in own)]
    if not touched:
        return statements(
            kg.store, terms.records, keep_graphs=keep_graphs, unanswered=terms.replies
        )
    # What was derived from records that stay says what they say: it is derived anew.
    lines, _ = statements(passed_on(kg, terms).store, (), keep_graphs=keep_graphs)
    whole, _ = statements(kg.store, (), keep_graphs=keep_graphs)
    return lines, len(set(whole) - set(lines))


def passable_network(
    kg: KnowledgeGraph,
    net: nx.Graph[str],
    name: str,
    terms: Terms | None = None,
    **narrowed: str | int | None,
) -> tuple[nx.Graph[str], list[str]]:
    """Return a network of the records that may be passed on, and what is to be said of the rest.

    Parameters
    ----------
    kg
        The graph.
    net
        The network of all its records.
    name, **narrowed
        How it was asked for.
    terms
        The terms of the graph, if they were read already.

    Returns
    -------
    net : networkx.Graph
        The same one if it rests on no record that must stay.
    words : list of str
        Lines to print; none if nothing stays. The network bears them as its attribute
        ``left_out``, which its files and its picture show.
    """
    terms = terms or terms_of(kg)
    cited = Terms({}, {}, terms.titles, terms.cited_only, {}).words()
    stay = {*terms.records, *terms.replies}
    if not stay or not stay & set(_behind(net)):
        return _telling(net, cited), cited
    less = passed_on(kg, terms).network(name, **narrowed)  # type: ignore[arg-type]
    return _telling(less, terms.words()), terms.words()


def _telling(net: nx.Graph[str], words: list[str]) -> nx.Graph[str]:
    if words:
        net.graph["left_out"] = " ".join(line.strip() for line in words)
    return net


def _behind(net: nx.Graph[str]) -> Iterable[str]:
    """Return every IRI that a network names: nodes, records of edges, and what it carries."""
    for node, facts in net.nodes(data=True):
        yield str(node)
        yield from facts.get("about") or ()
    for _, _, facts in net.edges(data=True):
        for name in ("records", "beside"):
            yield from facts.get(name) or ()
    for row in net.graph.get("evidence") or ():
        yield row["record"]
