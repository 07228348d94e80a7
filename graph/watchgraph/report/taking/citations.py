"""References as text, BibTeX and RIS."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# Characters that mean something to TeX.
_TEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{one: "\\" + one for one in "&%$#_{}"},
}


@dataclass(frozen=True)
class Reference:
    """A work to cite.

    Attributes
    ----------
    key
        Its name in BibTeX.
    title, version, year, publisher, address, licence, note
        As the work states them; empty where it does not.
    authors
        Names as they are cited: ``Feldstein, Steven`` of a person, the whole name of a body.
    bodies
        For each author whether it is a body and no person.
    data
        Whether the work is data, and no report.
    """

    key: str
    title: str
    authors: tuple[str, ...]
    bodies: tuple[bool, ...]
    year: str = ""
    version: str = ""
    publisher: str = ""
    address: str = ""
    licence: str = ""
    note: str = ""
    data: bool = True

    @property
    def text(self) -> str:
        """One line, as in a list of references."""
        named = "; ".join(self.authors)
        head = f"{named} ({self.year}): {self.title}" if self.year else f"{named}: {self.title}"
        version = f"version {self.version}" if self.version else ""
        parts = [", ".join(part for part in (head, version) if part), self.publisher]
        return " ".join([*(f"{part}." for part in parts if part), self.address]).strip()

    @property
    def bibtex(self) -> str:
        """An entry of BibTeX."""
        names = [
            f"{{{_tex(name)}}}" if body else _tex(name)
            for name, body in zip(self.authors, self.bodies, strict=True)
        ]
        doi = self.address.removeprefix("https://doi.org/")
        fields = {
            "author": " and ".join(names),
            "title": f"{{{_tex(self.title)}}}",
            "year": self.year,
            "publisher": _tex(self.publisher),
            "version": _tex(self.version),
            "doi": doi if doi != self.address else "",
            "url": self.address,
            "note": _tex(self.note),
        }
        lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
        return f"@misc{{{self.key},\n" + ",\n".join(lines) + "\n}"

    @property
    def ris(self) -> str:
        """An entry of RIS."""
        fields = [
            ("TY", "DATA" if self.data else "RPRT"),
            *(("AU", name) for name in self.authors),
            ("TI", self.title),
            ("PY", self.year),
            ("PB", self.publisher),
            ("ET", self.version),
            ("UR", self.address),
            ("N1", self.note),
            ("ER", ""),
        ]
        return "\r\n".join(f"{tag}  - {value}" for tag, value in fields if value or tag == "ER")


def own_reference(cff: Mapping[str, Any], data_version: str, home: str) -> Reference:
    """Return the reference of WatchGraph.

    Parameters
    ----------
    cff
        What CITATION.cff says.
    data_version
        Version of the data, such as ``2026.11``, whose year is that of the reference.
    home
        Address of the project.

    Returns
    -------
    Reference
        For the data with the software that reads them.
    """
    year = re.match(r"(\d{4})\b", data_version)
    names, bodies = _names(cff["authors"])
    return Reference(
        key="watchgraph",
        title=str(cff["title"]),
        authors=names,
        bodies=bodies,
        year=year[1] if year else "",
        version=f"{cff['version']}, data {data_version}",
        address=home,
        note=str(cff["abstract"]),
    )


def other_references(cff: Mapping[str, Any]) -> tuple[Reference, ...]:
    """Return the references of the works that WatchGraph rests on.

    Parameters
    ----------
    cff
        What CITATION.cff says.

    Returns
    -------
    tuple of Reference
        In its order.
    """
    made: list[Reference] = []
    for one in cff.get("references", ()):
        names, bodies = _names(one["authors"])
        year = str(one.get("year", ""))
        house = one.get("publisher", one.get("institution", {}))
        doi = one.get("doi", "")
        first = re.sub(r"[^a-z0-9]+", "-", names[0].partition(",")[0].lower()).strip("-")
        word = re.sub(r"[^a-z]+", "", str(one["title"]).lower().replace("the ", "").split()[0])
        key = "-".join(part for part in (first, word, year) if part)
        if any(other.key == key for other in made):
            key = f"{key}-{len(made) + 1}"
        made.append(
            Reference(
                key=key,
                title=str(one["title"]),
                authors=names,
                bodies=bodies,
                year=year,
                version=str(one.get("version", "")),
                publisher=str(house.get("name", "")),
                address=f"https://doi.org/{doi}" if doi else str(one.get("url", "")),
                licence=str(one.get("license", "")),
                note=str(one.get("notes", "")),
                data=one["type"] == "data",
            )
        )
    return tuple(made)


def _names(authors: Sequence[Mapping[str, str]]) -> tuple[tuple[str, ...], tuple[bool, ...]]:
    names = tuple(
        one["name"] if "name" in one else f"{one['family-names']}, {one['given-names']}"
        for one in authors
    )
    return names, tuple("name" in one for one in authors)


def _tex(text: str) -> str:
    return "".join(_TEX.get(one, one) for one in text)
