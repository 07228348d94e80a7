"""Values of cells by the kind of their field: what they mean, or what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from watchgraph.intake.addresses import read_address
from watchgraph.intake.currencies import is_currency, read_currency
from watchgraph.intake.fields import Field, Form
from watchgraph.intake.keys import fold
from watchgraph.intake.no_names import NONE_NAMED, NOT_A_NAME
from watchgraph.reconcile.codes import Codes
from watchgraph.reconcile.countries import Countries
from watchgraph.reconcile.reading_dates import read_date
from watchgraph.reconcile.reading_numbers import read_number, read_whole
from watchgraph.reconcile.values import Read

if TYPE_CHECKING:
    import pyarrow as pa

_NAME = "Write the name as the source prints it, or `none named` if it names none."
_NO_NAME = "Write the name as the source prints it; leave the cell blank if it names none."
_NAME_KINDS = ("printed", "supplier", "lender")
_YES = frozenset(("true", "yes", "y", "1", "x"))
_NO = frozenset(("false", "no", "n", "0"))
_ID = re.compile(r"[A-Za-z0-9_.-]{1,60}")
_DAY = "Write a whole day, such as 2021-03-31."


class Readers:
    """Reads cells of a form.

    Parameters
    ----------
    form
        What a row may say.
    edition
        Tables that are there: countries, code lists, sources.
    dates
        ``day-first``, ``month-first``, or empty.
    decimals
        Sign before decimals; or empty.
    """

    def __init__(
        self, form: Form, edition: Mapping[str, pa.Table], dates: str = "", decimals: str = ""
    ) -> None:
        self.form, self.edition = form, edition
        self.order = dates.removesuffix("-first")
        self.decimals = decimals
        self._codes: dict[str, Codes] = {}

    def read(self, name: str, text: str) -> tuple[tuple[str, ...], str, str]:
        """Read a value.

        Parameters
        ----------
        name
            Name of its field.
        text
            What stands in the cell, without blanks around it.

        Returns
        -------
        values : tuple of str
            Our value; empty if there is none.
        rule : str
            What is wrong; empty if nothing is.
        remedy : str
            What to do.
        """
        field = self.form[name]
        if field.kind == "key" and field.column == "source":
            return self._source(text)
        if field.kind == "key" and field.column == self.form.key and not _ID.fullmatch(text):
            return (), "is no id", "Write up to 60 letters of a to z, digits, hyphens and dots."
        if field.kind == "printed" and fold(text) in NONE_NAMED:
            return (), "", ""
        if field.kind in _NAME_KINDS and fold(text) in NOT_A_NAME:
            return (), "is no name", _NAME if field.kind == "printed" else _NO_NAME
        value, rule, remedy = self._value(field, text)
        return (() if rule else (value,)), rule, remedy

    def reads(self, name: str, text: str) -> bool:
        """Tell whether a value can be read, without looking for what to do if not.

        Parameters
        ----------
        name
            Name of its field.
        text
            What stands in the cell.

        Returns
        -------
        bool
            Whether it can.
        """
        match self.form[name].kind:
            case "country":
                return self._countries.find(text) is not None
            case "code":
                return self.codes(name).find(text) is not None
            case "currency":
                return is_currency(text)
        return not self.read(name, text)[1]

    def codes(self, name: str) -> Codes:
        """Return the code list of a field."""
        table = self.form[name].codes
        if table not in self._codes:
            stem = table.removeprefix("codelist-").replace("-", "_")
            self._codes[table] = Codes(stem, self.edition[table])
        return self._codes[table]

    def unit(self, text: str) -> str:
        """Return the currency that stands beside a number in its cell, as it is written."""
        return self._number(text, whole=False).unit

    def _value(self, field: Field, text: str) -> tuple[str, str, str]:
        match field.kind:
            case "country":
                return self._country(text)
            case "code":
                found = self.codes(field.name).find(text)
                rule = "" if found else "is not in the list of codes"
                return found or "", rule, "" if found else self.codes(field.name).remedy(text)
            case "partial":
                return _told(read_date(text, self.order))
            case "day":
                value, rule, remedy = _told(read_date(text, self.order))
                return (value, "is no whole day", _DAY) if len(value) in (4, 7) else (
                    value, rule, remedy
                )  # fmt: skip
            case "year":
                value, rule, remedy = _told(read_date(text, self.order))
                return (value, "is no year", "Write the year alone.") if len(value) > 4 else (
                    value, rule, remedy
                )  # fmt: skip
            case "integer":
                read = self._number(text, whole=True)
                if read.unit:
                    return "", "is no whole number", "Write the number alone."
                return _told(read)
            case "number":
                return _told(self._number(text, whole=False))
            case "boolean":
                return _answer(text)
            case "currency":
                return read_currency(text)
            case "url":
                return read_address(text)
        return " ".join(text.split()) if field.kind != "key" else text, "", ""

    @cached_property
    def _countries(self) -> Countries:
        return Countries(self.edition)

    def _country(self, text: str) -> tuple[str, str, str]:
        found = self._countries.find(text)
        if found:
            return found, "", ""
        several = len(self._countries.choices(text)) > 1
        rule = "may be several countries" if several else "is no country"
        return "", rule, self._countries.remedy(text)

    def _number(self, text: str, *, whole: bool) -> Read:
        reader = read_whole if whole else read_number
        read = reader(text, self.decimals)
        # A workbook has numbers with a point beside texts with a comma.
        return reader(text) if read.value is None and self.decimals else read

    def _source(self, text: str) -> tuple[tuple[str, ...], str, str]:
        sources = self.edition.get("sources")
        known = sources is not None and sources.column("source").index(text).as_py() >= 0
        if known:
            return (text,), "", ""
        remedy = "Give the key of a source of the edition, or source_url and source_title."
        return (), "is no source of the edition", remedy


def _told(read: Read) -> tuple[str, str, str]:
    return read.value or "", read.rule, read.remedy


def _answer(text: str) -> tuple[str, str, str]:
    word = text.casefold()
    if word in _YES or word in _NO:
        return "true" if word in _YES else "false", "", ""
    return "", "is neither true nor false", "Write true or false."
