"""Each target is run for a few seconds, from the same seed; ``make fuzz`` runs them for longer."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAMES = sorted(path.stem.removeprefix("fuzz_") for path in Path(__file__).parent.glob("fuzz_*.py"))
SECONDS = 2


def _fuzz(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.fuzz", *words],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": "1"},
        capture_output=True,
        check=False,
        encoding="utf-8",
        errors="replace",
        timeout=SECONDS + 120,
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_target_finds_nothing(name: str) -> None:
    pytest.importorskip("atheris", reason="atheris is not installed: Linux alone has wheels")
    run = _fuzz(name, "--seconds", str(SECONDS), "--seed", "1")
    assert run.returncode == 0, (run.stdout + run.stderr)[-4000:]
    done = re.search(r"stat::number_of_executed_units: (\d+)", run.stderr)
    assert done and int(done[1]) > 50, run.stderr[-2000:]


WATCHED = """
import sys
sys.path.insert(0, {here!r})
import material, watch
watch.begin(material.room())
try:
    with watch.watched():
        {deed}
except watch.Violation as seen:
    print("seen:", seen)
"""


@pytest.mark.parametrize(
    "deed",
    [
        "open({outside!r}, 'w')",
        "import os; os.open({outside!r}, os.O_CREAT | os.O_WRONLY)",
        "import pathlib; pathlib.Path({outside!r}).mkdir()",
        "import os; os.rename({inside!r}, {outside!r})",
        "import socket; socket.create_connection(('127.0.0.1', 9), 1)",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import pickle; pickle.loads(b'N.')",
        "import io, pickle; pickle.Unpickler(io.BytesIO(b'cos\\nsystem\\n.')).load()",
        # What is swallowed is seen all the same.
        "import contextlib as c\n        with c.suppress(BaseException): open({outside!r}, 'w')",
    ],
)
def test_what_a_target_may_not_do_is_seen(deed: str, tmp_path: Path) -> None:
    outside = str(tmp_path / "outside")
    deed = deed.format(outside=outside, inside=str(tmp_path / "inside"))
    code = WATCHED.format(here=str(Path(__file__).parent), deed=deed)
    run = subprocess.run(
        [sys.executable, "-B", "-c", code], capture_output=True, check=False, encoding="utf-8"
    )
    assert run.stdout.startswith("seen:"), run.stdout + run.stderr
    assert not Path(outside).exists()


PLANTED = {
    "fails": "if data != b'?': {}['no such key']",
    "hangs": "while data != b'?': pass",
    "writes": "if data != b'?': open(__file__ + '.out', 'w')",
    "asks": "import socket; data == b'?' or socket.create_connection(('127.0.0.1', 9), 1)",
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_target_with_a_fault_ends_the_run(name: str, tmp_path: Path) -> None:
    pytest.importorskip("atheris", reason="atheris is not installed: Linux alone has wheels")
    (tmp_path / f"fuzz_{name}.py").write_text(
        "from watch import watched\n"
        "def target(data):\n    with watched():\n"
        f"        {PLANTED[name]}\n"
        "def seeds():\n    return [b'?']\n",
        encoding="utf-8",
    )
    run = _fuzz(name, "--folder", str(tmp_path), "--seconds", "2", "--patience", "1")
    assert run.returncode != 0
    said = run.stdout + run.stderr
    assert ("ERROR: libFuzzer: timeout" if name == "hangs" else "Uncaught Python exception") in said
    assert not list(tmp_path.glob("*.out"))
