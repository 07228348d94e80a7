"""The tables that are passed on: all rows but those that may only be quoted."""

import csv
import json
import shutil

import pandas as pd
import pytest

import watchgraph as wg
from watchgraph.build import build
from watchgraph.export import export_rdf, export_tables
from watchgraph.resources import data_folder
from watchgraph.store import KnowledgeGraph


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    return folder, export_tables(data_folder(), folder)


def read(path):
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def test_each_table_is_there_with_the_rows_that_may_be_passed_on(made):
    folder, tables = made
    sources = read(data_folder() / "sources.csv").set_index("source")["redistribution"]
    quoted = set(sources[sources == "quotation"].index)
    assert quoted
    for table in tables:
        before, after = (read(root / table.schema.path) for root in (data_folder(), folder))
        assert list(after.columns) == list(before.columns) == table.schema.column_names
        assert (table.rows, table.rows - table.left_out) == (len(before), len(after))
        if "source" in before.columns and table.schema.name != "sources":
            pd.testing.assert_frame_equal(
                after, before[~before["source"].isin(quoted)].reset_index(drop=True)
            )
            assert table.terms == before["source"].map(sources).value_counts().to_dict()
        else:
            pd.testing.assert_frame_equal(after, before)


def test_as_many_are_left_out_as_of_the_graph(made, tmp_path):
    report = export_rdf(wg.load(), tmp_path / "all.nq", format="nquads")
    assert sum(table.left_out for table in made[1]) == sum(report.left_out.values()) > 0


def test_what_is_passed_on_is_a_data_package_that_builds(made, tmp_path):
    folder, _ = made
    kg = KnowledgeGraph.open(build(folder, tmp_path / "build").folder)
    assert kg.version == wg.load().version
    asked = kg.query("SELECT (COUNT(?record) AS ?n) { ?record a wg:Indicator }")
    assert int(asked.iloc[0, 0]) == len(read(folder / "indicators.csv"))


def test_what_belongs_to_a_row_that_is_left_out_is_left_out(tmp_path):
    data = tmp_path / "data"
    shutil.copytree(data_folder(), data)
    with (data / "sources.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    deployments = read(data / "deployments.csv")
    source = deployments["source"].value_counts().index[0]
    for row in rows:
        if row["source"] == source:
            row["redistribution"] = "quotation"
    with (data / "sources.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        out.writeheader()
        out.writerows(rows)
    made = {one.schema.name: one for one in export_tables(data, tmp_path / "out")}
    gone = set(deployments[deployments["source"] == source]["record"])
    assert made["deployments"].left_out == len(gone) > 0
    for name in ("deployment_suppliers", "deployment_technologies", "deployment_sources"):
        kept = read(tmp_path / "out" / f"{name}.csv")
        assert gone & set(kept["deployment"]) == set()
    described = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    assert "deployments" not in {one["table"] for one in described["expectations"]}
    assert "countries" in {one["table"] for one in described["expectations"]}
