"""The files of the site that hold the graph, its networks and the audit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from watchgraph.export import edge_table, export_rdf, passable_network, write_graphml, write_table
from watchgraph.render import Download
from watchgraph.report.taking.vocabulary import vocabulary_downloads

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from watchgraph.export import ExportReport
    from watchgraph.store import KnowledgeGraph


def graph_downloads(
    kg: KnowledgeGraph,
    folder: Path,
    networks: dict[str, nx.Graph[str]],
    measures: pd.DataFrame,
    audited: str,
    seed: int,
) -> tuple[Download, ...]:
    """Write the graph, its networks, their measures and the audit.

    Parameters
    ----------
    kg
        The graph.
    folder
        Where to.
    networks
        Networks by name, ``supply`` among them.
    measures
        Measures of the supply network.
    audited
        The audit in JSON.
    seed
        Seed of the communities among the measures.

    Returns
    -------
    tuple of Download
        The files.
    """
    rdf = export_rdf(kg, folder / "watchgraph.trig", format="trig")
    downloads = [
        Download(folder / "watchgraph.trig", "The graph in TriG", _exported(rdf)),
        *vocabulary_downloads(kg, folder),
    ]
    for name, whole in networks.items():
        net, words = passable_network(kg, whole, name)
        told = " ".join(line.strip() for line in words)
        write_table(edge_table(net), folder / f"{name}.csv")
        write_graphml(net, folder / f"{name}.graphml")
        downloads += [
            Download(folder / f"{name}.csv", f"Links of the {name} network in CSV", told),
            Download(folder / f"{name}.graphml", f"The {name} network in GraphML", told),
        ]
    write_table(measures.reset_index(names="node"), folder / "supply-measures.csv")
    downloads.append(
        Download(
            folder / "supply-measures.csv",
            "Centrality and communities of the supply network in CSV",
            f"Communities by seed {seed}.",
        )
    )
    (folder / "audit.json").write_text(audited + "\n", encoding="utf-8", newline="\n")
    downloads.append(Download(folder / "audit.json", "The audit in JSON"))
    return tuple(downloads)


def _exported(report: ExportReport) -> str:
    left_out = sum(report.left_out.values())
    return (
        f"{report.statements:,} statements in {report.graphs} graphs; "
        f"{left_out:,} {'record that' if left_out == 1 else 'records that'} may be quoted but not "
        f"redistributed in bulk {'is' if left_out == 1 else 'are'} left out."
        + "".join(
            f" {rows:,} {'row' if rows == 1 else 'rows'} of {title}, which is only cited, "
            f"{'is' if rows == 1 else 'are'} left out."
            for title, rows in (report.terms.cited_only if report.terms else {}).items()
        )
    )
