"""Values of code lists by code, label or plain synonym."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from typing import TYPE_CHECKING

from watchgraph.nearest import did_you_mean, nearest
from watchgraph.reconcile.folding import letters

if TYPE_CHECKING:
    import pyarrow as pa

_LONGEST = 100


class Codes:
    """The values of one code list.

    Parameters
    ----------
    name
        Name of the list, or of its table: ``product_focuses``, ``codelist-product-focuses``.
    table
        The list, with the columns ``code`` and ``label``.
    synonyms
        Further words with the code that each means; by default those of ``synonyms.csv`` beside
        this module, which say the same as a code in other words and nothing narrower or wider.
    """

    def __init__(
        self, name: str, table: pa.Table, synonyms: Iterable[tuple[str, str]] | None = None
    ) -> None:
        self.name = name
        rows = table.select(["code", "label"]).to_pylist()
        self._labels: Mapping[str, str] = {row["code"]: row["label"] or "" for row in rows}
        found: dict[str, set[str]] = {}
        words = [(row["label"], row["code"]) for row in rows if row["label"]]
        more = synonyms_of(name) if synonyms is None else tuple(synonyms)
        for word, code in (*words, *more):
            if code in self._labels:
                found.setdefault(letters(word), set()).add(code)
        # A code is what it is, whatever the labels of others say.
        for code in self._labels:
            found[letters(code)] = {code}
        self._found = {word: min(codes) for word, codes in found.items() if len(codes) == 1}

    def __iter__(self) -> Iterator[str]:
        """Iterate over the codes in the order of the list."""
        return iter(self._labels)

    def find(self, text: str) -> str | None:
        """Return the code that a text means.

        Parameters
        ----------
        text
            A code, a label or a synonym; case, blanks, hyphens and low lines do not matter.

        Returns
        -------
        str or None
            The code; None if none is meant, or more than one.

        Examples
        --------
        >>> import pyarrow as pa
        >>> table = pa.table({"code": ["alpr"], "label": ["Number-plate recognition"]})
        >>> Codes("technologies", table).find("Number plate  recognition")
        'alpr'
        """
        if text in self._labels:
            return text
        return self._found.get(letters(text))

    def nearest(self, text: str) -> tuple[str, ...]:
        """Return the codes whose names are most like a text.

        Parameters
        ----------
        text
            Any text.

        Returns
        -------
        tuple of str
            Codes, the likeliest first; none is taken for what was meant.
        """
        like = nearest(letters(text)[:_LONGEST], list(self._found))
        return tuple(dict.fromkeys(self._found[word] for word in like))

    def remedy(self, text: str) -> str:
        """Return what to do about a text that means no code.

        Parameters
        ----------
        text
            A text that :meth:`find` does not find.

        Returns
        -------
        str
            A sentence.
        """
        return did_you_mean(self.nearest(text)) or f"Write one of: {', '.join(self._labels)}."


def synonyms_of(name: str) -> tuple[tuple[str, str], ...]:
    """Return the words that mean codes of a list, beside labels.

    Parameters
    ----------
    name
        Name of the list.

    Returns
    -------
    tuple of tuple of str
        Word and code.
    """
    name = name.removeprefix("codelist-").replace("-", "_")
    file = resources.files("watchgraph.reconcile") / "synonyms.csv"
    rows = csv.DictReader(file.read_text("utf-8").splitlines())
    return tuple((row["word"], row["code"]) for row in rows if row["list"] == name)
