"""What is stored of the notebooks can be read anywhere and tells nothing of where it was made."""

import json
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

MOST_BYTES = 400_000
FEWEST_ASSERTIONS = 8
# Of any machine: a path from its root, a drive, a duration, a place in memory.
TRACES = re.compile(
    r"(?<![\w.:/<-])/(?:[a-z]+/)+[\w.-]+|\b[A-Z]:\\|\b\d+(?:\.\d+)?\s?(?:ms|s|seconds)\b|\b0x[0-9a-f]{6,}"
)

Cell = dict[str, Any]


def _cells(path: Path) -> list[Cell]:
    cells: list[Cell] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return cells


def _code(path: Path) -> list[Cell]:
    return [cell for cell in _cells(path) if cell["cell_type"] == "code"]


def _outputs(path: Path) -> list[dict[str, Any]]:
    return [output for cell in _code(path) for output in cell["outputs"]]


def _texts(output: dict[str, Any]) -> list[str]:
    """Return what a reader reads in an output; drawings are read by their alternative text."""
    kinds = ("text/plain", "text/html")
    own = [output.get("text", ""), *(output.get("data", {}).get(kind, "") for kind in kinds)]
    return ["".join(text) for text in own if text]


def test_all_five_are_there() -> None:
    folder = Path(__file__).parents[2] / "notebooks"
    assert sorted(path.stem[:2] for path in folder.glob("*.ipynb")) == [
        f"0{i}" for i in range(1, 6)
    ]


def test_every_cell_was_run_once_in_order(path: Path) -> None:
    assert [cell["execution_count"] for cell in _code(path)] == list(range(1, len(_code(path)) + 1))
    assert [output for output in _outputs(path) if output["output_type"] == "error"] == []
    assert [output for output in _outputs(path) if output.get("name") == "stderr"] == []


def test_it_is_stored_as_the_script_writes_it(path: Path, script: ModuleType) -> None:
    import nbformat

    stored = path.read_text(encoding="utf-8")
    assert script.normalised(nbformat.read(path, as_version=4)) == stored


def test_it_is_small(path: Path) -> None:
    assert path.stat().st_size < MOST_BYTES


def test_no_output_holds_a_trace_of_the_machine(path: Path) -> None:
    found = [
        trace.group()
        for output in _outputs(path)
        for text in _texts(output)
        for trace in TRACES.finditer(re.sub(r"https?://\S+", "", text))
    ]
    assert found == []


def test_the_source_reads_no_file_by_a_relative_path(path: Path) -> None:
    source = "\n".join("".join(cell["source"]) for cell in _code(path))
    assert re.findall(r"""(?<!\.)\b(?:Path|open|pd\.read_csv)\(\s*["'][^"']*["']""", source) == []


def test_it_shows_what_it_asserts(path: Path) -> None:
    sources = ["".join(cell["source"]) for cell in _code(path)]
    assertions = [
        line
        for source in sources
        for line in source.splitlines()
        if re.match(r"\s*(assert|pd\.testing\.assert_\w+\()", line)
    ]
    assert len(assertions) >= FEWEST_ASSERTIONS
    # No tag that a page or a viewer would hide a cell for.
    assert [cell for cell in _cells(path) if cell["metadata"]] == []


def test_every_figure_is_a_drawing_with_words(path: Path) -> None:
    kind = "image/svg+xml"
    drawings = [output for output in _outputs(path) if kind in output.get("data", {})]
    assert drawings
    for output in drawings:
        words = "".join(output["data"]["text/plain"])
        assert len(words) > 60
        assert output["metadata"][kind]["alt"] == words
        svg = "".join(output["data"][kind])
        assert re.search(r"<title>([^<]{60,})</title>", svg)
        assert re.findall(r"<(?:script|image)\b|<dc:date>", svg) == []
    pictures = [data for output in _outputs(path) for data in output.get("data", {})]
    assert [data for data in pictures if data.startswith("image/") and data != kind] == []


def test_the_last_cell_names_data_version_and_seed(path: Path) -> None:
    import watchgraph.resources

    last = _cells(path)[-1]
    assert last["cell_type"] == "code"
    [output] = last["outputs"]
    lines = "".join(output["text"]).splitlines()
    assert lines[-2:] == [f"data version: {watchgraph.resources.data_version()}", "seed: 1"]


@pytest.mark.parametrize(
    "trace",
    [
        "<Figure at 0x7f3a5c0d1e90>",
        "wrote /" + "var/folders/ab/supply.html",
        "C:\\data\\supply.html",
        "took 3.2 s",
    ],
)
def test_traces_are_found(trace: str) -> None:
    assert TRACES.search(trace)


def test_the_script_takes_away_what_changes_from_run_to_run(script: ModuleType) -> None:
    import nbformat

    cell = nbformat.v4.new_code_cell("1", metadata={"execution": {"iopub.status.busy": "now"}})
    notebook = nbformat.v4.new_notebook(cells=[cell])
    notebook.metadata = nbformat.from_dict(
        {"kernelspec": {"name": "own"}, "language_info": {"name": "python", "version": "3.11.2"}}
    )
    text = script.normalised(notebook)
    assert json.loads(text)["cells"][0]["metadata"] == {}
    assert json.loads(text)["metadata"] == script.METADATA
    assert json.loads(text)["cells"][0]["id"] == cell["id"]
