"""The command line with records of one's own: new, check, and what every command may show."""

import json
import os
import shutil
from pathlib import Path

import pyoxigraph
import pytest

from watchgraph.cli import main
from watchgraph.files import write_text

from .conftest import ROWS, SMALL_ROWS, TOKEN, Make

NOTICE = "Holds private records of mine; not for publication."

Said = tuple[int, str, str]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    monkeypatch.chdir(tmp_path)

    def say(*words: str) -> Said:
        code = main(words)
        said = capfd.readouterr()
        return code, said.out, said.err

    return say


def test_a_new_folder_is_clean_and_adds_nothing(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    code, out, _ = run("new", "leads", "--title", "Leads of mine")
    assert (code, out) == (0, "leads\n")
    assert run("check", "leads", "--strict")[:2] == (0, "0 errors, 0 warnings\n")
    said = json.loads((tmp_path / "leads" / "datapackage.json").read_text(encoding="utf-8"))
    assert (said["private"], said["extends"], said["title"]) == (
        True,
        "watchgraph",
        "Leads of mine",
    )
    assert (tmp_path / "leads").stat().st_mode & 0o077 == 0


def test_the_example_rows_are_valid(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    run("new", "leads")
    for path in (tmp_path / "leads" / "examples").iterdir():
        assert (tmp_path / "leads" / path.name).is_file()
        assert "example" in path.read_text(encoding="utf-8").lower()
        shutil.copy(path, tmp_path / "leads" / path.name)
    assert run("check", "leads", "--strict")[:2] == (0, "0 errors, 0 warnings\n")


def test_frictionless_takes_a_new_folder(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    import frictionless

    run("new", "leads")
    for filled in (False, True):
        for path in (tmp_path / "leads" / "examples").glob("*.csv") if filled else ():
            shutil.copy(path, tmp_path / "leads" / path.name)
        report = frictionless.validate(str(tmp_path / "leads" / "datapackage.json"))
        assert report.valid, report.flatten(["message"])


def test_the_readme_says_every_column_and_code(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    run("new", "leads", "--title", "<script> & *stars*")
    text = (tmp_path / "leads" / "README.md").read_text(encoding="utf-8")
    assert text.startswith("# \\<script\\> \\& \\*stars\\*\n")
    said = json.loads((tmp_path / "leads" / "datapackage.json").read_text(encoding="utf-8"))
    for resource in said["resources"]:
        for field in resource["schema"]["fields"]:
            assert f"| `{field['name']}` |" in text
    assert "- `facial_recognition`: " in text


@pytest.mark.parametrize("name", ["aiddata", "Ünïcode & Co", "derived", "中文", "x" * 60])
def test_any_folder_name_gives_a_name_that_checks(run, lay, tmp_path: Path, name: str) -> None:  # type: ignore[no-untyped-def]
    assert run("new", name)[0] == 0
    assert lay(tmp_path / name).faults == ()


NAMES = {
    "中文": "own-records-e050f5",
    "سجلات": "own-records-47d359",
    "中文 data": "data-11dda9",
    "Łódź лиды": "lodz-lidy",
    "My Data": "my-data",
    "aiddata": "aiddata-own",
}


def test_names_of_other_letters_are_kept_apart_and_told(run, lay, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    for label, name in NAMES.items():
        code, _, err = run("new", label)
        assert (code, f"--include-private {name}\n" in err) == (0, True)
    laid = lay(*(tmp_path / label for label in NAMES), include_private=["own-records-e050f5"])
    assert sorted(laid.layers) == sorted(NAMES.values())
    code, _, err = run("new", "shown", "--public")
    assert (code, "--include-private" in err) == (0, False)


@pytest.mark.parametrize("name", ["con", "NUL", "a:b", "x/aux.data"])
def test_a_folder_that_not_every_system_can_hold_is_refused_at_once(
    run,  # type: ignore[no-untyped-def]
    tmp_path: Path,
    name: str,
) -> None:
    code, _, err = run("new", name)
    assert (code, "some system keeps" in err) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_files_is_left_as_it_is(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    write_text(tmp_path / "leads" / "notes.txt", "mine")
    code, _, err = run("new", "leads")
    assert code == 2
    assert "holds files already" in err
    assert [path.name for path in (tmp_path / "leads").iterdir()] == ["notes.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["leads"]


def test_check_groups_faults_by_rule_and_column_and_json_has_all(run, make: Make) -> None:  # type: ignore[no-untyped-def]
    rows = "".join(f"mine-{i},KEX,,X{i},nowhere\n" for i in range(5))
    head = ROWS["deployments.csv"].partition("\n")[0]
    make(files={**ROWS, "deployments.csv": f"{head}\n{rows}", "deployment_suppliers.csv":
                "record,deployment,as_printed,source\n"})  # fmt: skip
    code, out, err = run("check", "mine")
    assert code == 1
    assert "error: is not in countries.csv (5)" in out
    assert "  and 2 more: --format json or --problems FILE\n" in out
    assert "--skip-faulty would leave out 5 of mine/deployments.csv." in err
    code, out, _ = run("check", "mine", "--format", "json")
    assert len(json.loads(out)["findings"]) == 10


def test_problems_are_written_beside_the_rows(run, make: Make, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    make(files={**ROWS, "deployments.csv": ROWS["deployments.csv"].replace("KEN", "KEX")})
    assert run("check", "mine", "--problems", "problems.csv")[0] == 1
    head, row = (tmp_path / "problems.csv").read_text(encoding="utf-8-sig").splitlines()
    assert head.endswith(",problems")
    assert "is not in countries.csv" in row
    make("two", files={"publishers.csv": "publisher,name\nx,\n", "sources.csv": "source\nx\n"})
    code, _, err = run("check", "two", "--problems", "one.xlsx")
    assert (code, "Several files have problems" in err) == (2, True)
    assert run("check", "two", "--problems", "many")[0] == 1
    assert sorted(path.name for path in (tmp_path / "many").iterdir()) == [
        "problems-publishers.xlsx",
        "problems-sources.xlsx",
    ]


def test_problems_are_written_over_nothing_but_a_former_copy(
    run,  # type: ignore[no-untyped-def]
    make: Make,
    tmp_path: Path,
) -> None:
    bad = ROWS["deployments.csv"].replace("KEN", "KEX")
    make(files={**ROWS, "deployments.csv": bad})
    (tmp_path / "L.csv").write_text("my,own\n1,2\n", encoding="utf-8")
    code, _, err = run("check", "mine", "--problems", "L.csv")
    assert (code, "L.csv is there already" in err, "new file" in err) == (2, True, True)
    assert (tmp_path / "L.csv").read_text(encoding="utf-8") == "my,own\n1,2\n"
    (tmp_path / "link.csv").symlink_to(tmp_path / "mine" / "deployments.csv")
    code, _, err = run("check", "mine", "--problems", "link.csv")
    assert (code, "is mine/deployments.csv itself" in err) == (2, True)
    assert (tmp_path / "mine" / "deployments.csv").read_text(encoding="utf-8") == bad
    for _ in range(2):
        assert run("check", "mine", "--problems", "copies/")[0] == 1
    copy = tmp_path / "copies" / "problems-deployments.xlsx"
    assert copy.stat().st_mode & 0o777 == 0o600
    copy.write_bytes(b"mended by hand")
    assert run("check", "mine", "--problems", "copies")[0] == 2
    assert copy.read_bytes() == b"mended by hand"


@pytest.mark.parametrize("name", ["out.pdf", "x/out.ods", "mine/datapackage.json/", "/dev/null"])
def test_problems_have_a_known_ending_or_a_folder(
    run,  # type: ignore[no-untyped-def]
    make: Make,
    tmp_path: Path,
    name: str,
) -> None:
    make(files={**ROWS, "deployments.csv": ROWS["deployments.csv"].replace("KEN", "KEX")})
    code, _, err = run("check", "mine", "--problems", name)
    assert (code, "nor a file that ends in .xlsx or .csv" in err) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


COMMANDS = [
    ("ask", "deployments_of_country", "country=NAM"),
    ("network", "deployment", "--format", "csv"),
    ("network", "deployment", "--format", "graphml"),
    ("draw", "deployment", "--out", "made"),
    ("export", "rdf", "--out", "made.nq"),
    ("query", "token.rq"),
    ("analyze", "deployment", "--format", "csv"),
]


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: "-".join(words[:2]))
def test_private_records_are_shown_only_where_they_are_named(
    run,  # type: ignore[no-untyped-def]
    make: Make,
    small: Path,
    tmp_path: Path,
    words: tuple[str, ...],
) -> None:
    make(files=SMALL_ROWS)
    query = f'SELECT ?o {{ ?s rdfs:label ?o FILTER(CONTAINS(STR(?o), "{TOKEN}")) }}'
    (tmp_path / "token.rq").write_text(query, encoding="utf-8")

    def everything(*more: str) -> tuple[str, str]:
        for made in ("made", "made.nq"):
            (tmp_path / made).unlink(missing_ok=True)
        code, out, err = run(*words, "--data", str(small), "--with", "mine", *more)
        assert code == 0, err
        for made in ("made", "made.nq"):
            if (tmp_path / made).exists():
                out += (tmp_path / made).read_text(encoding="utf-8")
        return out, err

    out, err = everything()
    assert TOKEN not in out + err
    assert "mine-ken-yard" not in out + err
    assert "--include-private mine" in err
    assert NOTICE not in out + err
    out, err = everything("--include-private", "mine")
    assert TOKEN in out or "mine-ken-yard" in out
    assert NOTICE in err
    if words[0] == "draw":
        assert NOTICE in out


@pytest.fixture
def open_to_all():  # type: ignore[no-untyped-def]
    """Have the system let all others read what is written."""
    before = os.umask(0)
    yield
    os.umask(before)


FILES = [
    ("network", "deployment", "--format", "csv", "--out", "made.csv"),
    ("network", "deployment", "--format", "graphml", "--out", "made.graphml"),
    ("draw", "deployment", "--out", "made.html"),
    ("analyze", "deployment", "--out", "made.json"),
    *[("export", "rdf", "--out", f"made.{end}") for end in ("ttl", "trig", "nt", "nq", "jsonld")],
    ("export", "vocabularies", "--out", "made.ttl"),
]


@pytest.mark.usefixtures("open_to_all")
@pytest.mark.parametrize("words", FILES, ids=lambda words: "-".join((words[0], words[-1])))
def test_a_file_with_private_records_is_for_its_owner_and_says_so_where_it_can(
    run,  # type: ignore[no-untyped-def]
    make: Make,
    small: Path,
    tmp_path: Path,
    words: tuple[str, ...],
) -> None:
    """Also where records may only be quoted, so that a part of the graph is passed on."""
    sources = "source,title,publisher,redistribution\n"
    quoted = f"{sources}mine-talk,A talk,mine-press,\nmine-book,A book,mine-press,quotation\n"
    rows = SMALL_ROWS["deployments.csv"] + "mine-ken-book,NAM,Windhoek,Other,mine-book\n"
    make(files={**SMALL_ROWS, "sources.csv": quoted, "deployments.csv": rows})
    made = tmp_path / words[-1]
    given = (*words, "--data", str(small), "--with", "mine")
    assert run(*given)[0] == 0
    assert made.stat().st_mode & 0o777 == 0o666
    public = made.read_text(encoding="utf-8")
    code, _, err = run(*given, "--include-private", "mine")
    assert (code, NOTICE in err) == (0, True)
    assert made.stat().st_mode & 0o777 == 0o600
    text = made.read_text(encoding="utf-8")
    assert NOTICE not in public
    assert (NOTICE in text) == (made.suffix not in (".csv", ".json", ".jsonld"))
    if made.suffix in (".ttl", ".trig", ".nt", ".nq"):
        assert text.startswith(f"# {NOTICE}\n")
        list(pyoxigraph.parse(path=made))


@pytest.mark.usefixtures("open_to_all")
def test_a_comparison_with_private_records_is_for_its_owner(
    run, make: Make, tmp_path: Path
) -> None:  # type: ignore[no-untyped-def]
    make()
    words = ("diff", "--edition", "2019", "2022", "--with", "mine", "--out", "made.html")
    assert run(*words, "--include-private", "mine")[0] == 0
    made = tmp_path / "made.html"
    assert (made.stat().st_mode & 0o777, NOTICE in made.read_text(encoding="utf-8")) == (
        0o600,
        True,
    )


def test_a_build_is_opened_with_private_records_by_name(run, make: Make, small: Path) -> None:  # type: ignore[no-untyped-def]
    make(files=SMALL_ROWS)
    own = ("--with", "mine", "--include-private", "mine")
    assert run("build", "--data", str(small), *own)[0] == 0
    record = ("record", "deployment/mine-ken-yard", "--build", "build")
    assert run(*record)[0] == 2
    code, out, err = run(*record, "--include-private", "mine")
    assert (code, TOKEN in out, NOTICE in err) == (0, True, True)
    assert run("verify")[0] == 0
    code, _, err = run(*record, "--with", "mine")
    assert (code, "A build holds its overlays already" in err) == (2, True)


def test_misuse_is_told(run, make: Make) -> None:  # type: ignore[no-untyped-def]
    make()
    code, _, err = run("ask", "countries_by_supplier", "supplier=huawei", "--with", "mine",
                       "--include-private", "yours")  # fmt: skip
    assert (code, "Known: mine" in err) == (2, True)
    code, _, err = run("ask", "countries_by_supplier", "--endpoint", "http://localhost:1",
                       "--with", "mine")  # fmt: skip
    assert code == 2
    assert run("check", "--problems", "x.csv")[0] == 2
    code, _, err = run("ask", "countries_by_supplier", "--with", "nowhere")
    assert (code, "watchgraph new nowhere" in err) == (2, True)
    Path("fr.csv").write_text("Vendor,Country\n", encoding="utf-8")
    for words in (("ask", "countries_by_supplier", "supplier=huawei"), ("build",)):
        code, _, err = run(*words, "--with", "fr.csv")
        assert (code, "is a file" in err, "watchgraph map fr.csv" in err) == (2, True, True)


def test_a_public_folder_need_not_be_named(run, make: Make, small: Path) -> None:  # type: ignore[no-untyped-def]
    make("pub", files=SMALL_ROWS, private=False)
    given = ("record", "deployment/mine-ken-yard", "--include-private", "pub")
    code, _, err = run(*given, "--data", str(small), "--with", "pub")
    assert (code, "'pub' is public" in err, "Leave out" in err) == (2, True, True)
    assert run("build", "--data", str(small), "--with", "pub")[0] == 0
    code, _, err = run(*given, "--build", "build")
    assert (code, "'pub' is public" in err) == (2, True)


@pytest.mark.parametrize(
    "option", ["--with=mine", "--include-private=mine", "--skip-faulty", "--data=x"]
)
def test_what_does_not_go_with_two_builds_is_named(run, option: str) -> None:  # type: ignore[no-untyped-def]
    code, _, err = run("diff", "--build", "a", "b", option)
    name = option.partition("=")[0]
    assert (code, f"{name} does not go with --build A B" in err) == (2, True)
