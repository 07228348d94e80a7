"""A line of progress on a terminal, and nothing where there is none."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TextIO

_WIDTH = 20


class Progress:
    """Shows how far a run has come, in one line that is written over.

    Parameters
    ----------
    steps
        Names of the steps in their order; one that is left out counts as done.
    stream
        Where to write; default the standard error. Nothing is written if it is no terminal.
    """

    def __init__(self, steps: Sequence[str], stream: TextIO | None = None) -> None:
        self._steps = list(steps)
        self._stream = stream or sys.stderr
        self._shown = self._stream.isatty()

    def __call__(self, step: str) -> None:
        """Show that a step begins."""
        done = self._steps.index(step) if step in self._steps else 0
        self._write(done, step)

    def end(self) -> None:
        """Show that all is done, and leave the line."""
        self._write(len(self._steps), "done")
        if self._shown:
            print(file=self._stream)

    def _write(self, done: int, words: str) -> None:
        if not self._shown:
            return
        filled = _WIDTH * done // max(len(self._steps), 1)
        bar = "#" * filled + "-" * (_WIDTH - filled)
        # The rest of a longer line is wiped out.
        line = f"\r[{bar}] {done:>2} of {len(self._steps)}  {words:<24}"
        print(line, end="", file=self._stream, flush=True)
