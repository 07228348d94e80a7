"""The command ``query``: any SPARQL, in a process of its own that ends when its time is up.

The engine cannot be told to stop; a process can. The two speak by pipes: the first writes what
is asked as a line of JSON, the second ``begun`` when the graph is open, then ``answered`` and the
text to print, or ``failed`` and the error.
"""

from __future__ import annotations

import argparse
import io
import json
import math
import os
import pickle
import subprocess
import sys
import threading
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from pathlib import Path
from typing import IO

from watchgraph.errors import UseError, WatchGraphError
from watchgraph.second import command, end_with_the_first, environment, interrupts_held

#: Seconds that a query may take, and rows that its answer may have, if nothing else is said.
SECONDS, ROWS = 60.0, 1_000_000

_BEGUN, _ANSWERED, _FAILED = b"begun\n", b"answered\n", b"failed\n"
_ASKED = (
    *("data", "build", "endpoint", "as_of", "known", "keep_undated", "format", "max_rows"),
    *("overlays", "include_private", "skip_faulty", "allow_service"),
)


def add_arguments(sub: argparse.ArgumentParser) -> None:
    """Add the arguments of the command.

    Parameters
    ----------
    sub
        Its parser.
    """
    sub.add_argument("file", help="file that holds the query, or -")
    sub.add_argument(
        "--timeout",
        metavar="SECONDS",
        type=_seconds,
        default=SECONDS,
        help="stop a query that takes longer; reading the graph is not counted (default: "
        f"{SECONDS:g})",
    )
    sub.add_argument(
        "--max-rows",
        metavar="N",
        type=_rows,
        default=ROWS,
        help=f"stop a query whose answer has more rows or triples (default: {ROWS:,})",
    )
    sub.add_argument(
        "--allow-service",
        metavar="URL",
        action="append",
        default=[],
        help="let the query ask this server by SERVICE; may be given again (default: none)",
    )


def query(arguments: Namespace) -> int:
    """Ask any SPARQL query."""
    sys.stdout.write(_answer(_read(arguments.file), arguments))
    return 0


def main() -> None:
    """Answer the one query that the standard input holds; what the second process does."""
    # What a library prints must not come between what is told.
    told = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    asked = json.loads(_line())
    threading.Thread(target=end_with_the_first, daemon=True).start()
    paths = {name: Path(asked[name]) if asked[name] else None for name in ("data", "build")}
    try:
        text = _text(asked["query"], Namespace(**asked | paths), told)
    except (WatchGraphError, OSError) as error:
        told.write(_FAILED + pickle.dumps(error))
    else:
        told.write(_ANSWERED + text.encode())
    told.close()


def _text(sparql: str, arguments: Namespace, told: IO[bytes]) -> str:
    """Return what to print for a query."""
    from watchgraph.cli.commands import open_graph, print_frame, tell_of_answer

    kg = open_graph(arguments)
    told.write(_BEGUN)
    told.flush()
    answer = kg.query(sparql, max_rows=arguments.max_rows, services=arguments.allow_service)
    if isinstance(answer, bool):
        return "true\n" if answer else "false\n"
    from rdflib import Graph

    if isinstance(answer, Graph):
        return answer.serialize(format="turtle")
    printed = io.StringIO()
    with redirect_stdout(printed):
        print_frame(answer, arguments.format)
    tell_of_answer(kg, answer)
    return printed.getvalue()


def _answer(sparql: str, arguments: Namespace) -> str:
    """Ask in a second process and return what it gives to print."""
    asked = {name: getattr(arguments, name) for name in _ASKED} | {"query": sparql}
    over = threading.Event()
    with _second() as process:
        assert process.stdin
        assert process.stdout

        def stop() -> None:
            over.set()
            process.kill()

        timer = threading.Timer(min(arguments.timeout, threading.TIMEOUT_MAX), stop)
        timer.daemon = True
        # One that has ended already is told of below.
        with suppress(BrokenPipeError):
            process.stdin.write(json.dumps(asked, default=str).encode() + b"\n")
            process.stdin.flush()
        head = process.stdout.readline()
        if head == _BEGUN:
            # Were the signal given to the timer's thread, this one would not wake from its reading.
            with interrupts_held():
                timer.start()
            head = process.stdout.readline()
            timer.cancel()
        rest = process.stdout.read()
        code = process.wait()
    if code and over.is_set():
        raise UseError(
            f"The query was stopped after {arguments.timeout:g} seconds.",
            name="timeout",
            value=arguments.timeout,
            remedy="Narrow it, or give it longer: --timeout SECONDS.",
        )
    if code:
        told = f"signal {-code}" if code < 0 else f"exit code {code}"
        raise UseError(
            f"The query ended early, with {told}; memory may have run out.",
            name="query",
            remedy="Narrow it, or ask for fewer rows with LIMIT.",
        )
    if head == _FAILED:
        # Written by the process that was begun here.
        raise pickle.loads(rest)
    return rest.decode()


@contextmanager
def _second() -> Iterator[subprocess.Popen[bytes]]:
    """Begin the second process; it has ended when the block has."""
    from watchgraph.cli.terminal import output_width

    with interrupts_held():
        process = subprocess.Popen(
            command(__name__),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment(COLUMNS=str(output_width())),
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                with suppress(BrokenPipeError):
                    pipe.close()


def _line() -> bytes:
    """Read a line from the standard input, byte by byte no further than its end."""
    read = bytearray()
    while not read.endswith(b"\n") and (block := os.read(0, 65536)):
        read += block
    return bytes(read)


def _read(file: str) -> str:
    if file == "-":
        return sys.stdin.read()
    try:
        return Path(file).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise UseError(f"{file!r} is not UTF-8 text.", value=file) from None


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not 0 < seconds < math.inf:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds above 0")
    return seconds


def _rows(text: str) -> int:
    digits = text.replace(",", "").replace("_", "")
    if not (digits.isascii() and digits.isdecimal() and 0 < int(digits) < 2**63):
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number above 0")
    return int(digits)
