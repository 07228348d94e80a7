"""What the map shows of all records, whatever their date."""

from __future__ import annotations

from collections.abc import Mapping

from watchgraph.render.atlas import Cell, Level, View
from watchgraph.render.atlas.views import counted
from watchgraph.report.maps.map_cells import (
    NONE,
    NOT_KNOWN,
    NOT_LOOKED,
    NOT_STATED,
    candidate,
    no_supplier,
    none_recorded,
    not_itemised,
    number,
    plural,
)
from watchgraph.report.maps.map_editions import SUPPLIERS, SUPPLIERS_NOTE
from watchgraph.report.maps.map_records import Recorded

Records = Mapping[str, Recorded]

_ALL = ("all", "All records")


def suppliers(records: Records) -> View:
    """Return the number of suppliers that assessments and deployments name."""

    def cell(own: Recorded) -> Cell:
        more = f", {plural(len(own.naming), 'record')}"
        found = number(len(own.suppliers), SUPPLIERS, "supplier", more)
        if found:
            return found
        findings = {one.finding for one in own.editions.values()}
        if own.deployments or "adopter" in findings:
            return no_supplier()
        if "none_found" in findings:
            return Cell("not_itemised")
        return candidate() if findings else Cell("not_looked")

    levels = (*counted(SUPPLIERS), not_itemised("suppliers"), NOT_LOOKED, NOT_STATED)
    cells = {code: cell(own) for code, own in records.items()}
    return View(*_ALL, SUPPLIERS_NOTE, levels, cells)


def deployments(records: Records) -> View:
    """Return the number of deployments."""
    breaks = (1, 2, 3, 5, 8)
    return View(
        *_ALL,
        "Named systems of a state body, of any date, by the state that operates them. What is "
        "recorded depends on what is written of: few are no sign that there are few. Searches were "
        "for one supplier in one place, so no place is shown as searched without a finding.",
        (*counted(breaks), Level("not_stated", "none recorded; no search of the place recorded")),
        {
            code: number(len(own.deployments), breaks, "deployment") or none_recorded(own)
            for code, own in records.items()
        },
    )


def loans(records: Records) -> View:
    """Return the number of loans, credits and grants."""
    breaks = (1, 2, 3, 4, 6)
    return View(
        *_ALL,
        "State-financed loans, credits and grants for surveillance, public security and "
        "neighbouring systems, by recipient. Where none is recorded the tables do not state "
        "whether one was searched for.",
        (*counted(breaks), Level("not_stated", "none recorded; whether searched is not stated")),
        {
            code: number(len(own.loans), breaks, "loan") or Cell("not_stated")
            for code, own in records.items()
        },
    )


def belt_and_road(records: Records) -> View:
    """Return the membership of the Belt and Road Initiative."""
    labels = {"member": "k1", "unclear": "k2", "withdrawn": "k3"}

    def cell(code: str, own: Recorded) -> Cell:
        if not own.membership:
            if code == "CHN":
                return Cell("not_stated", None, "no record: it began the initiative")
            return Cell("none_found")
        status, start, end = own.membership
        words = f"{status}, first document {start}" if start else status
        return Cell(labels[status], status, words + (f", notice of leaving {end}" if end else ""))

    return View(
        *_ALL,
        "As of the tables of members that were read, not of the day of a record. Dates are those "
        "of the first document known.",
        (
            Level("k1", "member"),
            Level("k2", "status unclear"),
            Level("k3", "withdrawn"),
            Level("none_found", "not in the lists of members"),
            NOT_STATED,
        ),
        {code: cell(code, own) for code, own in records.items()},
    )


def sources(records: Records) -> View:
    """Return the number of independent sources of what was found in a place."""
    breaks = (1, 2, 3, 5, 8)

    def cell(own: Recorded) -> Cell:
        if found := number(len(own.families), breaks, "independent source"):
            return found
        findings = {one.finding for one in own.editions.values()}
        if "none_found" in findings:
            return Cell("none_found")
        return candidate() if findings else Cell("not_looked")

    return View(
        *_ALL,
        "Publishers at the root of the sources of deployments, of loans and of the index where it "
        "found AI surveillance, each counted once. A further source, which says only a part of a "
        "record, does not count.",
        (*counted(breaks), NONE, NOT_LOOKED, NOT_KNOWN),
        {code: cell(own) for code, own in records.items()},
    )
