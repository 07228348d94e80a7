"""The check of the ontology itself: known pitfalls, each a kept SPARQL query.

They stand in a folder of their own, ``pitfalls``, beside ``violations``: a violation is about
records and is asked of every graph, a pitfall is about terms, which no data can change.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from watchgraph.checks.report import Report
from watchgraph.checks.violations import read_violations, run_violation
from watchgraph.errors import UseError
from watchgraph.resources import ONTOLOGY_FILES, ontology_folder

if TYPE_CHECKING:
    import pyoxigraph


def check_ontology(folder: Path | None = None) -> Report:
    """Look for the usual pitfalls of an ontology in ours.

    Parameters
    ----------
    folder
        Ontology folder; default the packaged one.

    Returns
    -------
    Report
        Every finding.

    Raises
    ------
    UseError
        If a file is missing or cannot be read, or a query cannot be run.

    References
    ----------
    Poveda-Villalón, Gómez-Pérez, Suárez-Figueroa: OOPS! (OntOlogy Pitfall Scanner!),
    International Journal on Semantic Web and Information Systems 10(2), 2014.
    """
    folder = folder or ontology_folder()
    return run_pitfalls(ontology_store(folder), folder)


def run_pitfalls(store: pyoxigraph.Store, folder: Path) -> Report:
    """Look for the pitfalls of a folder in a store.

    Parameters
    ----------
    store
        Store with an ontology, as :func:`ontology_store` makes it.
    folder
        Ontology folder with ``pitfalls``.

    Returns
    -------
    Report
        Every finding.

    Raises
    ------
    UseError
        If there is no query, or one cannot be run.
    """
    pitfalls = read_violations(folder / "pitfalls")
    findings = [found for pitfall in pitfalls for found in run_violation(store, pitfall)]
    return Report.of(findings, rules=[pitfall.name for pitfall in pitfalls])


def ontology_store(folder: Path) -> pyoxigraph.Store:
    """Load terms, alignments and shapes, and nothing else.

    Parameters
    ----------
    folder
        Ontology folder.

    Returns
    -------
    pyoxigraph.Store
        Their statements, in the default graph.

    Raises
    ------
    UseError
        If a file is missing or cannot be read.
    """
    import pyoxigraph

    store = pyoxigraph.Store()
    names = [folder / name for name in ONTOLOGY_FILES]
    for path in [*names, *sorted((folder / "shapes").glob("*.ttl"))]:
        try:
            store.load(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
        except (OSError, SyntaxError) as error:
            remedy = "Mend the file or restore the folder of the ontology."
            message = f"{path.name} cannot be read: {error}"
            raise UseError(message, name=path.name, remedy=remedy) from None
    return store
