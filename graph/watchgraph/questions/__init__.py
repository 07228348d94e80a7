"""The kept questions and what runs them."""

from watchgraph.questions.header import Column, Parameter
from watchgraph.questions.library import THEMES, Question, describe, names
from watchgraph.questions.run import ask, record_iris

__all__ = [
    "THEMES",
    "Column",
    "Parameter",
    "Question",
    "ask",
    "describe",
    "names",
    "record_iris",
]
