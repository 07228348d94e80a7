"""The page that says how to cite WatchGraph, its sources, and one record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from watchgraph.files import write_bytes
from watchgraph.render import Document, Download, Link, render_fragment
from watchgraph.render.escape import web_address
from watchgraph.report.taking.cff import read_cff
from watchgraph.report.taking.citations import other_references, own_reference
from watchgraph.resources import citation_file
from watchgraph.vocabulary import ID

if TYPE_CHECKING:
    from watchgraph.store import KnowledgeGraph

_HOME = "https://w3id.org/watchgraph"
_EXAMPLE = "country/KEN"


def cite_page(
    kg: KnowledgeGraph, folder: Path, citation: Path | None = None
) -> tuple[Document, tuple[Download, ...]]:
    """Return the page, and all references as files.

    Parameters
    ----------
    kg
        The graph.
    folder
        Folder for the files.
    citation
        The CITATION.cff to read; default that of WatchGraph.

    Returns
    -------
    tuple of Document, and tuple of Download
        ``cite.html``; BibTeX and RIS.

    Raises
    ------
    DataError
        If the file cannot be read.
    """
    cff = read_cff(citation or citation_file())
    own = own_reference(cff, kg.version, _HOME)
    others = other_references(cff)
    every = (own, *others)
    bib, ris = folder / "watchgraph.bib", folder / "watchgraph.ris"
    write_bytes(bib, ("\n\n".join(one.bibtex for one in every) + "\n").encode("utf-8"))
    write_bytes(ris, ("\r\n\r\n".join(one.ris for one in every) + "\r\n").encode("utf-8"))
    document = Document(
        name="cite",
        title="How to cite",
        standfirst=(
            "Cite the data set whose records you use, and the version of WatchGraph with which "
            "you read them."
        ),
        body=render_fragment(
            "cite.html.j2",
            own=own,
            others=[(one, web_address(one.address)) for one in others],
            version=kg.version,
            software=cff["version"],
            licence=cff["license"],
            identifier=f"{ID}{_EXAMPLE}",
            files=(bib.name, ris.name),
        ),
        blurb="References as text, BibTeX and RIS; how to cite one record.",
        sections=(
            Link("WatchGraph", "#watchgraph"),
            Link("One record or page", "#record"),
            Link("The data sets in it", "#sources"),
            Link("Licences", "#licences"),
        ),
        style="data.css",
    )
    return document, (
        Download(bib, "All references in BibTeX"),
        Download(ris, "All references in RIS"),
    )
