"""The command as a user meets it."""

import json

import pytest

from watchgraph.cli import main


@pytest.fixture
def run(capfd):
    def run_command(*arguments):
        capfd.readouterr()
        code = main(["diff", *map(str, arguments)])
        said = capfd.readouterr()
        assert "Traceback" not in said.err
        return code, said.out, said.err

    return run_command


def test_editions_of_the_packaged_data(run):
    code, out, _ = run("--edition", 2019, 2022)
    assert code == 0
    assert "24 newly found in 2022, 2 no longer found" in " ".join(out.split())


def test_the_ending_of_the_file_chooses_the_form(run, tmp_path):
    page, told = tmp_path / "diff.html", tmp_path / "diff.json"
    assert run("--edition", 2019, 2022, "--out", page)[:2] == (0, f"{page}\n")
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert run("--edition", 2019, 2022, "--out", told)[0] == 0
    assert json.loads(told.read_text(encoding="utf-8"))["compared"] == "editions"


def test_builds_that_differ_end_well_unless_asked(run, small_data):
    one = small_data("one")
    two = small_data("two", listings=lambda rows: rows.clear())
    code, out, _ = run("--build", one, two)
    assert code == 0
    assert "1 id removed without a tombstone." in out
    assert run("--build", one, two, "--exit-code")[0] == 3
    assert run("--build", one, one, "--exit-code")[0] == 0


def test_editions_inside_one_build(run, small_data, tmp_path):
    from watchgraph.build import build

    build(small_data("data"), tmp_path / "build", check=False)
    code, out, _ = run("--edition", 2019, 2019, "--build", tmp_path / "build")
    assert code == 0
    assert "1 of 2 places looked at" in out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "Give --edition A B, or --build A B."),
        (("--build", "one"), "Give --edition A B, or --build A B."),
        (("--build", "one", "two"), "neither a build nor tables"),
        (("--edition", "2019", "2022", "--build", "one", "two"), "inside one graph"),
        (("--edition", "2019", "2022", "--data", "one", "--endpoint", "http://x"), "one graph"),
        (("--edition", "2019", "2020"), "The edition '2020' is unknown."),
        (("--build", "one", "two", "--data", "three"), "--data does not go with --build A B."),
    ],
)
def test_wrong_use_is_said_in_one_line(run, arguments, told):
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert told in err.splitlines()[0]
