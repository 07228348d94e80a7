"""The site: a first page, its documents, its networks and the downloads, in one folder."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from watchgraph.errors import UseError
from watchgraph.files import is_file_name, put_text
from watchgraph.notice import as_comment
from watchgraph.render.assets import write_asset, write_assets
from watchgraph.render.content import VERDICTS, NetworkPage, SiteContent
from watchgraph.render.document import Document
from watchgraph.render.drawable import check_drawable
from watchgraph.render.explore import EXPLORER
from watchgraph.render.frame import Frame, framed_page, shared_style
from watchgraph.render.graph import graph_page
from watchgraph.render.home import index_page
from watchgraph.render.payload import Picture, picture
from watchgraph.render.swap import swapped_folder, write_manifest
from watchgraph.render.templating import Link, asset, render_page


def write_site(folder: str | Path, content: SiteContent) -> Path:
    """Write the whole site, or leave the former one whole.

    The folder gets ``index.html``, a page for each network and document, ``downloads/`` and
    ``manifest.json`` (every file with its size and hash). It is built beside its place and
    swapped in. The same content gives the same bytes; nothing in it asks for a network. With a
    notice, only the owner may look into the folder.

    Parameters
    ----------
    folder : str or pathlib.Path
        The place: absent, empty, or a site written before.
    content : SiteContent
        What the pages say.

    Returns
    -------
    pathlib.Path
        The first page.

    Raises
    ------
    UseError
        If the folder holds files of another hand or cannot be written, if a download is missing
        or two have one name, if a verdict is not one of the audit's, or if a network cannot be
        drawn.
    """
    folder = Path(folder)
    _check(content)
    pictures = [_picture(page) for page in content.networks]
    frame = frame_of(content)
    with swapped_folder(folder, private=bool(content.notice)) as beside:
        # In the explorer all networks have one page.
        alone = () if _has_explorer(content) else zip(content.networks, pictures, strict=True)
        for page, shown in alone:
            text = graph_page(shown, home=Link(content.title, "index.html"), footer=frame.footer)
            put_text(beside / f"{page.name}.html", text)
        for document in content.documents:
            write_document(beside, frame, document)
        write_assets(beside / "assets", content)
        for download in content.downloads:
            target = beside / download.href
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(download.path, target)
        put_text(beside / "index.html", index_page(content, pictures, frame))
        write_manifest(beside, generator="WatchGraph", data_version=content.data_version)
    return folder / "index.html"


def frame_of(content: SiteContent) -> Frame:
    """Return what surrounds the pages of a site.

    Parameters
    ----------
    content : SiteContent
        What the site says.

    Returns
    -------
    Frame
        Its title, foot and way about.
    """
    named = tuple(one for one in content.documents if one.nav or one.group)
    return Frame(content.title, _footer(content), named, content.notice)


def document_page(document: Document, *, footer: str, notice: str = "") -> str:
    """Return a page of text and tables as one file of its own.

    Parameters
    ----------
    document : Document
        What it says.
    footer : str
        A line on data and licences.
    notice : str
        What stands at the top; empty for nothing.

    Returns
    -------
    str
        One self-contained page without scripts.
    """
    return render_page(
        "document.html.j2",
        css=shared_style() + (asset(document.style) if document.style else ""),
        layout="base.html.j2",
        root="",
        title=document.title,
        document=document,
        footer=footer,
        notice=notice,
    )


def write_document(site: Path, frame: Frame, document: Document) -> None:
    """Write a page of the site, and its files beside it.

    Parameters
    ----------
    site : pathlib.Path
        Folder of the site.
    frame : Frame
        What surrounds the page.
    document : Document
        What it says.
    """
    path = site / f"{document.name}.html"
    path.parent.mkdir(exist_ok=True)
    put_text(path, framed_page(frame, document))
    if document.turtle:
        put_text(path.with_suffix(".ttl"), as_comment(frame.notice) + document.turtle)
    for file in document.beside:
        write_asset(path.parent, file)


def _check(content: SiteContent) -> None:
    for row in content.audit:
        if row.verdict not in VERDICTS:
            raise UseError(
                f"{row.verdict!r} is no verdict.",
                name="verdict",
                value=row.verdict,
                choices=tuple(VERDICTS),
            )
    taken = {"index.html", "manifest.json", "assets"}
    own = [page.name for page in content.networks] + [one.name for one in content.documents]
    for name in (*own, *_files(content)):
        if not all(map(is_file_name, name.split("/"))):
            raise UseError(
                f"No file of the site can be called {name!r:.80}.",
                name="name",
                value=name,
                remedy="Name pages by plain words, at most with / between folder and page.",
            )
    for name in _files(content):
        # Where letters are not told apart by case, one file would take the place of the other.
        if name.casefold() in taken:
            raise UseError(
                f"Two files of the site would be called {name}.", name="name", value=name
            )
        taken.add(name.casefold())
    for download in content.downloads:
        if not download.path.is_file():
            raise UseError(
                f"The download {download.path} is missing.",
                name="downloads",
                value=str(download.path),
                remedy="Write it before the site.",
            )


def _files(content: SiteContent) -> Iterator[str]:
    """Yield the file of each page and download, and of what lies beside a page."""
    yield from (f"{page.name}.html" for page in content.networks)
    for document in content.documents:
        yield f"{document.name}.html"
        if document.turtle:
            yield f"{document.name}.ttl"
        folder = document.name.rpartition("/")[0]
        yield from (f"{folder}/{file.name}".removeprefix("/") for file in document.beside)
    yield from (download.href for download in content.downloads)


def _has_explorer(content: SiteContent) -> bool:
    return any(document.name == EXPLORER for document in content.documents)


def _picture(page: NetworkPage) -> Picture:
    if page.shown:
        return page.shown
    check_drawable(page.graph)
    return picture(
        page.graph, title=page.title, evidence=page.evidence, size=page.size, seed=page.seed
    )


def _footer(content: SiteContent) -> str:
    return " ".join(part for part in (f"Data {content.data_version}.", content.licence) if part)
