"""How well a column of a sheet fits a field: by its heading, and by what its cells read as."""

from __future__ import annotations

from collections.abc import Sequence

from watchgraph.intake.evidence import Column, Reads, marks_of, share_addresses, share_read
from watchgraph.intake.fields import Field, Form
from watchgraph.intake.records import NAMED
from watchgraph.intake.synonyms import headings_of_fields

# How far a heading is a word for a field: it is one, begins or ends with one, holds one.
_IS, _ENDS, _HOLDS = 1.0, 0.7, 0.5
# Which part of the cells must read as a kind for it to be likely, and to place by it alone.
LIKELY, _ALONE = 0.5, 0.8
# How much of it a word for the thing itself is worth for its name; a bare id is worth less.
_THING, _BARE = 0.95, 0.5
_TELLING_KINDS = ("country", "code", "url", "printed")
_CHECKED_KINDS = (
    "country", "code", "url", "partial", "day", "year", "integer", "number", "currency", "boolean",
)  # fmt: skip


def heading_score(heading: str, words: Sequence[str]) -> float:
    """Return how far a heading is one of some words.

    Parameters
    ----------
    heading
        Heading of a column.
    words
        Words as :func:`~watchgraph.reconcile.folding.letters` leaves them.

    Returns
    -------
    float
        1 if it is one of them, less if it ends or begins with one or holds one, else 0.

    Examples
    --------
    >>> [heading_score(heading, ["vendor"]) for heading in ("VENDOR:", "Main vendor", "x")]
    [1.0, 0.7, 0.0]
    """
    from watchgraph.reconcile.folding import letters

    text = letters(heading)
    best = 0.0
    for word in words:
        if text == word:
            return _IS
        # Words of one or two letters stand in too many headings.
        if len(word) > 2 and (text.endswith(f" {word}") or text.startswith(f"{word} ")):
            best = max(best, _ENDS)
        elif (len(word) > 3 and f" {word} " in f" {text} ") or (
            not word.isascii() and len(word) > 1 and word in text
        ):
            best = max(best, _HOLDS)
    return best


def words_of(one: Field) -> tuple[str, ...]:
    """Return the words that head a field."""
    return (one.name.replace("_", " "), *headings_of_fields().get(one.name, ()))


def score_in(
    form: Form, one: Field, column: Column, reads: Reads, known_names: frozenset[str]
) -> tuple[float, str, str]:
    """Return how well a column fits a field of a form, how sure that is, and why.

    Where each row is a thing with a name, the word for the thing heads its name, and only ids are
    its key.

    Parameters
    ----------
    form
        What a row may say.
    one
        The field.
    column
        The column.
    reads
        Tells whether a value of a field can be read.
    known_names
        Names of known suppliers as :func:`watchgraph.reconcile.folding.fold` leaves them.

    Returns
    -------
    score : float
        0 if it does not fit.
    sure, why : str
        As :class:`watchgraph.intake.guess.Placed` says them.
    """
    if form.rows not in NAMED or one.name not in (form.key, "name"):
        return _score(one, column, reads, known_names)
    if one.name == "name":
        score, sure, why = _score(one, column, reads, known_names)
        thing = heading_score(column.heading, words_of(form[form.key]))
        if 0.8 * thing * _THING > score:
            return 0.8 * thing * _THING, "likely" if thing == _IS else "guess", "heading"
        return score, sure, why
    share = share_read(one, column, reads)
    if share < _ALONE:
        return 0.0, "", ""
    if heading_score(column.heading, _ids(form.key)) == _IS:
        return 1.0, "likely", "heading"
    head = heading_score(column.heading, (form.key,))
    return (_BARE, "guess", "heading") if head == _IS else (0.0, "", "")


def _ids(key: str) -> tuple[str, ...]:
    return ("id", "key", "code", f"{key} id", f"{key} key", f"{key} code")


def _score(
    one: Field, column: Column, reads: Reads, known_names: frozenset[str]
) -> tuple[float, str, str]:
    """Return how well a column fits a field, how sure that is, and why; 0 if it does not."""
    head = heading_score(column.heading, words_of(one))
    if one.kind == "printed":
        share = _share_known(one, column, known_names)
    elif one.kind == "url":
        share = share_addresses(column)
    elif one.kind in _CHECKED_KINDS or one.name == "source":
        share = share_read(one, column, reads)
    else:
        share = -1.0
    if one.name == "source_title" and not head and _is_source_inwords_of(column):
        return 0.3, "guess", "heading; its cells are no addresses"
    if share < 0 or not column.cells:
        # Nothing can be told from cells of text.
        sure = "likely" if head == _IS else "guess"
        return (0.8 * head, sure, "heading") if head else (0.0, "", "")
    told = f"{round(100 * share)} % of the cells read so"
    if head:
        if one.kind == "printed":
            told = f"{round(100 * share)} % of the names are known"
            return head + 0.3 * share, "sure" if head == _IS else "likely", f"heading; {told}"
        # Codes may be in other words; a heading that is a word for the field tells enough.
        if share < LIKELY / 2 and not (one.kind == "code" and head == _IS):
            return 0.0, "", ""
        sure = "sure" if head == _IS and share >= _ALONE else "likely" if head >= _ENDS else "guess"
        return head + share, sure, f"heading; {told}"
    if one.kind in _TELLING_KINDS and share >= _ALONE and not _further(one):
        return 0.4 * share, "guess", told
    return 0.0, "", ""


def _is_source_inwords_of(column: Column) -> bool:
    words = headings_of_fields()["source_url"]
    return heading_score(column.heading, words) == _IS and share_addresses(column) < LIKELY


def _further(one: Field) -> bool:
    """Tell whether a field is only ever placed by its heading."""
    return one.name in (
        "further_url", "supplier_country", "lender_country", "licence", "redistribution",
    )  # fmt: skip


def _share_known(one: Field, column: Column, known_names: frozenset[str]) -> float:
    from watchgraph.intake.evidence import split
    from watchgraph.reconcile.folding import fold

    marks = marks_of(one, column)
    names = [name for cell in column.cells for name in split(cell, marks)]
    return sum(fold(name) in known_names for name in names) / len(names) if names else 0.0
