"""What the targets share: small tables in a folder of their own, the graph of them, readings."""

import json
import shutil
import struct
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from watchgraph.resources import data_folder
from watchgraph.store import KnowledgeGraph
from watchgraph.tables import Tables, load_tables

SMALL = Path(__file__).parents[1] / "fixtures" / "small"


@cache
def room() -> Path:
    """Return the folder of this process, the only one that a target writes to."""
    return Path(tempfile.mkdtemp(prefix="watchgraph-fuzz-"))


@cache
def folder() -> Path:
    """Return a copy of the small tables."""
    made = room() / "data"
    shutil.copytree(data_folder() / "codelists", made / "codelists")
    shutil.copytree(SMALL, made, dirs_exist_ok=True)
    (made / "datapackage.json").write_text(json.dumps(described()), encoding="utf-8")
    return made


def described() -> dict[str, Any]:
    """Return the description of the small tables, anew each time."""
    made: dict[str, Any] = json.loads((data_folder() / "datapackage.json").read_bytes())
    made["expectations"] = []
    return made


def small_description() -> dict[str, Any]:
    """Return the description of three tables, with an expected count, anew each time."""
    made: dict[str, Any] = json.loads(_small_description())
    return made


@cache
def _small_description() -> str:
    made = described()
    kept = ("publishers", "editions", "codelist-licences")
    made["resources"] = [one for one in made["resources"] if one["name"] in kept]
    for one in made["resources"]:
        keys = one["schema"].get("foreignKeys", [])
        known = [key for key in keys if key["reference"]["resource"] in ("", *kept)]
        one["schema"]["foreignKeys"] = known
    where = {"name": "Daily"}
    expected = {"name": "one", "table": "publishers", "where": where, "expected": 1}
    made["expectations"] = [expected]
    return json.dumps(made)


@cache
def tables() -> Tables:
    """Return the small tables as they are."""
    return load_tables(folder())


@cache
def graph() -> KnowledgeGraph:
    """Return the graph of the small tables."""
    return KnowledgeGraph.load(folder())


class Reading:
    """Bytes read as choices, numbers and text: the same bytes, the same reading."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def byte(self) -> int:
        """Return the next byte, 0 beyond the end."""
        self._at += 1
        return self._data[self._at - 1] if self._at <= len(self._data) else 0

    def number(self) -> int:
        """Return a number of two bytes."""
        return int(struct.unpack("<H", bytes([self.byte(), self.byte()]))[0])

    def choice(self, of: Any) -> Any:
        """Return one of several."""
        return of[self.number() % len(of)]

    def rest(self) -> bytes:
        """Return all that was not read yet."""
        return self._data[self._at :]

    def text(self) -> str:
        """Return the rest as text: UTF-8 as far as it is that, else with halves of pairs."""
        return self.rest().decode("utf-8", "surrogateescape")


#: Text with which many things go wrong.
SHARP = (
    *("", " ", ".", "..", "../../x", "C:\\x", "CON", "nul.txt", "%2e%2e", "%2F..%2F", "\x00", "~"),
    *("<script>x</script>", '"', "'", "\\", "\n", "\r", "\t", "\u2028", "\u202e", "\ufeff", "é"),
    *("=1+1", "-5", "NaN", "inf", "1e999", "9" * 400, "0000", "2019-02-30", "10000-01-01", "²"),
    *("https://example.org/a b", "javascript:alert(1)", "https://[::1", "http://" + "a" * 300),
    *("\U0001f3a5", "\u0600", "e\u0301", "x" * 3000, "%s{0}${x}{{7*7}}", "\ud800", "\udfff"),
)
