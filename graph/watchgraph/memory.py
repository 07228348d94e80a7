"""A store filled from the tables, in memory or on disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchgraph.derive import derive
from watchgraph.mapping import quad_chunks
from watchgraph.resources import ONTOLOGY_FILES, ontology_folder
from watchgraph.tables import Tables, load_tables
from watchgraph.vocabulary import ONTOLOGY_GRAPH

if TYPE_CHECKING:
    import pyoxigraph


def memory_store(data: Path, ontology: Path | None = None) -> tuple[pyoxigraph.Store, str]:
    """Build the graph of a data folder in memory.

    Parameters
    ----------
    data
        Data folder.
    ontology
        Ontology folder; default the packaged one.

    Returns
    -------
    store : pyoxigraph.Store
        Records, ontology and derived relations.
    version : str
        Version of the data.

    Raises
    ------
    DataError
        If the tables are faulty.
    """
    tables = load_tables(data)
    return store_of(tables, ontology), tables.package.version


def store_of(tables: Tables, ontology: Path | None = None) -> pyoxigraph.Store:
    """Build the graph of checked tables in memory.

    Parameters
    ----------
    tables
        Checked tables.
    ontology
        Ontology folder; default the packaged one.

    Returns
    -------
    pyoxigraph.Store
        Records, ontology and derived relations.
    """
    import pyoxigraph

    store = pyoxigraph.Store()
    fill(store, b"".join(quad_chunks(tables)), ontology)
    derive(store, ontology)
    return store


def fill(store: pyoxigraph.Store, quads: bytes | Path, ontology: Path | None = None) -> None:
    """Load mapped quads and the vocabulary into a new store.

    Parameters
    ----------
    store
        Empty store.
    quads
        N-Quads that the mapping made, or the file that holds them.
    ontology
        Ontology folder; default the packaged one.
    """
    import pyoxigraph

    given: dict[str, Any] = {"path": quads} if isinstance(quads, Path) else {"input": quads}
    # Lenient: the mapping has encoded every IRI, so the loader need not look again.
    store.bulk_load(format=pyoxigraph.RdfFormat.N_QUADS, lenient=True, **given)
    load_ontology(store, ontology)


def load_ontology(store: pyoxigraph.Store, ontology: Path | None = None) -> None:
    """Load the vocabulary and its alignments into a graph of their own.

    Parameters
    ----------
    store
        Store to load into.
    ontology
        Ontology folder; default the packaged one.
    """
    import pyoxigraph

    folder = ontology or ontology_folder()
    for name in ONTOLOGY_FILES:
        store.load(
            path=str(folder / name),
            format=pyoxigraph.RdfFormat.TURTLE,
            to_graph=pyoxigraph.NamedNode(ONTOLOGY_GRAPH),
        )
