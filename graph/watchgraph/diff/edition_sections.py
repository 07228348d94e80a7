"""The comparison of two editions, laid out for readers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from watchgraph.diff.community_section import community_section
from watchgraph.diff.editions import EditionDiff
from watchgraph.diff.frames import rows_of
from watchgraph.diff.places import FOUND, NONE_FOUND, NOT_COMPARABLE, NOT_KNOWN, NOT_LOOKED
from watchgraph.diff.sections import (
    Grid,
    Line,
    Section,
    counted,
    grouped,
    listed,
    of_all,
    records_in,
)

Rows = list[dict[str, Any]]
_STATES = (FOUND, NONE_FOUND, NOT_KNOWN, NOT_LOOKED)


def edition_sections(diff: EditionDiff) -> tuple[Section, ...]:
    """Lay a comparison of editions out in tables.

    Parameters
    ----------
    diff
        The comparison.

    Returns
    -------
    tuple of Section
        Countries, technologies, suppliers, supplier states, then findings.
    """
    a, b = diff.before.edition, diff.after.edition
    countries, changes = rows_of(diff.countries), rows_of(diff.technology_changes)
    links = rows_of(diff.links)
    return (
        Section(
            "places",
            "Where use is found",
            "Found means that the edition reports use of AI surveillance; none found, that it "
            "looked and saw no evidence, which is not evidence of none. What an edition looked at "
            "is read from its list of units; the note of the source says where that is inferred.",
            (_crossed(countries, a, b),),
        ),
        Section(
            "newly-found",
            f"Newly found in {b}",
            f"Both editions looked at these countries: {a} saw no evidence of use, {b} reports it. "
            "When the use began is not said.",
            (_found_grid(countries, changes, links, "newly found", b, "after"),),
        ),
        Section(
            "no-longer-found",
            f"No longer found in {b}",
            f"Both editions looked at these countries: {a} reports use, {b} saw no evidence. That "
            "the use has ended is not said.",
            (_found_grid(countries, changes, links, "no longer found", a, "before"),),
        ),
        Section(
            "not-comparable",
            "Not comparable",
            "Places that one of the editions did not look at, or may not have. They count as "
            "neither new nor gone.",
            (_apart(countries, a, b),),
        ),
        Section(
            "technologies",
            "Technologies",
            "A technology is added or no longer reported only where both editions looked for it: "
            "in countries with a finding in both, and for technologies that both ask for.",
            _subject_grids(diff, "technologies", "Technology", "Technologies"),
        ),
        Section(
            "suppliers",
            "Suppliers",
            "Readings of printed names that are certain. A name that an edition does not print is "
            "not stated: that the supplier left is not said.",
            _supplier_grids(rows_of(diff.suppliers), links, a, b),
        ),
        Section(
            "states",
            "Supplier states",
            "States whose technology an edition marks. Where an edition only names a state, "
            "without saying where none was found, no state is gone for lack of a mark.",
            _subject_grids(diff, "states", "State", "States"),
        ),
        Section(
            "claims",
            "Published figures",
            "What the audit says of the figures published about each edition. Each edition has "
            "claims of its own, so verdicts are counted, not compared one by one.",
            (_verdicts(rows_of(diff.verdicts)),),
        ),
        community_section(diff.communities),
    )


def _crossed(countries: Rows, a: str, b: str) -> Grid:
    """Count places by what the one edition says and what the other says."""
    told = [
        state for state in _STATES if any(state in (r["before"], r["after"]) for r in countries)
    ]
    after = [state for state in told if any(row["after"] == state for row in countries)]
    lines = []
    for state in told:
        own = [row for row in countries if row["before"] == state]
        if own:
            cells = [str(sum(row["after"] == other for row in own)) for other in after]
            lines.append(Line((f"{a}: {state}", *cells, str(len(own)))))
    if lines:
        sums = (str(sum(row["after"] == other for row in countries)) for other in after)
        lines.append(Line(("All", *sums, str(len(countries)))))
    heads = ("Places", *(f"{b}: {state}" for state in after), "All")
    return Grid(
        f"Places by what {a} and {b} say", heads, tuple(lines), frozenset(heads[1:]), "No place."
    )


def _found_grid(
    countries: Rows, changes: Rows, links: Rows, change: str, edition: str, side: str
) -> Grid:
    lines = []
    for row in (row for row in countries if row["change"] == change):
        code = row["country"]
        reported = [r for r in changes if r["country"] == code and r[side] == FOUND]
        named = [r for r in links if r["country"] == code and r[side] == "named"]
        lines.append(
            Line(
                (
                    row["name"],
                    listed(r["subject_name"] for r in reported) or "none stated",
                    listed(r["name"] for r in named) or "none named",
                ),
                records_in([row, *reported, *named]),
            )
        )
    heads = ("Country", f"Technologies reported in {edition}", f"Suppliers named in {edition}")
    return Grid(counted(len(lines), "country", "countries"), heads, tuple(lines))


def _apart(countries: Rows, a: str, b: str) -> Grid:
    lines = tuple(
        Line((row["name"], row["before"], row["after"]), tuple(row["records"]))
        for row in countries
        if row["change"] == NOT_COMPARABLE
    )
    return Grid(counted(len(lines), "place"), ("Place", a, b), lines)


def _subject_grids(diff: EditionDiff, table: str, one: str, many: str) -> tuple[Grid, ...]:
    a, b = diff.before, diff.after
    subjects = rows_of(getattr(diff, table))
    asked = [row for row in subjects if row["asked_before"] and row["asked_after"]]
    other = [row for row in subjects if row not in asked]
    detail = "technology_changes" if table == "technologies" else "state_changes"
    heads = (
        *(one, a.edition, b.edition, "Asked of in both", "In both", "Added", "No longer"),
        f"Newly found in {b.edition}",
    )
    counts = [
        Line(
            (
                row["name"],
                of_all(row["before"], a.found),
                of_all(row["after"], b.found),
                *(str(row[name]) for name in ("both_asked", "in_both", "added", "no_longer")),
                str(row["newly_found"]),
            )
        )
        for row in asked
    ]
    return (
        Grid(f"{many} that both editions ask for", heads, tuple(counts), frozenset(heads[1:])),
        _changed(rows_of(getattr(diff, detail)), many),
        Grid(
            f"{many} that are not asked for in both editions, and not compared",
            (one, a.edition, b.edition),
            tuple(
                Line(
                    (
                        row["name"],
                        _apart_count(row["before"], row["asked_before"], a.found),
                        _apart_count(row["after"], row["asked_after"], b.found),
                    ),
                    tuple(row["records"]),
                )
                for row in other
            ),
        ),
    )


def _apart_count(count: int, asked: bool, whole: int) -> str:
    if asked:
        return of_all(count, whole)
    return f"{count} named, not asked for" if count else "not asked for"


def _changed(changes: Rows, many: str) -> Grid:
    kinds = ("added", "no longer reported")
    lines = []
    for (_, name), own in grouped([r for r in changes if r["change"] in kinds], "country", "name"):
        told = [listed(r["subject_name"] for r in own if r["change"] == kind) for kind in kinds]
        lines.append(Line((name, *told), records_in(own)))
    caption = f"{many} added or no longer reported: {counted(len(lines), 'country', 'countries')}"
    return Grid(caption, ("Country", "Added", "No longer reported"), tuple(lines))


def _supplier_grids(suppliers: Rows, links: Rows, a: str, b: str) -> tuple[Grid, ...]:
    def lines(change: str, cells: Callable[[dict[str, Any]], Sequence[str]]) -> tuple[Line, ...]:
        chosen = [row for row in suppliers if row["change"] == change]
        return tuple(Line(tuple(cells(row)), tuple(row["records"])) for row in chosen)

    def alone(change: str, side: str, edition: str) -> Grid:
        owned = any(row["control"] for row in suppliers if row["change"] == change)
        made = lines(
            change,
            lambda row: (
                row["name"],
                row["headquarters_name"] or "not known",
                listed(row[side]),
                *((listed(row["control"]),) if owned else ()),
            ),
        )
        heads = (
            *("Supplier", "Head office", f"Named for in {edition}"),
            *(("Owner or other name, as recorded",) if owned else ()),
        )
        return Grid(f"{change.capitalize()}: {counted(len(made), 'supplier')}", heads, made)

    return (
        alone("newly named", "gained", b),
        alone("no longer named", "lost", a),
        _moved(suppliers, links, a, b),
        _assumed(links, a, b),
    )


def _moved(suppliers: Rows, links: Rows, a: str, b: str) -> Grid:
    lines = []
    both = [row for row in suppliers if row["change"] == "named in both"]
    for row in both:
        own = [r for r in links if r["supplier"] == row["supplier"]]
        own = [r for r in own if r["change"] in ("newly named", "no longer named")]
        if own:
            told = (
                row["name"],
                f"{row['before']} (rank {row['rank_before']})",
                f"{row['after']} (rank {row['rank_after']})",
            )
            lines.append(Line((*told, listed(row["gained"]), listed(row["lost"])), records_in(own)))
    caption = (
        f"Named in both editions, for other countries: {len(lines)} of "
        f"{counted(len(both), 'supplier')}"
    )
    heads = ("Supplier", a, b, "Newly named for", "No longer named for")
    return Grid(caption, heads, tuple(lines), frozenset((a, b)))


def _assumed(links: Rows, a: str, b: str) -> Grid:
    lines = tuple(
        Line((row["name"], row["country_name"], row["before"], row["after"]), tuple(row["records"]))
        for row in links
        if "assumed" in (row["before"], row["after"])
    )
    return Grid("Readings that are assumed, and not compared", ("Supplier", "Country", a, b), lines)


def _verdicts(rows: Rows) -> Grid:
    lines = tuple(
        Line((row["edition"], row["verdict"], str(row["claims"]), listed(row["keys"])))
        for row in rows
    )
    heads = ("Edition", "Verdict", "Claims", "Which")
    return Grid("Claims by verdict", heads, lines, frozenset(("Claims",)), "No claims.")
