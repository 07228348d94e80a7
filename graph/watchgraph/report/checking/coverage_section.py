"""Where the records come from, and of which years they are: tables and pictures."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from watchgraph.analysis.associations import coverage, freedom_correlation
from watchgraph.render.charts import YearChart, year_chart

if TYPE_CHECKING:
    import pandas as pd

    from watchgraph.store import KnowledgeGraph

# Size of the picture in its own units, and the room for its axes.
_WIDTH, _HEIGHT, _LEFT, _FOOT, _TOP = 480, 270, 34, 44, 28
_KINDS = (("Deployments", "wg:Deployment"), ("Loans, credits and grants", "wg:SoftLoan"))
_COUNTS = {
    "records": "Deployments and loans",
    "sources": "Sources",
    "independent_sources": "Publishers at the root of these",
}


def coverage_section(kg: KnowledgeGraph) -> dict[str, Any]:
    """Return what the page says of coverage.

    Parameters
    ----------
    kg
        The graph.

    Returns
    -------
    dict
        ``tables`` by region and by status of freedom, ``correlations``, ``picture``, ``note``.
    """
    return {
        "tables": [
            ("By region of the index", "Region", _rows(coverage(kg, "region"))),
            (
                "By status on the net in the latest edition",
                "Freedom on the Net",
                _rows(coverage(kg, "status")),
            ),
        ],
        "correlations": _correlations(freedom_correlation(kg)),
        "picture": _picture(coverage(kg, "country")),
    }


def years_chart(kg: KnowledgeGraph) -> YearChart | None:
    """Return deployments and loans by the year in which they began.

    Parameters
    ----------
    kg
        The graph.

    Returns
    -------
    YearChart, optional
        None if no record bears a date. A date that may lie in two years counts in the earlier.
    """
    kinds: dict[str, tuple[list[int], int]] = {}
    for label, type_ in _KINDS:
        rows = kg.rows(
            f"SELECT ?record (MIN(?day) AS ?first) {{ ?record a {type_} . "
            "OPTIONAL { ?record wg:startEarliest ?day } } GROUP BY ?record"
        )
        years = [int(str(day)[:4]) for _, day in rows if day]
        kinds[label] = (years, len(rows) - len(years))
    return year_chart("by-year", "Deployments and loans by year", kinds)


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {
            "label": label,
            "units": units,
            "adopters": adopters,
            "share": f"{100 * with_records / units:.0f} %" if units else "",
            "deployments": deployments,
            "loans": loans,
            "sources": sources,
            "families": families,
            "per_unit": f"{per_unit:.1f}",
            "freedom": "" if math.isnan(median) else f"{median:g} ({scored})",
        }
        for label, units, adopters, with_records, deployments, loans, sources, families, per_unit, (
            scored
        ), median in zip(
            *(
                frame[name]
                for name in (
                    *("label", "units", "adopters", "with_records", "deployments", "loans"),
                    *("sources", "independent_sources", "per_unit", "with_score"),
                    "median_freedom",
                )
            ),
            strict=True,
        )
    ]


def _correlations(frame: pd.DataFrame) -> list[tuple[str, str, str, int, int]]:
    return [
        (
            year,
            _COUNTS[count],
            "" if math.isnan(rho) else f"{_signed(rho)} ({_signed(low)} to {_signed(high)})",
            units,
            without,
        )
        for year, count, units, without, rho, low, high in zip(
            *(frame[name] for name in ("year", "count", "units", "without_score")),
            *(frame[name] for name in ("rho", "low", "high")),
            strict=True,
        )
    ]


def _signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")


def _picture(frame: pd.DataFrame) -> dict[str, Any]:
    """Place a dot for each country with a score: freedom to the right, records upwards."""
    scored = frame[(frame["with_score"] == 1) & (frame.index != "all")]
    sizes = (scored["deployments"] + scored["loans"]).tolist()
    top = max([10, *sizes])
    top = 5 * math.ceil(top / 5)
    right, bottom = _WIDTH - 12, _HEIGHT - _FOOT

    def x(score: float) -> str:
        return f"{_LEFT + (right - _LEFT) * score / 100:.1f}"

    def y(size: float) -> str:
        return f"{bottom - (bottom - _TOP) * size / top:.1f}"

    return {
        "width": _WIDTH,
        "height": _HEIGHT,
        "left": _LEFT,
        "right": right,
        "bottom": bottom,
        "dots": [
            (x(score), y(size), f"{label}: {score:g}, {size} records")
            for label, score, size in sorted(
                zip(scored["label"], scored["median_freedom"], sizes, strict=True)
            )
        ],
        "xs": [(x(score), str(score)) for score in range(0, 101, 25)],
        "ys": [(y(size), str(size)) for size in range(0, top + 1, 5)],
        "countries": len(scored),
    }
