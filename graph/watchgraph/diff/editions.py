"""Two editions of the index set side by side, like with like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from watchgraph.diff.findings import Communities, compare_communities
from watchgraph.diff.frames import frame_of
from watchgraph.diff.marks import (
    STATES,
    TECHNOLOGIES,
    compare_marks,
    compare_subjects,
    read_marks,
)
from watchgraph.diff.places import (
    FOUND,
    NONE_FOUND,
    NOT_KNOWN,
    Looked,
    compare_places,
    looked_at,
    unlisted,
)
from watchgraph.diff.sources import COLUMNS as SOURCE_COLUMNS
from watchgraph.diff.sources import sources_of
from watchgraph.diff.suppliers import Named, compare_links, compare_suppliers, read_named
from watchgraph.networks import project
from watchgraph.networks.facts import facts, first
from watchgraph.networks.filters import check_filters
from watchgraph.networks.units import missing_units
from watchgraph.vocabulary import ID, key, mint

if TYPE_CHECKING:
    import pandas as pd

    from watchgraph.audit import AuditRow
    from watchgraph.store import KnowledgeGraph

_PLACE = ("country", "name", "before", "after", "change", "records")
_SUBJECT = (
    *("subject", "name", "asked_before", "asked_after", "before", "after", "both_asked"),
    *("in_both", "added", "no_longer", "neither", "newly_found", "records"),
)
_MARK = (
    *("country", "name", "subject", "subject_name", "before", "after", "change"),
    *("country_change", "records"),
)
_SUPPLIER = (
    *("supplier", "name", "headquarters", "headquarters_name", "change", "before", "after"),
    *("rank_before", "rank_after", "gained", "lost", "control", "records"),
)
_VERDICT = ("edition", "verdict", "claims", "keys")
_LINK = (
    *("supplier", "name", "country", "country_name", "before", "after", "change"),
    *("country_change", "records"),
)


@dataclass(frozen=True)
class EditionSide:
    """One of the two editions, and what it counts.

    Attributes
    ----------
    edition, title, date
        Its key, its title and the day of publication, as stated.
    published_units
        How many units it says that it looked at; None if it does not.
    looked_at, not_known
        Places surely looked at, and places of which it is not known.
    found, none_found
        Of the places looked at: with and without a finding.
    suppliers, naming
        Suppliers named (certain readings), and places for which one is.
    unnamed
        Places of which it says that several suppliers serve them, without naming them.
    missing_units
        Entries that its list of units lacks in this graph. With any, of places that are not
        listed it is not known whether they were looked at, and no share of those looked at can
        be given.
    """

    edition: str
    title: str
    date: str
    published_units: int | None
    looked_at: int
    not_known: int
    found: int
    none_found: int
    suppliers: int
    naming: int
    unnamed: int
    missing_units: int = 0


@dataclass(frozen=True)
class EditionDiff:
    """What changed from one edition of the index to another.

    Every table has a column ``records``, the records that a row rests on as ``kind/key``;
    ``sources`` says what each is called and who says it.

    Attributes
    ----------
    before, after : EditionSide
        The editions.
    data_version : str
        Version of the data.
    countries : pandas.DataFrame
        What each edition says of each place; see :func:`~watchgraph.diff.places.compare_places`.
    technologies, states : pandas.DataFrame
        Counts with both denominators; see :func:`~watchgraph.diff.marks.compare_subjects`.
    technology_changes, state_changes : pandas.DataFrame
        The same place by place; see :func:`~watchgraph.diff.marks.compare_marks`.
    suppliers, links : pandas.DataFrame
        Suppliers, and suppliers by place; see :func:`~watchgraph.diff.suppliers`.
    verdicts : pandas.DataFrame
        How many claims about each edition got each verdict of the audit: ``edition``,
        ``verdict``, ``claims``, ``keys``. Each edition has claims of its own.
    communities : Communities
        How far the communities of the two supply networks agree.
    sources : pandas.DataFrame
        Label and source of each record.
    as_of, known : str
        Days as of which the graph stands, YYYY-MM-DD; empty for the whole graph.
    coverage : str
        How many records such a graph holds and lacks, in a sentence; empty for the whole graph.
    """

    before: EditionSide
    after: EditionSide
    data_version: str
    countries: pd.DataFrame
    technologies: pd.DataFrame
    technology_changes: pd.DataFrame
    suppliers: pd.DataFrame
    links: pd.DataFrame
    states: pd.DataFrame
    state_changes: pd.DataFrame
    verdicts: pd.DataFrame
    communities: Communities
    sources: pd.DataFrame
    as_of: str = ""
    known: str = ""
    coverage: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing changed that can be compared."""
        changed = [
            *("newly found", "no longer found", "added", "no longer reported"),
            *("newly named", "no longer named"),
        ]
        tables = (self.countries, self.technology_changes, self.links, self.state_changes)
        return not any(table["change"].isin(changed).any() for table in tables)


