"""The commands of ``watchgraph`` and their arguments."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from watchgraph import __version__
from watchgraph.cli import (
    analysing,
    commands,
    comparing,
    exporting,
    intaking,
    networking,
    overlaying,
    querying,
)
from watchgraph.networks import EVIDENCE, NETWORKS

_FORMATS = ("table", "csv", "json")


def parse(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """Read the arguments.

    Parameters
    ----------
    argv
        Arguments without the program's name; default those of the process.

    Returns
    -------
    argparse.Namespace
        As :func:`parser`.

    Raises
    ------
    SystemExit
        After help, or with 2 if the arguments are wrong.
    """
    top = parser()
    arguments, rest = top.parse_known_args(argv)
    # argparse passes over what follows an option; the parameters of a question may stand there.
    if "parameters" in arguments and not any(word.startswith("-") for word in rest):
        arguments.parameters += rest
    elif rest:
        top.error(f"unrecognized arguments: {' '.join(rest)}")
    return arguments


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line.

    Returns
    -------
    argparse.ArgumentParser
        Its result carries ``run``, the function of the chosen command.
    """
    top = argparse.ArgumentParser(
        prog="watchgraph",
        description="Who supplies AI-surveillance technology to which state, and who says so.",
        epilog="Exit codes: 0 good, 1 the data is bad, 2 the tool or its use failed.",
    )
    top.add_argument("--version", action="version", version=f"watchgraph {__version__}")
    subs = top.add_subparsers(metavar="COMMAND", required=True)

    def command(name: str, help_: str, run: object) -> argparse.ArgumentParser:
        sub = subs.add_parser(name, help=help_, description=help_)
        sub.set_defaults(run=run)
        return sub

    report = command("report", "Build everything and write the site.", commands.report)
    report.add_argument("--data", type=Path, help="data folder (default: the packaged edition)")
    report.add_argument("--build", type=Path, default=Path("build"), help="build folder")
    report.add_argument("--out", type=Path, default=Path("site"), help="folder of the site")
    report.add_argument("--web", type=Path, help="parts that npm gives (default: web/dist)")
    report.add_argument("--seed", type=_seed, default=1, help="seed of layout and communities")
    overlaying.add_arguments(report)

    build = command("build", "Build the store and the sorted N-Quads.", commands.build)
    build.add_argument("--data", type=Path, help="data folder (default: the packaged edition)")
    build.add_argument("--out", type=Path, default=Path("build"), help="build folder")
    build.add_argument("--force", action="store_true", help="build although nothing changed")
    build.add_argument("--strict", action="store_true", help="warnings stop the build as well")
    overlaying.add_arguments(build)

    new = command("new", "Make a folder for records of your own.", overlaying.new)
    overlaying.add_new_arguments(new)

    mapped = command(
        "map", "Guess the columns of a sheet, and write them as a map to edit.", intaking.map_sheet
    )
    intaking.add_arguments(mapped)

    verify = command(
        "verify", "Say whether a build still agrees with its manifest.", commands.verify
    )
    verify.add_argument(
        "build", type=Path, nargs="?", default=Path("build"), help="build folder (default: build)"
    )
    verify.add_argument(
        "--data", type=Path, help="data folder to compare with what the build was made from"
    )
    overlaying.add_verify_arguments(verify)

    check = command(
        "check", "Check tables, shapes and rules; report every finding.", overlaying.check
    )
    check.add_argument(
        "data",
        type=Path,
        nargs="?",
        metavar="DIR",
        help="data folder, or one of your own records (default: the packaged data)",
    )
    check.add_argument("--format", choices=("text", "json"), default="text")
    check.add_argument("--strict", action="store_true", help="warnings fail as well")
    check.add_argument(
        "--ontology", action="store_true", help="look for pitfalls in the ontology instead"
    )
    overlaying.add_check_arguments(check)

    ask = command("ask", "Ask a kept question; without a name, list them by theme.", commands.ask)
    ask.add_argument("question", nargs="?", help="name of the question")
    ask.add_argument("parameters", nargs="*", metavar="name=value", help="its parameters")
    shown = ask.add_mutually_exclusive_group()
    shown.add_argument("--show", action="store_true", help="print the query instead of asking it")
    shown.add_argument(
        "--about", action="store_true", help="say what it takes and gives instead of asking it"
    )
    _answers(ask)

    query = command(
        "query", "Ask any SPARQL query (a file, or - for standard input).", querying.query
    )
    querying.add_arguments(query)
    _answers(query)

    network = command(
        "network", "Write a network as a table of edges or as GraphML.", networking.network
    )
    _network(network)
    network.add_argument(
        "--about", action="store_true", help="say what it shows and leaves out instead"
    )
    network.add_argument("--format", choices=("table", "csv", "json", "graphml"), default="table")
    network.add_argument("--out", type=Path, help="file to write (default: standard output)")

    analyze = command("analyze", "Measures of a network as tables.", analysing.analyze)
    _network(analyze)
    analysing.add_arguments(analyze, _seed)

    draw = command("draw", "Draw a network as one interactive HTML file.", networking.draw)
    _network(draw)
    draw.add_argument("--out", type=Path, help="file to write (default: NETWORK.html)")
    draw.add_argument("--seed", type=_seed, default=1, help="seed of the layout")
    for things, most in (("nodes", 10_000), ("edges", 50_000)):
        draw.add_argument(
            f"--max-{things}",
            metavar="N",
            type=_count,
            default=most,
            help=f"refuse a network of more {things} (default: {most:,})",
        )

    audit = command("audit", "Recompute the published claims and say which hold.", commands.audit)
    audit.add_argument("--claim", nargs="+", action="extend", help="only these, such as c05")
    audit.add_argument("--explain", action="store_true", help="what was tried, and the records")
    audit.add_argument("--format", choices=("table", "json"), default="table")
    _where(audit)

    record = command("record", "Print one record as JSON-LD.", commands.record)
    record.add_argument("record", metavar="KIND/KEY", help="its id, such as country/KEN")
    record.add_argument("--inline", action="store_true", help="with the context, not its address")
    _where(record)

    diff = command("diff", "Compare two editions of the index, or two builds.", comparing.compare)
    comparing.add_arguments(diff, _seed)

    export = command(
        "export",
        "Write the graph as Turtle, TriG, N-Quads, ..., or the ontology.",
        exporting.export,
    )
    exporting.add_arguments(export)
    _where(export)
    return top


