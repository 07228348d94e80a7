"""The names of things: namespaces, prefixes and the minting of IRIs."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from watchgraph.errors import UseError

WG = "https://w3id.org/watchgraph/ontology#"
ID = "https://w3id.org/watchgraph/id/"
GRAPH = "https://w3id.org/watchgraph/graph/"
SHAPE = "https://w3id.org/watchgraph/shape/"
CONTEXT = "https://w3id.org/watchgraph/context.jsonld"

PREFIXES: dict[str, str] = {
    "dcterms": "http://purl.org/dc/terms/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "wd": "http://www.wikidata.org/entity/",
    "wg": WG,
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

DERIVED_GRAPH = GRAPH + "derived"
ONTOLOGY_GRAPH = GRAPH + "ontology"
VOCABULARY_GRAPH = GRAPH + "vocabularies"

# What may stand between < and > in SPARQL, after a scheme.
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]+")


def expand(name: str) -> str:
    """Return the IRI of a prefixed name.

    Parameters
    ----------
    name
        Prefixed name such as ``wg:Supplier``.

    Returns
    -------
    str
        The full IRI.

    Examples
    --------
    >>> expand("wg:Supplier")
    'https://w3id.org/watchgraph/ontology#Supplier'
    """
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def mint(kind: str, key: str) -> str:
    """Return the IRI of a thing.

    Parameters
    ----------
    kind
        Kind of thing, such as ``supplier``; empty if the key names it before a slash.
    key
        Its key in the tables; characters that an IRI may not hold are percent-encoded.

    Returns
    -------
    str
        The IRI.

    Raises
    ------
    UseError
        If the key holds what cannot be written as UTF-8.

    Examples
    --------
    >>> mint("country", "KEN")
    'https://w3id.org/watchgraph/id/country/KEN'
    >>> mint("supplier", "a b")
    'https://w3id.org/watchgraph/id/supplier/a%20b'
    >>> mint("", "supplier/a b")
    'https://w3id.org/watchgraph/id/supplier/a%20b'
    """
    try:
        return f"{ID}{kind}/{quote(key, safe='')}" if kind else ID + quote(key, safe="/")
    except UnicodeEncodeError:
        # Half of a pair of surrogates, as an argument that is no UTF-8 gives it.
        raise UseError(f"{key!r:.80} is no text that a key could be.", value=key) from None


def parts(iri: str) -> tuple[str, str] | None:
    """Return kind and key of an IRI minted here.

    Parameters
    ----------
    iri
        Any IRI.

    Returns
    -------
    tuple of str or None
        ``(kind, key)``, or None if the IRI is not one of ours.

    Examples
    --------
    >>> parts("https://w3id.org/watchgraph/id/country/KEN")
    ('country', 'KEN')
    >>> parts("https://example.org/")
    """
    if not iri.startswith(ID):
        return None
    kind, _, key = iri[len(ID) :].partition("/")
    return (kind, unquote(key)) if key else None


def overlay_graph(name: str) -> str:
    """Return the IRI of the graph that holds the records of an overlay.

    Parameters
    ----------
    name
        Name of the overlay.

    Returns
    -------
    str
        The IRI.

    Examples
    --------
    >>> overlay_graph("my-data")
    'https://w3id.org/watchgraph/graph/overlay/my-data'
    """
    return f"{GRAPH}overlay/{name}"


def key(iri: str) -> str:
    """Return the end of an IRI: a code, or the short id of a thing.

    Parameters
    ----------
    iri
        An IRI, or empty text.

    Returns
    -------
    str
        What follows the last slash.

    Examples
    --------
    >>> key("https://w3id.org/watchgraph/id/technology/alpr")
    'alpr'
    """
    return iri.rpartition("/")[2]


def prologue() -> str:
    """Return the PREFIX lines that every query may rely on."""
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())


def iri_term(iri: str) -> str:
    """Return an IRI as it stands in SPARQL.

    Parameters
    ----------
    iri
        Absolute IRI.

    Returns
    -------
    str
        The IRI in angle brackets.

    Raises
    ------
    UseError
        If the text is no absolute IRI; nothing else could end the term early.

    Examples
    --------
    >>> iri_term("https://w3id.org/watchgraph/id/country/KEN")
    '<https://w3id.org/watchgraph/id/country/KEN>'
    """
    if not isinstance(iri, str) or not _IRI.fullmatch(iri):
        raise UseError(
            f"{iri!r} is not an IRI.",
            name="record",
            value=iri,
            remedy="Give full IRIs, as the edges of a network carry them.",
        )
    return f"<{iri}>"
