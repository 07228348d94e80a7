"""Terms of RDF as values of JSON-LD: as plain as the context allows, and never ambiguous."""

from __future__ import annotations

import re
from typing import Any

from watchgraph.jsonld.context import Context
from watchgraph.vocabulary import ID, PREFIXES

_XSD = PREFIXES["xsd"]
# Keys that a relative IRI may hold without becoming another one.
_KEY = re.compile(r"[a-z][a-z0-9-]*/(?!\.{1,2}$)[A-Za-z0-9_.~%-]+")
# Whole numbers that every reader of JSON keeps exactly, in their canonical form.
_SMALL = re.compile(r"0|-?[1-9][0-9]{0,14}")


def relative(iri: str) -> str:
    """Return an IRI of ours relative to the base; any other as it is.

    Parameters
    ----------
    iri
        Absolute IRI.

    Returns
    -------
    str
        Kind and key, or the IRI.

    Examples
    --------
    >>> relative("https://w3id.org/watchgraph/id/country/KEN")
    'country/KEN'
    >>> relative("https://w3id.org/watchgraph/id/country/..")
    'https://w3id.org/watchgraph/id/country/..'
    """
    rest = iri.removeprefix(ID)
    return rest if rest != iri and _KEY.fullmatch(rest) else iri


def link(iri: str, term: dict[str, str]) -> Any:
    """Return an IRI as a value under a term of the context."""
    return relative(iri) if term.get("@type") == "@id" else {"id": relative(iri)}


def literal(text: str, datatype: str, language: str, term: dict[str, str]) -> Any:
    """Return a literal as a value under a term of the context.

    Parameters
    ----------
    text
        Lexical form.
    datatype
        IRI of the datatype.
    language
        Language tag; empty if there is none.
    term
        The term's definition in the context.

    Returns
    -------
    str, int, bool or dict
        A plain value where the term says the rest, else a value object.
    """
    if language:
        plain = term.get("@language") == language
        return text if plain else {"@value": text, "@language": language}
    if datatype in ("", _XSD + "string"):
        plain = "@type" not in term and "@language" not in term
        return text if plain else {"@value": text}
    name = compact_datatype(datatype)
    if term.get("@type") != name:
        return {"type": name, "@value": text}
    if name == "xsd:boolean" and text in ("true", "false"):
        return text == "true"
    if name == "xsd:integer" and _SMALL.fullmatch(text):
        return int(text)
    return text


def compact_datatype(iri: str) -> str:
    """Return the prefixed name of a datatype of XML Schema; any other IRI as it is."""
    return f"xsd:{iri.removeprefix(_XSD)}" if iri.startswith(_XSD) else iri


def definitions(context: Context) -> dict[str, tuple[str, dict[str, str]]]:
    """Return name and definition of the term for each IRI.

    Parameters
    ----------
    context
        What stands under ``@context``.

    Returns
    -------
    dict of str to tuple
        IRI to the term's name and its definition, which may be empty.
    """
    found: dict[str, tuple[str, dict[str, str]]] = {}
    for name, given in context.items():
        term = given if isinstance(given, dict) else {"@id": str(given)}
        prefix, _, local = term["@id"].partition(":")
        # Neither a keyword nor the address of a prefix begins with a prefix.
        if prefix in context:
            found[context[prefix] + local] = name, term
    return found
