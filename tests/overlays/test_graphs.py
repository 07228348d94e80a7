"""Rows of an overlay stand in a graph of their own, beside an edition that stays as it is."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

import watchgraph as wg
from watchgraph.checks.locate import locator
from watchgraph.errors import DataError, UseError
from watchgraph.mapping import quad_chunks
from watchgraph.overlaid import CHECK_STEPS, check_overlay
from watchgraph.overlays import Laid
from watchgraph.tables import Tables

from .conftest import ROWS, SMALL_ROWS, TOKEN, Make, for_small

Lay = Callable[..., Laid]
GRAPH = "https://w3id.org/watchgraph/graph/overlay/"
ID = "https://w3id.org/watchgraph/id/"


def lines(tables: Tables) -> list[bytes]:
    return b"".join(quad_chunks(tables)).splitlines()


def test_the_edition_keeps_its_bytes(make: Make, lay: Lay, edition: Tables) -> None:
    alone, shown = lines(edition), lines(lay(make(), include_private=["mine"]).shown)
    assert shown[: len(alone)] == alone


def test_all_rows_of_an_overlay_stand_in_its_own_graph(
    make: Make, lay: Lay, edition: Tables
) -> None:
    shown = lines(lay(make(), include_private=["mine"]).shown)
    own = shown[len(lines(edition)) :]
    assert all(line.endswith(f" <{GRAPH}mine> .".encode()) for line in own)
    said = b"\n".join(own).decode()
    assert f"<{ID}deployment/mine-ken-yard>" in said
    assert f"<{ID}publisher/mine-press>" in said
    assert f"<{ID}dataset/mine>" in said


def test_printed_names_are_read_by_the_edition_and_by_the_overlay_itself(
    make: Make, lay: Lay
) -> None:
    supplier = (
        "supplier,name,ownership,basis,source\nmine-eye,Mine Eye,unknown,source_seen,mine-talk\n"
    )
    spelling = (
        "record,printed,supplier,certainty,reason,source\n"
        "mine-eye-ltd,MINE-EYE & Söhne,mine-eye,certain,legal form,mine-talk\n"
    )
    named = "mine-eye--2,mine-ken-yard,MINE-EYE & Söhne,mine-talk\n"
    files = {
        **ROWS,
        "suppliers.csv": supplier,
        "spellings.csv": spelling,
        "deployment_suppliers.csv": ROWS["deployment_suppliers.csv"] + named,
    }
    laid = lay(make(files=files), include_private=["mine"])
    assert laid.faults == ()
    said = b"\n".join(lines(laid.shown)).decode()
    for mention, supplier in (("mine-ken-yard--huawei", "huawei"), ("mine-eye--2", "mine-eye")):
        link = f"<{ID}mention/{mention}> <https://w3id.org/watchgraph/ontology#supplier> "
        assert f"{link}<{ID}supplier/{supplier}> <{GRAPH}mine> ." in said


def test_a_finding_stands_in_the_owners_file_and_row(make: Make, lay: Lay) -> None:
    tables = lay(make(), include_private=["mine"]).shown
    found = locator(tables)(f"{ID}deployment/mine-ken-yard", f"{ID}none")
    assert found is not None
    assert (found.file, found.row) == ("mine/deployments.csv", 2)
    assert tables.row_of("deployments", "mine-ken-yard") == 2
    assert tables.row_of("deployments", "ago-luanda-cisp") == 3


def test_a_public_overlay_may_not_lean_on_a_private_one(make: Make, lay: Lay) -> None:
    hidden = make()
    row = "record,country,name,source\nopen-1,KEN,Open,mine-talk\n"
    shown = make("open", files={"deployments.csv": row}, private=False)
    [fault] = lay(hidden, shown).errors
    assert (fault.file, fault.row, fault.column) == ("open/deployments.csv", 2, "source")


def test_two_private_overlays_do_not_lean_on_each_other(make: Make, lay: Lay) -> None:
    row = "record,country,name,source\nother-1,KEN,Other,mine-talk\n"
    other = make("other", files={"deployments.csv": row})
    [fault] = lay(make(), other).errors
    assert (fault.file, fault.column) == ("other/deployments.csv", "source")


def test_a_private_overlay_may_lean_on_a_public_one(make: Make, lay: Lay) -> None:
    row = "record,country,name,source\nother-1,KEN,Other,mine-talk\n"
    other = make("other", files={"deployments.csv": row})
    assert lay(other, make(private=False)).faults == ()


def test_a_key_of_another_overlay_is_not_taken_again(make: Make, lay: Lay) -> None:
    again = {**ROWS, "deployments.csv": "record,country,name,source\n"}
    again["deployment_suppliers.csv"] = "record,deployment,as_printed,source\n"
    one, two = lay(make(), make("other", files=again)).errors
    assert {one.file, two.file} == {"other/publishers.csv", "other/sources.csv"}
    assert "mine/publishers.csv, row 2" in one.remedy


def test_a_private_overlay_is_shown_only_where_it_is_named(make: Make, small: Path) -> None:
    folder = make(files=SMALL_ROWS, title="Öwn <b>")
    ask = f'ASK {{ ?s ?p ?o FILTER(CONTAINS(STR(?o), "{TOKEN}")) }}'
    hidden = wg.load(small, overlays=[folder])
    assert hidden.query(ask) is False
    assert (hidden.private, len(hidden.notes)) == ((), 1)
    assert "--include-private mine" in hidden.notes[0]
    shown = wg.load(small, overlays=[folder], include_private=["mine"])
    assert shown.query(ask) is True
    assert (shown.private, shown.notes) == (("mine",), ())
    assert shown.as_of("2030-01-01", keep_undated=True).private == ("mine",)
    assert shown.network("deployment").graph["private"] == ("mine",)
    record = f"{ID}deployment/mine-ken-yard"
    edges = shown.network("supply").edges(data=True)
    assert any(record in facts["records"] for _, _, facts in edges)


def test_an_unknown_private_name_is_refused_with_the_known_ones(make: Make, small: Path) -> None:
    with pytest.raises(UseError) as caught:
        wg.load(small, overlays=[make(files=SMALL_ROWS)], include_private=["yours"])
    assert caught.value.choices == ("mine",)


def test_one_folder_where_a_list_is_wanted_is_refused(make: Make) -> None:
    with pytest.raises(UseError, match="takes a list"):
        wg.load(overlays=str(make()))


FAULTY = {
    **ROWS,
    "deployments.csv": ROWS["deployments.csv"] + "mine-bad,KEX,,Bad,mine-talk\n",
    "deployment_suppliers.csv": (
        ROWS["deployment_suppliers.csv"] + "mine-bad--huawei,mine-bad,Huawei,mine-talk\n"
    ),
}


def test_errors_stop_unless_faulty_rows_are_left_out(make: Make, small: Path) -> None:
    folder = make(files=for_small(FAULTY))
    with pytest.raises(DataError) as caught:
        wg.load(small, overlays=[folder], include_private=["mine"])
    [fault] = caught.value.faults
    assert (fault.file, fault.row, fault.column) == ("mine/deployments.csv", 3, "country")
    kg = wg.load(small, overlays=[folder], include_private=["mine"], skip_faulty=True)
    # The row with the error, and the one that hangs on it.
    assert [note.partition(":")[0] for note in kg.notes] == [
        "1 row of mine/deployment_suppliers.csv left out",
        "1 row of mine/deployments.csv left out",
    ]
    count = kg.rows(f"SELECT (COUNT(?d) AS ?n) {{ GRAPH <{GRAPH}mine> {{ ?d a wg:Deployment }} }}")
    assert count == [(1,)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("suppliers.csv", "supplier,nmae\nx,X\n"),
        # One row with a cell too many: no row of the file can be read.
        ("publishers.csv", "publisher,name\nmine-press,Mine\nmore,More,More\n"),
        ("publishers.csv", 'publisher,name\nmine-press,"Mine\n'),
        ("countries.csv", "country\nKEN\n"),
        ("leads.yaml", "sheet: leads.xlsx\nrows: nonsense\n"),
        ("leads.yaml", "sheet: leads.xlsx\nrows: deployments\ncolumns: {nothing: Heading}\n"),
    ],
)
def test_what_is_wrong_with_a_whole_file_is_never_left_out(
    make: Make, small: Path, name: str, content: str
) -> None:
    folder = make(files={**SMALL_ROWS, name: content})
    with pytest.raises(DataError) as caught:
        wg.load(small, overlays=[folder], include_private=["mine"], skip_faulty=True)
    assert f"mine/{name}" in {fault.file for fault in caught.value.faults}


def test_a_source_of_another_data_set_is_left_out_with_what_rests_on_it(
    make: Make, lay: Lay
) -> None:
    source = "source,title,publisher,dataset\nmine-talk,A talk,mine-press,aiddata\n"
    laid = lay(make(files={**ROWS, "sources.csv": source}), skip_faulty=True)
    assert laid.stopping == ()
    assert sorted(laid.layers["mine"].columns) == ["codelist-datasets", "publishers"]
    assert sum(laid.left_out.values()) == 3


def test_the_first_line_of_json_lines_is_a_row_like_others(make: Make, lay: Lay) -> None:
    files = {name: text for name, text in ROWS.items() if name != "deployments.csv"}
    good = '{"record": "mine-ken-yard", "country": "KEN", "name": "Y", "source": "mine-talk"}\n'
    bad = '{"record": "mine-bad", "country": "KEX", "name": "B", "source": "mine-talk"}\n'
    folder = make(files={**files, "deployments.jsonl": bad + good})
    laid = lay(folder, skip_faulty=True)
    assert [(fault.row, fault.value) for fault in laid.errors] == [(1, "KEX")]
    assert (laid.stopping, laid.left_out) == ((), {"mine/deployments.jsonl": 1})
    assert laid.layers["mine"].columns["deployments"].column("record").to_pylist() == [
        "mine-ken-yard"
    ]


def test_faults_of_the_graph_stop_as_well_and_can_be_left_out(make: Make, small: Path) -> None:
    ends_before = (
        "record,supplier,list,start,start_precision,end,end_precision,reason,source\n"
        "mine-l1,huawei,us_ofac_sdn,2020,year,2019,year,Because,mine-talk\n"
    )
    folder = make(files=for_small({**ROWS, "listings.csv": ends_before}))
    with pytest.raises(DataError) as caught:
        wg.load(small, overlays=[folder], include_private=["mine"])
    assert {(f.file, f.row) for f in caught.value.faults} == {("mine/listings.csv", 2)}
    kg = wg.load(small, overlays=[folder], include_private=["mine"], skip_faulty=True)
    assert any("mine/listings.csv left out" in note for note in kg.notes)
    assert not kg.query(f"ASK {{ <{ID}listing/mine-l1> ?p ?o }}")


def test_faults_of_what_is_not_shown_stop_nothing_and_are_counted(make: Make, small: Path) -> None:
    hidden = make(files=for_small(FAULTY))
    public = {"deployments.csv": "record,country,name,source\nopen-1,NAM,Open,open-talk\n"}
    public["sources.csv"] = "source,title,publisher\nopen-talk,Talk,open-press\n"
    public["publishers.csv"] = "publisher,name\nopen-press,Open Press\n"
    kg = wg.load(small, overlays=[hidden, make("open", files=public, private=False)])
    assert kg.query(f"ASK {{ <{ID}deployment/open-1> ?p ?o }}") is True
    assert kg.notes == (f"1 error in mine, which is not shown: see watchgraph check {hidden}",)


SAME = {
    **ROWS,
    "deployments.csv": (
        ROWS["deployments.csv"]
        + f"mine-again,KEN,Mombasa,{TOKEN} yard cameras,mine-talk\n"
        + f"mine-third,KEN,Mombasa,{TOKEN} yard cameras,mine-talk\n"
        + "mine-other,NAM,Rundu,Other cameras,mine-talk\n"
    ),
}


def test_of_rows_that_say_the_same_the_first_stays(make: Make, small: Path) -> None:
    folder = make(files=for_small(SAME))
    kg = wg.load(small, overlays=[folder], include_private=["mine"], skip_faulty=True)
    assert [note.partition(":")[0] for note in kg.notes] == [
        "2 rows of mine/deployments.csv left out"
    ]
    kept = kg.rows(f"SELECT ?d {{ GRAPH <{GRAPH}mine> {{ ?d a wg:Deployment }} }} ORDER BY ?d")
    assert [key.rpartition("/")[2] for (key,) in kept] == ["mine-ken-yard", "mine-other"]


SHEET = """\
Vendor,Country,City,Date,Link,Title
Eye,Namibia,Walvis Bay,2019,https://example.org/1,One
Other Eye,Namibia,Walvis Bay,2019,https://example.org/1,One
Third Eye,Namibia,Opuwo,2020,https://example.org/3,Three
Eye,Namibia,Rundu,2020,https://example.org/4,Four
"""
SHEET_MAP = """\
file: leads.csv
rows: deployments
columns:
  {supplier: Vendor, country: Country, place: City, start: Date, source_url: Link,
   source_title: Title, note: Note}
