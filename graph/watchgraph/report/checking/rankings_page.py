"""The page of ranks, how firm they are, and what flips without one source."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchgraph.analysis import concentration, rank_intervals, sensitivity
from watchgraph.analysis.sensitivity import source_names
from watchgraph.export import write_table
from watchgraph.render import Document, Download, Link, render_fragment
from watchgraph.report.checking.rank_charts import rank_chart, share_charts

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from watchgraph.store import KnowledgeGraph

_SHOWN = 25
_SOURCES = 5
_DRAWS = 1000
# So many rows are drawn, so that a chart stands whole on a screen.
_DRAWN_ROWS = 15


def rankings_page(
    kg: KnowledgeGraph,
    supply: nx.Graph[str],
    origin: nx.Graph[str],
    folder: Path,
    *,
    seed: int = 1,
    ranks: Mapping[str, pd.DataFrame] | None = None,
    flipping: pd.DataFrame | None = None,
) -> tuple[Document, tuple[Download, ...]]:
    """Return the page of ranks with their intervals, and its tables as files.

    Parameters
    ----------
    kg
        The graph.
    supply, origin
        Its networks.
    folder
        Folder for the files.
    seed
        Seed of the draws.
    ranks
        What :func:`ranks_of` gives, if other pages use it too.
    flipping
        What :func:`watchgraph.analysis.sensitivity` gives, if other pages use it too.

    Returns
    -------
    tuple of Document and tuple of Download
        The first rows of each table, and the whole tables.
    """
    frames = {
        **(ranks or ranks_of(supply, origin, seed)),
        "concentration-regions": concentration(
            supply, "region", intervals=True, draws=_DRAWS, seed=seed
        ),
        "concentration-countries": concentration(supply, intervals=True, draws=_DRAWS, seed=seed),
        "sensitivity": sensitivity(kg) if flipping is None else flipping,
    }
    for name, frame in frames.items():
        table = frame if name == "sensitivity" else frame.reset_index(names="node")
        write_table(table, folder / f"{name}.csv")
    downloads = tuple(
        Download(folder / f"{name}.csv", f"{label} in CSV", note) for name, label, note in _FILES
    )
    return _page(kg, supply, origin, frames), downloads


def ranks_of(
    supply: nx.Graph[str], origin: nx.Graph[str], seed: int = 1
) -> dict[str, pd.DataFrame]:
    """Return the ranks of the two networks, with their intervals.

    Parameters
    ----------
    supply, origin
        The networks.
    seed
        Seed of the draws.

    Returns
    -------
    dict of str to pandas.DataFrame
        ``ranks-supply`` and ``ranks-origin``, as :func:`watchgraph.analysis.rank_intervals`.
    """
    return {
        "ranks-supply": rank_intervals(supply, "degree", draws=_DRAWS, seed=seed),
        "ranks-origin": rank_intervals(origin, "out_degree", draws=_DRAWS, seed=seed),
    }


_DRAWN = f"{_DRAWS:,} draws of families of sources."
_FILES = (
    ("ranks-supply", "Ranks of suppliers and countries, with intervals", _DRAWN),
    ("ranks-origin", "Ranks of supplier states, with intervals", _DRAWN),
    ("concentration-regions", "Concentration of suppliers by region, with intervals", _DRAWN),
    ("concentration-countries", "Concentration of suppliers by country, with intervals", _DRAWN),
    (
        "sensitivity",
        "Findings that flip without one source",
        "One row for each finding and source.",
    ),
)


def _page(
    kg: KnowledgeGraph,
    supply: nx.Graph[str],
    origin: nx.Graph[str],
    frames: Mapping[str, pd.DataFrame],
) -> Document:
    ranked = frames["ranks-supply"]
    states = frames["ranks-origin"]
    behind = {"supply": _behind(supply), "origin": _behind(origin)}
    families = {name for known in behind.values() for own in known.values() for name in own}
    names = source_names(kg, families)
    tables = [
        _table(
            *("suppliers", "Suppliers by countries", "Supplier", "Countries", "supply"),
            *(ranked[ranked["kind"] == "supplier"], behind["supply"], names),
        ),
        _table(
            *("countries", "Countries by suppliers", "Country", "Suppliers", "supply"),
            *(ranked[ranked["kind"] == "country"], behind["supply"], names),
        ),
        _table(
            *("states", "Supplier states by countries", "State", "Countries, home included"),
            "origin",
            *(states[states["value"] > 0], behind["origin"], names),
        ),
    ]
    countries = frames["concentration-countries"].sort_values(
        ["weight", "label"], ascending=[False, True], kind="stable"
    )
    regions = frames["concentration-regions"].sort_values(["rank", "label"], kind="stable")
    found = frames["sensitivity"]
    return Document(
        name="rankings",
        title="Ranks and how firm they are",
        standfirst=(
            "Who stands first by the records, in what range each rank lies when sources are drawn "
            "anew, and which findings would be others without one source."
        ),
        body=render_fragment(
            "rankings.html.j2",
            tables=tables,
            shares=[
                _shares("Regions", "Region", regions, names, "concentration-regions"),
                _shares("Countries", "Country", countries, names, "concentration-countries"),
            ],
            headlines=_headlines(found[found["kind"] == "network"]),
            verdicts=_verdicts(found[found["kind"] == "audit"]),
            sources=found.attrs["sources"],
            draws=_DRAWS,
            at_home=_loops(origin),
            families={"supply": len(_all(behind["supply"])), "origin": len(_all(behind["origin"]))},
        ),
        blurb="Each rank with its interval, and what flips without one source.",
        sections=(
            *(Link(table["title"], f"#{table['id']}") for table in tables),
            Link("Concentration", "#concentration"),
            Link("Without one source", "#sensitivity"),
        ),
        style="rankings.css",
    )


def _all(behind: Mapping[str, Counter[str]]) -> set[str]:
    return {name for own in behind.values() for name in own}


def _behind(net: nx.Graph[str]) -> dict[str, Counter[str]]:
    """Count for each node the links that each family of sources stands behind."""
    behind: dict[str, Counter[str]] = {node: Counter() for node in net}
    for a, b, facts in net.edges(data=True):
        for end in {a, b}:
            behind[end].update(facts["evidence_families"])
    return behind


def _loops(net: nx.Graph[str]) -> int:
    return sum(a == b for a, b in net.edges)


def _table(
    name: str,
    title: str,
    head: str,
    value: str,
    network: str,
    frame: pd.DataFrame,
    behind: Mapping[str, Counter[str]],
    names: Mapping[str, str],
) -> dict[str, Any]:
    import pandas as pd

    frame = frame[frame["rank"].notna()]
    # Rows that share a rank are shown together or not at all.
    last: Any = frame["rank"].iloc[min(_SHOWN, len(frame)) - 1] if len(frame) else 0
    shown = frame[frame["rank"] <= last]
    if len(shown) > _SHOWN + _SHOWN // 2:
        shown = frame[frame["rank"] < shown["rank"].iloc[-1]]
    rows = []
    for row in shown.reset_index(names="node").to_dict("records"):
        sources = sorted(behind[row["node"]].items(), key=lambda one: (-one[1], names[one[0]]))
        rows.append(
            row
            | {
                "told": not pd.isna(row["rank_low"]),
                "kept": not pd.isna(row["rank_without"]),
                "moved": names.get(row["moved_by"], ""),
                "sources": [(names[iri], links) for iri, links in sources[:_SOURCES]],
                "more": max(len(sources) - _SOURCES, 0),
            }
        )
    return {
        "id": name,
        "title": title,
        "head": head,
        "value": value,
        "network": network,
        "rows": rows,
        "left": len(frame) - len(shown),
        "chart": rank_chart(name, title, value.partition(",")[0].lower(), rows[:_DRAWN_ROWS]),
    }


def _shares(
    title: str, head: str, frame: pd.DataFrame, names: Mapping[str, str], file: str
) -> dict[str, Any]:
    shown = frame.head(_SHOWN)
    rows = []
    for row in shown.to_dict("records"):
        told = {
            part: f"{row[part]:.2f}"
            for part in ("hhi", "hhi_low", "hhi_high", "hhi_without")
            if not math.isnan(row[part])
        }
        rows.append(
            {str(part): value for part, value in row.items()}
            | {
                "told": told,
                "share": f"{100 * row['first_share']:.0f}",
                "moved": names.get(row["moved_by"], ""),
            }
        )
    return {
        "title": title,
        "head": head,
        "rows": rows,
        "charts": share_charts(file, title, rows[:_DRAWN_ROWS]),
        "left": len(frame) - len(shown),
        "file": file,
    }


def _headlines(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return each finding with the sources that flip it, those that give the same together."""
    made = []
    for finding, rows in frame.groupby("finding", sort=False):
        others: dict[str, list[str]] = {}
        for row in rows[rows["left_out"] != ""].to_dict("records"):
            others.setdefault(row["without_it"], []).append(row["left_out_label"])
        made.append(
            {
                "finding": finding,
                "with_it": rows["with_it"].iloc[0],
                "flips": int(rows["flips"].iloc[0]),
                "others": list(others.items()),
            }
        )
    return made


def _verdicts(frame: pd.DataFrame) -> dict[str, Any]:
    flipped = frame[frame["left_out"] != ""].copy()
    flipped["claim"] = flipped["finding"].str.split(":", n=1).str[0]
    flipped["statement"] = flipped["finding"].str.split(": ", n=1).str[-1]
    by_source = sorted(
        flipped.groupby("left_out_label", sort=True), key=lambda pair: (-len(pair[1]), pair[0])
    )
    groups = [{"label": label, "rows": rows.to_dict("records")} for label, rows in by_source]
    return {
        "all": frame["finding"].nunique(),
        "firm": int((frame["left_out"] == "").sum()),
        "groups": groups,
    }
