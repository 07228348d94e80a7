"""Countries by any common name: codes, English names and those of some sixty languages.

A text is a country if its letters, without case, accents and punctuation, are a name of exactly
one country. Names come from the tables, from ``country_names.csv`` beside this module and from
the Unicode Common Locale Data Repository, as the library babel carries it. What is a name of two
countries in any two languages is refused, with the choices; parts of states, cities and former
states are not countries. Like names are suggested and never taken.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from importlib import resources
from typing import TYPE_CHECKING

from watchgraph.extras import needs
from watchgraph.reconcile.folding import letters, tidy

if TYPE_CHECKING:
    import pyarrow as pa

# Languages whose names of countries are known: those of the United Nations and other common ones.
_LANGUAGES = """
    am ar az be bg bn bs ca cs da de el en es et fa fi fr gu ha he hi hr hu hy id is it ja ka kk
    km ko ky lo lt lv mk ml mn mr ms my nb ne nl pa pl ps pt ro ru si sk sl so sq sr sr_Latn sv sw
    ta te tg th tk tr uk ur uz vi zh zh_Hant zu
"""
_INITIALS = re.compile(r"(?<=\b\w)\.(?=\w\b)")
_LIKE = 0.8
_MOST = 3
# Of shorter texts too many others are one letter away.
_SHORT = 4
_LONGEST = 100
_ALPHA_2 = 2


class Countries:
    """All countries of the tables, to be found by name or code.

    Parameters
    ----------
    tables
        Tables by name: ``countries``, and ``country_aliases`` and ``territories`` if they are
        there.
    extra
        Further names with the code of their country.
    """

    def __init__(
        self, tables: Mapping[str, pa.Table], extra: Iterable[tuple[str, str]] = ()
    ) -> None:
        rows = tables["countries"].to_pylist()
        self._names: dict[str, str] = {row["country"]: row["name"] for row in rows}
        self._alpha2: dict[str, str] = {row["iso2"]: row["country"] for row in rows}
        self._numeric: dict[str, str] = {
            row["iso_numeric"]: row["country"] for row in rows if row["iso_numeric"]
        }
        self._given = [(row["name"], row["country"]) for row in rows]
        if "country_aliases" in tables:
            aliases = tables["country_aliases"].to_pylist()
            self._given += [(row["alias"], row["country"]) for row in aliases]
        self._given += extra
        self._territories: dict[str, str] = {}
        if "territories" in tables:
            for row in tables["territories"].to_pylist():
                for name in (row["territory"], row["name"]):
                    self._territories[_key(name)] = row["territory"]

    def find(self, text: str) -> str | None:
        """Return the country that a text names.

        Parameters
        ----------
        text
            ISO alpha-3 in any case, alpha-2 in capitals, numeric code of three digits, or a name.

        Returns
        -------
        str or None
            Its alpha-3 code; None if the text names no country, or more than one.
        """
        choices = self.choices(text)
        return choices[0] if len(choices) == 1 else None

    def choices(self, text: str) -> tuple[str, ...]:
        """Return all countries that a text names.

        Parameters
        ----------
        text
            Code or name.

        Returns
        -------
        tuple of str
            Alpha-3 codes, sorted; more than one if the text is ambiguous. The code ``NA`` is
            refused, for most sheets mean by it that nothing is known.
        """
        text = tidy(text)
        if text in self._names:
            return (text,)
        if text in self._numeric:
            return (self._numeric[text],)
        if text in self._alpha2:
            return (self._alpha2[text],) if text != "NA" else ()
        key = _key(text)
        named = self._by_key.get(key) or self._by_key.get(key.removeprefix("the "), ())
        if text.upper() in self._names:
            # "Nga" is Russia in Vietnamese, and may be the code of Nigeria.
            return tuple(sorted({text.upper(), *named}))
        return named

    def territory(self, text: str) -> str | None:
        """Return the unit without an ISO code that a text names.

        Parameters
        ----------
        text
            Key or name.

        Returns
        -------
        str or None
            Its key in ``territories``; None if the text names none.
        """
        return self._territories.get(_key(text))

    def nearest(self, text: str) -> tuple[str, ...]:
        """Return the countries whose names are most like a text.

        Parameters
        ----------
        text
            Any text.

        Returns
        -------
        tuple of str
            At most three alpha-3 codes, the likeliest first; all choices if it is ambiguous.
        """
        choices = self.choices(text)
        key = _key(text)
        if choices or not _SHORT <= len(key) <= _LONGEST:
            return choices
        likeness = needs("rapidfuzz.distance", "own").OSA.normalized_similarity
        process = needs("rapidfuzz.process", "own")
        best: dict[str, float] = {}
        hits = process.extract_iter(key, self._keys, scorer=likeness, score_cutoff=_LIKE)
        for name, score, _ in hits:
            for country in self._by_key[name]:
                best[country] = max(best.get(country, 0.0), score)
        ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))
        return tuple(country for country, _ in ranked[:_MOST])

    def remedy(self, text: str) -> str:
        """Return what to do about a text that names no one country.

        Parameters
        ----------
        text
            A text that :meth:`find` does not find.

        Returns
        -------
        str
            A sentence or two.
        """
        if tidy(text) == "NA":
            return "Write NAM for Namibia; leave the cell empty if the country is not stated."
        if territory := self.territory(text):
            return f"It has no ISO code; it is the territory {territory!r}."
        named = [f"{self._names[country]} ({country})" for country in self.nearest(text)]
        if not named:
            return "Write the name of a country or its ISO 3166-1 alpha-3 code."
        listed = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} or {named[-1]}"
        if len(self.choices(text)) > 1:
            return f"It may be {listed}; write which."
        return f"Did you mean {listed}?"

    @cached_property
    def _by_key(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, set[str]] = {}
        keys = [(_key(name), country) for name, country in (*self._given, *_own_names())]
        keys += [(key, self._alpha2.get(code, "")) for key, code in _of_languages()]
        for key, country in keys:
            if key and country in self._names:
                found.setdefault(key, set()).add(country)
        return {key: tuple(sorted(countries)) for key, countries in sorted(found.items())}

    @cached_property
    def _keys(self) -> tuple[str, ...]:
        return tuple(self._by_key)


@cache
def _of_languages() -> tuple[tuple[str, str], ...]:
    """Return the names of countries in all languages, folded, each with its alpha-2 code."""
    locale = needs("babel", "own").Locale
    named = {
        (_key(name), code)
        for language in _LANGUAGES.split()
        for code, name in locale.parse(language).territories.items()
        if len(code) == _ALPHA_2
    }
    return tuple(sorted(named))


def _own_names() -> Iterator[tuple[str, str]]:
    file = resources.files("watchgraph.reconcile") / "country_names.csv"
    for row in csv.DictReader(file.read_text("utf-8").splitlines()):
        yield row["name"], row["country"]


def _key(text: str) -> str:
    return letters(_INITIALS.sub("", tidy(text)))
