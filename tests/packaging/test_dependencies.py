"""What runs with the package: pinned, fitting and free, as far as can be told without a network."""

import importlib.metadata
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from watchgraph.cli.parser import parser

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = ("analysis", "own")
# Free licences that ask for no more than a notice, by the words in which packages state them.
LICENCES = re.compile(
    r"\b(MIT|BSD|0BSD|Apache|ISC|ISCL|PSF|PSFL|Python Software Foundation|Zlib|CC0|Unlicense)\b"
)
COPYLEFT = re.compile(r"\b(A?GPL|GNU|SSPL|MPL|EUPL|Commons Clause)\b", re.IGNORECASE)


def _needed() -> set[str]:
    """Return every package that is installed for the package and its extras to run."""
    groups = [PROJECT["dependencies"], *(PROJECT["optional-dependencies"][e] for e in EXTRAS)]
    waiting = [Requirement(text) for group in groups for text in group]
    seen: set[str] = set()
    while waiting:
        one = waiting.pop()
        name = canonicalize_name(one.name)
        if name in seen or (one.marker and not one.marker.evaluate({"extra": ""})):
            continue
        seen.add(name)
        found = importlib.metadata.distribution(name)
        waiting += [Requirement(text) for text in found.requires or []]
    return seen


NEEDED = sorted(_needed())


def test_the_installed_packages_fit_each_other() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "pip", "check", "--disable-pip-version-check"],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_every_package_needed_at_run_time_is_pinned() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = {canonicalize_name(line.partition("==")[0]): line for line in lines if "==" in line}
    assert len(NEEDED) > 20
    assert [name for name in NEEDED if name not in pins] == []


@pytest.mark.parametrize("name", NEEDED)
def test_a_package_has_a_free_licence(name: str) -> None:
    about = importlib.metadata.metadata(name)
    classifiers = about.get_all("Classifier") or []
    stated = about.get("License-Expression") or " ".join(
        [one for one in classifiers if one.startswith("License")]
        + (about.get("License") or "").splitlines()[:3]
    )
    assert LICENCES.search(stated), stated
    assert not COPYLEFT.search(stated), stated


def _options() -> set[str]:
    """Return every option of every command."""
    top = parser()
    [commands] = [action.choices for action in top._actions if action.choices]
    return {
        option
        for command in (top, *commands.values())
        for action in command._actions
        for option in action.option_strings
    }


def test_every_option_that_the_policy_names_exists() -> None:
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(--[a-z-]+)", text))
    assert {"--timeout", "--max-rows", "--endpoint", "--allow-service"} <= named
    assert named <= _options()


def test_the_limits_that_the_policy_states_are_those_of_the_code() -> None:
    from watchgraph.cli.querying import ROWS, SECONDS
    from watchgraph.questions import parameters
    from watchgraph.render.graph import MOST_EDGES, MOST_NODES
    from watchgraph.services import MOST_CHARACTERS
    from watchgraph.sheets.limits import FILE_BYTES, WORKBOOK_BYTES, Limits
    from watchgraph.tables.values import LONGEST_KEY

    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    for stated in (
        f"{SECONDS:g} seconds | `--timeout SECONDS`",
        f"{ROWS:,} | `--max-rows N`",
        f"value | {parameters._LONGEST:,} characters",
        f"SERVICE | {MOST_CHARACTERS:,} characters",
        f"address | {LONGEST_KEY} characters",
        f"own | {WORKBOOK_BYTES:,} and {FILE_BYTES:,}",
        f"to | {Limits().most_unpacked:,}, and {Limits().most_ratio} times",
        f"sheets | {Limits().most_text:,}",
        f"network | {MOST_NODES:,} and {MOST_EDGES:,}",
    ):
        assert stated in text


def test_every_file_that_the_policy_names_exists() -> None:
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    names = re.findall(r"`((?:tests|scripts|graph)/[\w./-]*|[A-Z]+\.\w+)`", text)
    assert len(names) >= 4
    assert [name for name in names if not (ROOT / name).exists()] == []
