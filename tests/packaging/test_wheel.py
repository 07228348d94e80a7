"""The wheel alone, in a bare environment away from the checkout, answers, draws and checks."""

import csv
import importlib.metadata
import io
import os
import re
import subprocess
import sys
import tarfile
import venv
import zipfile
from email.parser import Parser
from html.parser import HTMLParser
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.slow


def _run(*command: str | Path, cwd: Path, **variables: str) -> str:
    """Run a command that must succeed and return what it prints."""
    environment = {**os.environ, "PYTHONPATH": "", **variables}
    run = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert run.returncode == 0, f"{command}\n{run.stdout}\n{run.stderr}"
    return run.stdout


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Build the source distribution, and from it the wheel."""
    folder = tmp_path_factory.mktemp("dist")
    _run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    [sdist] = folder.glob("*.tar.gz")
    [wheel] = folder.glob("*.whl")
    return sdist, wheel


def _needed(wheel: Path) -> set[str]:
    """Return the distributions that a wheel declares, and those that they declare in turn."""
    with zipfile.ZipFile(wheel) as archive:
        [name] = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        declared = Parser().parsestr(archive.read(name).decode()).get_all("Requires-Dist") or []
    needed: set[str] = set()
    waiting = [(line, frozenset({""})) for line in declared]
    while waiting:
        line, extras = waiting.pop()
        wanted = Requirement(line)
        if wanted.marker and not any(wanted.marker.evaluate({"extra": e}) for e in extras):
            continue
        # As installed here, which is as constraints.txt pins it.
        found = importlib.metadata.distribution(wanted.name)
        assert wanted.specifier.contains(found.version, prereleases=True), wanted
        if (name := canonicalize_name(wanted.name)) not in needed or wanted.extras:
            needed.add(name)
            waiting += [(r, frozenset({"", *wanted.extras})) for r in found.requires or ()]
    return needed


@pytest.fixture(scope="module")
def installed(
    distributions: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path]:
    """Install the wheel in a bare environment: its command, and an empty folder to work in.

    Its site-packages hold the wheel and links to the distributions that it declares, as they are
    installed here, and nothing else: what is not declared cannot be imported.
    """
    _, wheel = distributions
    home = tmp_path_factory.mktemp("bare")
    venv.create(home / "venv", symlinks=os.name != "nt")
    commands = home / "venv" / ("Scripts" if os.name == "nt" else "bin")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python")
    _run(
        *pip, commands / "python", "install", "--quiet", "--no-deps", "--no-index", wheel, cwd=home
    )
    asked = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(_run(commands / "python", "-c", asked, cwd=home).strip())
    for name in _needed(wheel):
        found = importlib.metadata.distribution(name)
        for top in {file.parts[0] for file in found.files or ()} - {"..", "__pycache__"}:
            (packages / top).symlink_to(found.locate_file(top))
    work = home / "work"
    work.mkdir()
    return commands / "watchgraph", work


class _Loads(HTMLParser):
    """Collects what a page would load by itself; a link to click is no load."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_style = tag == "style"
        for name, value in attrs:
            if name in {"src", "srcset", "data", "poster"} or (
                name == "href" and tag not in {"a", "area"}
            ):
                self.addresses.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self.addresses += re.findall(r"@import\s+['\"]([^'\"]+)", data)
            self.addresses += re.findall(r"url\(\s*['\"]?([^'\")]+)", data)


