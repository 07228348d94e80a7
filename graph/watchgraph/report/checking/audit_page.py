"""The page of the audit, and a page for each claim with the records behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchgraph.analysis import regime_shares
from watchgraph.audit import (
    AuditRow,
    Behind,
    Explanation,
    explanations,
    explanations_json,
    printed_scores,
)
from watchgraph.audit.explain import ROLES, Tried
from watchgraph.audit.explained import behind_line, changes, missing_address
from watchgraph.audit.scores import NEIGHBOURHOOD
from watchgraph.audit.text import claim_object, with_sign
from watchgraph.files import write_text
from watchgraph.networks.units import published_units
from watchgraph.render import AuditRow as ShownRow
from watchgraph.render import Document, Download, Link, render_fragment
from watchgraph.render.charts import Interval, IntervalChart, interval_chart, linear_scale
from watchgraph.render.content import VERDICTS
from watchgraph.render.escape import web_address
from watchgraph.report.paths.editions import editions_by_day
from watchgraph.vocabulary import ID

if TYPE_CHECKING:
    import pandas as pd

    from watchgraph.store import KnowledgeGraph

_FILE = "audit-records.json"
_PERCENT = linear_scale(0, 100, (0, 25, 50, 75, 100))


def audit_pages(
    kg: KnowledgeGraph,
    rows: Sequence[AuditRow],
    folder: Path,
    address: Callable[[str], str] = lambda iri: "",
) -> tuple[tuple[Document, ...], Download]:
    """Return the pages of the audit, and the file that holds the same for programs.

    Parameters
    ----------
    kg
        The graph.
    rows
        Its audit.
    folder
        Folder for the file.
    address
        Where the page of a thing is, from the folder of the site; empty if it has none.

    Returns
    -------
    tuple of Document, and Download
        First ``audit.html``: the claims, each with its readings; the shares by regime class; the
        printed scores. Then a page for each claim, with its records. The file holds the claims.
    """
    explained = explanations(kg, rows=rows)
    write_text(folder / _FILE, explanations_json(explained) + "\n")
    download = Download(folder / _FILE, "The audit with all records behind it in JSON")
    pages = (_claim_page(one, address) for one in explained)
    return (_page(kg, rows, explained, address), *pages), download


def _page(
    kg: KnowledgeGraph,
    rows: Sequence[AuditRow],
    explained: Sequence[Explanation],
    address: Callable[[str], str],
) -> Document:
    return Document(
        name="audit",
        title="The audit",
        standfirst=(
            "Every published figure beside the one that the records give: how the claim was read, "
            "what else was tried, and which records stand behind it."
        ),
        body=render_fragment(
            "audit.html.j2",
            verdicts=VERDICTS,
            claims=[_claim(one, address, "") for one in explained],
            shares=[_shares(kg, edition, rows) for edition in reversed(editions_by_day(kg))],
            scores=printed_scores(kg),
            neighbourhood=NEIGHBOURHOOD,
            download=_FILE,
        ),
        blurb="Each verdict opened onto the readings tried and the records behind it.",
        sections=(
            Link("All claims", "#claims"),
            Link("Each verdict, opened", "#opened"),
            Link("Shares by regime class", "#regimes"),
            Link("Printed regime scores", "#scores"),
        ),
        style="audit.css",
    )


def _claim_page(one: Explanation, address: Callable[[str], str]) -> Document:
    row = one.row
    return Document(
        name=f"claim/{row.claim}",
        title=row.statement,
        standfirst=f"Claim {row.claim} of the audit, about the edition of {row.edition}.",
        body=render_fragment(
            "claim.html.j2",
            root="../",
            verdicts=VERDICTS,
            claim=_claim(one, address, "../"),
            download=_FILE,
        ),
        style="audit.css",
        kind="Claim",
        aliases=(row.claim,),
        summary=VERDICTS[row.verdict][1],
    )


def _claim(one: Explanation, address: Callable[[str], str], root: str) -> dict[str, Any]:
    row = one.row
    asked = address(f"{ID}question/{row.question}") if row.question else ""
    return {
        "row": row,
        "shown": ShownRow.from_mapping(claim_object(row)),
        "source": _source(one.source, address, root),
        "gap": one.gap,
        "tried": _tried(one.tried, row.unit),
        "count": behind_line(one.records),
        "groups": _groups(one.records, address, root),
        "asked": f"{root}{asked}" if asked else "",
    }


def _source(evidence: Any, address: Callable[[str], str], root: str) -> dict[str, str]:
    page = address(evidence["source"])
    return {
        "title": evidence["title"],
        "href": f"{root}{page}" if page else web_address(evidence["url"]),
        "missing": missing_address(evidence),
    }


def _tried(tried: Sequence[Tried], unit: str) -> list[dict[str, Any]]:
    """Return a row for each reading; variants that come to the same share one."""
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    for one in tried:
        reading, changed = one.reading, tuple(changes(one))
        figure = with_sign(reading.recomputed, unit)
        row = rows.setdefault(
            (reading.reading, figure, reading.verdict, reading.decides, changed),
            {"reading": reading, "figure": figure, "changes": changed, "variants": []},
        )
        if reading.variant:
            row["variants"].append(reading.variant)
    return list(rows.values())


def _groups(
    records: Sequence[Behind], address: Callable[[str], str], root: str
) -> list[dict[str, Any]]:
    """Return the records that say the same by the same source, together."""
    groups: dict[tuple[str, str, str, str], dict[str, Any]] = {}
    for one in records:
        evidence = one.evidence
        group = groups.setdefault(
            (one.role, evidence["kind"], one.says, evidence["source"]),
            {
                "role": ROLES[one.role],
                "says": one.says.rstrip(":"),
                "source": _source(evidence, address, root),
                "records": [],
            },
        )
        place = address(f"{ID}{one.record}")
        page = place.partition("#")[0] if place.startswith("country/") else ""
        # Where a record stands on the page of a country, it speaks of that country.
        group["records"].append(
            {
                "one": one,
                "place": f"{root}{place}" if place else "",
                "page": f"{root}{page}" if page else "",
            }
        )
    return list(groups.values())


def _shares(kg: KnowledgeGraph, edition: str, rows: Sequence[AuditRow]) -> dict[str, Any]:
    frame = regime_shares(kg, edition)
    published = {
        row.regime_class: row for row in rows if row.edition == edition and row.regime_class
    }
    units = int(frame["units"].iloc[-1])
    more = (published_units(kg, edition) or units) - units
    lines = [
        _share(line, published.get(line["label"]) if code else None)
        for code, line in zip(frame.index, _dicts(frame), strict=True)
    ]
    return {
        "edition": edition,
        "lines": lines,
        "chart": _chart(edition, lines, bool(published)),
        "published": bool(published),
        "notes": _notes(frame, more, bool(published)),
        "units": units,
    }


def _notes(frame: pd.DataFrame, more: int, published: bool) -> list[str]:
    """Say what the classes are and what their intervals have in common."""
    units = int(frame["units"].iloc[-1])
    said = "Classes as the edition prints them"
    if frame.attrs["recomputed"]:
        said = "Classes as printed for the adopters, recomputed for the others"
    if frame.attrs["note"]:
        return [f"{said}.", frame.attrs["note"]]
    told = [f"{said}; the {units} units that are certain." if more > 0 else f"{said}."]
    if published and more > 0:
        told.append(f"The published shares are of {more} unit{'' if more == 1 else 's'} more.")
    # Units whose class is not stated are no class, and all units together are none either.
    classes = frame[~frame.index.isin(["", frame.index[-1]])]
    if len(classes) > 1:
        common = classes["low"].max() <= classes["high"].min()
        told.append(
            "The intervals of all classes have a stretch in common."
            if common
            else "The intervals of the classes have no stretch common to all."
        )
    return told


def _dicts(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def _share(line: dict[str, Any], published: AuditRow | None) -> dict[str, Any]:
    # Not equal to itself: missing.
    known = {name: line[name] for name in ("share", "low", "high") if line[name] == line[name]}
    told = {name: f"{value:.1f}" for name, value in known.items()}
    return line | {"told": told, "published": published}


def _chart(edition: str, lines: list[dict[str, Any]], published: bool) -> IntervalChart | None:
    rows = [
        Interval(
            label=line["label"],
            value=line["share"],
            low=line["low"],
            high=line["high"],
            told=f"{line['told']['share']} ({line['told']['low']} to {line['told']['high']})",
            detail=f"{line['adopters']} of {line['units']}",
            beside=_number(line["published"]),
        )
        for line in lines
        if line["told"]
    ]
    if not rows:
        return None
    note = "Dot: share; line: 95 % interval." + (" Diamond: published share." if published else "")
    return interval_chart(
        f"regimes-{edition}",
        f"Adopters by regime class, edition of {edition}",
        "Units that are adopters, %",
        _PERCENT,
        rows,
        note=note,
    )


def _number(published: AuditRow | None) -> float | None:
    try:
        return float(published.published) if published else None
    except ValueError:
        return None
