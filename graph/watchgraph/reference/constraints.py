"""What the shapes ask of each class, as words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from watchgraph.checks.words import Words
from watchgraph.reference.terms import prefixed
from watchgraph.resources import ontology_folder
from watchgraph.vocabulary import ID, SHAPE, expand

if TYPE_CHECKING:
    import pyoxigraph

_CODES = f"^{ID}"


@dataclass(frozen=True)
class Constraint:
    """What a shape asks of one property of a class.

    Attributes
    ----------
    shape
        Short name of the property shape, such as ``Deployment-country``.
    property
        Prefixed name of the property.
    count
        How many values it may have: ``exactly one``, ``at most one``, ``one or more``, ``any``,
        or ``one, or X instead`` where just one of several properties is wanted.
    wanted
        What a value must be, in words.
    target
        Local name of the class that a value belongs to; empty for a code or a literal.
    code_lists
        Kinds of the code lists that a value may come from, such as ``stage``; mostly one or none.
    severity
        ``error`` or ``warning``.
    remedy
        What to do where it is broken.
    """

    shape: str
    property: str
    count: str
    wanted: str
    target: str
    code_lists: tuple[str, ...]
    severity: str
    remedy: str


def read_constraints(folder: Path | None = None) -> dict[str, tuple[Constraint, ...]]:
    """Read what the shapes ask of each class.

    Parameters
    ----------
    folder
        Ontology folder; default the packaged one.

    Returns
    -------
    dict of str to tuple of Constraint
        By prefixed name of the class; the constraints by property.

    Examples
    --------
    >>> country = read_constraints()["wg:Deployment"]
    >>> [c.count for c in country if c.property == "wg:country"]
    ['exactly one']
    """
    import pyoxigraph

    root = folder or ontology_folder()
    model, shapes = pyoxigraph.Store(), pyoxigraph.Store()
    model.load(path=str(root / "watchgraph.ttl"), format=pyoxigraph.RdfFormat.TURTLE)
    for path in sorted((root / "shapes").glob("*.ttl")):
        shapes.load(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
    words = Words(model, shapes)
    found: dict[str, list[Constraint]] = {}
    aimed = pyoxigraph.NamedNode(expand("sh:targetClass"))
    for quad in shapes.quads_for_pattern(None, aimed, None):
        listed = found.setdefault(prefixed(_value(quad.object)), [])
        for shape in _objects(shapes, quad.subject, "sh:property"):
            listed.append(_constraint(shapes, shape, words))
    # A property that only stands for another is asked for by a list of alternatives.
    for quad in shapes.quads_for_pattern(None, aimed, None):
        listed = found[prefixed(_value(quad.object))]
        have = {constraint.property for constraint in listed}
        for first in _objects(shapes, quad.subject, "sh:xone"):
            choice = [_constraint(shapes, shape, words) for shape in _members(shapes, first)]
            for one in choice:
                others = [words.label(expand(o.property)) for o in choice if o is not one]
                if one.property not in have:
                    listed.append(replace(one, count=f"one, or {' or '.join(others)} instead"))
    return {
        name: tuple(sorted(listed, key=lambda c: (c.property.lower(), c.shape)))
        for name, listed in sorted(found.items())
    }


def _constraint(shapes: pyoxigraph.Store, shape: object, words: Words) -> Constraint:
    def one(name: str) -> str:
        return next((_value(o) for o in _objects(shapes, shape, name)), "")

    pattern = one("sh:pattern")
    from_list = pattern.startswith(_CODES) and pattern.endswith("/")
    code_lists = tuple(re.findall(r"[\w-]+", pattern.removeprefix(_CODES))) if from_list else ()
    target = prefixed(one("sh:class"))
    return Constraint(
        shape=_value(shape).removeprefix(SHAPE),
        property=prefixed(one("sh:path")),
        count=_count(one("sh:minCount"), one("sh:maxCount")),
        wanted=_wanted(one, words, code_lists),
        target=target.removeprefix("wg:") if target.startswith("wg:") else "",
        code_lists=code_lists,
        severity="error" if one("sh:severity") in ("", expand("sh:Violation")) else "warning",
        remedy=one("sh:message"),
    )


def _count(least: str, most: str) -> str:
    if least == most == "1":
        return "exactly one"
    if most == "1":
        return "at most one"
    return "one or more" if least == "1" else "any"


def _wanted(one: Callable[[str], str], words: Words, code_lists: tuple[str, ...]) -> str:
    if code_lists:
        return "code"
    parts = [words.label(one(name)) for name in ("sh:class", "sh:datatype") if one(name)]
    if one("sh:or"):
        parts.append("day, month or year")
    if one("sh:in"):
        parts.append("one of a few words")
    if one("sh:pattern"):
        parts.append(f"like {one('sh:pattern')}")
    for name, said in (("sh:minInclusive", "at least"), ("sh:maxInclusive", "at most")):
        if one(name):
            parts.append(f"{said} {one(name)}")
    if one("sh:lessThanOrEquals"):
        parts.append(f"not after its {words.label(one('sh:lessThanOrEquals'))}")
    return ", ".join(parts) or "anything"


def _objects(store: pyoxigraph.Store, subject: object, name: str) -> list[object]:
    import pyoxigraph

    predicate = pyoxigraph.NamedNode(expand(name))
    assert isinstance(subject, pyoxigraph.NamedNode | pyoxigraph.BlankNode)
    return sorted(
        (quad.object for quad in store.quads_for_pattern(subject, predicate, None)), key=str
    )


def _members(store: pyoxigraph.Store, node: object) -> list[object]:
    """Return the members of an RDF list."""
    members = []
    while following := _objects(store, node, "rdf:rest"):
        members += _objects(store, node, "rdf:first")
        node = following[0]
        if _value(node) == expand("rdf:nil"):
            break
    return members


def _value(term: object) -> str:
    return str(getattr(term, "value", ""))
