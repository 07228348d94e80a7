"""Records of one's own on the command line: where they lie, what is shown of them, ``check``."""

from __future__ import annotations

import gc
import shlex
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from watchgraph.errors import UseError

if TYPE_CHECKING:
    from watchgraph.checks import Report


def add_arguments(sub: ArgumentParser) -> None:
    """Add the arguments that lay overlays over the edition.

    Parameters
    ----------
    sub
        Parser of a command.
    """
    _with(sub, "folder of your own records to lay over the data; may be given again")
    sub.add_argument(
        "--include-private",
        action="append",
        default=[],
        metavar="NAME",
        help="show the records of this private folder as well; may be given again",
    )
    sub.add_argument(
        "--skip-faulty",
        action="store_true",
        help="leave out rows of your own that have an error, and say how many",
    )


def add_new_arguments(sub: ArgumentParser) -> None:
    """Add the arguments of ``new``."""
    sub.add_argument("folder", type=Path, metavar="DIR", help="folder to make")
    sub.add_argument("--title", default="", help="what the records are (default: its name)")
    sub.add_argument(
        "--public", action="store_true", help="records that may be published (default: private)"
    )


def add_check_arguments(sub: ArgumentParser) -> None:
    """Add the arguments of ``check`` that are for records of one's own."""
    _with(sub, "another folder of your own records that those of DIR lean on")
    sub.add_argument(
        "--problems",
        metavar="FILE",
        help="copy of the sheet with a column that says what is wrong (.xlsx or .csv); a folder, "
        "such as copies/, if there are several",
    )


def add_verify_arguments(sub: ArgumentParser) -> None:
    """Add the arguments of ``verify`` that are for records of one's own."""
    _with(sub, "folder of your own records to compare as well; may be given again")


def _with(sub: ArgumentParser, told: str) -> None:
    sub.add_argument(
        "--with",
        dest="overlays",
        action="append",
        default=[],
        type=Path,
        metavar="DIR",
        help=told,
    )


def new(arguments: Namespace) -> int:
    """Make a folder for records of one's own."""
    from watchgraph.overlays import start_overlay

    folder = arguments.folder
    print(start_overlay(folder, title=arguments.title, public=arguments.public, templates=True))
    print(said_of(folder), file=sys.stderr)
    shown = shlex.quote(str(folder))
    print(
        f"Fill its tables, or take in a sheet: watchgraph map FILE --out {shown}", file=sys.stderr
    )
    return 0


def said_of(folder: Path) -> str:
    """Say of an overlay whether it is private, and what shows its records."""
    from watchgraph.overlays.description import private_name

    name = private_name(folder)
    if name is None:
        return "A public folder: --with shows its records."
    return f"A private folder: its records are shown only with --include-private {name}"


def check(arguments: Namespace) -> int:
    """Check tables, shapes and rules, or the ontology; report every finding."""
    from watchgraph.checks.everything import check_data
    from watchgraph.checks.pitfalls import check_ontology
    from watchgraph.overlays import is_overlay

    folder = arguments.data
    if arguments.ontology and (folder or arguments.overlays):
        raise UseError("--ontology checks the terms, not a data folder.", value=folder)
    own = folder is not None and is_overlay(folder)
    if not own and (arguments.overlays or arguments.problems):
        raise UseError(
            "--with and --problems go with a folder of your own records.",
            name="check",
            remedy="Name it: watchgraph check DIR",
        )
    if own:
        return _check_own(arguments)
    result = check_ontology() if arguments.ontology else check_data(folder)
    return _told(result, arguments, "--format json")


def _check_own(arguments: Namespace) -> int:
    from watchgraph.cli.progress import Progress
    from watchgraph.overlaid import CHECK_STEPS, check_overlay

    progress = Progress(CHECK_STEPS)
    collecting = gc.isenabled()
    # Rows make millions of small objects and no cycles; looking for some takes a quarter longer.
    gc.disable()
    try:
        checked = check_overlay(arguments.data, arguments.overlays, progress=progress)
    finally:
        if collecting:
            gc.enable()
    progress.end()
    problems = arguments.problems or "--problems FILE"
    code = _told(checked.report, arguments, f"--format json or {problems}")
    for file, count in checked.left_out.items():
        print(f"--skip-faulty would leave out {count:,} of {file}.", file=sys.stderr)
    if judgements := checked.write_judgements():
        print(f"Names to judge: {judgements}", file=sys.stderr)
    if arguments.problems:
        written = checked.write_problems(arguments.problems)
        for path in written:
            print(f"Problems, row by row: {path}", file=sys.stderr)
        if not written:
            print("No row has a problem; no copy is written.", file=sys.stderr)
    return code


def _told(result: Report, arguments: Namespace, rest: str) -> int:
    print(result.as_json() if arguments.format == "json" else result.as_text(rest=rest))
    return result.exit_code(strict=arguments.strict)


def refuse_overlays(arguments: Namespace, build: Path | None) -> None:
    """Refuse overlays where they cannot be laid over what is read.

    Parameters
    ----------
    arguments
        Those of the command.
    build
        The build that is read, if any.

    Raises
    ------
    UseError
        If overlays are given with a build or a server.
    """
    own = arguments.overlays or arguments.skip_faulty
    if arguments.endpoint and (own or arguments.include_private):
        raise UseError(
            "Records of your own are not laid over a server.",
            name="with",
            remedy="Leave out --endpoint, or load them into the server.",
        )
    if build and own:
        raise UseError(
            "A build holds its overlays already.",
            name="with",
            remedy="Build them in: watchgraph build --with DIR; or leave out --build.",
        )


def say(notes: Iterable[str], private: Iterable[str] = ()) -> None:
    """Say on the standard error what is to be said of overlays.

    Parameters
    ----------
    notes
        Rows left out, records that are not shown.
    private
        Names of the private overlays whose records are shown.
    """
    from watchgraph.notice import not_for_publication

    for line in notes:
        print(line, file=sys.stderr)
    if shown := not_for_publication(tuple(private)):
        print(shown, file=sys.stderr)
