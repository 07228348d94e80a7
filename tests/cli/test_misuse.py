"""What a user sees who gets something wrong: one clear message and the right exit code."""

import shutil
from pathlib import Path

import pytest

from watchgraph.resources import data_folder


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ask", "countries_by_suplier"], "countries_by_supplier"),
        (["ask", "countries_by_supplier", "suplier=huawei"], "supplier"),
        (["ask", "countries_by_supplier", "supplier=huawai"], "huawei"),
        (["ask", "countries_by_supplier", "huawei"], "name=value"),
        (["network", "suply"], "supply"),
        (["network", "supply", "--edition", "2020"], "2019"),
        (["network", "supply", "--technology", "laser"], "facial_recognition"),
        (["network", "supply", "--date", "2019-02-30"], "2019-02-30"),
        (["network", "supply", "--region", "africa"], "aigs-af"),
        (["analyze", "supply", "--evidence", "good"], "independent"),
        (["draw", "finance", "--edition", "2019"], "takes no edition"),
        (["network", "supply", "--edition", "2019", "--evidence", "deployments"], "no deployments"),
        (["build", "--data", "nowhere"], "nowhere"),
        (["ask", "countries_by_supplier", "--build", "nowhere"], "watchgraph build"),
        (["ask", "countries_by_supplier", "--endpoint", "ftp://x"], "http"),
        (["query", "nowhere.rq"], "nowhere.rq"),
        (["frobnicate"], "frobnicate"),
    ],
)
def test_wrong_use_exits_with_2_and_names_the_remedy(run, arguments, said, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.code == 2, result.err
    assert said in result.err
    assert list(tmp_path.iterdir()) == []


def test_a_broken_query_exits_with_2(run, tmp_path: Path):
    file = tmp_path / "q.rq"
    file.write_text("SELECT * { ?s ?p", encoding="utf-8")
    result = run("query", file)
    assert result.code == 2
    assert "query" in result.err


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A copy of the data in which one listing names an unknown supplier."""
    folder = tmp_path / "data"
    shutil.copytree(data_folder(), folder)
    path = folder / "listings.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(",hikvision,", ",hikvison,", 1), encoding="utf-8")
    return folder


@pytest.mark.parametrize("command", ["check", "build", "ask"])
def test_bad_data_exits_with_1_and_names_row_column_and_remedy(run, broken, command, tmp_path):
    arguments = {
        "check": ["check", broken],
        "build": ["build", "--data", broken, "--out", tmp_path / "build"],
        "ask": ["ask", "countries_by_supplier", "--data", broken],
    }[command]
    result = run(*arguments)
    said = result.out + result.err
    assert result.code == 1
    for part in ("listings.csv", "supplier", "hikvison", "Did you mean 'hikvision'?"):
        assert part in said
    assert not (tmp_path / "build" / "current").exists()
