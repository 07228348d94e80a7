"""The files that pages of the site share: style, scripts and data."""

from pathlib import Path

from watchgraph.files import put_text
from watchgraph.render.content import SiteContent
from watchgraph.render.document import Asset
from watchgraph.render.frame import SHARED_SCRIPT, SHARED_STYLE, shared_script, shared_style
from watchgraph.render.search_index import SEARCH_INDEX, search_index
from watchgraph.render.templating import asset


def write_assets(folder: Path, content: SiteContent) -> None:
    """Write each file that a page of the site asks for.

    Parameters
    ----------
    folder : pathlib.Path
        The folder of assets; made here.
    content : SiteContent
        What the site says: its own assets go before files of the templates folder.
    """
    folder.mkdir()
    made = {one.name: one.content for one in content.assets}
    made[SHARED_STYLE] = shared_style()
    made[SHARED_SCRIPT] = shared_script()
    made[SEARCH_INDEX] = search_index(content.documents)
    asked = set[str]()
    for document in content.documents:
        asked.update(document.scripts)
        asked.update([document.style] if document.style else [])
    for name in sorted(asked - set(made)):
        made[name] = asset(name)
    for name, text in sorted(made.items()):
        write_asset(folder, Asset(name, text))


def write_asset(folder: Path, file: Asset) -> None:
    """Write a file into a folder of the site.

    Parameters
    ----------
    folder : pathlib.Path
        The folder.
    file : Asset
        The file.
    """
    if isinstance(file.content, bytes):
        (folder / file.name).write_bytes(file.content)
    else:
        put_text(folder / file.name, file.content)
