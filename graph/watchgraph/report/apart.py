"""Makes the pages where a reader asks in a second process, while the first does the rest.

The two halves need nothing of each other, and each takes half the time of a report.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from watchgraph.errors import WatchGraphError
from watchgraph.report.asking.inquiry import Inquiry, inquiry
from watchgraph.second import command, end_with_the_first, environment
from watchgraph.store import KnowledgeGraph


@contextmanager
def begun(
    build: Path, *, seed: int, web: Path | None, private: Sequence[str] = ()
) -> Iterator[Callable[[], Inquiry]]:
    """Begin with the pages where a reader asks; give a function that waits for them.

    Parameters
    ----------
    build
        Folder of the build.
    seed
        Seed of layouts and communities.
    web
        Folder of the built web parts, or None.
    private
        Names of private overlays of the build that are shown.

    Yields
    ------
    callable
        Returns what :func:`watchgraph.report.asking.inquiry.inquiry` returns, or raises what
        it raises.
    """
    if (os.cpu_count() or 1) < 2:
        with tempfile.TemporaryDirectory(prefix="watchgraph-") as folder:
            kg = KnowledgeGraph.open(build, include_private=private)
            yield lambda: inquiry(kg, Path(folder), seed=seed, web=web)
        return
    with tempfile.TemporaryDirectory(prefix="watchgraph-") as folder:
        told, said = Path(folder) / "inquiry", Path(folder) / "said"
        words = map(str, (build, told, seed, web or "", *private))
        with said.open("wb") as complaints:
            process = subprocess.Popen(
                command(__name__, *words),
                # It ends when this pipe closes: with this process, however that ends.
                stdin=subprocess.PIPE,
                stdout=complaints,
                stderr=complaints,
                env=environment(),
            )

        def wait() -> Inquiry:
            if code := process.wait():
                raise _ended(code, said.read_text(encoding="utf-8", errors="replace"))
            # Written by the process that was begun above, in a folder of this one's own.
            made: Inquiry | WatchGraphError = pickle.loads(told.read_bytes())
            if isinstance(made, WatchGraphError):
                raise made
            return made

        try:
            yield wait
        finally:
            process.kill()
            process.wait()
            if process.stdin:
                process.stdin.close()


def main(build: str, told: str, seed: str, web: str, *private: str) -> None:
    """Make the pages and write them, or the error that kept them from being made.

    Parameters
    ----------
    build, told, seed, web, private
        As of :func:`begun`, and the file to write, as words of a command line.
    """
    threading.Thread(target=end_with_the_first, daemon=True).start()
    made: Inquiry | WatchGraphError
    try:
        kg = KnowledgeGraph.open(Path(build), include_private=private)
        made = inquiry(kg, Path(told).parent, seed=int(seed), web=Path(web) if web else None)
    except WatchGraphError as error:
        made = error
    Path(told).write_bytes(pickle.dumps(made))


def _ended(code: int, said: str) -> Exception:
    """Return what to raise when the second process ended without an answer."""
    if "Traceback (most recent call last)" in said:
        return RuntimeError(said)
    told = f"the system ended it with signal {-code}" if code < 0 else f"its exit code is {code}"
    return WatchGraphError(
        f"The process that makes the pages of questions ended early: {told}. "
        f"Try again; memory may have run out.{' It said: ' + said.strip() if said.strip() else ''}"
    )
