"""Which tables of an edition an overlay may add rows to, and what its sources need not say."""

from __future__ import annotations

from collections.abc import Mapping

from watchgraph.tables.closed import EDITION_ALONE
from watchgraph.tables.schema import Package

# Code lists on whose codes nothing rests but what they say.
_OPEN_LISTS = frozenset(
    f"codelist-{name}"
    for name in (
        *("technologies", "licences", "lists", "lender-types", "organisation-types"),
        *("ownership", "product-focuses", "purposes", "instruments", "stages", "source-roles"),
        *("flow-classes", "loan-statuses", "measures", "units"),
    )
)

#: What stands in a cell of ``sources`` that an overlay leaves blank; its name for ``dataset``.
SOURCE_DEFAULTS: Mapping[str, str] = {"licence": "not-stated", "redistribution": "facts_only"}
#: The list in which an overlay stands as a data set of its own.
DATASETS = "codelist-datasets"


def may_add(table: str) -> bool:
    """Tell whether an overlay may add rows to a table.

    Parameters
    ----------
    table
        Name of the table.

    Returns
    -------
    bool
        False for what the edition alone says: countries, the index, claims, closed code lists.

    Examples
    --------
    >>> may_add("deployments"), may_add("countries"), may_add("codelist-answers")
    (True, False, False)
    """
    if table.startswith("codelist-"):
        return table in _OPEN_LISTS
    return table not in EDITION_ALONE


def stems(package: Package) -> dict[str, str]:
    """Return which table a file holds, by its path in the folder without its ending.

    Parameters
    ----------
    package
        Description of the edition.

    Returns
    -------
    dict of str to str
        Such as ``{"deployments": "deployments", "codelists/lists": "codelist-lists"}``.
    """
    return {
        table.path.removesuffix(".csv"): name
        for name, table in package.tables.items()
        if table.path.endswith(".csv")
    }


def may_lack(table: str, package: Package) -> tuple[str, ...]:
    """Return the columns that a file of a table may lack in an overlay."""
    columns = package.tables[table].columns
    lacking = [column.name for column in columns if not column.required]
    if table == "sources":
        lacking += ["dataset", *SOURCE_DEFAULTS]
    return tuple(lacking)
