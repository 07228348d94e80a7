"""``watchgraph verify`` as a user meets it."""

import shutil
from pathlib import Path

import pytest

from watchgraph.resources import data_folder


def test_a_build_that_agrees_exits_with_0(run, real_build: Path):
    result = run("verify", real_build, "--data", data_folder())
    assert result.code == 0, result.out
    assert "agrees" in result.out
    assert "inputs" in result.out
    assert result.err == ""


def test_the_build_folder_is_the_default(run, real_build: Path, monkeypatch):
    monkeypatch.chdir(real_build.parents[1])
    assert run("verify").out.startswith(f"{Path('build', real_build.name)} agrees")


def test_a_build_that_differs_exits_with_1_and_says_where(run, real_build: Path, tmp_path: Path):
    built = shutil.copytree(real_build, tmp_path / "build")
    with (built / "graph.nq").open("ab") as file:
        file.write(b"<urn:a> <urn:b> <urn:c> <urn:more> .\n")
    result = run("verify", built)
    assert result.code == 1
    place, expected, found, graph, *_, last = result.out.splitlines()
    assert place == "graph.nq"
    assert expected.startswith("    expected: ")
    assert found.startswith("    found:    ")
    assert expected.split()[1:] != found.split()[1:]
    assert graph == "store, graph urn:more"
    assert last.endswith("differs from its manifest in 2 things.")


@pytest.mark.parametrize("arguments", [["nowhere"], ["--data", "nowhere"], ["--with", "nowhere"]])
def test_where_there_is_nothing_it_exits_with_2(run, arguments, real_build, monkeypatch):
    monkeypatch.chdir(real_build.parents[1])
    result = run("verify", *arguments)
    assert result.code == 2
    assert "nowhere" in result.err