"""


def test_rows_of_a_sheet_that_share_a_publisher_outlive_a_faulty_one(
    make: Make, small: Path
) -> None:
    noted = [line + "," + ("a", "b")["Other" in line] for line in SHEET.splitlines()[1:]]
    sheet = "\n".join([SHEET.splitlines()[0] + ",Note", *noted, ""])
    folder = make(files={"leads.csv": sheet, "leads.yaml": SHEET_MAP})
    with pytest.raises(DataError) as caught:
        wg.load(small, overlays=[folder], include_private=["mine"])
    assert [fault.row for fault in caught.value.faults] == [2, 3]
    assert all("name both suppliers in one row" in fault.remedy for fault in caught.value.faults)
    kg = wg.load(small, overlays=[folder], include_private=["mine"], skip_faulty=True)
    assert [note.partition(":")[0] for note in kg.notes] == ["1 row of mine/leads.csv left out"]
    count = kg.rows(f"SELECT (COUNT(?d) AS ?n) {{ GRAPH <{GRAPH}mine> {{ ?d a wg:Deployment }} }}")
    assert count == [(3,)]


def test_a_check_says_which_step_it_has_come_to(make: Make, small: Path) -> None:
    steps: list[str] = []
    checked = check_overlay(make(files=SMALL_ROWS), data=small, progress=steps.append)
    assert (checked.faults, steps) == ((), list(CHECK_STEPS))


def test_a_faulty_edition_is_not_mended_by_leaving_rows_out(make: Make, tmp_path: Path) -> None:
    import shutil

    from watchgraph.resources import data_folder

    data = tmp_path / "data"
    shutil.copytree(data_folder(), data)
    text = (data / "deployments.csv").read_text(encoding="utf-8")
    (data / "deployments.csv").write_text(text.replace(",AGO,", ",AGX,", 1), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        wg.load(data, overlays=[make()], skip_faulty=True)
    assert caught.value.faults[0].file == "deployments.csv"


def test_the_same_rows_give_the_same_bytes(make: Make, lay: Lay) -> None:
    folder = make(files=FAULTY)
    hashes = set()
    for _ in range(2):
        laid = lay(folder, include_private=["mine"], skip_faulty=True)
        hashes.add(hashlib.sha256(b"\n".join(lines(laid.shown))).hexdigest())
    assert len(hashes) == 1
