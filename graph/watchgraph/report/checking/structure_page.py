"""The page of what in the supply network is more than chance."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchgraph.analysis import communities, pair_significance
from watchgraph.analysis.compiler import compiled
from watchgraph.analysis.twomode import two_mode
from watchgraph.errors import UseError
from watchgraph.export import write_table
from watchgraph.render import Document, Download, Link, render_fragment
from watchgraph.report.checking.null_measures import (
    judged,
    mixed_measures,
    modular_measure,
    nested_measures,
    number_words,
)

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from watchgraph.store import KnowledgeGraph

_SAMPLES, _RANDOM = 5000, 100
_TOP = 10
_LEVEL = 0.05
# Communities of fewer nodes are a supplier or two of one country.
_SMALLEST = 5
_TITLES = {"nodf": "NODF", "mixing": "Coefficient", "modularity": ""}


def structure_page(
    kg: KnowledgeGraph, supply: nx.Graph[str], folder: Path, *, seed: int = 1
) -> tuple[Document, tuple[Download, ...]]:
    """Return the page of null models and communities, and the tables behind it.

    Parameters
    ----------
    kg
        The graph.
    supply
        Its network ``supply``.
    folder
        Folder for the tables.
    seed
        Seed of all that is drawn by chance.

    Returns
    -------
    tuple of Document and tuple of Download
        The page, and its files; without numba a page that says so, and no file.
    """
    try:
        compiled("curveball")
    except UseError as error:
        return _document({"missing": str(error)}, ()), ()
    two = two_mode(supply)
    null = two.null(_SAMPLES, seed)
    tables = {
        "cosupply-pairs": pair_significance(supply, "supplier", null=null),
        "shared-pairs": pair_significance(supply, "country", null=null),
    }
    grouped = communities(supply, seed=seed, method="brim", null_samples=_RANDOM)
    measures = judged(
        [
            *nested_measures(supply, null),
            *mixed_measures(kg, supply, two, null),
            *modular_measure(grouped),
        ],
        _TITLES,
    )
    downloads = []
    for name, what in (
        ("cosupply-pairs", "Pairs of suppliers that share countries, with z, q and records"),
        ("shared-pairs", "Pairs of countries that share suppliers, with z, q and records"),
    ):
        write_table(tables[name], folder / f"{name}.csv")
        note = f"{len(null):,} random networks, seed {seed}."
        downloads.append(Download(folder / f"{name}.csv", f"{what} in CSV", note))
    write_table(grouped.reset_index(), folder / "communities-brim.csv")
    downloads.append(
        Download(
            folder / "communities-brim.csv",
            "Communities by bipartite modularity in CSV",
            f"{grouped.attrs['runs']} runs, seed {seed}.",
        )
    )
    values: dict[str, Any] = {
        "missing": "",
        "null": null.attributes() | {"share_moved": f"{100 * null.diagnosis['moved']:.0f} %"},
        "autocorrelation": number_words(null.diagnosis["autocorrelation"], 2),
        "links": int(two.matrix.nnz),
        "pairs": [
            _pairs(tables["cosupply-pairs"], "suppliers", "countries", "cosupply-pairs.csv"),
            _pairs(tables["shared-pairs"], "countries", "suppliers", "shared-pairs.csv"),
        ],
        "measures": {
            start: [one for one in measures if one.key.startswith(start)] for start in _TITLES
        },
        "grouped": _grouped(grouped, supply),
        "random": _RANDOM,
        "level": _LEVEL,
    }
    sections = (
        Link("What chance is", "#chance"),
        Link("Pairs", "#pairs"),
        Link("Nestedness", "#nestedness"),
        Link("Like with like", "#mixing"),
        Link("Communities", "#communities"),
    )
    return _document(values, sections), tuple(downloads)


def _document(values: dict[str, Any], sections: tuple[Link, ...]) -> Document:
    return Document(
        name="structure",
        title="More than chance?",
        standfirst=(
            "What in the supply network goes beyond networks in which every supplier and every "
            "country keeps its number of links and all else is left to chance."
        ),
        body=render_fragment("structure.html.j2", **values),
        blurb="Pairs, nestedness, mixing and communities, each against random networks.",
        sections=sections,
        style="structure.css",
    )


def _pairs(frame: pd.DataFrame, who: str, what: str, file: str) -> dict[str, Any]:
    told = frame.attrs
    shown: list[dict[Any, Any]] = frame.head(_TOP).to_dict("records")
    rows = [
        {
            "names": (row["label_a"], row["label_b"]),
            "observed": row["observed"],
            "mean": number_words(row["mean"]),
            "z": number_words(row["z"], 1),
            "p": number_words(row["p"], 4),
            "q": number_words(row["q"], 3),
            "shared": row["shared"],
            "records": len(row["records"].split()),
            "sources": int(row["independent_sources"]),
        }
        for row in shown
    ]
    return {
        "who": who,
        "what": what,
        "file": file,
        "rows": rows,
        "tested": told["tested"],
        "sharing": len(frame),
        "found": int((frame["q"] < _LEVEL).sum()),
        "floor": told["at_smallest_p"],
        "smallest": number_words(float(frame["q"].min()), 2) if len(frame) else "none",
        "by_chance": number_words(told["tested"] * 0.01, 0),
        "below": int((frame["p"] <= 0.01).sum()),
    }


def _grouped(frame: pd.DataFrame, supply: nx.Graph[str]) -> dict[str, Any]:
    told = frame.attrs
    groups = []
    for number, group in frame.groupby("community", sort=True):
        if len(group) < _SMALLEST:
            continue
        countries = group[group["kind"] == "country"]
        suppliers = group[group["kind"] == "supplier"]
        known = sorted(
            suppliers.index, key=lambda node: (-supply.degree(node), supply.nodes[node]["label"])
        )
        groups.append(
            {
                "number": number,
                "suppliers": len(suppliers),
                "countries": len(countries),
                "stability": number_words(float(group["stability"].mean())),
                "named": ", ".join(sorted(countries["label"])),
                "first": ", ".join(supply.nodes[node]["label"] for node in known[:4]),
                "more": max(len(known) - 4, 0),
            }
        )
    small = frame[frame["size"] < _SMALLEST]
    return {
        "groups": groups,
        "runs": told["runs"],
        "communities": told["communities"],
        "small": int(small["community"].nunique()),
        "small_nodes": len(small),
        "sure": int((frame["stability"] >= 0.9).sum()),
        "nodes": len(frame),
        **{name: number_words(told[name], 3) for name in (
            "modularity", "best_modularity", "run_modularity", "null_mean", "null_sd")},
        "z": number_words(told["z"], 1),
        "p": number_words(told["p_high"], 3),
        "beyond": told["p_high"] <= 0.01,
    }  # fmt: skip
