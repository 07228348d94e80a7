"""What the map can show: each measure, its classes and what they say of each place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from watchgraph.render.atlas import Measure
from watchgraph.report.maps import map_editions, map_totals
from watchgraph.report.maps.map_records import Recorded
from watchgraph.report.paths.editions import editions_by_day
from watchgraph.vocabulary import iri_term, key, mint

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph


def measures_of(kg: KnowledgeGraph, records: Mapping[str, Recorded]) -> tuple[Measure, ...]:
    """Return what the map can show.

    Parameters
    ----------
    kg
        The graph.
    records
        What is recorded of each place.

    Returns
    -------
    tuple of Measure
        The finding first; each view says something of every place.
    """
    editions = editions_by_day(kg)
    technologies = {
        key(str(iri)): str(label)
        for iri, label in kg.rows(
            "SELECT DISTINCT ?iri ?label { ?one wg:technologyReported ?iri . "
            "?one a wg:Assessment . ?iri skos:prefLabel ?label }"
        )
    }
    classes = {
        key(str(iri)): str(label)
        for iri, label in kg.rows(
            "SELECT DISTINCT ?iri ?label { "
            f"?iri skos:inScheme {iri_term(mint('scheme', 'regime-class'))} ; "
            "skos:prefLabel ?label }"
        )
    }
    return (
        Measure(
            "finding", "AI surveillance found", "Finding", map_editions.findings(editions, records)
        ),
        Measure(
            "technologies",
            "Number of technologies",
            "Technologies reported",
            map_editions.technologies(editions, records, technologies),
            "technologies",
        ),
        *(
            Measure(
                code,
                technologies[code],
                technologies[code],
                map_editions.technology(editions, records, code, technologies[code]),
            )
            for code in sorted(technologies)
        ),
        Measure(
            "suppliers",
            "Number of suppliers",
            "Suppliers named",
            (map_totals.suppliers(records), *map_editions.suppliers(editions, records)),
            "suppliers",
        ),
        Measure(
            "states",
            "Chinese and US technology",
            "Marked by the index",
            map_editions.states(editions, records),
        ),
        Measure(
            "deployments",
            "Deployments",
            "Deployments",
            (map_totals.deployments(records),),
            "deployments",
        ),
        Measure(
            "loans",
            "Loans, credits and grants",
            "Loans, credits and grants",
            (map_totals.loans(records),),
            "loans",
        ),
        Measure(
            "belt-and-road",
            "Belt and Road membership",
            "Membership",
            (map_totals.belt_and_road(records),),
        ),
        Measure(
            "regime",
            "Regime class",
            "Regime class",
            map_editions.regimes(editions, records, classes),
        ),
        Measure(
            "sources",
            "Independent sources",
            "Independent sources",
            (map_totals.sources(records),),
            "independent sources",
        ),
    )
