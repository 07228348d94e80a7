"""What the page is told of each record, in numbers: so that it can narrow edges by itself."""

from collections.abc import Mapping, Sequence
from typing import Any

from watchgraph.render.roles import text
from watchgraph.render.words import spoken


class Pool:
    """Texts that occur often, each kept once and referred to by number."""

    def __init__(self) -> None:
        self._number: dict[str, int] = {}

    def __call__(self, value: str) -> int:
        """Return the number of a text."""
        return self._number.setdefault(value, len(self._number))

    @property
    def texts(self) -> list[str]:
        """The texts in the order of their numbers."""
        return list(self._number)


def told_records(
    details: Mapping[str, Any], rows: Sequence[str], node: Mapping[str, int], pool: Pool
) -> list[dict[str, Any] | None]:
    """Return the facts of each record of a picture.

    Parameters
    ----------
    details : mapping
        What `KnowledgeGraph.network` carries along.
    rows : sequence of str
        The records of the picture in their order.
    node : mapping of str to int
        The number of each node.
    pool : Pool
        Where texts are kept.

    Returns
    -------
    list of dict or None
        For each record: ``s`` sources, ``f`` families, ``e`` edition and ``t`` technologies (in
        the pool), ``d`` first and last day, ``c`` country; ``m`` and ``h`` the nodes of the
        states that it marks and that its suppliers have their head office in; ``loan`` for a
        loan. None where nothing is told.
    """
    told: list[dict[str, Any] | None] = []
    for iri in rows:
        one = details["records"].get(iri)
        if one is None:
            told.append(None)
            continue
        made: dict[str, Any] = {
            "s": [pool(source) for source in one["sources"]],
            "f": [pool(family) for family in one["families"]],
            "e": text(one["edition"]),
            "t": [pool(code) for code in one["technologies"]],
            "d": [one["earliest"], one["latest"]] if one["earliest"] else [],
            "c": pool(one["country"]),
        }
        for name, short in (("marked", "m"), ("seated", "h")):
            if name in one:
                made[short] = [node[state] for state in one[name] if state in node]
        if "lender" in one:
            made["loan"] = _loan(one, details["labels"], pool)
        told.append(made)
    return told


def _loan(one: Mapping[str, Any], labels: Mapping[str, str], pool: Pool) -> dict[str, Any]:
    return {
        "lender": pool(one["lender"]),
        "lenderLabel": labels.get(one["lender"], ""),
        "contractors": [pool(iri) for iri in one["contractors"]],
        "contractorLabels": [labels.get(iri, iri) for iri in one["contractors"]],
        **{name: list(one[name]) for name in ("instruments", "purposes", "statuses")},
        "concessional": list(one["concessional"]),
        **{name: _number(one[name]) for name in ("amount", "amount_usd_2021")},
        **{name: _number(one[name]) for name in ("rate", "maturity", "grace")},
        "currency": one["currency"],
    }


def _number(stated: str) -> float | None:
    return float(stated) if stated else None


def spoken_codes(details: Mapping[str, Any]) -> dict[str, str]:
    """Return the words of the codes that loans and records use.

    Parameters
    ----------
    details : mapping
        What `KnowledgeGraph.network` carries along.

    Returns
    -------
    dict of str to str
        By code, sorted.
    """
    names = ("technologies", "instruments", "purposes")
    codes = {code for one in details["records"].values() for n in names for code in one.get(n, ())}
    return {code: spoken(code) for code in sorted(codes)}