def _seed(text: str) -> int:
    if not text.isdecimal() or int(text) >= 2**32:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 0 to 4294967295")
    return int(text)


def _count(text: str) -> int:
    digits = text.replace(",", "").replace("_", "")
    if not (digits.isascii() and digits.isdecimal() and 0 < int(digits) < 2**63):
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number above 0")
    return int(digits)


def _where(sub: argparse.ArgumentParser) -> None:
    place = sub.add_mutually_exclusive_group()
    place.add_argument("--data", type=Path, help="data folder (default: the packaged edition)")
    place.add_argument("--build", type=Path, help="build folder to read instead")
    place.add_argument("--endpoint", help="SPARQL server to ask instead")
    sub.add_argument("--as-of", metavar="DAY", help="only records that held on this day")
    sub.add_argument("--known", metavar="DAY", help="only records published by this day")
    sub.add_argument(
        "--keep-undated", action="store_true", help="with those: keep records without a date"
    )
    overlaying.add_arguments(sub)


def _answers(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--format", choices=_FORMATS, default="table")
    _where(sub)


def _network(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("network", help=f"name of the network: {', '.join(NETWORKS)}")
    sub.add_argument("--edition", help="only this edition of the index: 2019 or 2022")
    sub.add_argument("--technology", help="only records that report this technology")
    sub.add_argument("--date", help="only records dated up to this day, YYYY-MM-DD")
    sub.add_argument("--region", help="only records of countries in this region, such as aigs-af")
    sub.add_argument(
        "--evidence",
        metavar="KIND",
        help="; ".join(f"{kind}: {words}" for kind, words in EVIDENCE.items()),
    )
    _where(sub)
