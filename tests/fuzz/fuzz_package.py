"""The description of a data folder, ``datapackage.json``: any bytes, or one with a part changed."""

import copy
import json
from collections.abc import Iterator
from typing import Any

from material import SHARP, Reading, folder, small_description
from watch import watched

from watchgraph.tables import read_tables
from watchgraph.tables.schema import read_package

_VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1.5, 10**400, [], {}, [[]], [{}], {"": None}, ["a", 1]),
    *("string", "number", "integer", "year", "date", "boolean", "any", "(", "[", "(a+)+$", "\\"),
    *("^(?=x)", "a{1,99999}", "^[a-z]+$", "sources", "sources.csv", "../x", "/etc/passwd", *SHARP),
)


def target(data: bytes) -> None:
    """Read the description, and the tables by it if it is one."""
    reading = Reading(data)
    if reading.byte() % 4 == 0:
        raw = reading.rest()
    else:
        made = small_description()
        for _ in range(1 + reading.byte() % 3):
            _change(made, reading)
        raw = json.dumps(made).encode()
    (folder() / "datapackage.json").write_bytes(raw)
    with watched():
        read_package(folder())
        _, faults = read_tables(folder())
        assert all(str(fault) for fault in faults)


def _change(made: Any, reading: Reading) -> None:
    """Change or take away one part, somewhere."""
    place: Any = made
    for _ in range(12):
        keys = sorted(place) if isinstance(place, dict) else range(len(place))
        if not keys:
            return
        key = reading.choice(keys)
        inner = place[key]
        if isinstance(inner, dict | list) and inner and reading.byte() % 8:
            place = inner
            continue
        if reading.byte() % 5:
            place[key] = copy.deepcopy(reading.choice(_VALUES))
        else:
            del place[key]
        return


def seeds() -> Iterator[bytes]:
    """Give a small description as it is, and a number of changes."""
    made = small_description()
    yield b"\0" + json.dumps(made).encode()
    yield b"\0[]"
    yield b"\0{"
    yield b"\0" + b'{"resources":[' * 200
    for number in range(40):
        yield bytes((number * step * 37 + 11) % 256 for step in range(1, 60))
