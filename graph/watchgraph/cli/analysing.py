"""The command ``analyze``: measures of a network as tables."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchgraph.errors import UseError

if TYPE_CHECKING:
    import pandas as pd

_FORMATS = ("table", "csv", "json")


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
        "it: %(choices)s",
    )
    sub.add_argument("--seed", type=seed, default=1, help="seed of all that is drawn by chance")
    sub.add_argument("--format", choices=_FORMATS, help="default: csv with --out, else table")
    sub.add_argument("--top", type=int, default=0, help="only the first rows")
    sub.add_argument("--out", type=Path, help="file to write (default: standard output)")


def analyze(arguments: Namespace) -> int:
    """Print or write a table of measures of a network."""
    from watchgraph.cli.commands import open_graph, open_network, print_frame

    if arguments.top < 0:
        raise UseError("--top takes a number of rows.", value=arguments.top)
    kg = open_graph(arguments)
    frame = _frame(kg, open_network(arguments, kg), arguments.table, arguments.seed)
    if arguments.top:
        frame = frame.head(arguments.top)
    if frame.index.name is not None:
        frame = frame.reset_index()
    form = arguments.format or ("csv" if arguments.out else "table")
    print_frame(frame, form, arguments.out)
    if arguments.out:
        print(arguments.out)
    return 0


def _frame(kg: Any, net: Any, table: str | None, seed: int) -> pd.DataFrame:
    from watchgraph.analysis import centrality, communities
    from watchgraph.analysis.tables import TABLES

    if table:
        return TABLES[table](kg, net, seed)
    return centrality(net).join(communities(net, seed=seed)[["community", "stability"]])
