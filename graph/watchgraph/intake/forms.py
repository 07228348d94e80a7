"""The forms: what a row of deployments, of soft loans or of any other table may say.

The columns of a table are fields as they stand in its description. Some forms gather the tables
beside it as well, so that a person writes one row where the edition has five.
"""

from __future__ import annotations

from dataclasses import replace

from watchgraph.errors import UseError
from watchgraph.intake.fields import Field, Form
from watchgraph.nearest import did_you_mean, nearest
from watchgraph.tables.closed import EDITION_ALONE
from watchgraph.tables.schema import Column, Package, TableSchema

#: Fields of the tables beside a main one.
BESIDE: dict[str, tuple[Field, ...]] = {
    "deployments": (
        Field(
            "supplier",
            "printed",
            "Company or body that supplies it, as the source prints the name; "
            "`none named` where the source names none.",
            "deployment_suppliers",
            "as_printed",
            needed=True,
            many=True,
            link="deployment",
            most=200,
        ),
        Field(
            "technology",
            "code",
            "Technology.",
            "deployment_technologies",
            "technology",
            many=True,
            link="deployment",
            codes="codelist-technologies",
        ),
        Field(
            "supplier_country",
            "country",
            "Country of the supplier's head office, where a row names one supplier; "
            "tells suppliers of like names apart.",
            "suppliers",
            "headquarters",
        ),
        Field(
            "supplier_website",
            "text",
            "Domain of the supplier's website, where a row names one supplier.",
            "suppliers",
            "website",
        ),
        Field(
            "further_url",
            "url",
            "Address of a second page that says something of it.",
            "deployment_sources",
            "source",
            many=True,
            link="deployment",
            most=2000,
        ),
    ),
    "soft_loans": (
        Field(
            "contractor",
            "printed",
            "Company that carries it out, as the source prints the name.",
            "loan_contractors",
            "as_printed",
            many=True,
            link="loan",
            most=200,
        ),
        Field(
            "lender_type",
            "code",
            "Type of the lender; needed for one that the edition does not have.",
            "lenders",
            "lender_type",
            codes="codelist-lender-types",
        ),
        Field(
            "lender_country",
            "country",
            "Country of the lender; needed for one that the edition does not have.",
            "lenders",
            "home_country",
        ),
    ),
}

#: Where a row is from: fields of each form whose table cites sources.
SOURCE_FIELDS: tuple[Field, ...] = (
    Field("source_url", "url", "Address of the page that says so.", "sources", "url", most=2000),
    Field("source_title", "text", "Title of that page or report.", "sources", "title"),
    Field(
        "source_locator",
        "text",
        "Part of the address that is meant, where one address carries several.",
        "sources",
        "locator",
    ),
    Field("publisher", "text", "Who publishes it.", "publishers", "name", most=200),
    Field("source_published", "partial", "When it was published.", "sources", "published"),
    Field("source_accessed", "day", "Day on which it was read.", "sources", "accessed"),
    Field(
        "licence",
        "code",
        "Licence of the source, as far as seen.",
        "sources",
        "licence",
        codes="codelist-licences",
        default="not-stated",
    ),
    Field(
        "redistribution",
        "code",
        "What of the source may be passed on.",
        "sources",
        "redistribution",
        codes="codelist-redistributions",
        default="facts_only",
    ),
)

#: What a row says where it says nothing, by table and column: only that nothing is known.
NOT_KNOWN: dict[str, dict[str, str]] = {
    "soft_loans": {"concessional": "unknown"},
    "suppliers": {"ownership": "unknown", "basis": "name_only"},
    "sources": {
        "licence": "not-stated",
        "redistribution": "facts_only",
        "dataset": "deployment-reports",
    },
}

#: Data set of the sources that the rows of a table bring.
DATASETS: dict[str, str] = {"soft_loans": "loan-reports", "lenders": "loan-reports"}
OTHER_DATASET = "deployment-reports"

#: Columns that are put together from the others where the sheet has none.
TITLED: dict[str, str] = {"deployments": "name", "soft_loans": "title"}

_PARTIAL_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"
_BY_TABLE = {
    "countries": "country",
    "suppliers": "supplier",
    "lenders": "lender",
    "spellings": "printed",
}
_LONG = {"note": 2000, "statement": 2000, "reason": 2000, "url": 2000}


def form_names(package: Package) -> list[str]:
    """Return what rows of a sheet may be, those with a form of their own first.

    Parameters
    ----------
    package
        Description of the edition.

    Returns
    -------
    list of str
        Names of tables.
    """
    rest = (
        name
        for name in package.tables
        if name not in BESIDE and name not in EDITION_ALONE and not name.startswith("codelist-")
    )
    return [*BESIDE, *rest]


def form_of(rows: str, package: Package) -> Form:
    """Return the form of a table.

    Parameters
    ----------
    rows
        Name of the table.
    package
        Description of the edition.

    Returns
    -------
    Form
        Its fields.

    Raises
    ------
    UseError
        If rows cannot be that.
    """
    names = form_names(package)
    if rows not in names:
        listed = f"Rows are deployments, soft_loans, or one of: {', '.join(names[2:])}."
        raise UseError(
            f"Rows cannot be {rows!r}.",
            name="rows",
            value=rows,
            choices=names,
            remedy=f"{did_you_mean(nearest(rows, names))} {listed}".strip(),
        )
    schema = package.tables[rows]
    beside = BESIDE.get(rows, ())
    own = [_field(schema, column) for column in schema.columns if _is_field(schema, column)]
    cites = any(key.table == "sources" and key.column == "source" for key in schema.foreign_keys)
    cited = SOURCE_FIELDS if cites and rows != "sources" else ()
    if any(field.column == "source" and field.link for field in beside):
        # Where a table takes further pages, one cell may hold several.
        cited = (replace(SOURCE_FIELDS[0], many=True), *SOURCE_FIELDS[1:])
    fields = [*beside, *own, *cited]
    return Form(rows, tuple(fields), schema.key, TITLED.get(rows, ""))


def _is_field(schema: TableSchema, column: Column) -> bool:
    """Tell whether a column is one that a sheet can fill: a precision follows from its date."""
    base = column.name.removesuffix("_precision")
    return base == column.name or base not in schema.column_names


def _field(schema: TableSchema, column: Column) -> Field:
    kind, codes = _kind(schema, column)
    default = NOT_KNOWN.get(schema.name, {}).get(column.name, "")
    free = (
        column.name == schema.key
        or column.name == TITLED.get(schema.name)
        or (column.name == "source" and kind == "key")
        or (column.name == "publisher" and schema.name == "sources")
        or bool(default)
    )
    return Field(
        column.name,
        kind,
        column.description,
        schema.name,
        column.name,
        needed=column.required and not free,
        codes=codes,
        default=default,
        most=_LONG.get(column.name, 120 if kind == "key" else 500),
    )


def _kind(schema: TableSchema, column: Column) -> tuple[str, str]:
    for key in schema.foreign_keys:
        if key.column == column.name:
            if key.table.startswith("codelist-"):
                return "code", key.table
            return _BY_TABLE.get(key.table, "key"), ""
    if column.name == schema.key:
        return "key", ""
    if column.pattern == _PARTIAL_DATE:
        return "partial", ""
    if column.name in ("currency", "contract_currency"):
        return "currency", ""
    if column.name == "url":
        return "url", ""
    return {"date": "day"}.get(column.type, "text" if column.type == "string" else column.type), ""
