"""Progress stands on a terminal only, in one line."""

import io

from watchgraph.cli.progress import Progress
from watchgraph.report import STEPS


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_how_far_the_run_is():
    terminal = Terminal()
    progress = Progress(["read", "map", "load", "check"], terminal)
    progress("read")
    progress("load")
    progress.end()
    shown = terminal.getvalue()
    assert shown.count("\n") == 1
    lines = [line.rstrip() for line in shown.rstrip("\n").split("\r")[1:]]
    assert lines == [
        "[--------------------]  0 of 4  read",
        "[##########----------]  2 of 4  load",
        "[####################]  4 of 4  done",
    ]


def test_a_file_sees_nothing():
    out = io.StringIO()
    progress = Progress(STEPS, out)
    for step in STEPS:
        progress(step)
    progress.end()
    assert out.getvalue() == ""


def test_no_two_steps_of_the_main_job_have_one_name():
    assert len(set(STEPS)) == len(STEPS)
