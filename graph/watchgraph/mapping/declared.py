"""What each table says in RDF: which column becomes which property, with which datatype.

This is a declaration; :mod:`watchgraph.mapping.columns` carries it out.
"""

from __future__ import annotations

from watchgraph.mapping.records import RECORDS
from watchgraph.mapping.terms import Property, TableMapping
from watchgraph.mapping.things import THINGS

__all__ = ["MAPPINGS", "Property", "TableMapping", "code_kind", "predicates_of"]

MAPPINGS: tuple[TableMapping, ...] = THINGS + RECORDS

# Code lists whose kind of IRI is not the singular that their file name suggests.
CODE_KINDS: dict[str, str] = {
    "technologies": "technology",
    "regime_classes": "regime-class",
    "freedom_statuses": "freedom-status",
    "loan_statuses": "loan-status",
    "reply_statuses": "reply-status",
    "membership_statuses": "membership-status",
    "product_focuses": "product-focus",
    "flow_classes": "flow-class",
    "certainties": "certainty",
    "bases": "basis",
    "ownership": "ownership",
}


def predicates_of(kind: str, column: str) -> tuple[str, ...]:
    """Return what a column of the rows that are things of a kind becomes.

    Parameters
    ----------
    kind
        Kind of thing, such as ``deployment``.
    column
        Column of its table.

    Returns
    -------
    tuple of str
        Prefixed names of properties, each once.

    Examples
    --------
    >>> predicates_of("deployment", "financing")
    ('wg:financingKind',)
    """
    found = (
        prop.predicate
        for mapping in MAPPINGS
        if mapping.kind == kind and mapping.type
        for prop in mapping.properties
        if prop.column == column
    )
    return tuple(dict.fromkeys(found))


def code_kind(name: str) -> str:
    """Return the kind of IRI of a code list.

    Parameters
    ----------
    name
        Name of the list's file without its ending.

    Returns
    -------
    str
        The kind.

    Examples
    --------
    >>> code_kind("technologies"), code_kind("lender_types")
    ('technology', 'lender-type')
    """
    return CODE_KINDS.get(name, name.removesuffix("s").replace("_", "-"))
