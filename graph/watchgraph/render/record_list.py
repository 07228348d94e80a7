"""Records and their sources as the rows of a list."""

from dataclasses import dataclass

from watchgraph.render.templating import Link


@dataclass(frozen=True)
class SourceLine:
    """A source as it is named beside a record.

    Attributes
    ----------
    link : Link
        Its title, and its page or address; the address is empty if it has neither.
    identifier, web : str
        Its IRI, and its address on the web; empty if it has none.
    place : str
        Its page in the site, or else its place in the list of sources of the page.
    anchor : str
        Name of its place in that list.
    publisher : str
        Who publishes it.
    published, accessed : str
        Dates as stated; empty if not stated.
    """

    link: Link
    identifier: str
    web: str
    place: str
    anchor: str
    publisher: str
    published: str
    accessed: str


@dataclass(frozen=True)
class RecordRow:
    """A record in a list.

    Attributes
    ----------
    anchor : str
        Name of its place in the page.
    link : Link
        What it is called, and its own page; the address is empty if it stands only here.
    kind : str
        What it is, in words.
    date : str
        The date that it speaks of, as stated; empty if none is.
    sources, further : tuple of SourceLine
        Who says it, and who says a part of it.
    locator, note, printed : str
        Where in the source, a remark, and the name as printed.
    reply, withheld : str
        What came of asking the organisation, and what is withheld; empty if nothing is recorded.
    overlay : str
        The overlay that its row stands in, in words; empty for the edition.
    table, key : str
        The file and the row that it stands in; empty if it was derived.
    """

    anchor: str
    link: Link
    kind: str
    date: str
    sources: tuple[SourceLine, ...]
    further: tuple[SourceLine, ...] = ()
    locator: str = ""
    note: str = ""
    printed: str = ""
    table: str = ""
    key: str = ""
    reply: str = ""
    withheld: str = ""
    overlay: str = ""
