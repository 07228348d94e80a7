"""What a target may not do, whatever it reads: reach a network, write elsewhere, unpickle."""

import contextlib
import os
import pickle
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from watchgraph.errors import WatchGraphError

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# Arguments of an event that are paths to be written, and those that say from which folder.
_PATHS = {
    **dict.fromkeys(("os.remove", "os.rmdir"), ((0, 1),)),
    **dict.fromkeys(("os.mkdir", "os.chmod"), ((0, 2),)),
    "os.truncate": ((0, None),),
    **dict.fromkeys(("os.rename", "os.link"), ((0, 2), (1, 3))),
    "os.symlink": ((1, 2),),
}
_NEVER = (
    *("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo"),
    *("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.spawn"),
    *("pickle.find_class", "urllib.Request", "webbrowser.open"),
)


class Violation(BaseException):
    """A target did what it may not; no ``except Exception`` swallows it."""


class _Watch:
    def __init__(self) -> None:
        self.on = False
        self.seen: list[str] = []
        self.folder = Path(tempfile.gettempdir()).resolve()

    def hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.on:
            return
        if event in _NEVER:
            self._refuse(f"{event}{arguments!r:.200}")
        if event == "open":
            path, mode, flags = arguments
            if isinstance(path, str | bytes) and (
                (isinstance(mode, str) and set(mode) & set("wax+")) or flags & _WRITES
            ):
                self._inside(event, path)
        for place, folder in _PATHS.get(event, ()):
            at = arguments[folder] if folder is not None else -1
            self._inside(event, arguments[place], at if isinstance(at, int) else -1)

    def _inside(self, event: str, path: Any, at: int = -1) -> None:
        if isinstance(path, int):
            return
        above = Path(f"/proc/self/fd/{at}").readlink() if at >= 0 else Path()
        whole = Path(os.path.realpath(above / os.fsdecode(path)))
        if whole != Path(os.devnull) and not whole.is_relative_to(self.folder):
            self._refuse(f"{event} {os.fsdecode(path)!r}")

    def _refuse(self, what: str) -> NoReturn:
        self.seen.append(what)
        raise Violation(what)


_WATCH = _Watch()


def begin(folder: Path) -> None:
    """Watch this process from now on; an audit hook can never be taken away.

    Parameters
    ----------
    folder
        The one folder that may be written to.
    """

    def refuse(*_: object, **__: object) -> NoReturn:
        raise Violation("pickle")

    _WATCH.folder = folder.resolve()
    sys.addaudithook(_WATCH.hook)
    pickle.loads = pickle.load = refuse


@contextlib.contextmanager
def watched() -> Iterator[None]:
    """Watch what is done inside; a :class:`WatchGraphError` is a good end, all else none."""
    _WATCH.on = True
    try:
        yield
    except WatchGraphError as error:
        said = str(error)
        assert said and "Traceback" not in said
        said.encode("utf-8", "surrogatepass")
    finally:
        _WATCH.on = False
        if _WATCH.seen:
            raise Violation(_WATCH.seen[0])
