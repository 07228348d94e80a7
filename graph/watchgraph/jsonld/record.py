"""One record, or any other thing of the graph, as JSON-LD that reads like plain JSON."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from watchgraph.errors import UseError
from watchgraph.jsonld.context import context
from watchgraph.jsonld.values import definitions, link, literal, relative
from watchgraph.retired import refuse_left_out
from watchgraph.vocabulary import CONTEXT, ID, expand, mint, parts

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph

_TYPE = expand("rdf:type")
_FIRST = ("@context", "id", "type", "label", "title", "prefLabel")


def record(kg: KnowledgeGraph, name: str, *, inline: bool = False) -> dict[str, Any]:
    """Return what the graph says of one thing.

    Parameters
    ----------
    kg
        The graph.
    name
        Kind and key, such as ``deployment/ken-nairobi-mombasa-nsccs``, or the whole IRI.
    inline
        Whether to put the context itself in, so that the record can be read without network;
        else it is named by its IRI.

    Returns
    -------
    dict
        JSON-LD: ``id`` and links relative to the base, the other keys as in the context.
        A retired id gives its tombstone, with what replaced it. Of what is withheld,
        ``redactions`` says why, column by column.

    Raises
    ------
    UseError
        If nothing has that name, with the nearest names that there are; of a record that a graph
        as of a day leaves out, with the reason.

    References
    ----------
    JSON-LD 1.1, W3C Recommendation, 2020.
    """
    kind, key = _kind_and_key(name)
    iri = mint(kind, key)
    terms = _terms()
    # Asked for part by part, so that a store and a server give the same text.
    rows = kg.rows(
        "SELECT DISTINCT ?property (STR(?object) AS ?text) (STR(DATATYPE(?object)) AS ?datatype) "
        f"(LANG(?object) AS ?language) {{ <{iri}> ?property ?object }}"
    )
    if not rows:
        refuse_left_out(kg, iri)
        raise _unknown(kg, name, kind, key)
    values: dict[str, list[Any]] = {}
    for predicate, text, datatype, language in sorted(rows, key=str):
        term, definition = terms.get(str(predicate), (str(predicate), {}))
        if predicate == _TYPE:
            term, value = "type", terms.get(str(text), (str(text), {}))[0]
        elif datatype is None:
            value = link(str(text), definition)
        else:
            value = literal(str(text), str(datatype), str(language or ""), definition)
        values.setdefault(term, []).append(value)
    base: dict[str, Any] = {"@base": ID}
    found: dict[str, Any] = {
        "@context": [context() if inline else CONTEXT, base],
        "id": relative(iri),
    }
    if "withheld" in values and (reasons := _redactions(kg, iri)):
        # Each reason stands with its column: the nodes lead to the record, not away from it.
        base["redactions"] = {"@reverse": "wg:withheldFrom", "@container": "@set"}
        values["redactions"] = reasons
    several = {term for term, to in terms.values() if to.get("@container") == "@set"}
    several.add("redactions")
    for term, own in values.items():
        found[term] = own if len(own) > 1 or term in several else own[0]
    head = {term: found[term] for term in _FIRST if term in found}
    return head | {term: found[term] for term in sorted(found)}


def _redactions(kg: KnowledgeGraph, iri: str) -> list[dict[str, str]]:
    rows = kg.rows(
        f"SELECT DISTINCT ?redaction ?column ?why {{ ?redaction wg:withheldFrom <{iri}> ; "
        "wg:withheldColumn ?column ; wg:withheldBecause ?why }"
    )
    return [
        {
            "id": relative(str(redaction)),
            "type": "Redaction",
            "withheldBecause": str(why),
            "withheldColumn": str(column),
        }
        for redaction, column, why in sorted(rows, key=str)
    ]


@cache
def _terms() -> dict[str, tuple[str, dict[str, str]]]:
    return definitions(context())


def _kind_and_key(name: str) -> tuple[str, str]:
    # Percent-encoded as in an IRI or plain as in a table: both mean the same.
    found = parts(name if name.startswith(ID) else ID + name) if isinstance(name, str) else None
    if not found or not found[0].replace("-", "").isalnum() or not found[0].isascii():
        raise UseError(
            f"{name!r} names no record.",
            name="record",
            value=name,
            remedy="Write kind/key, such as country/KEN, or the whole IRI.",
        )
    return found


def _unknown(kg: KnowledgeGraph, name: str, kind: str, key: str) -> UseError:
    from watchgraph.nearest import did_you_mean, nearest

    rows = kg.rows("SELECT DISTINCT ?thing { ?thing a ?class }")
    known = [found for (iri,) in rows if (found := parts(str(iri)))]
    kinds = sorted({other for other, _ in known})
    if kind not in kinds:
        return UseError(
            f"There is no kind {kind!r}.",
            name="kind",
            value=kind,
            choices=nearest(kind, kinds) or kinds,
            remedy=f"Kinds are: {', '.join(kinds)}.",
        )
    like = nearest(key, [other for of, other in known if of == kind])
    choices = [f"{kind}/{other}" for other in like]
    return UseError(
        f"There is no {name!r}. {did_you_mean(choices)}".strip(),
        name="record",
        value=name,
        choices=choices,
        remedy="Take the name from the column records of an answer, or from the data.",
    )
