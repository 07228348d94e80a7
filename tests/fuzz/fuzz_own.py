"""A folder of own records: its description, column map, judgements and tables, each odd in turn."""

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from material import SHARP, Reading, folder, room, tables
from watch import watched

from watchgraph.intake import first_map
from watchgraph.overlays import lay_over, read_overlay, start_overlay

_SHEET = (
    "Supplier,Country,Technology,Start,Source,Title,Note\n"
    "Eye,Namibia,facial_recognition,2019-05,https://example.org/a,A title,=1+1\n"
    "Nobody Ltd,Atlantis,cameras,05/2019,https://example.org/b,Another,'=2\n"
)
_FILES = ("leads.yaml", "judgements.csv", "datapackage.json", "leads.csv", "deployments.csv")
_JUDGED = "kind,printed,candidate,how,likeness,judgement,judged_by,judged_on,note\n"


@cache
def _own() -> dict[str, bytes]:
    """Return the files of a folder that is good."""
    made = start_overlay(room() / "first", title="Leads", data=folder())
    (made / "leads.csv").write_text(_SHEET, encoding="utf-8")
    guess = first_map(
        made / "leads.csv", tables().columns, tables().package, folder=str(made), rows="deployments"
    )
    (made / "leads.yaml").write_text(guess.text, encoding="utf-8")
    files = {path.name: path.read_bytes() for path in made.iterdir() if path.is_file()}
    return files | {
        "judgements.csv": (
            _JUDGED + "supplier,Nobody Ltd,eye,spelling,0.5,same,me,2020,\n"
        ).encode(),
        "deployments.csv": _deployments(),
    }


def _deployments() -> bytes:
    head = (folder() / "deployments.csv").read_bytes().splitlines(keepends=True)
    return b"".join(head[:2])


def target(data: bytes) -> None:
    """Change one file of the folder and lay it over the small edition."""
    reading = Reading(data)
    own = dict(_own())
    name = reading.choice(_FILES)
    own[name] = _changed(own[name], reading)
    place = room() / "leads"
    if place.is_dir():
        shutil.rmtree(place)
    place.mkdir()
    if name in ("datapackage.json", "deployments.csv") and len(data) % 8:
        del own["leads.yaml"]
    for file, raw in own.items():
        (place / file).write_bytes(raw)
    with watched():
        overlay = read_overlay(place, tables())
        assert all(str(fault) and fault.rule and fault.remedy for fault in overlay.faults)
        # Which takes ten times as long.
        if len(data) % 8:
            return
        laid = lay_over(tables(), [place], skip_faulty=bool(len(data) % 16))
        assert all(_inside(fault.file) and str(fault) for fault in laid.faults)


def _inside(file: str) -> bool:
    return not Path(file).is_absolute() and ".." not in Path(file).parts


def _changed(raw: bytes, reading: Reading) -> bytes:
    way = reading.byte() % 5
    if way == 0:
        return reading.rest()
    if way == 1:
        return raw + b"\n" + reading.rest()
    at = reading.number() % (len(raw) + 1)
    if way == 2:
        text: Any = reading.choice(SHARP)
        return raw[:at] + text.encode("utf-8", "replace") + raw[at:]
    if way == 3:
        lines = raw.splitlines(keepends=True) or [raw]
        line = reading.number() % len(lines)
        lines[line] = reading.rest()[:300] + b"\n"
        return b"".join(lines)
    return raw[:at] + reading.rest()[:100] + raw[at + reading.byte() % 16 :]


def seeds() -> Iterator[bytes]:
    """Give each file as it is, with sharp texts somewhere, and YAML that is meant to hurt."""
    for number, name in enumerate(_FILES):
        yield bytes([number, 0, 0]) + _own()[name]
        for other in range(8):
            yield bytes([number, 0, 2, 40 * other % 256, other % 2, 11 * other % 256, 0])
            yield bytes([number, 0, 3, other, 0]) + SHARP[5 * other % len(SHARP)].encode(
                "utf-8", "replace"
            )
    for text in (
        "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]",
        "!!python/object/apply:os.system ['true']",
        "<<: {a: 1}",
        "[" * 500,
        "a: " * 500,
        "rows: deployments\nfile: ../../x.csv\ncolumns: {}",
        "rows: deployments\nfile: /etc/passwd\ncolumns: {}",
        "%YAML 9.9\n---\na: 1\n---\nb: 2",
        "a: 1\na: 2",
    ):
        yield bytes([0, 0, 0]) + text.encode()
