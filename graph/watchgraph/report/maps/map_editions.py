"""What the map shows of one edition of the index: a view for each edition."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from watchgraph.render.atlas import Cell, Level, View
from watchgraph.render.atlas.views import counted, level_of
from watchgraph.report.maps.map_cells import (
    NONE,
    NOT_ITEMISED,
    NOT_KNOWN,
    NOT_LISTED,
    NOT_LOOKED,
    NOT_STATED,
    candidate,
    no_supplier,
    not_itemised,
    number,
)
from watchgraph.report.maps.map_records import Recorded

Records = Mapping[str, Recorded]
Editions = tuple[str, ...]  # the earliest first; the views have the latest first

_OF_INDEX = (
    "What the edition reports; it names technologies and companies side by side and does not say "
    "which company supplies which."
)
_UNLISTED = (
    "Of places where it found no AI surveillance the edition says nothing of single technologies."
)
# Whose classes are shown for an edition, and of which year: those of 2019 are recomputed where
# the edition prints none.
_REGIMES = {"2019": ("2018", ("aigs-2019", "watchgraph-regimes-2018")), "2022": ("2021", ())}
# Of a class that is none of the four in order.
_OTHER_LOOK = "q3"
#: The least number of suppliers in each class.
SUPPLIERS = (1, 2, 4, 7, 11)
SUPPLIERS_NOTE = (
    "Suppliers that an assessment or a deployment names for the place; contractors of loans, and "
    "names whose reading is assumed, are left out. A supplier that is not named is not thereby "
    "absent."
)


def findings(editions: Editions, records: Records) -> tuple[View, ...]:
    """Return whether each edition lists a place as an adopter."""
    return _by_edition(
        editions,
        records,
        (Level("k1", "adopter"), NONE, NOT_LOOKED, NOT_KNOWN),
        "Whether the edition lists the place as using AI surveillance. None found is a finding of "
        "its compilers, no proof that there is none.",
        lambda edition, own: Cell("k1", "adopter"),
        NONE.look,
    )


def technologies(
    editions: Editions, records: Records, labels: Mapping[str, str]
) -> tuple[View, ...]:
    """Return how many technologies each edition reports."""
    breaks = (1, 2, 3, 4)

    def cell(edition: str, own: Recorded) -> Cell:
        found = own.editions[edition].technologies
        if not found and not own.editions[edition].missing:
            return Cell("not_stated", None, "adopter; technologies not stated")
        if not found:
            return Cell("none_found", 0, "adopter; none of the technologies that are asked for")
        names = ", ".join(sorted(labels[one].lower() for one in found))
        return Cell(level_of(len(found), breaks), len(found), f"{len(found)}: {names}")

    return tuple(
        View(one.edition, one.edition_label, one.note, _exact(one, breaks), one.cells)
        for one in _by_edition(editions, records, (), _OF_INDEX, cell)
    )


def technology(editions: Editions, records: Records, code: str, label: str) -> tuple[View, ...]:
    """Return whether each edition that asked for a technology reports it."""

    def cell(edition: str, own: Recorded) -> Cell:
        if code in own.editions[edition].technologies:
            return Cell("k1", "reported")
        marked = code in own.editions[edition].missing
        return (
            Cell("none_found")
            if marked
            else Cell("not_stated", None, "adopter; this technology not stated")
        )

    return _by_edition(
        editions,
        records,
        (
            Level("k1", "reported"),
            Level("none_found", "adopter; this technology not found"),
            not_itemised("single technologies"),
            NOT_LOOKED,
            NOT_STATED,
        ),
        f"{label}: whether the edition reports it. {_UNLISTED}",
        cell,
        # An edition that reports a technology nowhere did not ask for it.
        known=lambda edition: any(
            code in own.editions[edition].technologies
            for own in records.values()
            if edition in own.editions
        ),
    )


def suppliers(editions: Editions, records: Records) -> tuple[View, ...]:
    """Return the number of suppliers that each edition names."""

    def cell(edition: str, own: Recorded) -> Cell:
        named = own.editions[edition].suppliers
        return number(len(named), SUPPLIERS, "supplier") or no_supplier()

    levels = (*counted(SUPPLIERS), not_itemised("suppliers"), NOT_LOOKED, NOT_STATED)
    return _by_edition(editions, records, levels, SUPPLIERS_NOTE, cell)


def states(editions: Editions, records: Records) -> tuple[View, ...]:
    """Return whether each edition marks Chinese and US technology."""
    levels = (
        Level("china", "Chinese, not US"),
        Level("us", "US, not Chinese"),
        Level("both", "Chinese and US"),
        Level("neither", "adopter; neither marked"),
        *(not_itemised("origins"), NOT_LOOKED, NOT_STATED),
    )
    looks = {
        (True, False): "china",
        (False, True): "us",
        (True, True): "both",
        (False, False): "neither",
    }

    def cell(edition: str, own: Recorded) -> Cell:
        marked = own.editions[edition].marked
        look = looks["CHN" in marked, "USA" in marked]
        return Cell(look, next(level.label for level in levels if level.look == look))

    return _by_edition(
        editions, records, levels, "Whether the edition marks technology from these states.", cell
    )


def regimes(editions: Editions, records: Records, labels: Mapping[str, str]) -> tuple[View, ...]:
    """Return the regime class that goes with each edition."""
    ordered = dict(zip(("CA", "EA", "ED", "LD"), ("q1", "q2", "q4", "q5"), strict=True))
    looks = {code: look for code, look in ordered.items() if code in labels}
    levels = (*(Level(look, labels[code]) for code, look in looks.items()), NOT_LISTED, NOT_STATED)
    met = {code for own in records.values() for code in own.regimes.values()}
    if met - looks.keys():
        levels = (*levels[:-2], Level(_OTHER_LOOK, "another class"), NOT_LISTED, NOT_STATED)
    views = []
    for edition in reversed(editions):
        year, sources = _REGIMES.get(edition, ("", ()))

        def cell(
            own: Recorded,
            edition: str = edition,
            year: str = year,
            sources: tuple[str, ...] = sources,
        ) -> Cell:
            told = {source: one for (when, source), one in own.regimes.items() if when == year}
            for source in (*sources, *sorted(told)):
                if source in told:
                    return _regime(told[source], source, told, labels, looks)
            if (assessed := own.editions.get(edition)) is None:
                return Cell("not_looked")
            return candidate() if assessed.finding == "unknown" else Cell("not_stated")

        if any(when == year for own in records.values() for when, _ in own.regimes):
            views.append(
                View(
                    edition,
                    f"Year {year} (edition {edition})",
                    "Regimes of the World. Where the edition prints a class it is shown, else the "
                    "one recomputed by its method.",
                    levels,
                    {code: cell(own) for code, own in records.items()},
                )
            )
    return tuple(views)


def _by_edition(
    editions: Editions,
    records: Records,
    levels: tuple[Level, ...],
    note: str,
    found: Callable[[str, Recorded], Cell],
    none: str = NOT_ITEMISED,
    known: Callable[[str], bool] = lambda edition: True,
) -> tuple[View, ...]:
    """Return a view of each edition, where `found` says what is said of an adopter.

    Of a place where none was found the class is `none`.
    """

    def cell(edition: str, own: Recorded) -> Cell:
        assessed = own.editions.get(edition)
        if assessed is None:
            return Cell("not_looked")
        if assessed.finding == "none_found":
            return Cell(none)
        return found(edition, own) if assessed.finding == "adopter" else candidate()

    return tuple(
        View(
            edition,
            f"Edition {edition}",
            note,
            levels,
            {code: cell(edition, own) for code, own in records.items()},
        )
        for edition in reversed(editions)
        if known(edition)
    )


def _exact(view: View, breaks: tuple[int, ...]) -> tuple[Level, ...]:
    """Return classes of one number each, as many as the view has."""
    top = max((one.value for one in view.cells.values() if isinstance(one.value, int)), default=1)
    levels = (Level(f"q{number}", str(number)) for number in breaks if number <= top)
    return (
        *levels,
        Level("none_found", "adopter; none of those asked for"),
        not_itemised("single technologies"),
        NOT_LOOKED,
        NOT_STATED,
    )


def _regime(
    code: str,
    source: str,
    told: Mapping[str, str],
    labels: Mapping[str, str],
    looks: dict[str, str],
) -> Cell:
    named = {one: labels.get(one, f"class {one}") for one in told.values()}
    words = named[code] + (" (recomputed)" if source.startswith("watchgraph") else "")
    others = sorted(set(named.values()) - {named[code]})
    return Cell(
        looks.get(code, _OTHER_LOOK),
        named[code],
        words + (f"; recomputed: {', '.join(others)}" if others else ""),
    )
