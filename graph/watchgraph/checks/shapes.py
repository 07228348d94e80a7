"""The shapes run on a store, by an engine that is fast and gives the standard's own findings."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from watchgraph.checks.finding import Finding
from watchgraph.checks.location import Locate, nowhere, place, plain_value
from watchgraph.checks.shapefiles import Shapes, Target, select, value
from watchgraph.vocabulary import expand

if TYPE_CHECKING:
    import pyoxigraph

# How to find the focus nodes of each kind of target.
_MET = {
    "targetClass": "?subclass rdfs:subClassOf* {term} . ?node a ?subclass",
    "targetNode": "VALUES ?node {{ {term} }} ?node ?property ?value",
    "targetSubjectsOf": "?node {term} ?value",
    "targetObjectsOf": "?subject {term} ?node",
}
# Classes that a whole graph may lack: nothing has to be withheld.
_MAY_LACK = (f"<{expand('wg:Redaction')}>",)
_SEVERITIES = {expand("sh:Violation"): "error"}


def run_shapes(
    store: pyoxigraph.Store, shapes: Shapes, locate: Locate = nowhere
) -> tuple[list[Finding], dict[str, int]]:
    """Check a store against shapes.

    Parameters
    ----------
    store
        Store with the records; all its graphs are checked as one.
    shapes
        The shapes.
    locate
        Finds file, row and column of a node; default nowhere.

    Returns
    -------
    findings : list of Finding
        What breaks a shape, and the shapes that met nothing though a whole graph has such nodes.
    met : dict of str to int
        Number of focus nodes that each shape met, by its IRI.
    """
    met: dict[str, int] = {}
    for target in shapes.targets:
        met[target.shape] = met.get(target.shape, 0) + _count(store, target)
    findings = [
        _unmet(target, shapes)
        for target in shapes.targets
        if not met[target.shape] and target.term not in _MAY_LACK
    ]
    findings += [_finding(result, shapes, locate) for result in _validate(store, shapes)]
    return findings, met


def _validate(store: pyoxigraph.Store, shapes: Shapes) -> list[dict[str, Any]]:
    import pyoxigraph
    import shacl_rust

    data = io.BytesIO()
    store.dump(data, pyoxigraph.RdfFormat.N_QUADS)
    # sh:class asks for subclasses, which a store without the ontology would lack.
    data.write(shapes.subclasses)
    data.seek(0)
    report = shacl_rust.validate_file(
        data,
        io.BytesIO(shapes.statements),
        data_format="nq",
        shapes_format="nt",
        experimental_index=True,
    )
    results: list[dict[str, Any]] = report["results"]
    return results


def _count(store: pyoxigraph.Store, target: Target) -> int:
    if not target.way:
        return 0
    pattern = _MET[target.way].format(term=target.term)
    rows = select(store, f"SELECT (COUNT(DISTINCT ?node) AS ?count) WHERE {{ {pattern} }}")
    return int(value(next(rows)["count"]))


def _unmet(target: Target, shapes: Shapes) -> Finding:
    # A term that the ontology has may be right, and the folder without records of it.
    plausible = target.way != "targetNode" and target.term in shapes.terms
    aimed = f"its {target.way} is {target.term}" if target.way else "it has no target"
    return Finding(
        "shape-without-focus",
        "warning" if plausible else "error",
        target.shape,
        f"ontology/{target.file}",
        0,
        "",
        target.term.strip("<>"),
        f"The shape {target.shape} meets no node and checks nothing; {aimed}.",
        "If the data hold no such record, nothing is wrong; else correct the target of the shape."
        if plausible
        else "Correct the target of the shape.",
    )


def _finding(result: dict[str, Any], shapes: Shapes, locate: Locate) -> Finding:
    shape = result["sourceShape"].strip("<>")
    focus, found = _term(result["focusNode"]), _term(result.get("value", ""))
    path = result.get("resultPath", "")
    # A path that is no property, such as an inverse, names no column.
    path = path.strip("<>") if path.startswith("<") else ""
    component = result["sourceConstraintComponent"].strip("<>").rpartition("#")[2]
    return Finding(
        shape,
        _SEVERITIES.get(result["severity"].strip("<>"), "warning"),
        focus,
        *place(locate, focus, path, found),
        # A shape on a node as a whole gives the node itself as the value.
        "" if found == focus else plain_value(found),
        shapes.words.sentence(component.removesuffix("ConstraintComponent"), shape, path),
        shapes.remedies.get(shape, "Compare the record with its shape."),
        path,
    )


def _term(text: str) -> str:
    """Return IRI or lexical form of a term in N-Triples."""
    import pyoxigraph

    if not text.startswith('"'):
        return text.strip("<>")
    triple = f"<x:s> <x:p> {text} ."
    quad = next(iter(pyoxigraph.parse(triple, pyoxigraph.RdfFormat.N_TRIPLES)))
    return value(quad.object)
