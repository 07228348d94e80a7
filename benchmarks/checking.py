"""The check of the data against pySHACL, the reference, on about 200,000 triples with faults."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

#: So many deployments make about 200,000 triples.
DEPLOYMENTS = 11_000
_EVERY = 500

Found = list[tuple[str, str, str]]


def check_and_reference(data: str, nquads: str) -> dict[str, float]:
    """Run the whole check, its shapes alone and pySHACL on one spoilt graph; compare findings."""
    from watchgraph.checks import run_checks
    from watchgraph.checks.shapefiles import read_shapes
    from watchgraph.checks.shapes import run_shapes
    from watchgraph.resources import ontology_folder

    store = _spoilt(nquads)
    begun = time.perf_counter()
    run_checks(store)
    whole = time.perf_counter() - begun
    begun = time.perf_counter()
    findings, _ = run_shapes(store, read_shapes(ontology_folder()))
    shapes = time.perf_counter() - begun
    ours = sorted({(f.focus, f.rule, f.path) for f in findings if f.rule.startswith("http")})
    reference, seconds = _reference(store)
    return {
        "triples": len(store),
        "findings": len(ours),
        "same": float(ours == reference),
        "whole_check": whole,
        "shapes_only": shapes,
        "pyshacl": seconds,
    }


def _spoilt(nquads: str) -> Any:
    """Return the ready graph with derived relations, and faults planted at every 500th system."""
    import pyoxigraph

    from watchgraph.derive import derive
    from watchgraph.memory import fill
    from watchgraph.vocabulary import expand, mint

    store = pyoxigraph.Store()
    fill(store, Path(nquads))
    derive(store)
    graph = pyoxigraph.NamedNode("https://w3id.org/watchgraph/graph/fixture")
    country = pyoxigraph.NamedNode(expand("wg:country"))
    cameras = pyoxigraph.NamedNode(expand("wg:cameraCount"))
    for number in range(0, DEPLOYMENTS, _EVERY):
        node = pyoxigraph.NamedNode(mint("deployment", f"made-{number:08d}"))
        for quad in list(store.quads_for_pattern(node, country, None)):
            store.remove(quad)
        store.add(pyoxigraph.Quad(node, cameras, pyoxigraph.Literal("many"), graph))
    return store


def _reference(store: Any) -> tuple[Found, float]:
    import pyshacl
    import rdflib

    from watchgraph.resources import ontology_folder

    shapes = rdflib.Graph()
    for path in sorted((ontology_folder() / "shapes").glob("*.ttl")):
        shapes.parse(path)
    lines = {f"{quad.triple} .\n" for quad in store}
    graph = rdflib.Graph().parse(data="".join(sorted(lines)), format="nt")
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    begun = time.perf_counter()
    _, results, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none")
    seconds = time.perf_counter() - begun
    assert isinstance(results, rdflib.Graph)
    found = {
        (
            str(results.value(result, sh.focusNode)),
            str(results.value(result, sh.sourceShape)),
            str(results.value(result, sh.resultPath) or ""),
        )
        for result in results.subjects(rdflib.RDF.type, sh.ValidationResult)
    }
    return sorted(found), seconds
