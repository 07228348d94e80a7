"""Runs the main job and writes the site."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from watchgraph.build import BUILD_STEPS, build
from watchgraph.build.folder import in_use, part_folder
from watchgraph.report.apart import begun
from watchgraph.report.content import CONTENT_STEPS, site_content
from watchgraph.resources import web_folder
from watchgraph.store import KnowledgeGraph

_WRITE = "write the site"
#: The steps of the main job, as they are named while it runs.
STEPS = (*BUILD_STEPS, *CONTENT_STEPS, _WRITE)


@dataclass(frozen=True)
class Written:
    """Where the main job wrote to.

    Attributes
    ----------
    build
        Folder of the build.
    index
        First page of the site.
    told
        What is to be said of overlays: rows left out, records that are not shown.
    private
        Names of the private overlays whose records the site shows.
    """

    build: Path
    index: Path
    told: tuple[str, ...] = ()
    private: tuple[str, ...] = ()


def write_report(
    data: Path | None = None,
    build_folder: Path = Path("build"),
    site: Path = Path("site"),
    *,
    seed: int = 1,
    web: Path | None = None,
    progress: Callable[[str], None] = lambda step: None,
    overlays: Sequence[Path | str] = (),
    include_private: Sequence[str] = (),
    skip_faulty: bool = False,
) -> Written:
    """Build the graph, compute everything from it and write the site.

    Parameters
    ----------
    data
        Data folder; default the packaged edition.
    build_folder
        Folder of the builds.
    site
        Folder of the site; the former one stays until the new one is whole.
    seed
        Seed of layouts and communities.
    web
        Folder of the parts of the site that npm gives; default ``web/dist`` of a checkout.
    progress
        Called with the name of each step as it begins.
    overlays
        Folders of records to lay over the edition.
    include_private
        Names of the private ones that the site shows; it then says so on every page, and only
        its owner may look into it.
    skip_faulty
        Whether rows of overlays that have an error, and those that hang on them, are left out.

    Returns
    -------
    Written
        The build and the site's first page.

    Raises
    ------
    DataError
        If the tables are faulty or a check finds an error.
    UseError
        If the site's folder holds files of another hand, or ``web`` lacks a part.
    """
    from watchgraph.render import write_site

    # Said at once, not after the build.
    web = web_folder(web)
    made = build(
        data,
        build_folder,
        progress=progress,
        overlays=overlays,
        include_private=include_private,
        skip_faulty=skip_faulty,
    )
    # Two processes read it; what they make lies where the next run clears it, if this is killed.
    private = bool(include_private)
    with in_use(made.folder), part_folder(build_folder, private=private) as beside:
        kg = KnowledgeGraph.open(made.folder, include_private=include_private)
        asking = _made(beside / "asking")
        with begun(made.folder, asking, seed=seed, web=web, private=kg.private) as asked:
            content = site_content(
                kg,
                _made(beside / "rest"),
                seed=seed,
                data=data,
                web=web,
                asked=asked,
                progress=progress,
            )
        progress(_WRITE)
        index = write_site(site, content)
    return Written(made.folder, index, made.told, kg.private)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder
