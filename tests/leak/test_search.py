"""The search itself: all that may be filled is planted, and found however it is packed."""

from pathlib import Path

from watchgraph.overlaid import check_overlay
from watchgraph.tables.schema import read_package

from .planted import STEM, planted_rows, uncovered
from .seeking import SEEK, SEEK_OTHER


def test_every_column_that_an_overlay_may_fill_is_planted(world: Path) -> None:
    package = read_package(world / "data")
    assert uncovered(package, planted_rows(package)) == []
    assert check_overlay(world / "hushed", data=world / "data").report.exit_code() == 0


def test_the_search_finds_what_is_encoded_or_packed() -> None:
    import base64
    import gzip
    import zlib

    text = f"<p>é {STEM}-deployments-name-x9 &".encode()
    packed = gzip.compress(text)
    escaped = "".join(f"\\u{ord(one):04x}" for one in STEM)
    for raw in (
        *(text, text.upper(), packed, zlib.compress(text), escaped.encode(), text.hex().encode()),
        *(base64.b64encode(text[start:]) for start in range(3)),
        *(text.decode().encode(code) for code in ("utf-16", "utf-16-le", "utf-16-be")),
        "".join(f"&#{ord(one)};" for one in STEM).encode(),
        "".join(f"%{ord(one):02x}" for one in STEM).encode(),
        b'{"quads":"' + base64.b64encode(packed) + b'"}',
        *(b"918,273,645 cameras", b'"amount": 827364519.25', b'"start":"1931-05-17"'),
    ):
        assert SEEK.found(raw), raw
    assert not SEEK.found(b"deployments-name-x9 1930-01-01 1,000")
    assert not SEEK_OTHER.found(text)
