"""The page of the map, the data it draws from, and the still of it on the first page."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchgraph.csv_lines import rows_csv
from watchgraph.files import write_text
from watchgraph.render import Asset, Document, Download, render_fragment
from watchgraph.render.atlas import Measure, Place, Still, View, World, still, world, world_script
from watchgraph.render.atlas.drawing import REGIONS
from watchgraph.render.escape import json_for_script
from watchgraph.render.words import joined
from watchgraph.report.maps.map_measures import measures_of
from watchgraph.report.maps.map_records import places_of, records_of

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph

_FILE = "map.csv"
_OUTLINES = "countries-50m.json"
_COLUMNS = ("place", "name", "measure", "edition", "state", "value", "unit", "class", "words")


@dataclass(frozen=True)
class Mapped:
    """What the map gives to the site.

    Attributes
    ----------
    document : Document
        Its page.
    download : Download
        Its data as a table.
    assets : tuple of Asset
        The world and the data as scripts.
    still : Still
        What the first page shows.
    """

    document: Document
    download: Download
    assets: tuple[Asset, ...]
    still: Still


def map_page(
    kg: KnowledgeGraph, folder: Path, *, web: Path | None, linked: Collection[str] = ()
) -> Mapped:
    """Return the page of the map and what belongs to it.

    Parameters
    ----------
    kg
        The graph.
    folder
        Folder for the table.
    web
        Folder of the outlines, as ``watchgraph.resources.web_folder`` gives it; without it places
        are drawn as marks.
    linked
        Codes of the places that have a page of their own.

    Returns
    -------
    Mapped
        Page, table, scripts and still.
    """
    places = places_of(kg)
    measures = measures_of(kg, records_of(kg, places))
    drawn = world(places, (web / _OUTLINES).read_text(encoding="utf-8") if web else None)
    first = measures[0]
    view = first.views[0]
    shown = f"{first.label}, {view.edition_label.lower()}"
    picture = still(drawn, view, places, label=f"Map: {shown}", linked=linked)
    write_text(folder / _FILE, table_of(places, measures))
    body = render_fragment(
        "map.html.j2",
        measures=measures,
        measure=first,
        view=view,
        shown=shown,
        picture=picture,
        regions=[(key, label) for key, (label, _) in REGIONS.items()],
        rows=[_row(place, view, linked) for place in places],
        outlined=drawn.outlined,
        marked=len(drawn.marks),
        undrawn=_undrawn(places, drawn),
        file=_FILE,
    )
    document = Document(
        "map",
        "Map",
        "Where AI surveillance was found, whose technology it is, and where nobody looked: a map "
        "of every measure that the graph has for a country.",
        body,
        blurb="Countries by what is recorded of them, by edition.",
        scripts=("world.js", "map-data.js", "map.js"),
    )
    return Mapped(
        document,
        Download(folder / _FILE, "The data of the map in CSV", "By place, measure and edition."),
        (
            Asset("world.js", world_script(drawn, places, linked)),
            Asset("map-data.js", data_script(places, measures)),
        ),
        Still(picture, view, shown),
    )


def table_of(places: Sequence[Place], measures: Sequence[Measure]) -> str:
    """Return what the map shows as CSV: a row for each place, measure and edition.

    Parameters
    ----------
    places
        The places.
    measures
        What can be shown.

    Returns
    -------
    str
        CSV; ``state`` is ``stated`` or the kind of absence.
    """
    rows: list[tuple[object, ...]] = [_COLUMNS]
    for measure in measures:
        for view in measure.views:
            absent = {level.look for level in view.levels if level.absent}
            for place in places:
                cell = view.cells[place.code]
                rows.append(
                    (
                        place.code,
                        place.name,
                        measure.key,
                        view.edition,
                        cell.look if cell.look in absent else "stated",
                        "" if cell.value is None else cell.value,
                        measure.unit if isinstance(cell.value, int) else "",
                        view.label(cell.look),
                        view.words(place.code),
                    )
                )
    return rows_csv(rows)


def data_script(places: Sequence[Place], measures: Sequence[Measure]) -> str:
    """Return what the map shows as a script: ``WGMapData``.

    Parameters
    ----------
    places
        The places.
    measures
        What can be shown.

    Returns
    -------
    str
        A classic script. Of each view ``cells`` has the number of each place's class, ``said``
        value and words where the class does not say it all.
    """
    told = {
        "codes": [place.code for place in places],
        "names": [place.name for place in places],
        "measures": [
            {
                "key": measure.key,
                "label": measure.label,
                "head": measure.head,
                "unit": measure.unit,
                "views": [_told(view, places) for view in measure.views],
            }
            for measure in measures
        ],
    }
    return f"window.WGMapData = {json_for_script(told)};\n"


def _told(view: View, places: Sequence[Place]) -> dict[str, Any]:
    looks = [level.look for level in view.levels]
    return {
        "edition": view.edition,
        "label": view.edition_label,
        "note": view.note,
        "levels": [[level.look, level.label, level.absent] for level in view.levels],
        "cells": [looks.index(view.cells[place.code].look) for place in places],
        "said": {
            place.code: [cell.value, cell.words]
            for place in places
            if (cell := view.cells[place.code]).value is not None or cell.words
        },
    }


def _row(place: Place, view: View, linked: Collection[str]) -> dict[str, Any]:
    cell = view.cells[place.code]
    level = next(i for i, level in enumerate(view.levels) if level.look == cell.look)
    return {
        "code": place.code,
        "name": place.name,
        "href": f"country/{place.code}.html" if place.code in linked else "",
        "number": f"{cell.value:,}" if isinstance(cell.value, int) else "",
        "level": level,
        "words": view.words(place.code),
    }


def _undrawn(places: Sequence[Place], drawn: World) -> str:
    missing = [
        place.name
        for place in places
        if not {place.code} & (drawn.fine.keys() | drawn.marks.keys())
    ]
    if not missing:
        return ""
    words = "are in the table alone: units" if missing[1:] else "is in the table alone: a unit"
    return f"{joined(missing)} {words} without a code."
