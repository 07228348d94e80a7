"""The plain way to do the mapping: rdflib terms, one row after the other."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from rdflib import XSD, Dataset, Literal, URIRef

from watchgraph.mapping import MAPPINGS, Property
from watchgraph.vocabulary import GRAPH, PREFIXES, VOCABULARY_GRAPH, expand, mint

_KINDS = {
    "integer": XSD.integer,
    "decimal": XSD.decimal,
    "boolean": XSD.boolean,
    "year": XSD.gYear,
    "date": XSD.date,
    "uri": XSD.anyURI,
}
_STATED = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}
_LAST = {1: 31, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}


def fill(dataset: Dataset, folder: Path) -> Dataset:
    """Map a data folder with rdflib, code lists left out.

    Parameters
    ----------
    dataset
        Dataset to add to.
    folder
        Data folder.

    Returns
    -------
    rdflib.Dataset
        The same dataset.
    """
    datasets = {row["source"]: URIRef(GRAPH + row["dataset"]) for row in _rows(folder, "sources")}
    spellings = {row["printed"]: row for row in _rows(folder, "spellings")}
    for mapping in MAPPINGS:
        for row in _rows(folder, mapping.table):
            if "as_printed" in row and any(p.column == "supplier" for p in mapping.properties):
                read = spellings.get(row["as_printed"], {})
                row |= {key: read.get(key, "") for key in ("supplier", "mark", "certainty")}
                row["reading"] = read.get("source", "")
            graph = dataset.graph(datasets.get(row.get("source", ""), URIRef(VOCABULARY_GRAPH)))
            subject = URIRef(mint(mapping.kind, row[mapping.key]))
            if mapping.type:
                graph.add((subject, URIRef(expand("rdf:type")), URIRef(expand(mapping.type))))
            for prop in mapping.properties:
                for predicate, term in _terms(prop, row):
                    graph.add((subject, URIRef(predicate), term))
    return dataset


def _rows(folder: Path, table: str) -> Iterator[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _terms(prop: Property, row: dict[str, str]) -> Iterator[tuple[str, URIRef | Literal]]:
    value = row[prop.column]
    if not value or (prop.where and row[prop.where[0]] != prop.where[1]):
        return
    value = prop.constant or value
    predicate = expand(prop.predicate)
    if prop.kind == "partial":
        yield predicate, Literal(value, datatype=_STATED[len(value)])
        yield predicate + "Earliest", Literal((value + "-01-01")[:10], datatype=XSD.date)
        yield predicate + "Latest", Literal(_latest(value), datatype=XSD.date)
    elif prop.kind == "thing:wikidata":
        yield predicate, URIRef(PREFIXES["wd"] + value)
    elif prop.kind.startswith("thing:"):
        yield predicate, URIRef(mint(prop.kind.removeprefix("thing:"), value))
    else:
        yield predicate, Literal(value, datatype=_KINDS.get(prop.kind))


def _latest(value: str) -> str:
    if len(value) == 10:
        return value
    if len(value) == 4:
        return value + "-12-31"
    year, month = int(value[:4]), int(value[5:])
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return f"{value}-{_LAST.get(month, 29 if leap else 28)}"
