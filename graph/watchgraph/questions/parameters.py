"""Values of parameters, looked up in the graph and made into SPARQL terms, never into text."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from numbers import Integral
from typing import TYPE_CHECKING

from watchgraph.errors import UseError
from watchgraph.nearest import did_you_mean, fold, nearest
from watchgraph.questions.header import Parameter
from watchgraph.retired import refuse_left_out, refuse_retired
from watchgraph.vocabulary import ID, expand, mint, parts

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph

#: Classes of the things that a kind of parameter may be.
_CLASSES: dict[str, tuple[str, ...]] = {
    "supplier": ("wg:Supplier",),
    "country": ("wg:Country", "wg:Territory"),
    "edition": ("wg:Edition",),
    "lender": ("wg:Lender",),
    "organisation": ("wg:Organisation",),
    "source": ("wg:Source",),
    "publisher": ("wg:Publisher",),
}
#: Code lists, by kind of parameter.
_SCHEMES: dict[str, str] = {
    "technology": "technology",
    "list": "list",
    "regime_class": "regime-class",
    "instrument": "instrument",
    "dataset": "dataset",
    "region": "region",
    "measure": "measure",
    "purpose": "purpose",
    "stage": "stage",
    "ownership": "ownership",
    "product_focus": "product-focus",
    "search_result": "search-result",
}
#: Names by which a thing may be called, the safest first; a later one never overrules an earlier.
NAMES = (
    "wg:iso3",
    "wg:iso2",
    "rdfs:label skos:prefLabel dcterms:title",
    "wg:legalName skos:altLabel",
)

_LONGEST = 1000
_SHOWN = 80
# So many things are all named to someone who asks for another.
_FEW = 10


def resolve(kg: KnowledgeGraph, parameter: Parameter, value: object) -> tuple[str, str]:
    """Turn a value into a SPARQL term.

    Parameters
    ----------
    kg
        The graph in which names are looked up.
    parameter
        The parameter that is meant.
    value
        For a thing: its id, ISO code, name or alias, whatever the case, or its IRI. For a date
        YYYY-MM-DD or a date object; for an integer a whole number; else text.

    Returns
    -------
    term : str
        An IRI in angle brackets or an escaped literal.
    shown : str
        The value as people read it: the id of a thing.

    Raises
    ------
    UseError
        If the value is of the wrong type, unknown or ambiguous; with the likely choices.
    """
    text = _text(parameter, value)
    literal = _LITERALS.get(parameter.kind)
    if literal:
        return literal(parameter, text), text
    return _thing(kg, parameter, text)


def literal(text: str, datatype: str = "") -> str:
    r"""Return a SPARQL literal.

    Parameters
    ----------
    text
        Any text; quotes, backslashes and control characters are escaped.
    datatype
        Prefixed name of the datatype; empty for plain text.

    Returns
    -------
    str
        The literal.

    Examples
    --------
    >>> print(literal('say "hi"'))
    "say \"hi\""
    >>> literal("2019-09-17", "xsd:date")
    '"2019-09-17"^^<http://www.w3.org/2001/XMLSchema#date>'
    """
    body = "".join(map(_escaped, " " + text, text))
    return f'"{body}"' + (f"^^<{expand(datatype)}>" if datatype else "")


def _escaped(before: str, c: str) -> str:
    # Some engines read \u wherever it stands, even behind a backslash that is escaped itself, and
    # take eight digits if they find so many.
    if c < " " or (c in "uU" and before == "\\"):
        return _ESCAPES.get(c) or f"\\U{ord(c):08X}"
    return _ESCAPES.get(c, c)


_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _text(parameter: Parameter, value: object) -> str:
    if isinstance(value, datetime.date):
        value = value.isoformat()[:10]
    if isinstance(value, Integral) and not isinstance(value, bool):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise _wrong(parameter, value, "Give text or a number.")
    text = str(value).strip()
    if not text or len(text) > _LONGEST or any("\ud800" <= c <= "\udfff" for c in text):
        raise _wrong(parameter, value, f"Give a {_said(parameter)}.")
    return text


def _date(parameter: Parameter, text: str) -> str:
    try:
        if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return literal(datetime.date.fromisoformat(text).isoformat(), "xsd:date")
    except ValueError:
        pass
    raise _wrong(parameter, text, "Write a day as YYYY-MM-DD.")


def _integer(parameter: Parameter, text: str) -> str:
    if not re.fullmatch("[+-]?[0-9]{1,18}", text):
        raise _wrong(parameter, text, "Write a whole number.")
    return str(int(text))


_LITERALS: Mapping[str, Callable[[Parameter, str], str]] = {
    "date": _date,
    "integer": _integer,
    "text": lambda parameter, text: literal(text),
}


def _thing(kg: KnowledgeGraph, parameter: Parameter, text: str) -> tuple[str, str]:
    split = parts(text)
    if text.startswith(ID) and split:
        text = split[1]
    kinds = [_kind(name) for name in _CLASSES.get(parameter.kind, ())]
    kinds = kinds or [_SCHEMES[parameter.kind]]
    direct = " ".join(f"<{mint(kind, text)}>" for kind in kinds)
    things = pattern(parameter.kind)
    found = kg.rows(f"SELECT DISTINCT ?thing {{ VALUES ?thing {{ {direct} }} {things} }}")
    if len(found) != 1:
        for kind in kinds:
            refuse_retired(kg, mint(kind, text))
            refuse_left_out(kg, mint(kind, text))
        return _called(kg, parameter, text)
    iri = str(found[0][0])
    return f"<{iri}>", key(iri)


def _called(kg: KnowledgeGraph, parameter: Parameter, text: str) -> tuple[str, str]:
    """Find a thing by any of its names."""
    branches = " UNION ".join(
        f"{{ VALUES ?name {{ {names} }} ?thing ?name ?called . BIND ({rank} AS ?rank) }}"
        for rank, names in enumerate(NAMES)
    )
    called = (
        f"{{ SELECT DISTINCT ?thing ?called ?rank {{ {pattern(parameter.kind)} {branches} }} }}"
    )
    rows = kg.rows(f"SELECT ?thing ?called ?rank {{ {called} }} ORDER BY ?rank ?thing ?called")
    wanted = fold(text)
    things: dict[str, str] = {}
    hits: dict[int, set[str]] = {}
    for thing, name, rank in rows:
        iri = str(thing)
        things.setdefault(key(iri), iri)
        # The key itself, whatever its case, stands before all names.
        if fold(key(iri)) == wanted:
            hits.setdefault(-1, set()).add(iri)
        if fold(str(name)) == wanted:
            hits.setdefault(int(rank or 0), set()).add(iri)
    if hits:
        best = sorted(hits[min(hits)])
        if len(best) == 1:
            return f"<{best[0]}>", key(best[0])
        choices = [key(iri) for iri in best]
        raise _wrong(parameter, text, did_you_mean(choices), choices, "is ambiguous")
    by_name = {str(name): key(str(thing)) for thing, name, _ in rows}
    near = nearest(text, [*by_name, *things])
    choices = list(dict.fromkeys(by_name.get(name, name) for name in near))
    known = sorted(things)
    few = f"Known: {', '.join(known)}." if known and len(known) <= _FEW else ""
    remedy = few or did_you_mean(choices)
    raise _wrong(parameter, text, remedy, choices or known, "is unknown")


def pattern(kind: str) -> str:
    """Return the pattern of the things that a kind of parameter may be.

    Parameters
    ----------
    kind
        Kind of parameter.

    Returns
    -------
    str
        SPARQL that binds ``?thing``; empty for a day, a number and free text.

    Examples
    --------
    >>> pattern("instrument")
    '?thing skos:inScheme <https://w3id.org/watchgraph/id/scheme/instrument> .'
    """
    if kind in _LITERALS:
        return ""
    if kind in _SCHEMES:
        return f"?thing skos:inScheme <{ID}scheme/{_SCHEMES[kind]}> ."
    return f"VALUES ?class {{ {' '.join(_CLASSES[kind])} }} ?thing a ?class ."


def _kind(name: str) -> str:
    return name.removeprefix("wg:").lower()


def key(iri: str) -> str:
    """Return how people write a thing: its id, such as ``huawei``."""
    split = parts(iri)
    return split[1] if split else iri


def _said(parameter: Parameter) -> str:
    return parameter.kind.replace("_", " ")


def _wrong(
    parameter: Parameter,
    value: object,
    remedy: str,
    choices: list[str] | None = None,
    fault: str = "",
) -> UseError:
    shown = repr(value)[:_SHOWN]
    said = _said(parameter)
    message = f"The {said} {shown} {fault}." if fault else f"{shown} is no {said}."
    return UseError(message, name=parameter.name, value=value, choices=choices or (), remedy=remedy)