def diff_editions(
    kg: KnowledgeGraph,
    before: int | str,
    after: int | str,
    *,
    seed: int = 1,
    audited: Sequence[AuditRow] | None = None,
) -> EditionDiff:
    """Compare two editions of the index inside one graph.

    Only places that both editions surely looked at are newly found or no longer found; only what
    both editions ask for of a place is added or no longer reported. What one edition did not
    look at, or may not have, stands apart. A supplier that an edition does not name has not
    thereby left: a name that is not printed is not stated.

    Parameters
    ----------
    kg
        The graph.
    before, after
        Keys of the editions, such as 2019 and 2022, in the order in which they are read.
    seed
        Seed of the communities.
    audited
        Rows of the graph's audit; default computed here.

    Returns
    -------
    EditionDiff
        The comparison. With the editions swapped, what was added is what is no longer there.

    Raises
    ------
    UseError
        If an edition is unknown; with those that the graph holds.
    """
    from watchgraph.audit import audit

    keys = [check_filters(kg, edition).edition for edition in (before, after)]
    looked = [looked_at(kg, edition) for edition in keys]
    named = [read_named(kg, edition) for edition in keys]
    adopters = [{iri for iri, own in one.items() if own.state == FOUND} for one in looked]
    missing = [missing_units(kg, edition) for edition in keys]
    absent = (unlisted(missing[0]), unlisted(missing[1]))
    countries = compare_places(kg, looked[0], looked[1], absent)
    changes = _changes(countries, looked)
    tables: dict[str, pd.DataFrame] = {
        "countries": frame_of(_PLACE, countries),
        "suppliers": frame_of(_SUPPLIER, compare_suppliers(kg, named[0], named[1])),
        "links": frame_of(_LINK, compare_links(kg, named[0], named[1], changes)),
    }
    for name, detail, asked in (
        ("technologies", "technology_changes", TECHNOLOGIES),
        ("states", "state_changes", STATES),
    ):
        one, two = (read_marks(kg, edition, asked) for edition in keys)
        tables[name] = frame_of(_SUBJECT, compare_subjects(kg, one, two, changes, adopters))
        tables[detail] = frame_of(_MARK, compare_marks(kg, one, two, changes))
    used = {record for table in tables.values() for own in table["records"] for record in own}
    return EditionDiff(
        before=_side(kg, keys[0], looked[0], named[0], missing[0]),
        after=_side(kg, keys[1], looked[1], named[1], missing[1]),
        data_version=kg.version,
        countries=tables["countries"],
        technologies=tables["technologies"],
        technology_changes=tables["technology_changes"],
        suppliers=tables["suppliers"],
        links=tables["links"],
        states=tables["states"],
        state_changes=tables["state_changes"],
        verdicts=frame_of(_VERDICT, _verdicts(audit(kg) if audited is None else audited, keys)),
        communities=compare_communities(
            project(kg, "supply", edition=keys[0]), project(kg, "supply", edition=keys[1]), seed
        ),
        sources=frame_of(SOURCE_COLUMNS, sources_of(kg, used)),
        as_of=kg.moment.valid if kg.moment else "",
        known=kg.moment.known if kg.moment else "",
        coverage=str(kg.moment) if kg.moment else "",
    )


def _verdicts(rows: Sequence[AuditRow], editions: list[str]) -> list[dict[str, Any]]:
    from watchgraph.audit import VERDICTS

    told = []
    for edition in dict.fromkeys(editions):
        for verdict in VERDICTS:
            own = [r.claim for r in rows if (r.edition, r.verdict) == (edition, verdict)]
            if own:
                told.append(
                    {
                        "edition": edition,
                        "verdict": verdict,
                        "claims": len(own),
                        "keys": tuple(own),
                    }
                )
    return told


def _changes(rows: list[dict[str, Any]], looked: list[dict[str, Looked]]) -> Mapping[str, str]:
    """Return how each place changed, by its IRI."""
    by_key = {row["country"]: row["change"] for row in rows}
    return {iri: by_key[key(iri)] for one in looked for iri in one}


def _side(
    kg: KnowledgeGraph, edition: str, looked: dict[str, Looked], named: Named, missing: int
) -> EditionSide:
    iri = mint("edition", edition)
    own = facts(kg, [iri], "rdfs:label", "wg:start", "wg:unitsPublished").get(iri, {})
    states = [one.state for one in looked.values()]
    units = first(own, "wg:unitsPublished")
    return EditionSide(
        edition=edition,
        title=first(own, "rdfs:label") or iri.removeprefix(ID),
        date=first(own, "wg:start"),
        published_units=int(units) if units else None,
        looked_at=states.count(FOUND) + states.count(NONE_FOUND),
        not_known=states.count(NOT_KNOWN),
        found=states.count(FOUND),
        none_found=states.count(NONE_FOUND),
        suppliers=len(named.suppliers()),
        naming=len(named.places()),
        unnamed=len(named.unnamed),
        missing_units=missing,
    )
