"""What the files beside the code promise is so, and nothing in them is of one machine only."""

import json
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import watchgraph

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
REQUIREMENTS = [
    Requirement(text)
    for group in (PROJECT["dependencies"], *PROJECT["optional-dependencies"].values())
    for text in group
]
LONGEST_MODULE = 320

# Bracketed letters keep this file from finding itself.
OF_ONE_MACHINE = {
    "a folder of one machine": re.compile(r"(?<![\w.~%/-])/([h]ome|[r]oot|[t]mp|[U]sers)/[\w.]"),
    "a drive of one machine": re.compile(r"\b[A-Z]:\\[U]sers\\"),
    "the address of a package index": re.compile(
        r"[f]iles\.pythonhosted|[p]ypi\.org/simple|[r]egistry\.npmjs|[d]eb\.debian\.org"
        r"|--(extra-)?[i]ndex-url|--[f]ind-links|[t]rusted-host"
    ),
    "this checkout's own path": re.compile(re.escape(str(ROOT)) + r"\b"),
}


def _repository_files() -> list[Path]:
    """Return what git tracks or would track, or skip outside a checkout."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listing.returncode:
        pytest.skip("not a git checkout")
    paths = (ROOT / name for name in listing.stdout.decode("utf-8").split("\0") if name)
    return [path for path in paths if path.is_file()]


def _section(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _readme_blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", _section("README.md"), re.M | re.S)


def _readme_commands() -> list[list[str]]:
    lines = "\n".join(_readme_blocks("sh")).splitlines()
    return [shlex.split(line, comments=True) for line in lines if line.startswith("watchgraph ")]


@pytest.mark.parametrize("kind", OF_ONE_MACHINE)
def test_no_file_holds(kind: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}"
        for path in _repository_files()
        for number, line in enumerate(
            path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1
        )
        if OF_ONE_MACHINE[kind].search(line)
    ]
    assert not found, "\n".join(found)


def test_every_constraint_is_one_plain_pin() -> None:
    lines = _section("constraints.txt").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert [line for line in pins if not re.fullmatch(r"[\w.-]+==[\w.!+]+", line)] == []


@pytest.mark.parametrize("requirement", REQUIREMENTS, ids=str)
def test_requirement_is_pinned_within_its_bounds(requirement: Requirement) -> None:
    pins = dict(
        line.split("==")
        for line in _section("constraints.txt").splitlines()
        if line and not line.startswith("#")
    )
    versions = {canonicalize_name(name): version for name, version in pins.items()}
    version = versions.get(canonicalize_name(requirement.name))
    assert version is not None, f"{requirement.name} is not in constraints.txt: make constraints"
    assert version in requirement.specifier


def test_one_version_everywhere() -> None:
    cited = re.search(r"^version: (\S+)$", _section("CITATION.cff"), re.M)
    changed = re.search(r"^## \[?(\d[^\s\]]*)", _section("CHANGELOG.md"), re.M)
    assert cited is not None
    assert changed is not None
    assert cited[1].strip("\"'") == watchgraph.__version__
    assert changed[1] == watchgraph.__version__


def test_the_readme_shows_commands_that_exist() -> None:
    usage = subprocess.run(
        [Path(sys.executable).with_name("watchgraph"), "--help"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    commands = _readme_commands()
    assert len(commands) >= 3
    for _, command, *_ in commands:
        assert re.search(rf"^\s+(\S+,\s*)*{re.escape(command)}\b", usage, re.M), command


def test_the_readme_python_runs(tmp_path: Path) -> None:
    [example] = _readme_blocks("python")
    subprocess.run([sys.executable, "-c", example], cwd=tmp_path, check=True)
    assert [path.name for path in tmp_path.iterdir()] == ["supply.html"]


def test_the_readme_points_to_files_that_exist() -> None:
    targets = re.findall(r"\]\(([^)#:]+)\)", _section("README.md"))
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_modules_stay_short() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in sorted((ROOT / "graph").rglob("*.py"))
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_the_lock_of_npm_names_no_host_and_every_hash() -> None:
    lock = json.loads(_section("web/package-lock.json"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert len(packages) > 20
    assert [name for name, entry in packages.items() if not entry.get("integrity")] == []
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
    assert "://" not in _section("web/package-lock.json")


def test_every_npm_package_is_pinned_to_one_version() -> None:
    package = json.loads(_section("web/package.json"))
    assert package["private"] is True
    wanted = package["dependencies"] | package["devDependencies"]
    assert wanted
    assert [spec for spec in wanted.values() if not re.fullmatch(r"\d+\.\d+\.\d+", spec)] == []
