"""The comparison of two editions in a few sentences made of its figures."""

from __future__ import annotations

from watchgraph.diff.community_section import community_sentence
from watchgraph.diff.editions import EditionDiff, EditionSide
from watchgraph.diff.frames import rows_of
from watchgraph.diff.places import NOT_COMPARABLE
from watchgraph.diff.sections import counted, listed, percent


def edition_summary(diff: EditionDiff) -> tuple[str, ...]:
    """Say what changed between two editions.

    Parameters
    ----------
    diff
        The comparison.

    Returns
    -------
    tuple of str
        Sentences: the days of a graph as of a day, countries, technologies, suppliers, supplier
        states.
    """
    a, b = diff.before, diff.after
    changes = [row["change"] for row in rows_of(diff.countries)]
    both = len(changes) - changes.count(NOT_COMPARABLE)
    whole = not (a.missing_units or b.missing_units)
    looked = "looked at" if whole else "are known to have looked at"
    told = [
        *([diff.coverage] if diff.coverage else []),
        _looked(a),
        _looked(b),
        (
            f"Of the {counted(both, 'place')} that both editions {looked}: "
            f"{changes.count('found in both')} found in both, "
            f"{changes.count('newly found')} newly found in {b.edition}, "
            f"{changes.count('no longer found')} no longer found, "
            f"{changes.count('found in neither')} found in neither."
        ),
    ]
    if apart := changes.count(NOT_COMPARABLE):
        told.append(
            f"{counted(apart, 'place')} cannot be compared: one edition did not look there, or it "
            "is not known whether it did."
        )
    return (
        *told,
        *_subjects(diff, "technologies"),
        *_suppliers(diff),
        *_subjects(diff, "states"),
        community_sentence(diff.communities),
    )


def _looked(side: EditionSide) -> str:
    if side.missing_units:
        missing = counted(side.missing_units, "entry is missing", "entries are missing")
        return (
            f"{side.edition}: use is found in {side.found} and not found in {side.none_found} of "
            f"the places that its list of units holds here. {missing} from the "
            "list, so of other places it is not known whether it looked there, and no share is "
            "given."
        )
    places = counted(side.looked_at, "place")
    told = f"{side.edition}: use is found in {side.found} of {places} looked at"
    if share := percent(side.found, side.looked_at):
        told += f" ({share})"
    if side.not_known:
        told += f"; of {side.not_known} more it is not known whether it looked there"
    if side.published_units not in (None, side.looked_at):
        told += f"; it says {side.published_units} in all"
    return told + "."


def _most(diff: EditionDiff, edition: str, which: str) -> str:
    rows = [row for row in rows_of(diff.suppliers) if row[f"rank_{which}"] == 1]
    names = listed(row["name"] for row in rows)
    return f"{names} in {edition} ({rows[0][which]})" if rows else ""


def _countries(count: int) -> str:
    return counted(count, "country", "countries")


def _suppliers(diff: EditionDiff) -> list[str]:
    a, b = diff.before, diff.after
    changes = [row["change"] for row in rows_of(diff.suppliers)]
    new = {row["supplier"] for row in rows_of(diff.suppliers) if row["change"] == "newly named"}
    alike = {
        row["supplier"]
        for row in rows_of(diff.links)
        if row["supplier"] in new and row["country_change"] == "found in both"
    }
    told = [
        (
            f"Suppliers named: {a.suppliers} in {a.edition}, for {a.naming} of "
            f"{_countries(a.found)}; {b.suppliers} in {b.edition}, for {b.naming} of {b.found}. "
            f"Named in both {changes.count('named in both')}, newly {len(new)}, no longer "
            f"{changes.count('no longer named')}."
        )
    ]
    if new:
        told.append(
            "Newly named for a country with a finding in both editions: "
            f"{len(alike)} of {counted(len(new), 'supplier')}."
        )
    tops = [_most(diff, side.edition, which) for side, which in ((a, "before"), (b, "after"))]
    if all(tops):
        told.append(f"Named for most countries: {'; '.join(tops)}.")
    if a.unnamed or b.unnamed:
        told.append(
            "That several suppliers serve a country, without their names, is said of "
            f"{_countries(a.unnamed)} in {a.edition} and of {b.unnamed} in "
            f"{b.edition}."
        )
    return told


def _subjects(diff: EditionDiff, table: str) -> list[str]:
    a, b = diff.before, diff.after
    rows = rows_of(getattr(diff, table))
    asked = [row for row in rows if row["asked_before"] and row["asked_after"]]
    other = [row for row in rows if row["asked_before"] != row["asked_after"]]
    named = len(rows) - len(asked) - len(other)
    told = [
        f"{row['name']}: {row['before']} of {_countries(a.found)} in {a.edition}, "
        f"{row['after']} of {b.found} in {b.edition}; of the {row['both_asked']} where both looked "
        f"for it, added in {row['added']}, no longer reported in {row['no_longer']}."
        for row in asked
    ]
    for own, side in ((True, a), (False, b)):
        only = [row["name"] for row in other if row["asked_before"] is own]
        if only:
            told.append(f"Asked for in {side.edition} only, so not compared: {listed(only)}.")
    if named:
        nouns = ("state is", "states are")
        if table == "technologies":
            nouns = ("technology is", "technologies are")
        told.append(
            f"{counted(named, *(f'other {noun}' for noun in nouns))} named without saying where "
            "none was found, so not compared."
        )
    return told
