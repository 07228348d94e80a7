"""How a graph is opened: from tables with overlays over them, or from a build."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from watchgraph.errors import UseError

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph


def load(
    cls: type[KnowledgeGraph],
    data: Path | str | None = None,
    overlays: Iterable[Path | str] = (),
    include_private: Iterable[str] = (),
    *,
    skip_faulty: bool = False,
) -> KnowledgeGraph:
    """Build the graph of a data folder in memory, with overlays over it.

    Parameters
    ----------
    cls
        Class of the graph.
    data
        Data folder; default the packaged edition.
    overlays
        Folders of records to lay over it, each in a named graph of its own. A private one is
        checked and not shown, unless it is named in ``include_private``.
    include_private
        Names of the private overlays that are to be shown.
    skip_faulty
        Whether rows of overlays that have an error, and those that hang on them, are left out.

    Returns
    -------
    KnowledgeGraph
        The graph, with its derived relations. Its ``private`` names the private overlays that
        it holds, its ``notes`` say what was left out or is not shown.

    Raises
    ------
    DataError
        If the tables are faulty.
    UseError
        If there is no such folder or private overlay.
    """
    from watchgraph.resources import data_folder

    folder = Path(data) if data is not None else data_folder()
    folders, private = _several(overlays, "overlays"), _several(include_private, "include_private")
    if not folders and not private:
        from watchgraph.memory import memory_store

        return cls(*memory_store(folder))
    from watchgraph.overlaid import overlaid_store

    store, laid = overlaid_store(folder, folders, include_private=private, skip_faulty=skip_faulty)
    kg = cls(store, laid.edition.package.version)
    kg.private, kg.notes = laid.included, tuple(laid.told())
    return kg


def open_build(
    cls: type[KnowledgeGraph], build: Path | str = "build", include_private: Iterable[str] = ()
) -> KnowledgeGraph:
    """Open a build for reading; any number of readers may do so at once.

    Parameters
    ----------
    cls
        Class of the graph.
    build
        Folder that ``watchgraph build`` wrote, or one single build inside it.
    include_private
        Names of private overlays that the build holds apart. With any, the graph is not read
        where it lies but loaded into memory, and its relations are derived anew; that takes a
        second or two and about a kilobyte for each statement.

    Returns
    -------
    KnowledgeGraph
        The graph as it was built; its ``private`` names the private overlays that it holds.

    Raises
    ------
    UseError
        If there is no build, or it holds no such overlay.
    """
    from watchgraph.build import open_build as opened
    from watchgraph.build.folder import build_in

    names = _several(include_private, "include_private")
    if not names:
        return cls(*opened(Path(build)))
    from watchgraph.build.private import open_private

    kg = cls(*open_private(build_in(Path(build)), names))
    kg.private = tuple(sorted(set(names)))
    return kg


def _several(given: Iterable[Path | str] | str | Path, name: str) -> list[str]:
    """Return what was given, each once; one alone is a mistake that is easily made."""
    if isinstance(given, str | Path):
        raise UseError(
            f"{name} takes a list.", name=name, value=str(given), remedy=f"Write [{str(given)!r}]."
        )
    return list(dict.fromkeys(map(str, given)))
