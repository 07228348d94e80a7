"""What a folder of own records gives, and what is said of each thing that is wrong in it."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from watchgraph.errors import UseError
from watchgraph.overlays import Laid, is_overlay, read_overlay
from watchgraph.resources import data_folder
from watchgraph.tables import Tables

from .conftest import ROWS, Make

Lay = Callable[..., Laid]

HEAD = ROWS["deployments.csv"].partition("\n")[0]


def with_file(name: str, content: str | bytes) -> dict[str, str | bytes]:
    return {**ROWS, name: content}


def test_a_good_folder_has_no_fault(make: Make, lay: Lay) -> None:
    laid = lay(make())
    assert laid.faults == ()
    assert laid.layers["mine"].columns["deployments"].num_rows == 1


def test_the_environment_moves_the_limit_of_a_table(
    make: Make, lay: Lay, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make()
    monkeypatch.setenv("WATCHGRAPH_MAX_INPUT", "60")
    faults = [fault for fault in lay(folder).errors if fault.rule.startswith("has more than")]
    assert [fault.file for fault in faults] == [
        f"mine/{name}" for name, text in sorted(ROWS.items()) if len(text) > 60
    ]


def test_it_is_private_unless_it_says_otherwise(make: Make, lay: Lay) -> None:
    assert lay(make()).held_back == ("mine",)
    assert lay(make("open", private=False, files={})).held_back == ()


def test_columns_come_in_any_order_and_blank_ones_may_be_left_out(make: Make, lay: Lay) -> None:
    swapped = "name,source,country,record\nYard,mine-talk,KEN,mine-ken-yard\n"
    laid = lay(make(files=with_file("deployments.csv", swapped)))
    assert laid.faults == ()
    [row] = laid.layers["mine"].columns["deployments"].to_pylist()
    assert (row["record"], row["name"], row["place"]) == ("mine-ken-yard", "Yard", None)


def test_a_source_need_not_say_data_set_licence_or_what_may_be_passed_on(
    make: Make, lay: Lay
) -> None:
    [row] = lay(make()).layers["mine"].columns["sources"].to_pylist()
    assert (row["dataset"], row["licence"], row["redistribution"]) == (
        "mine",
        "not-stated",
        "facts_only",
    )


def test_the_overlay_is_a_data_set_of_its_own(make: Make, lay: Lay) -> None:
    [row] = (
        lay(make(title="My <own> & 他的")).layers["mine"].columns["codelist-datasets"].to_pylist()
    )
    assert (row["code"], row["label"]) == ("mine", "My <own> & 他的")


@pytest.mark.parametrize("ending", ["xlsx", "parquet", "jsonl"])
def test_other_kinds_of_files_hold_the_same_rows(make: Make, lay: Lay, ending: str) -> None:
    import pandas as pd

    folder = make()
    frame = pd.read_csv(folder / "deployments.csv", dtype=str, keep_default_na=False)
    (folder / "deployments.csv").unlink()
    path = folder / f"deployments.{ending}"
    if ending == "xlsx":
        frame.to_excel(path, index=False)
    elif ending == "parquet":
        frame.to_parquet(path)
    else:
        frame.to_json(path, orient="records", lines=True, force_ascii=False)
    laid = lay(folder)
    assert laid.faults == ()
    [row] = laid.layers["mine"].columns["deployments"].to_pylist()
    assert row["record"] == "mine-ken-yard"
    row_of_file = 1 if ending == "jsonl" else 2
    assert laid.layers["mine"].place("deployments", 2).row == row_of_file


def test_semicolons_windows_letters_and_empty_rows_are_understood(make: Make, lay: Lay) -> None:
    raw = "record;country;name;source\r\nmine-tgo;TGO;Caméras de Lomé;mine-talk\r\n;;;\r\n"
    laid = lay(
        make(
            files=with_file("deployments.csv", raw.encode("cp1252"))
            | {"deployment_suppliers.csv": "record,deployment,as_printed,source\n"}
        )
    )
    assert [fault for fault in laid.faults if fault.severity == "error"] == []
    [row] = laid.layers["mine"].columns["deployments"].to_pylist()
    assert row["name"] == "Caméras de Lomé"


def test_a_code_may_be_added_to_an_open_list(make: Make, lay: Lay) -> None:
    codes = "code,label,definition\ndrone_watch,Drone watch,Drones that watch crowds.\n"
    used = "record,deployment,technology,source\nmine--d,mine-ken-yard,drone_watch,mine-talk\n"
    files = {**ROWS, "codelists/technologies.csv": codes, "deployment_technologies.csv": used}
    assert lay(make(files=files)).faults == ()


BAD: list[tuple[str, str | bytes, str, int, str, str, str]] = [
    # file, content, fault's file, row, column, rule, word of the remedy
    ("deployments.csv", f"{HEAD},nmae\n", "deployments.csv", 1, "nmae", "unknown column", "'name'"),
    ("deployments.csv", "record,country,source\n", "deployments.csv", 1, "name",
     "column is missing", "Add the column"),
    ("deployments.csv", f"{HEAD}\na,KEN,,X,mine-talk\nb,KEX,,X,mine-talk\n", "deployments.csv", 3,
     "country", "is not in countries.csv", "Did you mean"),
    ("deployments.csv", f"{HEAD}\nago-luanda-cisp,AGO,,X,mine-talk\n", "deployments.csv", 2,
     "record", "value stands twice", "deployments.csv, row 3,"),
    ("deployments.csv", f"{HEAD}\na,KEN,,X,mine-talk\na,KEN,,Y,mine-talk\n", "deployments.csv", 3,
     "record", "value stands twice", "mine/deployments.csv, row 2,"),
    ("deployments.csv", f"{HEAD}\na,KEN,,,mine-talk\n", "deployments.csv", 2, "name",
     "value is missing", "Fill"),
    ("deployments.csv", f'{HEAD}\na,KEN,"x,X,mine-talk\n', "deployments.csv", 2, "",
     "quote is out of place", "quotes"),
    ("sources.csv", "source,title,publisher,dataset\nmine-talk,A talk,mine-press,aiddata\n",
     "sources.csv", 2, "dataset", "is another data set", "mine"),
    ("countries.csv", "country\nKEN\n", "countries.csv", 0, "",
     "is a table that the edition alone says", "Take the file out"),
    ("claims.csv", "record\nc01\n", "claims.csv", 0, "",
     "is a table that the edition alone says", "Take the file out"),
    ("codelists/answers.csv", "code,label\nmaybe,Maybe\n", "codelists/answers.csv", 0, "",
     "is a table that the edition alone says", "Take the file out"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "file", "row", "column", "rule", "word"), BAD)
def test_each_fault_names_file_row_column_and_remedy(
    make: Make,
    lay: Lay,
    name: str,
    content: str | bytes,
    file: str,
    row: int,
    column: str,
    rule: str,
    word: str,
) -> None:
    files = with_file(name, content)
    if name == "deployments.csv":
        files["deployment_suppliers.csv"] = "record,deployment,as_printed,source\n"
    [fault] = lay(make(files=files)).faults
    assert (fault.file, fault.row, fault.column) == (f"mine/{file}", row, column)
    assert (fault.rule, fault.severity) == (rule, "error")
    assert word in fault.remedy


def test_a_file_that_is_not_read_is_told_of(make: Make, lay: Lay) -> None:
    folder = make(files={**ROWS, "leads.csv": "a,b\n1,2\n", "deploymets.csv": "a\n1\n"})
    for passed_over in ("README.md", "problems.xlsx", ".hidden.csv", "problems-leads.csv"):
        (folder / passed_over).write_bytes(b"anything")
    (folder / "examples").mkdir()
    one, two = lay(folder).faults
    assert (one.file, one.severity) == ("mine/deploymets.csv", "warning")
    assert "deployments" in one.remedy
    assert (two.file, two.rule) == ("mine/leads.csv", "is not read")
    assert "watchgraph map mine/leads.csv" in two.remedy


@pytest.mark.parametrize(
    ("said", "column"),
    [
        ({"name": "My Data"}, "name"),
        ({"name": "x" * 41}, "name"),
        ({"name": "aiddata"}, "name"),
        ({"name": "derived"}, "name"),
        ({"name": "../up"}, "name"),
        ({"name": 7}, "name"),
        ({"private": "no"}, "private"),
        ({"extends": ""}, "extends"),
        ({"version": 2}, "version"),
        ({"title": "a\nb"}, "title"),
    ],
)
def test_a_bad_description_is_a_fault_and_stays_private(
    make: Make, lay: Lay, said: dict[str, object], column: str
) -> None:
    laid = lay(make(files={}, **said))
    [fault] = laid.errors
    assert (fault.file, fault.column) == ("mine/datapackage.json", column)
    assert len(laid.held_back) == 1


@pytest.mark.parametrize(
    "raw", [b"", b"[]", b"\xff\xfe\x00", b"[" * 100_000, b'{"name": "x"', b" " * 2_000_000]
)
def test_a_description_that_cannot_be_read_is_one_fault(make: Make, lay: Lay, raw: bytes) -> None:
    folder = make()
    (folder / "datapackage.json").write_bytes(raw)
    faults = [fault for fault in lay(folder).errors if fault.file == "mine/datapackage.json"]
    assert len(faults) == 1
    assert not is_overlay(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_out_of_the_folder_is_not_followed(make: Make, lay: Lay, tmp_path: Path) -> None:
    outside = tmp_path / "secret.csv"
    outside.write_text("publisher,name\nstolen,Stolen\n", encoding="utf-8")
    folder = make()
    (folder / "publishers.csv").unlink()
    (folder / "publishers.csv").symlink_to(outside)
    laid = lay(folder)
    assert ("mine/publishers.csv", "leads out of the folder") in {
        (fault.file, fault.rule) for fault in laid.errors
    }
    assert "publishers" not in laid.layers["mine"].columns


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes there")
def test_a_pipe_is_not_waited_for(make: Make, lay: Lay) -> None:
    folder = make()
    os.mkfifo(folder / "suppliers.csv")
    assert lay(folder).errors == []


def test_the_edition_itself_is_no_overlay(edition: Tables) -> None:
    assert not is_overlay(data_folder())
    overlay = read_overlay(data_folder(), edition)
    assert any(fault.column == "extends" for fault in overlay.faults)


def test_a_missing_folder_is_named_with_the_way_to_make_one(
    edition: Tables, tmp_path: Path
) -> None:
    with pytest.raises(UseError, match="watchgraph new"):
        read_overlay(tmp_path / "nothing", edition)


def test_the_same_name_twice_is_refused(make: Make, lay: Lay) -> None:
    one = make("one", files={})
    two = make("two", files={}, name="one")
    with pytest.raises(UseError, match="'one'"):
        lay(one, two)


def test_a_name_may_be_judged_to_be_a_supplier_of_the_folder(make: Make, lay: Lay) -> None:
    """Of its tables, or of a map that is read earlier; no other key is taken."""
    source = 'fixed: {source_url: "https://example.org/a", source_title: "Example"}\n'
    columns = "rows: deployments\ncolumns: {supplier: Vendor, country: Country}\n"
    heads = "kind,printed,candidate,judgement,judged_by,judged_on\n"
    files = ROWS | {
        "suppliers.csv": (
            "supplier,name,ownership,basis,source\n"
            "mine-optics,Example Optics,unknown,name_only,mine-talk\n"
        ),
        "a.csv": "Vendor,Country\nExampel Optics,KEN\nExample Masts,KEN\n",
        "a.yaml": f"file: a.csv\n{columns}{source}",
        "b.csv": "Vendor,Country\nExample Mast,UGA\n",
        "b.yaml": f"file: b.csv\n{columns}{source}",
        "judgements.csv": (
            f"{heads}supplier,Exampel Optics,mine-optics,same,A. Desk,2021-08-01\n"
            "supplier,Example Mast,mine-example-masts,same,A. Desk,2021-08-01\n"
            "supplier,Example Mast,mine-nothing,different,A. Desk,2021-08-01\n"
        ),
    }
    laid = lay(make(files=files))
    [fault] = [fault for fault in laid.faults if fault.file == "mine/judgements.csv"]
    assert (fault.row, fault.value) == (4, "mine-nothing")
    columns_of = laid.layers["mine"].columns
    assert columns_of["suppliers"]["supplier"].to_pylist() == ["mine-optics", "mine-example-masts"]
    meant = {row["printed"]: row["supplier"] for row in columns_of["spellings"].to_pylist()}
    assert meant["Exampel Optics"] == "mine-optics"
    assert meant["Example Mast"] == "mine-example-masts"
