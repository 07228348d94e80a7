"""Runs the main job and writes the site."""

from __future__ import annotations

from collections.abc import Callable
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
    """

    build: Path
    index: Path


def write_report(
    data: Path | None = None,
    build_folder: Path = Path("build"),
    site: Path = Path("site"),
    *,
    seed: int = 1,
    web: Path | None = None,
    progress: Callable[[str], None] = lambda step: None,
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
    made = build(data, build_folder, progress=progress)
    # Two processes read it; what they make lies where the next run clears it, if this is killed.
    with in_use(made.folder), part_folder(build_folder) as beside:
        kg = KnowledgeGraph.open(made.folder)
        with begun(made.folder, _made(beside / "asking"), seed=seed, web=web) as asked:
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
    return Written(made.folder, index)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder
