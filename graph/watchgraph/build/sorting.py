"""Sorted, duplicate-free lines in bounded memory."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

_RUN_BYTES = 256 * 1024 * 1024
_JOIN_LINES = 50_000


def write_sorted(chunks: Iterable[bytes], path: Path, *, run_bytes: int = _RUN_BYTES) -> int:
    """Write the lines of chunks sorted by their bytes, each once.

    Parameters
    ----------
    chunks
        Pieces of text that end with a line feed.
    path
        File to write.
    run_bytes
        Lines held in memory at a time; more are sorted in runs on disk and merged.

    Returns
    -------
    int
        Number of lines written.
    """
    held: list[bytes] = []
    size = 0
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".runs-") as folder:
        runs: list[Path] = []
        for chunk in chunks:
            held += chunk.splitlines(keepends=True)
            size += len(chunk)
            if size >= run_bytes:
                runs.append(_spill(held, Path(folder) / str(len(runs))))
                held, size = [], 0
        with path.open("wb") as out:
            if not runs:
                lines = sorted(set(held))
                out.write(b"".join(lines))
                return len(lines)
            if held:
                runs.append(_spill(held, Path(folder) / str(len(runs))))
            del held
            files = [run.open("rb") for run in runs]
            try:
                return _join(heapq.merge(*files), out)
            finally:
                for file in files:
                    file.close()


def _spill(lines: list[bytes], path: Path) -> Path:
    path.write_bytes(b"".join(sorted(set(lines))))
    return path


def _join(lines: Iterator[bytes], out: BinaryIO) -> int:
    count = 0
    batch: list[bytes] = []
    for line, _ in groupby(lines):
        batch.append(line)
        if len(batch) >= _JOIN_LINES:
            out.write(b"".join(batch))
            count += len(batch)
            batch = []
    out.write(b"".join(batch))
    return count + len(batch)
