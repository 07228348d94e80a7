"""The packaged data conform, every shape is put to use, and the check is quick."""

import time
from collections.abc import Callable

import pyoxigraph
import pytest

from watchgraph.checks import Report, run_checks
from watchgraph.checks.locate import locator
from watchgraph.resources import ontology_folder
from watchgraph.tables import Tables

Validate = Callable[[pyoxigraph.Store], list[tuple[str, str, str]]]


def test_the_real_data_have_no_error(report: Report) -> None:
    assert [f for f in report.findings if f.severity == "error"] == []
    assert report.exit_code() == 0


def test_every_shape_meets_focus_nodes(report: Report, tables: Tables) -> None:
    shape = "https://w3id.org/watchgraph/shape/"
    # Nothing of the edition is withheld.
    assert {name for name, met in report.shapes.items() if not met} == {shape + "Redaction"}
    for name, table in (("Deployment", "deployments"), ("Indicator", "indicators")):
        assert report.shapes[shape + name] == tables.columns[table].num_rows


def test_every_rule_of_the_folder_is_run(report: Report) -> None:
    names = {path.stem for path in (ontology_folder() / "violations").glob("*.rq")}
    assert set(report.rules) == names


def test_warnings_name_rows_that_are_so(report: Report, tables: Tables) -> None:
    found = [f for f in report.findings if f.rule == "supplier-without-headquarters"]
    suppliers = tables.frame("suppliers")
    assert found
    for finding in found:
        row = suppliers.iloc[finding.row - 2]
        assert (finding.file, finding.column) == ("suppliers.csv", "headquarters")
        assert finding.focus.endswith("/" + row["supplier"])
        assert row.isna()["headquarters"]


def test_the_whole_check_takes_under_two_seconds(store: pyoxigraph.Store, tables: Tables) -> None:
    begun = time.process_time()
    run_checks(store, locate=locator(tables))
    assert time.process_time() - begun < 2


def test_checking_changes_nothing(store: pyoxigraph.Store) -> None:
    before = len(store)
    run_checks(store)
    assert len(store) == before


@pytest.mark.slow
def test_the_reference_engine_agrees_and_takes_ten_times_as_long(
    store: pyoxigraph.Store, by_reference: Validate, by_engine: Validate
) -> None:
    begun = time.process_time()
    found = by_engine(store)
    ours = time.process_time() - begun
    begun = time.process_time()
    assert found == by_reference(store) == []
    assert time.process_time() - begun >= 10 * ours
