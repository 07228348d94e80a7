"""What people call each field in the headings of their sheets, in several languages.

The words stand in ``headings.csv`` beside this module; the field ``private`` stands for columns of
what belongs to private persons.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources

#: Stands for columns that are not taken in.
PRIVATE = "private"


@cache
def headings_of_fields() -> Mapping[str, tuple[str, ...]]:
    """Return the words for each field as :func:`~watchgraph.reconcile.folding.letters` leaves them.

    Returns
    -------
    dict of str to tuple of str
        Words by name of the field; those of :data:`PRIVATE` among them.
    """
    from watchgraph.reconcile.folding import letters

    file = resources.files("watchgraph.intake") / "headings.csv"
    found: dict[str, list[str]] = {}
    for row in csv.DictReader(file.read_text("utf-8").splitlines()):
        found.setdefault(row["field"], []).append(letters(row["heading"]))
    return {field: tuple(word for word in words if word) for field, words in found.items()}
