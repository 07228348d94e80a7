"""The ontology described for people: its terms, what the shapes ask for, and where each is used."""

from watchgraph.reference.constraints import Constraint, read_constraints
from watchgraph.reference.terms import Alignment, Term, read_terms
from watchgraph.reference.usage import CodeList, code_lists, example, instances, questions_using

__all__ = [
    "Alignment",
    "CodeList",
    "Constraint",
    "Term",
    "code_lists",
    "example",
    "instances",
    "questions_using",
    "read_constraints",
    "read_terms",
]
