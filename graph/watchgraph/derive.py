"""Derived relations: the rules of the ontology, run on a store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from watchgraph.errors import UseError
from watchgraph.resources import ontology_folder
from watchgraph.vocabulary import DERIVED_GRAPH, prologue

if TYPE_CHECKING:
    import pyoxigraph


def derive(store: pyoxigraph.Store, ontology: Path | None = None) -> dict[str, int]:
    """Run every rule in the order of its file name and add what it gives.

    Parameters
    ----------
    store
        Store with the mapped records; the derived graph is added to it.
    ontology
        Ontology folder; default the packaged one.

    Returns
    -------
    dict of str to int
        Triples that each rule added.

    Raises
    ------
    UseError
        If a rule cannot be run.
    """
    import pyoxigraph

    graph = pyoxigraph.NamedNode(DERIVED_GRAPH)
    added: dict[str, int] = {}
    for path in sorted(((ontology or ontology_folder()) / "rules").glob("*.rq")):
        text = prologue() + path.read_text(encoding="utf-8")
        try:
            triples = store.query(text, use_default_graph_as_union=True)
        except (SyntaxError, ValueError, RuntimeError, OSError) as error:
            raise UseError(f"The rule {path.name} cannot be run: {error}", name=path.name) from None
        assert isinstance(triples, pyoxigraph.QueryTriples)
        quads = [pyoxigraph.Quad(t.subject, t.predicate, t.object, graph) for t in triples]
        store.extend(quads)
        added[path.stem] = len(quads)
    return added
