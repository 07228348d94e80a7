"""What is written without naming a private overlay holds nothing of it, and nothing made of it.

Its name alone may be told: on the standard error, and in the manifest of a build that holds it.
"""

import stat
from pathlib import Path

import pytest

from .seeking import SEEK, SEEK_OTHER, Seeker
from .written import built, dumped, files

NOTICE = "Holds private records of hushed; not for publication."
HELD = "The private records of {0} are checked but not shown; to show them: --include-private {0}\n"


def test_a_build_and_a_site_with_it_held_back_are_those_without_it(world: Path) -> None:
    plain, hidden = files(world / "plain" / "site"), files(world / "hidden" / "site")
    assert len(plain) > 500
    assert plain.keys() == hidden.keys()
    assert [name for name in plain if plain[name] != hidden[name]] == []
    one, two = built(world, "plain"), built(world, "hidden")
    assert one.name == two.name
    for name in ("graph.nq", "manifest.json"):
        assert (one / name).read_bytes() == (two / name).read_bytes()
    assert dumped(one) == dumped(two)


@pytest.mark.parametrize("seek", [SEEK, SEEK_OTHER])
def test_no_byte_of_them_is_of_a_private_overlay(world: Path, seek: Seeker) -> None:
    for name in ("plain", "hidden"):
        assert seek.in_files(world / name) == {}
        assert seek.found(dumped(built(world, name))) == []
        assert not list((world / name).rglob("private"))
    for page in (world / "hidden" / "site").rglob("*.html"):
        assert "not for publication" not in page.read_text(encoding="utf-8")
    assert list((world / "tmp").iterdir()) == []


def test_what_is_said_is_the_name_alone(world: Path) -> None:
    said = {name: (world / name / "stderr").read_text(encoding="utf-8") for name in
            ("plain", "hidden", "shown")}  # fmt: skip
    assert said["hidden"] == said["plain"] + HELD.format("other") + HELD.format("hushed")
    assert said["shown"] == said["plain"] + HELD.format("other") + NOTICE + "\n"


def test_a_build_that_holds_it_keeps_it_in_one_folder_of_its_owner(world: Path) -> None:
    plain, shown = built(world, "plain"), built(world, "shown")
    assert SEEK.in_files(world / "shown" / "build", but=["private"]) == {}
    assert dumped(shown) == dumped(plain)
    assert (shown / "graph.nq").read_bytes() == (plain / "graph.nq").read_bytes()
    private = shown / "private"
    assert stat.S_IMODE(private.stat().st_mode) == 0o700
    assert sorted(path.name for path in private.iterdir()) == ["hushed.json", "hushed.nq"]
    for path in private.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_overlay_shown_never_shows_another(world: Path) -> None:
    assert SEEK_OTHER.in_files(world / "shown") == {}
    assert SEEK_OTHER.found(dumped(built(world, "shown"))) == []
