"""The command ``watchgraph diff``: two editions of the index, or two builds."""

from __future__ import annotations

import argparse
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from watchgraph.cli import overlaying
from watchgraph.errors import UseError
from watchgraph.notice import not_for_publication

if TYPE_CHECKING:
    from watchgraph.diff import BuildDiff, EditionDiff

#: Exit code of ``--exit-code`` when the two differ; 1 and 2 say that something is wrong.
DIFFERS = 3

_FORMATS = ("table", "json", "html")
_ENDINGS = {".html": "html", ".htm": "html", ".json": "json"}


def add_arguments(sub: argparse.ArgumentParser, seed: Callable[[str], int]) -> None:
    """Add the arguments of the command.

    Parameters
    ----------
    sub
        Its parser.
    seed
        Reads a seed.
    """
    sub.add_argument(
        "--edition", nargs=2, metavar=("A", "B"), help="compare two editions of the index"
    )
    sub.add_argument(
        "--build",
        nargs="+",
        type=Path,
        metavar="FOLDER",
        help="compare two builds or data folders; with --edition, the one build to read",
    )
    sub.add_argument("--data", type=Path, help="data folder (default: the packaged edition)")
    sub.add_argument("--endpoint", help="SPARQL server to ask instead")
    overlaying.add_arguments(sub)
    sub.add_argument("--seed", type=seed, default=1, help="seed of the communities")
    sub.add_argument(
        "--format", choices=_FORMATS, help="default: by the ending of --out, else table"
    )
    sub.add_argument("--out", type=Path, help="file to write (default: standard output)")
    sub.add_argument(
        "--exit-code",
        action="store_true",
        help=f"end with {DIFFERS} if the two differ (default: 0 whether or not they do)",
    )


def compare(arguments: Namespace) -> int:
    """Compare two editions of the index, or two builds."""
    form = arguments.format
    if form is None:
        form = _ENDINGS.get(arguments.out.suffix.lower(), "table") if arguments.out else "table"
    diff, private = _diff(arguments)
    _write(_text(diff, form, not_for_publication(private)), arguments.out, private=bool(private))
    return DIFFERS if arguments.exit_code and not diff.empty else 0


def _diff(arguments: Namespace) -> tuple[EditionDiff | BuildDiff, tuple[str, ...]]:
    """Return the comparison, and the names of the private overlays that it holds."""
    from watchgraph.diff import diff_builds, diff_editions, open_graph

    folders = arguments.build or []
    if arguments.edition is None:
        _refuse_with_builds(arguments, folders)
        if len(folders) != 2:
            raise UseError(
                "There are not two things to compare.",
                name="diff",
                remedy="Give --edition A B, or --build A B.",
            )
        old, new = (open_graph(folder) for folder in folders)
        return diff_builds(old, new, seed=arguments.seed), ()
    if len(folders) > 1 or sum(map(bool, (folders, arguments.data, arguments.endpoint))) > 1:
        raise UseError(
            "Editions are compared inside one graph.",
            name="diff",
            remedy="Give --edition A B with one of --build FOLDER, --data FOLDER or --endpoint.",
        )
    from watchgraph.cli.commands import whole_graph

    kg = whole_graph(arguments, folders[0] if folders else None)
    return diff_editions(kg, *arguments.edition, seed=arguments.seed), kg.private


def _refuse_with_builds(arguments: Namespace, folders: Sequence[Path]) -> None:
    """Name the option that does not go with a comparison of two builds."""
    given = {
        "--with": arguments.overlays,
        "--include-private": arguments.include_private,
        "--skip-faulty": arguments.skip_faulty,
        "--data": arguments.data,
        "--endpoint": arguments.endpoint,
    }
    for option, value in given.items():
        if folders and value:
            own = option in ("--with", "--include-private", "--skip-faulty")
            raise UseError(
                f"{option} does not go with --build A B.",
                name=option.removeprefix("--"),
                remedy="Build public records in: watchgraph build --with DIR; private ones are not "
                "compared between builds."
                if own
                else "Two builds or data folders are compared: give both after --build.",
            )


def _text(diff: EditionDiff | BuildDiff, form: str, notice: str) -> str:
    if form == "json":
        from watchgraph.diff import to_json

        return to_json(diff) + "\n"
    if form == "html":
        from watchgraph.report.checking.diff_page import standalone_page

        return standalone_page(diff, notice)
    from watchgraph.cli.sections_text import comparison_text

    return comparison_text(diff) + "\n"


def _write(text: str, out: Path | None, *, private: bool) -> None:
    from watchgraph.files import write_text

    if out is None:
        sys.stdout.write(text)
    else:
        print(write_text(out, text, private=private))
