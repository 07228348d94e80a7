"""The command ``watchgraph``: reads the arguments, runs one command, sets the exit code."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from watchgraph.errors import DataError, UseError, WatchGraphError

INTERRUPTED = 130
TERMINATED = 143
_CHOICES_SHOWN = 12


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    argv
        Arguments without the program's name; default those of the process.

    Returns
    -------
    int
        0 good, 1 the data is bad, 2 the tool or its use failed, 130 interrupted.

    Raises
    ------
    SystemExit
        With 143 when the process is told to end; what it began is ended and cleared away.
    """
    try:
        with _unwinding():
            from watchgraph.cli.parser import parse

            try:
                arguments = parse(argv)
            except SystemExit as stop:
                return int(stop.code or 0)
            code: int = arguments.run(arguments)
        sys.stdout.flush()
        return code
    except DataError as error:
        from watchgraph.cli.terminal import faults_text

        print(faults_text(error.faults), file=sys.stderr)
        return error.exit_code
    except WatchGraphError as error:
        print(f"watchgraph: {error}", file=sys.stderr)
        if isinstance(error, UseError) and error.choices and error.choices[0] not in str(error):
            more = len(error.choices) - _CHOICES_SHOWN
            known = ", ".join(error.choices[:_CHOICES_SHOWN])
            print(f"Known: {known}" + (f" and {more} more" if more > 0 else ""), file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("watchgraph: interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output left; what is still buffered must not raise at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        place = f": {error.filename}" if error.filename else ""
        print(f"watchgraph: {error.strerror or error}{place}", file=sys.stderr)
        return 2


@contextmanager
def _unwinding() -> Iterator[None]:
    """Let SIGTERM end the run as an error does, so that folders and processes are cleared."""

    def stop(number: int, frame: object) -> None:
        raise SystemExit(TERMINATED)

    # Only the main thread may say so, and another's wish goes before ours.
    ours = (
        threading.current_thread() is threading.main_thread()
        and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    )
    if ours:
        signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        if ours:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