def test_the_wheel_holds_package_ontology_and_data(distributions: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(distributions[1]) as archive:
        names = set(archive.namelist())
    expected = {
        f"{inside}/{path.relative_to(ROOT / folder).as_posix()}"
        for folder, inside in [
            ("graph/watchgraph", "watchgraph"),
            ("ontology", "watchgraph/_ontology"),
            ("data", "watchgraph/_data"),
        ]
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert "watchgraph/_data/datapackage.json" in expected
    for name in ("reconcile/country_names.csv", "intake/headings.csv"):
        assert f"watchgraph/{name}" in expected
    for name in ("watchgraph.ttl", "alignments.ttl", "pitfalls/class-below-itself.rq"):
        assert f"watchgraph/_ontology/{name}" in expected
    expected.add("watchgraph/_citation.cff")
    assert {name for name in names if ".dist-info/" not in name} == expected
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


def test_the_extra_for_own_records_is_declared(distributions: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(distributions[1]) as archive:
        [name] = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        said = Parser().parsestr(archive.read(name).decode())
    assert "own" in (said.get_all("Provides-Extra") or [])
    needed = map(Requirement, said.get_all("Requires-Dist") or [])
    own = {one.name for one in needed if one.marker and one.marker.evaluate({"extra": "own"})}
    assert {"openpyxl", "rapidfuzz", "babel"} <= {canonicalize_name(name) for name in own}


def test_the_source_distribution_can_run_the_tests(distributions: tuple[Path, Path]) -> None:
    with tarfile.open(distributions[0]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"Makefile", "constraints.txt", "CITATION.cff", "README.md", "LICENSE"} <= names
    assert {"tests/conftest.py", "scripts/browser.sh", "data/sources.csv"} <= names
    assert not {name for name in names if name.startswith((".venv/", "build/", "site/"))}


def test_only_what_is_declared_can_be_imported(installed: tuple[Path, Path]) -> None:
    command, work = installed
    absent = ("numba", "pytest", "pip", "statsmodels", "babel", "openpyxl", "rapidfuzz", "yaml")
    asked = (
        "import importlib.util, watchgraph, pandas; print(watchgraph.__file__); "
        f"print(*(importlib.util.find_spec(n) for n in {absent}))"
    )
    place, others = _run(command.with_name("python"), "-c", asked, cwd=work).splitlines()
    assert Path(place).is_relative_to(command.parents[1])
    assert others.split() == ["None"] * len(absent)


def test_help_names_the_commands(installed: tuple[Path, Path]) -> None:
    command, work = installed
    assert "ask" in _run(command, "--help", cwd=work)


def test_a_question_is_answered(installed: tuple[Path, Path]) -> None:
    command, work = installed
    question = ("ask", "countries_by_supplier", "supplier=huawei", "--format", "csv")
    rows = list(csv.reader(io.StringIO(_run(command, *question, cwd=work, PYTHONUTF8="1"))))
    assert any("KEN" in cell for row in rows[1:] for cell in row)


def test_a_picture_is_drawn_that_loads_nothing(installed: tuple[Path, Path]) -> None:
    command, work = installed
    _run(command, "draw", "supply", "--out", "supply.html", cwd=work)
    page = work / "supply.html"
    loads = _Loads()
    loads.feed(page.read_text(encoding="utf-8"))
    assert page.stat().st_size < 2_000_000
    assert [address for address in loads.addresses if not address.startswith(("data:", "#"))] == []


def test_own_tables_need_nothing_more(installed: tuple[Path, Path]) -> None:
    command, work = installed
    _run(command, "new", "own", cwd=work)
    for path in (work / "own" / "examples").iterdir():
        path.replace(work / "own" / path.name)
    assert _run(command, "check", "own", "--strict", cwd=work) == "0 errors, 0 warnings\n"
    shown = ("--with", "own", "--include-private", "own", "--format", "csv")
    question = ("ask", "countries_by_supplier", "supplier=example-cameras")
    rows = list(csv.reader(io.StringIO(_run(command, *question, *shown, cwd=work))))
    assert any("USA" in cell for row in rows[1:] for cell in row)


MAP = 'file: "leads.csv"\nrows: deployments\ncolumns: {supplier: Vendor, country: Country}\n'


@pytest.mark.parametrize("words", [("map", "leads.csv", "--out", "mapped"), ("check", "own-map")])
def test_a_sheet_without_the_extra_is_refused_in_one_line(
    installed: tuple[Path, Path], words: tuple[str, ...]
) -> None:
    command, work = installed
    (work / "leads.csv").write_text("Vendor,Country\nHuawei,Kenya\n", encoding="utf-8")
    folder = work / "own-map"
    folder.mkdir(exist_ok=True)
    (folder / "datapackage.json").write_text('{"name": "own-map", "extends": "watchgraph"}')
    (folder / "leads.csv").write_bytes((work / "leads.csv").read_bytes())
    (folder / "leads.yaml").write_text(MAP, encoding="utf-8")
    done = subprocess.run(
        [command, *words],
        cwd=work,
        env={**os.environ, "PYTHONPATH": ""},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2, done.stderr
    [line] = done.stderr.splitlines()
    assert line.endswith("pip install 'watchgraph[own]'")
    assert not (work / "mapped").exists()
