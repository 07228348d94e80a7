"""What the reader may filter records by: what each says of itself and of its country."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from watchgraph.render.evidence import EvidenceTables
from watchgraph.render.facets import DEPLOYMENTS, Facet, facet_of, parts
from watchgraph.render.roles import text
from watchgraph.render.words import BRI, STATUSES

_NONE = "none"
# No overlay has such a name.
_EDITION = "-"


def record_facets(
    details: Mapping[str, Any], evidence: EvidenceTables, behind: Collection[str]
) -> list[Facet]:
    """Return the facets of records: what each says of itself and of its country.

    Parameters
    ----------
    details : mapping
        What `KnowledgeGraph.network` carries along: ``records``, ``countries``, ``labels`` and
        ``regime_edition``.
    evidence : EvidenceTables
        The records of the picture.
    behind : collection of str
        The records that links rest on.

    Returns
    -------
    list of Facet
        As far as records have them and differ in them; a record that is none of a link's has no
        options.
    """
    row, own = evidence.row, any(evidence.overlays)
    told: list[Mapping[str, Any]] = [{}] * len(row)
    for iri, one in details["records"].items():
        if iri in row and iri in behind:
            told[row[iri]] = one
    countries, labels = details["countries"], details["labels"]

    def of_country(name: str, absent: str) -> list[list[str]]:
        return [
            [text(countries.get(one["country"], {}).get(name)) or absent] if one else []
            for one in told
        ]

    edition = text(details.get("regime_edition"))
    facets = [
        facet_of(
            "edition",
            "Kind of evidence",
            "Any evidence",
            [_kinds(one) for one in told],
            {DEPLOYMENTS: "Deployment records"},
            lambda code: (code == DEPLOYMENTS, code),
        ),
        facet_of(
            "technology",
            "Technology reported",
            "Any technology",
            [list(one.get("technologies") or ()) for one in told],
            {},
        ),
        facet_of(
            "region",
            "Region of the country",
            "Any region",
            of_country("region", _NONE),
            {_NONE: "No region given"},
        ),
        facet_of(
            "regime",
            f"Regime of the country, as the index of {edition} prints it",
            "Any regime",
            of_country("regime", _NONE),
            {_NONE: "No class recorded"} | labels,
        ),
        facet_of(
            "bri",
            "Belt and Road status of the country",
            "Any status",
            of_country("bri", "none recorded"),
            BRI,
        ),
        facet_of(
            "purpose",
            "Purpose of the loan or grant",
            "Any purpose",
            [list(one.get("purposes") or ()) for one in told],
            {},
        ),
        facet_of(
            "status",
            "Status of the loan or grant",
            "Any status",
            [
                list(one.get("statuses") or (["not-stated"] if "lender" in one else []))
                for one in told
            ],
            STATUSES | {"not-stated": "Not stated"},
        ),
        facet_of(
            "own",
            "Own records",
            "Any record",
            [
                [name or _EDITION] if one and own else []
                for name, one in zip(evidence.overlays, told, strict=True)
            ],
            _own_words(evidence),
        ),
    ]
    return [replace(facet, level="record") for facet in facets if parts(facet)]


def _kinds(told: Mapping[str, Any]) -> list[str]:
    if not told or "lender" in told:
        return []
    return [text(told["edition"])] if told["edition"] else [DEPLOYMENTS]


def _own_words(evidence: EvidenceTables) -> dict[str, str]:
    own = zip(evidence.overlays, evidence.records, strict=True)
    return {_EDITION: "Of the edition"} | {name: record[-1] for name, record in own if name}
