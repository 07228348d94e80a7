"""What a declaration of the mapping is made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Property:
    """One column that becomes one property.

    Attributes
    ----------
    column
        Column of the table.
    predicate
        Prefixed name of the property.
    kind
        ``text``, ``label`` (English text), ``integer``, ``decimal``, ``boolean``, ``year``,
        ``date``, ``uri``, ``partial`` (a date with its bounds), or ``thing:<kind>`` for a link;
        without a kind, the cell names it before a slash.
    where
        Column and value that a row must have; empty for every row.
    constant
        Text that stands for the column's value, if any.
    """

    column: str
    predicate: str
    kind: str = "text"
    where: tuple[str, str] | None = None
    constant: str = ""


@dataclass(frozen=True)
class TableMapping:
    """One table: what its rows are and what their columns become.

    Attributes
    ----------
    table
        Name of the table.
    kind
        Kind of the subject's IRI; empty if the key names it before a slash.
    key
        Column that holds the subject's key.
    type
        Prefixed name of the class; empty when another table declares the subject.
    properties
        The properties.
    """

    table: str
    kind: str
    key: str
    type: str
    properties: tuple[Property, ...]


P = Property


def thing(column: str, predicate: str, kind: str, where: tuple[str, str] | None = None) -> Property:
    """Declare a column that links to a thing of a kind."""
    return Property(column, predicate, f"thing:{kind}", where)


SOURCE = thing("source", "prov:wasDerivedFrom", "source")
FURTHER_SOURCE = thing("source", "wg:furtherSource", "source")
LOCATOR = P("locator", "wg:locator")
NOTE = P("note", "wg:note")
START = P("start", "wg:start", "partial")
END = P("end", "wg:end", "partial")
COUNTRY = thing("country", "wg:country", "country")
TERRITORY = thing("territory", "wg:country", "territory")
EDITION = thing("edition", "wg:edition", "edition")
AS_PRINTED = P("as_printed", "wg:asPrinted")


def mentions(table: str, parent: str, kind: str) -> tuple[TableMapping, TableMapping]:
    """Declare a table of printed supplier names: a mention, and the link that it gives.

    The columns ``supplier``, ``mark``, ``certainty`` and ``reading`` (the source of the reading)
    come from the spelling of the name.
    """
    return (
        TableMapping(
            table,
            "mention",
            "record",
            "wg:Mention",
            (
                thing(parent, "wg:mentionedIn", kind),
                AS_PRINTED,
                thing("supplier", "wg:supplier", "supplier"),
                thing("certainty", "wg:certainty", "certainty"),
                SOURCE,
                thing("reading", "wg:furtherSource", "source"),
                NOTE,
            ),
        ),
        TableMapping(
            table,
            kind,
            parent,
            "",
            (
                thing("supplier", "wg:namesSupplier", "supplier", ("certainty", "certain")),
                thing("supplier", "wg:namesSupplierAssumed", "supplier", ("certainty", "assumed")),
                P("mark", "wg:unnamedMultiple", "boolean", ("mark", "unnamed_multiple"), "true"),
            ),
        ),
    )
