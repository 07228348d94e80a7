"""OpenLink Virtuoso as a server of the graph: started, filled and stopped by a test."""

import contextlib
import ctypes
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

SERVER = "virtuoso-t"
CLIENT = "isql-vt"
_SECONDS_TO_START = 60
_PR_SET_PDEATHSIG = 1

# Only what differs from its own defaults, and every file in a folder of the test.
_INI = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql_port}
ServerThreads = 4
NumberOfBuffers = 8000
MaxDirtyBuffers = 6000
DirsAllowed = {folder}
SchedulerInterval = 0
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{http_port}
ServerThreads = 4
"""


def missing() -> list[str]:
    """Return the programs of Virtuoso that are not installed."""
    return [program for program in (SERVER, CLIENT) if shutil.which(program) is None]


@contextlib.contextmanager
def serving(graphs: dict[str, Path], folder: Path) -> Iterator[str]:
    """Serve N-Triples files, each under the IRI of its graph; yield the address of queries.

    Its number as a process stands in ``process.txt`` of the folder.
    """
    sql_port, http_port = _free_ports()
    folder.mkdir(parents=True, exist_ok=True)
    ini = folder / "virtuoso.ini"
    ini.write_text(_INI.format(folder=folder, sql_port=sql_port, http_port=http_port), "utf-8")
    with (folder / "output.txt").open("wb") as output:
        server = subprocess.Popen(
            [SERVER, "+foreground", "+configfile", str(ini)],
            cwd=folder,
            preexec_fn=_end_with_parent,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        (folder / "process.txt").write_text(str(server.pid), "utf-8")
        address = f"http://127.0.0.1:{http_port}/sparql"
        _wait(server, address, folder)
        _load(graphs, folder, sql_port)
        yield address
    finally:
        # At once: its files are thrown away, there is nothing to save.
        server.kill()
        server.wait()


def _end_with_parent() -> None:
    """Let Linux end the server if the tests are killed and cannot."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1]), int(other.getsockname()[1])


def _wait(server: subprocess.Popen[bytes], address: str, folder: Path) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    end = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < end and server.poll() is None:
        try:
            opener.open(f"{address}?query=ASK%20%7B%7D", timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    said = (folder / "output.txt").read_text("utf-8", "replace")
    raise RuntimeError(f"Virtuoso did not start: {said[-1000:]}")


def _load(graphs: dict[str, Path], folder: Path, port: int) -> None:
    commands = [
        f"DB.DBA.TTLP_MT (file_to_string_output ('{path}'), '', '{graph}', 0, 1);"
        for graph, path in graphs.items()
    ]
    script = folder / "load.sql"
    script.write_text("\n".join([*commands, ""]), "utf-8")
    done = subprocess.run(
        [CLIENT, f"127.0.0.1:{port}", "dba", "dba", "ERRORS=STDOUT", str(script)],
        capture_output=True,
        text=True,
        check=False,
        timeout=_SECONDS_TO_START,
    )
    if done.returncode or "*** Error" in done.stdout:
        raise RuntimeError(f"Virtuoso did not load the graph: {done.stdout[-1000:]}")
