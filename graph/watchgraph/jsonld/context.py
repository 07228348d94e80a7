"""The JSON-LD context, made from the ontology and its shapes.

It is made and not written by hand, because the ontology says already what each property's values
are, and the shapes which properties have at most one.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchgraph.resources import ontology_folder
from watchgraph.vocabulary import PREFIXES, WG, expand

if TYPE_CHECKING:
    import rdflib

Context = dict[str, Any]

#: Terms of others under the names that the tables use, and how their values are read.
_BORROWED: dict[str, tuple[str, str]] = {
    "altLabel": ("skos:altLabel", ""),
    "broader": ("skos:broader", "@id"),
    "definition": ("skos:definition", "@en"),
    "deprecated": ("owl:deprecated", "xsd:boolean"),
    "hasTopConcept": ("skos:hasTopConcept", "@id"),
    "inScheme": ("skos:inScheme", "@id"),
    "isReplacedBy": ("dcterms:isReplacedBy", "@id"),
    "label": ("rdfs:label", ""),
    "licence": ("dcterms:license", "@id"),
    "narrower": ("skos:narrower", "@id"),
    "notation": ("skos:notation", ""),
    "prefLabel": ("skos:prefLabel", "@en"),
    "publisher": ("dcterms:publisher", "@id"),
    "sameAs": ("owl:sameAs", "@id"),
    "source": ("prov:wasDerivedFrom", "@id"),
    "title": ("dcterms:title", ""),
    "topConceptOf": ("skos:topConceptOf", "@id"),
}
_BORROWED_CLASSES = ("Concept", "ConceptScheme")
#: Texts of which a thing may have several.
_SEVERAL_TEXTS = ("altLabel",)
#: Of borrowed links without a shape, those that are single.
_SINGLE = ("isReplacedBy",)


def context(folder: Path | None = None) -> Context:
    """Return the published context.

    Parameters
    ----------
    folder
        Ontology folder; default the packaged one.

    Returns
    -------
    dict
        What stands under ``@context`` in ``context.jsonld``.
    """
    path = (folder or ontology_folder()) / "context.jsonld"
    published: Context = json.loads(path.read_text(encoding="utf-8"))["@context"]
    return published


def make_context(folder: Path | None = None) -> str:
    """Make the context from the ontology and its shapes.

    Parameters
    ----------
    folder
        Ontology folder; default the packaged one.

    Returns
    -------
    str
        The text of ``context.jsonld``: each class and property under its local name, links
        relative to the base, typed values as plain text or numbers. What may stand several
        times is always a list. Decimals are text, since a JSON number would lose digits.

    References
    ----------
    JSON-LD 1.1, W3C Recommendation, 2020.
    """
    import rdflib

    folder = folder or ontology_folder()
    ontology = rdflib.Graph().parse(folder / "watchgraph.ttl")
    single = _single(folder / "shapes")
    terms: Context = {name: f"skos:{name}" for name in _BORROWED_CLASSES}
    terms |= {name: f"wg:{name}" for name in _names(ontology, rdflib.OWL.Class)}
    for name in _names(ontology, rdflib.OWL.DatatypeProperty):
        datatype = _datatype(ontology.value(rdflib.URIRef(WG + name), rdflib.RDFS.range))
        terms[name] = _term(f"wg:{name}", datatype, several=False)
    for name in _names(ontology, rdflib.OWL.ObjectProperty):
        terms[name] = _term(f"wg:{name}", "@id", several=WG + name not in single)
    for name, (prefixed, values) in _BORROWED.items():
        link = values == "@id" and expand(prefixed) not in single and name not in _SINGLE
        terms[name] = _term(prefixed, values, several=link or name in _SEVERAL_TEXTS)
    lines: Context = {"@version": 1.1, "id": "@id", "type": "@type"}
    lines |= {prefix: PREFIXES[prefix] for prefix in _prefixes(terms)}
    lines |= {name: terms[name] for name in sorted(terms)}
    body = ",\n".join(f"  {json.dumps(name)}: {json.dumps(to)}" for name, to in lines.items())
    return f'{{\n "@context": {{\n{body}\n }}\n}}\n'


def _names(ontology: rdflib.Graph, kind: rdflib.URIRef) -> list[str]:
    import rdflib

    subjects = (str(term) for term in ontology.subjects(rdflib.RDF.type, kind))
    return sorted(iri.removeprefix(WG) for iri in subjects if iri.startswith(WG))


def _datatype(of: rdflib.term.Node | None) -> str:
    name = str(of or "").removeprefix(PREFIXES["xsd"])
    # A plain string is a string in JSON as well; where there is no range, each value says its own.
    return "" if name in ("", "string") else f"xsd:{name}"


def _term(prefixed: str, values: str, *, several: bool) -> str | dict[str, str]:
    made = {"@id": prefixed}
    if values == "@en":
        made["@language"] = "en"
    elif values:
        made["@type"] = values
    if several:
        made["@container"] = "@set"
    return made if len(made) > 1 else prefixed


def _single(shapes: Path) -> set[str]:
    """Return the properties of which a shape allows at most one value."""
    import rdflib

    sh = rdflib.Namespace(PREFIXES["sh"])
    single = set()
    for path in sorted(shapes.glob("*.ttl")):
        graph = rdflib.Graph().parse(path)
        for shape, prop in graph.subject_objects(sh.path):
            if str(graph.value(shape, sh.maxCount)) == "1":
                single.add(str(prop))
    return single


def _prefixes(terms: Context) -> list[str]:
    used = set()
    for term in terms.values():
        for text in (term,) if isinstance(term, str) else (term["@id"], term.get("@type", "")):
            used.add(text.partition(":")[0])
    return sorted(used & set(PREFIXES) | {"xsd"})
