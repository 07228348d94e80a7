"""The kept questions and what runs them."""

from watchgraph.questions.about import about, listing
from watchgraph.questions.allowed import Choice, allowed
from watchgraph.questions.asking import AskedQuestion, Asking
from watchgraph.questions.header import Column, Parameter
from watchgraph.questions.library import THEMES, Question, describe, names
from watchgraph.questions.run import ask, bind, parameter_of, record_iris

__all__ = [
    "THEMES",
    "AskedQuestion",
    "Asking",
    "Choice",
    "Column",
    "Parameter",
    "Question",
    "about",
    "allowed",
    "ask",
    "bind",
    "describe",
    "listing",
    "names",
    "parameter_of",
    "record_iris",
]
