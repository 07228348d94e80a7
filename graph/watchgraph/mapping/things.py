"""What the tables of things say in RDF: sources, countries, suppliers, lenders."""

from __future__ import annotations

from watchgraph.mapping.terms import (
    FURTHER_SOURCE,
    LOCATOR,
    NOTE,
    SOURCE,
    START,
    P,
    TableMapping,
    thing,
)

THINGS: tuple[TableMapping, ...] = (
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
            P("rows_kept_back", "wg:rowsKeptBack", "integer"),
            NOTE,
        ),
    ),
    TableMapping(
        "publishers", "publisher", "publisher", "wg:Publisher", (P("name", "rdfs:label"),)
    ),
    TableMapping(
        "editions",
        "edition",
        "edition",
        "wg:Edition",
        (
            P("title", "rdfs:label"),
            START,
            P("units_published", "wg:unitsPublished", "integer"),
            SOURCE,
        ),
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
        "country_aliases", "country", "country", "", (P("alias", "skos:altLabel"), FURTHER_SOURCE)
    ),
    TableMapping(
        "country_regions",
        "country",
        "country",
        "",
        (thing("region", "wg:inRegion", "region"), FURTHER_SOURCE),
    ),
    TableMapping(
        "country_points",
        "country",
        "country",
        "",
        (
            P("latitude_deg", "wg:latitude", "decimal"),
            P("longitude_deg", "wg:longitude", "decimal"),
            FURTHER_SOURCE,
        ),
    ),
    TableMapping(
        "territories",
        "territory",
        "territory",
        "wg:Territory",
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
    TableMapping("supplier_aliases", "supplier", "supplier", "", (P("alias", "skos:altLabel"),)),
    TableMapping(
        "supplier_focus",
        "supplier",
        "supplier",
        "",
        (thing("focus", "wg:productFocus", "product-focus"),),
    ),
    TableMapping(
        "organisations",
        "organisation",
        "organisation",
        "wg:Organisation",
        (
            P("name", "rdfs:label"),
            thing("organisation_type", "wg:organisationType", "organisation-type"),
            P("office", "wg:office"),
            SOURCE,
        ),
    ),
    TableMapping(
        "lenders",
        "lender",
        "lender",
        "wg:Lender",
        (
            P("name", "rdfs:label"),
            thing("lender_type", "wg:lenderType", "lender-type"),
            thing("home_country", "wg:homeCountry", "country"),
            SOURCE,
        ),
    ),
    # Tombstones: of no class, so that neither question nor shape takes one for what it was.
    TableMapping(
        "retired",
        "",
        "record",
        "",
        (
            P("record", "owl:deprecated", "boolean", None, "true"),
            thing("replaced_by", "dcterms:isReplacedBy", ""),
            P("retired", "wg:retiredIn"),
            P("reason", "wg:note"),
        ),
    ),
    # What stands on the node of a row of another table.
    TableMapping(
        "replies",
        "",
        "record",
        "",
        (
            thing("reply_status", "wg:replyStatus", "reply-status"),
            P("asked", "wg:askedOn", "date"),
            P("reply", "wg:reply"),
            P("replied", "wg:repliedOn", "date"),
            thing("reply_source", "wg:replySource", "source"),
        ),
    ),
    TableMapping("redactions", "", "record", "", (P("column", "wg:withheld"),)),
    # A node of its own, so that each reason stays with its column.
    TableMapping(
        "redactions",
        "redaction",
        "redaction",
        "wg:Redaction",
        (
            thing("record", "wg:withheldFrom", ""),
            P("column", "wg:withheldColumn"),
            P("reason", "wg:withheldBecause"),
        ),
    ),
)
