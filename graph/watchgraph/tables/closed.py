"""The tables that an edition alone may fill; no records of another hand add to them."""

from __future__ import annotations

#: What an edition itself is: its countries, the index and what is published of it.
EDITION_ALONE = frozenset(
    {
        *("countries", "country_aliases", "country_regions", "country_points", "territories"),
        *("editions", "index_units", "assessments", "assessment_technologies"),
        *("assessment_origins", "assessment_suppliers", "claims", "retired"),
    }
)
