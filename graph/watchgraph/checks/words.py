"""Says in words what breaks a shape, by the labels of the ontology."""

from __future__ import annotations

from typing import TYPE_CHECKING

from watchgraph.vocabulary import PREFIXES, expand

if TYPE_CHECKING:
    import pyoxigraph

_DATATYPES = {
    "anyURI": "web address",
    "boolean": "true or false",
    "date": "day",
    "decimal": "decimal number",
    "gYear": "year",
    "gYearMonth": "month",
    "integer": "whole number",
    "langString": "text with a language",
    "string": "plain text",
}
# Terms of other vocabularies, as the tables call them.
_TERMS = {
    "dcterms:license": "licence",
    "dcterms:publisher": "publisher",
    "dcterms:title": "title",
    "owl:sameAs": "Wikidata id",
    "prov:wasDerivedFrom": "source",
    "rdfs:label": "name",
    "skos:Concept": "code",
    "skos:ConceptScheme": "code list",
    "skos:broader": "broader code",
    "skos:definition": "definition",
    "skos:hasTopConcept": "code at the top",
    "skos:inScheme": "code list",
    "skos:narrower": "narrower code",
    "skos:notation": "code",
    "skos:prefLabel": "label",
    "skos:topConceptOf": "code list",
}
# What a value of each kind of constraint has done, after the name of the property.
_PHRASES = {
    "Class": "is not a known {wanted}",
    "Datatype": "is not of the type {wanted}",
    "In": "is none of the allowed values",
    "LanguageIn": "is not in an allowed language",
    "LessThanOrEquals": "is later than {wanted}",
    "MaxCount": "has more values than {wanted}",
    "MaxInclusive": "is more than {wanted}",
    "MinCount": "is missing",
    "MinInclusive": "is less than {wanted}",
    "MinLength": "is empty",
    "NodeKind": "is of the wrong kind of node",
    "Or": "has none of the allowed forms",
    "Pattern": "does not have the wanted form",
    "UniqueLang": "has two texts of one language",
    "Xone": "has not exactly one of the allowed forms",
}
_PARAMETERS = {
    "Class": "sh:class",
    "Datatype": "sh:datatype",
    "LessThanOrEquals": "sh:lessThanOrEquals",
    "MaxCount": "sh:maxCount",
    "MaxInclusive": "sh:maxInclusive",
    "MinInclusive": "sh:minInclusive",
}


class Words:
    """Sentences about what breaks a shape.

    Parameters
    ----------
    model
        Store with the ontology, whose labels name classes and properties.
    shapes
        Store with the shapes, whose parameters say what was wanted.
    """

    def __init__(self, model: pyoxigraph.Store, shapes: pyoxigraph.Store) -> None:
        import pyoxigraph

        named = pyoxigraph.NamedNode(expand("rdfs:label"))
        self._labels = {expand(term): label for term, label in _TERMS.items()} | {
            q.subject.value: q.object.value
            for q in model.quads_for_pattern(None, named, None)
            if isinstance(q.subject, pyoxigraph.NamedNode)
            and isinstance(q.object, pyoxigraph.Literal)
        }
        aimed = pyoxigraph.NamedNode(expand("sh:targetClass"))
        self._about = {
            q.subject.value: self.label(q.object.value)
            for q in shapes.quads_for_pattern(None, aimed, None)
            if isinstance(q.subject, pyoxigraph.NamedNode)
            and isinstance(q.object, pyoxigraph.NamedNode)
        }
        self._wanted: dict[tuple[str, str], str] = {}
        for component, parameter in _PARAMETERS.items():
            predicate = pyoxigraph.NamedNode(expand(parameter))
            for quad in shapes.quads_for_pattern(None, predicate, None):
                subject, wanted = quad.subject, quad.object
                if isinstance(subject, pyoxigraph.NamedNode) and isinstance(
                    wanted, pyoxigraph.NamedNode | pyoxigraph.Literal
                ):
                    self._wanted[subject.value, component] = self.label(wanted.value)

    def label(self, name: str) -> str:
        """Return the label of a class, property or datatype; its local name if it has none.

        Parameters
        ----------
        name
            IRI or plain text.

        Returns
        -------
        str
            The label.
        """
        local = name.rpartition("#")[2].rpartition("/")[2]
        if name.startswith(PREFIXES["xsd"]) or local == "langString":
            return _DATATYPES.get(local, local)
        return self._labels.get(name, local)

    def sentence(self, component: str, shape: str, path: str) -> str:
        """Say what is wrong.

        Parameters
        ----------
        component
            Kind of constraint that is broken, such as ``MinCount``.
        shape
            IRI of the shape.
        path
            IRI of the property; empty if the node itself is at fault.

        Returns
        -------
        str
            A sentence.
        """
        about = self.label(path) if path else self._about.get(shape, "record")
        phrase = _PHRASES.get(component, f"breaks {component}")
        wanted = self._wanted.get((shape, component), "wanted")
        sentence = f"{about} {phrase.format(wanted=wanted)}."
        return sentence[0].upper() + sentence[1:]
