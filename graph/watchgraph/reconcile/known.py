"""The suppliers or lenders that are known, and all names they go by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from watchgraph.reconcile.folding import plain

if TYPE_CHECKING:
    import pyarrow as pa

#: What kinds of things names are reconciled for.
KINDS = ("supplier", "lender")
#: How a name may be found, the surest first.
WAYS = ("code", "name", "spelling", "alias")


@dataclass(frozen=True, order=True)
class KnownThing:
    """One supplier or lender.

    Attributes
    ----------
    key
        Its key.
    name
        What it is called.
    country
        Country of its head office, ISO alpha-3; empty if not stated.
    website
        Domain of its website; empty if not stated.
    """

    key: str
    name: str
    country: str = ""
    website: str = ""


@dataclass(frozen=True, order=True)
class KnownName:
    """One name of a thing.

    Attributes
    ----------
    text
        The name as it stands in the tables.
    key
        Key of the thing.
    how
        One of :data:`WAYS`; ``assumed`` for a printed spelling whose reading is not certain.
    """

    text: str
    key: str
    how: str


@dataclass(frozen=True)
class KnownNames:
    """The names that printed ones are compared with, all of one kind.

    Attributes
    ----------
    kind
        One of :data:`KINDS`.
    things
        The things by key.
    names
        Their names, sorted, each once.
    marks
        Printed texts that name no one thing, such as ``Mult``.
    """

    kind: str
    things: Mapping[str, KnownThing]
    names: tuple[KnownName, ...]
    marks: tuple[str, ...] = ()

    @classmethod
    def of_suppliers(cls, *layers: Mapping[str, pa.Table]) -> KnownNames:
        """Return the names of suppliers.

        Parameters
        ----------
        *layers
            Tables by name; ``suppliers``, ``supplier_aliases`` and ``spellings`` are read where
            they are there. A later layer adds to the former ones.

        Returns
        -------
        KnownNames
            Names, legal names, aliases and printed spellings.
        """
        things: dict[str, KnownThing] = {}
        names: set[KnownName] = set()
        marks: set[str] = set()
        for tables in layers:
            for row in _rows(tables, "suppliers"):
                key = row["supplier"]
                if not key:
                    continue
                name = row["name"] or key
                things.setdefault(
                    key, KnownThing(key, name, row["headquarters"], domain(row["website"]))
                )
                names |= {KnownName(key, key, "code"), KnownName(name, key, "name")}
                if row["legal_name"]:
                    names.add(KnownName(row["legal_name"], key, "name"))
            for row in _rows(tables, "supplier_aliases"):
                names.add(KnownName(row["alias"], row["supplier"], "alias"))
            for row in _rows(tables, "spellings"):
                how = "spelling" if row["certainty"] == "certain" else "assumed"
                if row["supplier"]:
                    names.add(KnownName(row["printed"], row["supplier"], how))
                elif row["mark"]:
                    marks.add(row["printed"])
        return cls._made("supplier", things, names, marks)

    @classmethod
    def of_lenders(cls, *layers: Mapping[str, pa.Table]) -> KnownNames:
        """Return the names of lenders.

        Parameters
        ----------
        *layers
            Tables by name; ``lenders`` is read where it is there.

        Returns
        -------
        KnownNames
            Their names.
        """
        things: dict[str, KnownThing] = {}
        names: set[KnownName] = set()
        for tables in layers:
            for row in _rows(tables, "lenders"):
                key = row["lender"]
                if key:
                    name = row["name"] or key
                    things.setdefault(key, KnownThing(key, name, row["home_country"]))
                    names |= {KnownName(key, key, "code"), KnownName(name, key, "name")}
        return cls._made("lender", things, names, set())

    @classmethod
    def _made(
        cls, kind: str, things: dict[str, KnownThing], names: set[KnownName], marks: set[str]
    ) -> KnownNames:
        kept = sorted(name for name in names if name.text and name.key in things)
        return cls(kind, dict(sorted(things.items())), tuple(kept), tuple(sorted(marks)))

    @cached_property
    def by_text(self) -> Mapping[str, Mapping[str, str]]:
        """For each text as :func:`~watchgraph.reconcile.folding.plain` leaves it: key to how."""
        found: dict[str, dict[str, str]] = {}
        order = (*WAYS, "assumed")
        for name in self.names:
            if name.how == "code":
                # A key is matched as it stands, below.
                continue
            ways = found.setdefault(plain(name.text), {})
            if name.key not in ways or order.index(name.how) < order.index(ways[name.key]):
                ways[name.key] = name.how
        return found

    @cached_property
    def mark_texts(self) -> frozenset[str]:
        """The marks as :func:`~watchgraph.reconcile.folding.plain` leaves them."""
        return frozenset(plain(mark) for mark in self.marks)


def domain(website: str) -> str:
    """Return the host of an address, without ``www``.

    Parameters
    ----------
    website
        An address or a domain, in any case.

    Returns
    -------
    str
        The host in small letters; empty if there is none.

    Examples
    --------
    >>> domain("https://www.NEC.com/en/index.html")
    'nec.com'
    """
    host = website.strip().casefold().rpartition("://")[2]
    for end in "/?#":
        host = host.partition(end)[0]
    host = host.rpartition("@")[2].partition(":")[0].strip(".")
    return host.removeprefix("www.") if "." in host else ""


def _rows(tables: Mapping[str, pa.Table], name: str) -> Iterator[dict[str, str]]:
    table = tables.get(name)
    if table is not None:
        for row in table.to_pylist():
            yield _Row({column: cell or "" for column, cell in row.items()})


class _Row(dict[str, str]):
    def __missing__(self, column: str) -> str:
        return ""
