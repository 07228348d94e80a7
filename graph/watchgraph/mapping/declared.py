"""What each table says in RDF: which column becomes which property, with which datatype.

This is a declaration; :mod:`watchgraph.mapping.columns` carries it out.
"""

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
        ``date``, ``uri``, ``partial`` (a date with its bounds), or ``thing:<kind>`` for a link.
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
        Kind of the subject's IRI.
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

    The columns ``supplier``, ``mark`` and ``certainty`` come from the spelling of the name.
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


MAPPINGS: tuple[TableMapping, ...] = (
    TableMapping(
        "sources",
        "source",
        "source",
        "wg:Source",
        (
            P("title", "dcterms:title"),
            P("url", "wg:url", "uri"),
            LOCATOR,
            thing("publisher", "dcterms:publisher", "publisher"),
            thing("licence", "dcterms:license", "licence"),
            thing("redistribution", "wg:redistribution", "redistribution"),
            thing("dataset", "wg:dataset", "dataset"),
            P("published", "wg:published", "partial"),
            P("accessed", "wg:accessed", "date"),
            thing("derived_from", "wg:derivedFrom", "source"),
            NOTE,
        ),
    ),
    TableMapping("publishers", "publisher", "publisher", "wg:Publisher", (P("name", "rdfs:label"),)),
    TableMapping(
        "editions",
        "edition",
        "edition",
        "wg:Edition",
        (P("title", "rdfs:label"), START, P("units_published", "wg:unitsPublished", "integer"),
         SOURCE),
    ),
    TableMapping(
        "countries",
        "country",
        "country",
        "wg:Country",
        (
            P("country", "wg:iso3"),
            P("iso2", "wg:iso2"),
            P("iso_numeric", "wg:isoNumeric"),
            P("name", "rdfs:label"),
            P("capital", "wg:capital"),
            P("wikidata", "owl:sameAs", "wikidata"),
            SOURCE,
            NOTE,
        ),
    ),
    TableMapping(
        "country_aliases", "country", "country", "", (P("alias", "skos:altLabel"),)
    ),
    TableMapping(
        "country_regions", "country", "country", "", (thing("region", "wg:inRegion", "region"),)
    ),
    TableMapping(
        "country_points",
        "country",
        "country",
        "",
        (P("latitude_deg", "wg:latitude", "decimal"), P("longitude_deg", "wg:longitude", "decimal")),
    ),
    TableMapping(
        "territories", "territory", "territory", "wg:Territory",
        (P("name", "rdfs:label"), SOURCE, NOTE),
    ),
    TableMapping(
        "suppliers",
        "supplier",
        "supplier",
        "wg:Supplier",
        (
            P("name", "rdfs:label"),
            P("legal_name", "wg:legalName"),
            thing("headquarters", "wg:headquarters", "country"),
            P("headquarters_city", "wg:headquartersCity"),
            thing("ownership", "wg:ownership", "ownership"),
            P("founded_year", "wg:foundedYear", "year"),
            P("website", "wg:website"),
            P("wikidata", "owl:sameAs", "wikidata"),
            thing("technology_origin", "wg:technologyOrigin", "technology-origin"),
            thing("basis", "wg:basis", "basis"),
            SOURCE,
            LOCATOR,
            NOTE,
        ),
    ),
    TableMapping(
        "supplier_aliases", "supplier", "supplier", "", (P("alias", "skos:altLabel"),)
    ),
    TableMapping(
        "supplier_focus", "supplier", "supplier", "",
        (thing("focus", "wg:productFocus", "product-focus"),),
    ),
    TableMapping(
        "organisations",
        "organisation",
        "organisation",
        "wg:Organisation",
        (P("name", "rdfs:label"),
         thing("organisation_type", "wg:organisationType", "organisation-type"), SOURCE),
    ),
    TableMapping(
        "supplier_control",
        "control",
        "record",
        "wg:SupplierControl",
        (
            thing("supplier", "wg:controlled", "supplier"),
            thing("control_kind", "wg:controlKind", "control-kind"),
            thing("controlling_supplier", "wg:controller", "supplier"),
            thing("controlling_organisation", "wg:controller", "organisation"),
            P("new_name", "wg:newName"),
            START,
            END,
            thing("basis", "wg:basis", "basis"),
            SOURCE,
            NOTE,
        ),
    ),
    TableMapping(
        "index_units",
        "index-unit",
        "record",
        "wg:IndexUnit",
        (
            EDITION,
            COUNTRY,
            TERRITORY,
            AS_PRINTED,
            thing("membership", "wg:unitMembership", "unit-membership"),
            thing("finding", "wg:finding", "finding"),
            SOURCE,
            NOTE,
        ),
    ),
    TableMapping(
        "assessments",
        "assessment",
        "record",
        "wg:Assessment",
        (
            EDITION,
            thing("unit", "wg:indexUnit", "index-unit"),
            COUNTRY,
            TERRITORY,
            AS_PRINTED,
            P("adopter", "wg:adopter", "boolean"),
            P("bri_marked", "wg:briMarked", "boolean"),
            SOURCE,
            LOCATOR,
            NOTE,
        ),
    ),
    TableMapping(
        "assessment_technologies",
        "assessment",
        "assessment",
        "",
        (
            thing("technology", "wg:technologyReported", "technology", ("result", "reported")),
            thing("technology", "wg:technologyNotFound", "technology", ("result", "none_found")),
        ),
    ),
    TableMapping(
        "assessment_origins",
        "assessment",
        "assessment",
        "",
        (
            thing("supplier_state", "wg:supplierStateMarked", "country", ("result", "marked")),
            thing(
                "supplier_state", "wg:supplierStateNotMarked", "country", ("result", "none_found")
            ),
        ),
    ),
    *mentions("assessment_suppliers", "assessment", "assessment"),
    TableMapping(
        "deployments",
        "deployment",
        "record",
        "wg:Deployment",
        (
            P("name", "rdfs:label"),
            COUNTRY,
            P("place", "wg:placeName"),
            P("operator", "wg:operator"),
            START,
            thing("stage", "wg:stage", "stage"),
            P("camera_count", "wg:cameraCount", "integer"),
            P("contract_value", "wg:contractValue", "decimal"),
            P("contract_currency", "wg:contractCurrency"),
            thing("financing", "wg:financingKind", "instrument"),
            SOURCE,
            LOCATOR,
            NOTE,
        ),
    ),
    *mentions("deployment_suppliers", "deployment", "deployment"),
    TableMapping(
        "deployment_technologies", "deployment", "deployment", "",
        (thing("technology", "wg:technology", "technology"),),
    ),
    TableMapping(
        "deployment_sources", "deployment", "deployment", "",
        (thing("source", "wg:furtherSource", "source"),),
    ),
    TableMapping(
        "lenders",
        "lender",
        "lender",
        "wg:Lender",
        (P("name", "rdfs:label"), thing("lender_type", "wg:lenderType", "lender-type"),
         thing("home_country", "wg:homeCountry", "country"), SOURCE),
    ),
    TableMapping(
        "soft_loans",
        "loan",
        "record",
        "wg:SoftLoan",
        (
            P("title", "rdfs:label"),
            COUNTRY,
            thing("instrument", "wg:instrument", "instrument"),
            thing("lender", "wg:lender", "lender"),
            P("amount", "wg:amount", "decimal"),
            P("currency", "wg:currency"),
            P("amount_usd_2021", "wg:amountUsd2021", "decimal"),
            START,
            P("interest_rate_percent", "wg:interestRatePercent", "decimal"),
            P("maturity_years", "wg:maturityYears", "decimal"),
            P("grace_years", "wg:graceYears", "decimal"),
            thing("flow_class", "wg:flowClass", "flow-class"),
            thing("status", "wg:loanStatus", "loan-status"),
            thing("purpose", "wg:purpose", "purpose"),
            thing("concessional", "wg:concessional", "answer"),
            SOURCE,
            LOCATOR,
            NOTE,
        ),
    ),
    *mentions("loan_contractors", "loan", "loan"),
    TableMapping(
        "loan_deployments",
        "loan-deployment",
        "record",
        "wg:LoanDeploymentLink",
        (
            thing("loan", "wg:loan", "loan"),
            thing("deployment", "wg:deployment", "deployment"),
            P("record", "wg:linkKind", "thing:link-kind", None, "finances"),
            P("stated_as", "wg:note"),
            SOURCE,
        ),
    ),
    TableMapping(
        "bri_memberships",
        "membership",
        "record",
        "wg:BRIMembership",
        (
            COUNTRY,
            START,
            END,
            thing("status", "wg:membershipStatus", "membership-status"),
            P("first_document", "wg:firstDocument"),
            P("income_group", "wg:incomeGroup"),
            SOURCE,
            LOCATOR,
            NOTE,
        ),
    ),
    TableMapping(
        "listings",
        "listing",
        "record",
        "wg:Listing",
        (
            thing("supplier", "wg:supplier", "supplier"),
            thing("list", "wg:list", "list"),
            START,
            END,
            P("reason", "wg:reason"),
            SOURCE,
            LOCATOR,
        ),
    ),
    TableMapping(
        "indicators",
        "indicator",
        "record",
        "wg:Indicator",
        (
            COUNTRY,
            TERRITORY,
            P("year", "wg:year", "year"),
            thing("measure", "wg:measure", "measure"),
            P("value", "wg:value", "decimal"),
            thing("class_value", "wg:classValue", "regime-class", ("class_list", "regime-class")),
            thing(
                "class_value", "wg:classValue", "freedom-status", ("class_list", "freedom-status")
            ),
            SOURCE,
            NOTE,
        ),
    ),
    TableMapping(
        "evidence_searches",
        "evidence-search",
        "record",
        "wg:EvidenceSearch",
        (
            COUNTRY,
            thing("supplier", "wg:supplier", "supplier"),
            P("searched_as", "wg:asPrinted"),
            thing("result", "wg:result", "search-result"),
            P("searched", "wg:searchedOn", "date"),
            SOURCE,
            NOTE,
        ),
    ),
    TableMapping(
        "evidence_search_deployments", "evidence-search", "search", "",
        (thing("deployment", "wg:foundDeployment", "deployment"),),
    ),
    TableMapping(
        "claims",
        "claim",
        "record",
        "wg:Claim",
        (
            EDITION,
            P("statement", "wg:statement"),
            P("measure", "wg:measureText"),
            P("operator", "wg:operatorText"),
            P("published_value", "wg:publishedValue", "decimal"),
            P("unit", "wg:unitText"),
            SOURCE,
        ),
    ),
)

# Code lists whose kind of IRI is not the singular that their file name suggests.
CODE_KINDS: dict[str, str] = {
    "technologies": "technology",
    "regime_classes": "regime-class",
    "freedom_statuses": "freedom-status",
    "loan_statuses": "loan-status",
    "membership_statuses": "membership-status",
    "product_focuses": "product-focus",
    "flow_classes": "flow-class",
    "certainties": "certainty",
    "bases": "basis",
    "ownership": "ownership",
}


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
