"""The one rule by which attributes of networks become plain cells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from watchgraph.notice import not_for_publication

#: What stands between the parts of a list in one cell.
JOINT = "; "

# Characters that no XML file may hold, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Cell = str | int | float | bool

#: What a network carries along for its picture: tables of hundreds of records, no attributes.
CARRIED = ("evidence", "details")


def flat(value: object) -> Cell | None:
    r"""Return a value as one cell.

    Parameters
    ----------
    value
        Any attribute of a node, an edge or a network.

    Returns
    -------
    str, int, float, bool or None
        Numbers and truth values as they are; the parts of a list joined by ``"; "``, of a set
        sorted before; all else as text with line ends ``\n`` and without control characters.
        None stays None: such an attribute is left out.

    Examples
    --------
    >>> flat(("2019", "2022")), flat(3), flat(None)
    ('2019; 2022', 3, None)
    """
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, set | frozenset):
        value = sorted(value, key=str)
    if isinstance(value, list | tuple):
        value = JOINT.join(str(part) for part in value if part is not None)
    if hasattr(value, "item"):
        # A number of numpy.
        return flat(value.item())
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")
    return _NOT_XML.sub("\ufffd", text)


def network_attributes(attributes: Mapping[str, Any]) -> dict[str, Cell]:
    """Return the attributes of a whole network as cells.

    Parameters
    ----------
    attributes
        The network's own; its ``evidence`` and ``details``, tables of hundreds of records, are
        left out: the edges carry the IRIs to ask for them by.

    Returns
    -------
    dict of str to cell
        As :func:`flat_attributes`; with the names of private overlays stands a ``notice``.

    Examples
    --------
    >>> network_attributes({"private": ("mine",), "evidence": {}})["notice"]
    'Holds private records of mine; not for publication.'
    """
    kept = {name: attributes[name] for name in attributes if name not in CARRIED}
    if notice := not_for_publication(attributes.get("private", ())):
        kept["notice"] = notice
    return flat_attributes(kept)


def flat_attributes(attributes: Mapping[str, Any]) -> dict[str, Cell]:
    """Return attributes as cells, sorted by name.

    Parameters
    ----------
    attributes
        Names and values; the names of a mapping inside are joined to its own by a dot.

    Returns
    -------
    dict of str to cell
        No value is None.

    Examples
    --------
    >>> flat_attributes({"weight": 2, "coverage": {"dated": 1}, "date": None})
    {'coverage.dated': 1, 'weight': 2}
    """
    cells: dict[str, Cell] = {}
    for name, value in attributes.items():
        if isinstance(value, Mapping):
            inner = flat_attributes(value)
            cells |= {f"{flat(name)}.{key}": cell for key, cell in inner.items()}
        elif (cell := flat(value)) is not None:
            cells[str(flat(name))] = cell
    return dict(sorted(cells.items()))
