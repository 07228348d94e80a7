"""Shapes and rules that would check nothing are an error, never a silent pass."""

import shutil
from pathlib import Path

import pyoxigraph
import pytest

from watchgraph.checks import run_checks
from watchgraph.errors import UseError
from watchgraph.resources import ontology_folder


@pytest.fixture
def ontology(tmp_path: Path) -> Path:
    """Return a copy of the ontology folder, to be spoiled."""
    return Path(shutil.copytree(ontology_folder(), tmp_path / "ontology"))


@pytest.fixture
def small(small_quads: list[pyoxigraph.Quad]) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.extend(small_quads)
    return store


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_misspelt_target_class_is_a_finding(ontology: Path, small: pyoxigraph.Store) -> None:
    replace(
        ontology / "shapes" / "lender.ttl", "sh:targetClass wg:Lender", "sh:targetClass wg:Leander"
    )
    report = run_checks(small, ontology=ontology)
    assert [f.rule for f in report.findings] == ["shape-without-focus"]
    finding = report.findings[0]
    assert finding.focus == "https://w3id.org/watchgraph/shape/Lender"
    assert finding.file == "ontology/shapes/lender.ttl"
    assert finding.value.endswith("#Leander")
    assert report.exit_code() == 1


def test_a_shape_without_a_target_is_a_finding(ontology: Path, small: pyoxigraph.Store) -> None:
    replace(ontology / "shapes" / "lender.ttl", "    sh:targetClass wg:Lender ;\n", "")
    report = run_checks(small, ontology=ontology)
    assert [f.rule for f in report.findings] == ["shape-without-focus"]


def test_a_graph_without_records_meets_no_shape(ontology: Path) -> None:
    report = run_checks(pyoxigraph.Store(), ontology=ontology)
    assert {f.rule for f in report.findings} == {"shape-without-focus"}
    # Nothing has to be withheld.
    assert len(report.findings) == len(report.shapes) - 1


@pytest.mark.parametrize("folder", ["shapes", "violations"])
@pytest.mark.parametrize("gone", [True, False])
def test_an_empty_folder_is_an_error(
    folder: str, gone: bool, ontology: Path, small: pyoxigraph.Store
) -> None:
    shutil.rmtree(ontology / folder)
    if not gone:
        (ontology / folder).mkdir()
    with pytest.raises(UseError, match="There is no"):
        run_checks(small, ontology=ontology)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("sh:maxCount", "sh:maxcount", "sh:maxcount"),
        ("lender-type/", "lender-type(/", "pattern"),
        ("a sh:NodeShape", "a sh:NodeShape ;;; .", "lender.ttl cannot be read"),
    ],
)
def test_a_slip_that_an_engine_would_pass_over_is_an_error(
    old: str, new: str, says: str, ontology: Path, small: pyoxigraph.Store
) -> None:
    replace(ontology / "shapes" / "lender.ttl", old, new)
    with pytest.raises(UseError, match=says):
        run_checks(small, ontology=ontology)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("# severity: error\n", "", "lacks its severity"),
        ("# severity: error", "# severity: bad", "lacks its severity"),
        ("# message:", "# remark:", "lacks its message"),
        ("?focus", "?node", "does not select"),
        ("SELECT DISTINCT", "SELECT DISTINGUISHED", "cannot be run"),
    ],
)
def test_a_rule_that_cannot_work_is_an_error(
    old: str, new: str, says: str, ontology: Path, small: pyoxigraph.Store
) -> None:
    replace(ontology / "violations" / "source-from-itself.rq", old, new)
    with pytest.raises(UseError, match=says):
        run_checks(small, ontology=ontology)


def test_the_ontology_need_not_be_in_the_store(small: pyoxigraph.Store) -> None:
    small.remove_graph(pyoxigraph.NamedNode("https://w3id.org/watchgraph/graph/ontology"))
    assert run_checks(small).findings == ()


def test_a_class_that_the_data_have_no_record_of_is_a_warning(small: pyoxigraph.Store) -> None:
    lender = pyoxigraph.NamedNode("https://w3id.org/watchgraph/ontology#Lender")
    for quad in list(small.quads_for_pattern(None, None, lender)):
        if "/id/" in str(quad.subject):
            small.remove(quad)
    (finding,) = (f for f in run_checks(small).findings if f.rule == "shape-without-focus")
    assert finding.severity == "warning" and finding.focus.endswith("/Lender")
    assert "nothing is wrong" in finding.remedy and "add" not in finding.remedy.lower()
