"""The pages of associations: each question with its table, figures, units and limits."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchgraph.analysis.associations.hypotheses import HYPOTHESES
from watchgraph.analysis.associations.logistic import fit_table
from watchgraph.analysis.associations.reading import regions
from watchgraph.analysis.associations.run import all_tables, tested
from watchgraph.analysis.associations.sentence import p_words, ratio_words
from watchgraph.analysis.associations.tables import Table, cells_of
from watchgraph.analysis.associations.words import level_words
from watchgraph.errors import UseError
from watchgraph.export import write_table
from watchgraph.render import Document, Download, Figure, Link, render_fragment
from watchgraph.report.checking.associations_forest import forest, interval_words
from watchgraph.report.checking.associations_records import behind
from watchgraph.report.checking.coverage_section import coverage_section, years_chart

if TYPE_CHECKING:
    import pandas as pd

    from watchgraph.store import KnowledgeGraph

_LEVEL = 0.05
_TESTS, _CELLS = "associations.csv", "association-cells.csv"


def associations_pages(
    kg: KnowledgeGraph,
    folder: Path,
    seed: int = 1,
    address: Callable[[str], str] = lambda iri: "",
) -> tuple[tuple[Document, ...], tuple[Download, ...]]:
    """Return the pages of associations and coverage, and their tables as files.

    Parameters
    ----------
    kg
        The graph.
    folder
        Folder for the files.
    seed
        Seed of the tests.
    address
        Where the page of a thing is, from the folder of the site; empty if it has none.

    Returns
    -------
    tuple of Document, and downloads
        ``associations.html``, and the sources behind it; all tests; every cell with its units
        and records.
    """
    tables = all_tables(kg)
    tests = tested(tables, kg.version, seed)
    names = dict(regions(kg).values())
    cited = behind(kg, tables, address, "../")
    document = Document(
        name="associations",
        title="What goes with what",
        standfirst=(
            "Chinese technology and the Belt and Road, loans, regimes, military spending, listed "
            "suppliers: tested exactly on the units that the index looked at, with what each "
            "table does not show."
        ),
        blurb="Which properties of states go together in the records, and which do not.",
        sections=(
            Link("In short", "#summary"),
            Link("All tests", "#tests"),
            Link("Each question", "#questions"),
            Link("Where the records come from", "#coverage"),
            Link("Records", "#records"),
        ),
        style="associations.css",
        body=render_fragment(
            "associations.html.j2",
            figures=_figures(tests),
            forest=forest(tests, _LEVEL),
            years=years_chart(kg),
            summary=_summary(tests),
            tests=[_test(name, row) for name, row in zip(tests.index, _rows(tests), strict=True)],
            questions=_questions(tables, tests, names),
            coverage=coverage_section(kg),
            sources=len(cited),
            files=(_TESTS, _CELLS),
        ),
    )
    sources = Document(
        name="associations/sources",
        title="Sources behind the associations",
        standfirst=(
            f"All {len(cited)} sources whose records stand behind a table, the most used first."
        ),
        style="associations.css",
        body=render_fragment("associations_sources.html.j2", root="../", cited=cited, file=_CELLS),
    )
    return (document, sources), _downloads(folder, tables, tests, kg.version)


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [dict(zip(frame.columns, row, strict=True)) for row in frame.itertuples(index=False)]


def _figures(tests: pd.DataFrame) -> tuple[Figure, ...]:
    return (
        Figure(len(tests), "tests, one family"),
        Figure(int((tests["p"] < _LEVEL).sum()), "below 0.05 if each stood alone"),
        Figure(int((tests["q"] < _LEVEL).sum()), "below 0.05 by Benjamini and Hochberg"),
        Figure(int((tests["p_holm"] < _LEVEL).sum()), "below 0.05 by Holm"),
    )


def _summary(tests: pd.DataFrame) -> list[str]:
    said = []
    for name, way in (
        ("p_holm", "Holds against all tests together, whatever their dependence (Holm)"),
        ("q", "Stands by the milder measure only (Benjamini and Hochberg)"),
    ):
        chosen = tests[tests[name] < _LEVEL]
        if name == "q":
            chosen = chosen[chosen["p_holm"] >= _LEVEL]
        titles: dict[str, list[str]] = {}
        for title, edition in zip(chosen["title"], chosen["edition"], strict=True):
            titles.setdefault(title, []).append(edition)
        words = "; ".join(f"{title} ({', '.join(own)})" for title, own in titles.items())
        said.append(f"{way}: {words or 'none'}.")
    said += [
        "The other tables show neither that two properties go together nor that they do not.",
        (
            "The units are nearly all states and no sample, and neighbours buy alike. A "
            "probability says how easily so few units could fall so by chance, not how sure a "
            "cause is."
        ),
        (
            "Looked at and none found, not looked at, and not stated are three things: only the "
            "first counts as a no. Loans and listings were never looked for evenly; there, no "
            "means that none is recorded."
        ),
    ]
    return said


def _test(name: str, row: dict[str, Any]) -> dict[str, Any]:
    return {
        "href": f"#{name}",
        "title": row["title"],
        "edition": row["edition"],
        "units": row["units"],
        "left_out": row["left_out"],
        "odds": interval_words(row["odds_ratio"], row["low"], row["high"]),
        "difference": _points(row["difference"], row["difference_low"], row["difference_high"]),
        "p": p_words(row["p"]),
        "q": p_words(row["q"]),
        "p_holm": p_words(row["p_holm"]),
    }


def _points(value: float, low: float, high: float) -> str:
    """Return a difference in percentage points, with a sign that a line does not break from."""
    if math.isnan(value):
        return ""
    words = [f"{100 * number:+.0f}".replace("-", "−") for number in (value, low, high)]
    # A difference that rounds to nothing has no sign.
    words = ["0" if word in ("+0", "−0") else word for word in words]
    return f"{words[0]} ({words[1]} to {words[2]})"


def _questions(
    tables: Sequence[Table], tests: pd.DataFrame, region_names: dict[str, str]
) -> list[dict[str, Any]]:
    rows = dict(zip(tests.index, _rows(tests), strict=True))
    return [
        {
            "title": hypothesis.title,
            "question": hypothesis.question,
            "limits": hypothesis.limits,
            "editions": [
                _edition(table, rows[table.name], region_names)
                for table in tables
                if table.hypothesis is hypothesis
            ],
        }
        for hypothesis in HYPOTHESES.values()
    ]


def _edition(table: Table, row: dict[str, Any], region_names: dict[str, str]) -> dict[str, Any]:
    exposure, outcome = table.hypothesis.exposure, table.hypothesis.outcome
    cells = []
    for level in table.rows:
        for column in table.columns:
            units = table.cells[level, column]
            words = f"{level_words(exposure, level)} – {level_words(outcome, column)}"
            cells.append((words, [unit.label for unit in units]))
    return {
        **_test(table.name, row),
        "name": table.name,
        "heads": [level_words(outcome, column) for column in table.columns],
        "rows": [
            (level_words(exposure, level), counts)
            for level, counts in zip(table.rows, table.counts, strict=True)
        ],
        "sentence": row["sentence"],
        "test": row["test"],
        "small": row["least_expected"] < 5,
        "expected": f"{row['least_expected']:.1f}",
        "cells": [cell for cell in cells if cell[1]],
        "out": [(why, [unit.label for unit in units]) for why, units in table.left_out.items()],
        "model": _model(table, region_names),
    }


def _model(table: Table, region_names: dict[str, str]) -> dict[str, Any]:
    """Say what the exposure is worth with region and regime beside, and what the model lacks."""
    if table.hypothesis.population == "suppliers":
        return {"words": "", "warnings": ()}
    try:
        frame = fit_table(table, region_names)
    except UseError as error:
        return {"words": f"No model: {error}", "warnings": ()}
    own = frame[[str(term).startswith("exposure") for term in frame.index]]
    beside = "region" if len(own) > 1 or table.hypothesis.exposure == "democracy" else ""
    beside = beside or "region and regime class"
    parts = []
    for label, ratio, low, high in zip(
        own["label"], own["odds_ratio"], own["low"], own["high"], strict=True
    ):
        words = interval_words(ratio, low, high) if not math.isnan(low) else ratio_words(ratio)
        parts.append(f"{label} {words}")
    reference = frame.attrs["reference"].get("exposure", "")
    against = f", against {level_words('regime', reference).lower()}" if len(own) > 1 else ""
    return {
        "words": (
            f"With {beside} beside, in a logistic model of {frame.attrs['units']} units, odds "
            f"ratio{'s' if len(parts) > 1 else ''}: {'; '.join(parts)}{against}; likelihood ratio "
            f"p {p_words(frame.attrs['p_exposure'])}, not part of the family."
        ),
        "warnings": frame.attrs["warnings"][:-1],
    }


def _downloads(
    folder: Path, tables: Sequence[Table], tests: pd.DataFrame, version: str
) -> tuple[Download, ...]:
    import pandas as pd

    write_table(tests, folder / _TESTS)
    frames = []
    for table in tables:
        frame = cells_of(table, version)
        frame.insert(0, "name", table.name)
        frame.attrs = {}
        frames.append(frame)
    if frames:
        cells = pd.concat(frames, ignore_index=True).set_index(["name", "exposure", "outcome"])
    else:
        cells = pd.DataFrame(index=pd.Index([], name="name"))
    write_table(cells.reset_index(), folder / _CELLS)
    return (
        Download(folder / _TESTS, "Associations in CSV", "All tests with figures and records."),
        Download(
            folder / _CELLS,
            "Cells of the associations in CSV",
            "Every cell with its units and their records.",
        ),
    )
