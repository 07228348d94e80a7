"""A second process of this package: how it is begun, and how it ends with the first."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def command(module: str, *words: str) -> list[str]:
    """Return the command that calls ``main`` of a module of this package.

    Parameters
    ----------
    module
        Name of the module.
    *words
        What its ``main`` takes.

    Returns
    -------
    list of str
        For :class:`subprocess.Popen`, with :func:`environment`.
    """
    begin = f"import sys; from {module} import main; main(*sys.argv[1:])"
    # -P: no module is taken from the folder in which the command was called.
    return [sys.executable, "-P", "-c", begin, *words]


def environment(**more: str) -> dict[str, str]:
    """Return the environment of a second process, in which it finds the modules of this one.

    Parameters
    ----------
    **more
        Variables to set beside.

    Returns
    -------
    dict of str to str
        For :class:`subprocess.Popen`.
    """
    return os.environ | {"PYTHONPATH": os.pathsep.join(_import_paths())} | more


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Let what is begun here hear no Ctrl-C: this thread hears it, and ends all."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    former = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, former)


def end_with_the_first() -> None:
    """End this process when the first has ended, however it did, and so closed the pipe.

    To be run in a thread of the second process, whose standard input is that pipe.
    """
    # Not by sys.stdin, whose lock a thread would still hold when the interpreter ends.
    while os.read(0, 1024):
        pass
    os._exit(1)


def _import_paths() -> list[str]:
    """Return where modules are found, without the folder in which the command was called."""
    here = Path.cwd()
    own = Path(__file__).resolve().parents[1]
    found = (Path(entry) for entry in sys.path if entry)
    kept = [entry for entry in found if entry.is_absolute() and entry != here]
    # The package itself may lie there.
    return [str(entry) for entry in (kept if own in kept else [own, *kept])]
