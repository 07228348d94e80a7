"""Where each row is from: sources and publishers of the edition where they are there, else new."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from watchgraph.intake.filling import Filling
from watchgraph.intake.keys import fold, host_of, name_key, same_address, source_key
from watchgraph.intake.lines import Line

if TYPE_CHECKING:
    import pyarrow as pa


class Sourcing:
    """Finds or makes the source of each row.

    Parameters
    ----------
    prefix
        Name of the collection of rows; keys that are made begin with it.
    edition
        Tables that are there already.
    dataset
        Data set of new sources.
    filling
        Takes in new sources and publishers.
    """

    def __init__(
        self, prefix: str, edition: Mapping[str, pa.Table], dataset: str, filling: Filling
    ) -> None:
        self.prefix, self.dataset, self.filling = prefix, dataset, filling
        self.by_address: dict[tuple[str, str], str] = {}
        self.by_host: dict[str, set[str]] = {}
        self.by_name: dict[str, str] = {}
        sources, publishers = edition.get("sources"), edition.get("publishers")
        for row in sources.to_pylist() if sources is not None else ():
            if row["url"]:
                at = same_address(row["url"]), fold(row["locator"] or "")
                self.by_address.setdefault(at, row["source"])
                self.by_host.setdefault(host_of(row["url"]), set()).add(row["publisher"])
        for row in publishers.to_pylist() if publishers is not None else ():
            self.by_name.setdefault(fold(row["name"]), row["publisher"])

    def source_of(self, line: Line) -> str:
        """Return the key of the source of a row.

        Parameters
        ----------
        line
            A row that has a source.

        Returns
        -------
        str
            Key of a source of the edition or of a new one.
        """
        if line.one("source"):
            return line.one("source")
        url, title = line.one("source_url"), line.one("source_title")
        locator = line.one("source_locator")
        if url:
            known = self.by_address.get((same_address(url), fold(locator)))
            if known:
                return known
        publisher = self.publisher(line.row, line.one("publisher"), url)
        told = [fold(locator)] if url else [publisher, line.one("source_published"), fold(locator)]
        key = source_key(self.prefix, url, title, told)
        self.filling.add(
            "sources",
            key,
            line.row,
            title=title or self.untitled(publisher),
            url=url,
            locator=locator,
            publisher=publisher,
            licence=line.one("licence"),
            redistribution=line.one("redistribution"),
            dataset=self.dataset,
            published=line.one("source_published"),
            accessed=line.one("source_accessed"),
        )
        return key

    def further(self, line: Line, url: str) -> str:
        """Return the key of a second page that a row names by its address alone.

        Parameters
        ----------
        line
            The row.
        url
            Address of the page.

        Returns
        -------
        str
            Key of its source.
        """
        known = self.by_address.get((same_address(url), ""))
        if known:
            return known
        key = source_key(self.prefix, url, "", [])
        # What another row says of the page as its own source goes before.
        if not self.filling.has("sources", key):
            publisher = self.publisher(line.row, "", url)
            self.filling.add(
                "sources",
                key,
                line.row,
                title=self.untitled(publisher),
                url=url,
                publisher=publisher,
                licence="not-stated",
                redistribution="facts_only",
                dataset=self.dataset,
            )
        return key

    def readings(self, row: int, file: str) -> str:
        """Return the key of the source that says which supplier a name of the sheet means.

        Parameters
        ----------
        row
            A row whose name is read.
        file
            The sheet's file.

        Returns
        -------
        str
            Key of a source of this collection.
        """
        key = f"{self.prefix}-readings"
        self.filling.add("publishers", self.prefix, row, name=self.prefix)
        self.filling.add(
            "sources",
            key,
            row,
            title=f"Readings of the names of suppliers in {file}",
            publisher=self.prefix,
            licence="not-stated",
            redistribution="facts_only",
            dataset="readings",
        )
        return key

    def publisher(self, row: int, name: str, url: str) -> str:
        """Return the key of a publisher: by name, else by host; new where neither is there.

        Sources of which neither is stated get one publisher, so that they count as one.
        """
        host = host_of(url)
        known = self.by_name.get(fold(name)) if name else None
        if known:
            return known
        if not name and len(self.by_host.get(host, ())) == 1:
            return next(iter(self.by_host[host]))
        if not name and host in self.by_name:
            return self.by_name[host]
        shown = name or host or "Publisher not stated"
        key = name_key(self.prefix, shown)
        self.filling.add("publishers", key, row, name=shown)
        return key

    def untitled(self, publisher: str) -> str:
        """Return what to call a page whose title was not recorded."""
        rows = self.filling.rows.get("publishers", {})
        names = {key: name for name, key in self.by_name.items()}
        shown = rows[publisher]["name"] if publisher in rows else names.get(publisher, publisher)
        return f"Page of {shown} (title not recorded)"
