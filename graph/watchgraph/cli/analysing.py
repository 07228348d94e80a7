"""The command ``analyze``: measures of a network as tables."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchgraph.errors import UseError

if TYPE_CHECKING:
    import pandas as pd

_FORMATS = ("table", "csv", "json")
_ENDINGS = {".csv": "csv", ".json": "json", ".txt": "table", "": "csv"}
_FILTERS = ("edition", "technology", "date", "region", "evidence")
#: What is said beside a table of how it was made.
_SAID = (
    *("measure", "method", "draws", "families", "samples", "tested", "smallest_p"),
    *("at_smallest_p", "membership", "seed", "data_version"),
)


class _TableNames:
    """The names of the tables, read only when asked for: their modules are slow to start."""

    def __iter__(self) -> Iterator[str]:
        from watchgraph.analysis.tables import TABLES

        return iter(TABLES)

    def __contains__(self, name: object) -> bool:
        return name in tuple(self)


def add_arguments(sub: ArgumentParser, seed: Callable[[str], int]) -> None:
    """Add the arguments of the command.

    Parameters
    ----------
    sub
        Its parser.
    seed
        Reads a seed.
    """
    sub.add_argument(
        "--table",
        metavar="NAME",
        choices=_TableNames(),
        help="one table with all its columns, instead of centrality with communities beside "
        "it: %(choices)s; sensitivity, associations and coverage are of the whole graph",
    )
    sub.add_argument("--seed", type=seed, default=1, help="seed of all that is drawn by chance")
    sub.add_argument(
        "--format", choices=_FORMATS, help="default: by the ending of --out, else table"
    )
    sub.add_argument("--top", type=int, default=0, help="only the first rows")
    sub.add_argument("--out", type=Path, help="file to write (default: standard output)")
    sub.add_argument(
        "--about", action="store_true", help="say what the table and its columns hold instead"
    )


def analyze(arguments: Namespace) -> int:
    """Print or write a table of measures of a network."""
    from watchgraph.analysis.tables import OF_THE_GRAPH, about_table
    from watchgraph.cli.commands import open_graph, print_frame
    from watchgraph.cli.networking import open_network

    if arguments.about:
        print(about_table(arguments.table or "centrality"))
        return 0
    if arguments.top < 0:
        raise UseError("--top takes a number of rows.", value=arguments.top)
    form = arguments.format or _form_of(arguments.out)
    if arguments.table in OF_THE_GRAPH:
        _refuse_filters(arguments)
    kg = open_graph(arguments)
    net = open_network(arguments, kg)
    frame = _frame(kg, net, arguments.table, arguments.seed)
    said = _made_how(arguments, net, frame)
    if arguments.top:
        frame = frame.head(arguments.top)
    if frame.index.name is not None:
        frame = frame.reset_index()
    print_frame(frame, form, arguments.out, private=bool(kg.private))
    for line in said:
        print(line, file=sys.stderr)
    if arguments.out:
        print(arguments.out)
    return 0


def _form_of(out: Path | None) -> str:
    """Return the form that the ending of a file asks for."""
    if out is None:
        return "table"
    ending = out.suffix.lower()
    if ending not in _ENDINGS:
        raise UseError(
            f"What to write into a file that ends in {ending!r} is not known.",
            name="out",
            value=str(out),
            choices=sorted(filter(None, _ENDINGS)),
            remedy="Let it end in .csv, .json or .txt, or give --format.",
        )
    return _ENDINGS[ending]


def _refuse_filters(arguments: Namespace) -> None:
    given = [name for name in _FILTERS if getattr(arguments, name) is not None]
    if given:
        raise UseError(
            f"The table {arguments.table} is of the whole graph: --{given[0]} does not narrow it.",
            name=given[0],
            value=getattr(arguments, given[0]),
            remedy="Leave it away; --as-of and --known narrow the graph itself.",
        )


def _made_how(arguments: Namespace, net: Any, frame: pd.DataFrame) -> Iterator[str]:
    """Give the lines that go with a table: what it is of, how it was drawn, what it cannot say."""
    from watchgraph.analysis.tables import OF_THE_GRAPH

    if arguments.table in OF_THE_GRAPH:
        yield f"{arguments.table} is of the whole graph, whichever network is named."
    elif not net.number_of_edges():
        yield (
            "The network has no link: no record passes these filters, which is no proof of "
            "absence. One edition is one family of sources, so none of its links is independent."
        )
    said = {**frame.attrs, "seed": frame.attrs.get("seed", arguments.seed)}
    yield "; ".join(
        f"{name.replace('_', ' ')} {_shown(said[name])}"
        for name in _SAID
        if said.get(name) is not None
    )
    if said.get("families") == 1:
        yield (
            "One family of sources stands behind the network: there is nothing to draw, so that "
            "no interval is given."
        )
    if any(str(name).endswith("open_side") and (frame[name] != "").any() for name in frame):
        yield (
            "open_side: nearly all draws lie to the other side of the value, so that the bound "
            "on this side is no bound."
        )
    if "smallest_p" in said and "tested" in said:
        least = min(1.0, said["smallest_p"] * said["tested"])
        yield (
            f"With {said['samples']:,} samples the q of a lone pair cannot fall below {least:.2g}; "
            "in Python, pair_significance(net, side, samples=...) takes more."
        )


def _shown(value: Any) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _frame(kg: Any, net: Any, table: str | None, seed: int) -> pd.DataFrame:
    from watchgraph.analysis import centrality, communities
    from watchgraph.analysis.tables import TABLES

    if table:
        return TABLES[table](kg, net, seed)
    return centrality(net).join(communities(net, seed=seed)[["community", "stability"]])
