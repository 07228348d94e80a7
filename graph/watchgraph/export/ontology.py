"""The ontology as a release has it: one Turtle file that names its version."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from watchgraph.dates import parse_day
from watchgraph.errors import UseError
from watchgraph.files import write_bytes
from watchgraph.resources import ONTOLOGY_FILES, ontology_folder
from watchgraph.vocabulary import WG, expand

if TYPE_CHECKING:
    import pyoxigraph

#: IRI of the ontology.
ONTOLOGY = WG.removesuffix("#")

_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")


def export_ontology(
    path: Path | str,
    version: str,
    *,
    issued: str | None = None,
    alignments: bool = False,
    folder: Path | None = None,
) -> Path:
    """Write the ontology as a release has it.

    Parameters
    ----------
    path
        File to write; written beside and swapped in.
    version, issued, alignments, folder
        As for :func:`ontology_turtle`.

    Returns
    -------
    pathlib.Path
        The path.

    Raises
    ------
    UseError
        If version or day are malformed, or the file cannot be written.
    """
    content = ontology_turtle(version, issued=issued, alignments=alignments, folder=folder)
    return write_bytes(path, content)


def ontology_turtle(
    version: str,
    *,
    issued: str | None = None,
    alignments: bool = False,
    folder: Path | None = None,
) -> bytes:
    """Return the ontology as Turtle, with its version put in.

    Parameters
    ----------
    version
        Three numbers, such as ``0.2.0``; they become the end of ``owl:versionIRI``.
    issued
        Day of the release, ``YYYY-MM-DD``; default not stated.
    alignments
        Whether to put the alignments into the same ontology; default they stay apart.
    folder
        Ontology folder; default the packaged one.

    Returns
    -------
    bytes
        UTF-8: the header, our terms, then what is only declared, each sorted. Equal statements
        give equal bytes.

    Raises
    ------
    UseError
        If version or day are malformed.

    References
    ----------
    OWL 2 Web Ontology Language: Structural Specification (2nd edition), 3.1 and 3.5, W3C
    Recommendation, 2012.

    Examples
    --------
    >>> text = ontology_turtle("0.2.0").decode()
    >>> "owl:versionIRI <https://w3id.org/watchgraph/ontology/0.2.0>" in text
    True
    """
    import pyoxigraph as ox

    if not _VERSION.fullmatch(version):
        remedy = "Give three numbers by --version, such as 0.2.0."
        raise UseError(f"{version!r} is no version.", name="version", value=version, remedy=remedy)
    if issued is not None:
        parse_day(issued, "issued")

    triples: set[ox.Triple] = set()
    prefixes: dict[str, str] = {}
    for name in ONTOLOGY_FILES if alignments else ONTOLOGY_FILES[:1]:
        path = (folder or ontology_folder()) / name
        parser = ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
        triples |= {quad.triple for quad in parser}
        prefixes |= parser.prefixes
    whole = ox.NamedNode(ONTOLOGY)
    # In one file there is one ontology: the header of the alignments stays behind.
    kind, header = ox.NamedNode(expand("rdf:type")), ox.NamedNode(expand("owl:Ontology"))
    others = {t.subject for t in triples if t.predicate == kind and t.object == header} - {whole}
    triples = {triple for triple in triples if triple.subject not in others}
    triples |= set(_release(whole, version, issued))
    return _turtle(triples, prefixes)


def _release(
    whole: pyoxigraph.NamedNode, version: str, issued: str | None
) -> Iterable[pyoxigraph.Triple]:
    import pyoxigraph as ox

    yield ox.Triple(
        whole, ox.NamedNode(expand("owl:versionIRI")), ox.NamedNode(f"{ONTOLOGY}/{version}")
    )
    yield ox.Triple(whole, ox.NamedNode(expand("owl:versionInfo")), ox.Literal(version))
    if issued:
        day = ox.Literal(issued, datatype=ox.NamedNode(expand("xsd:date")))
        yield ox.Triple(whole, ox.NamedNode(expand("dcterms:issued")), day)


def _turtle(triples: Iterable[pyoxigraph.Triple], prefixes: dict[str, str]) -> bytes:
    import pyoxigraph as ox

    def order(triple: ox.Triple) -> tuple[bool, bool, str, bool, str]:
        subject = str(triple.subject)
        return (
            subject != f"<{ONTOLOGY}>",
            not subject.startswith(f"<{WG}"),
            subject,
            triple.predicate.value != expand("rdf:type"),
            f"{triple.predicate} {triple.object}",
        )

    named = dict(sorted(prefixes.items()))
    ordered = sorted(triples, key=order)
    raw = ox.serialize(ordered, format=ox.RdfFormat.TURTLE, prefixes=named)
    # The writer names the prefixes in no fixed order.
    body = re.sub(rb"(?m)^@prefix .*\n", b"", raw or b"")
    body = re.sub(rb"(?m)^(?![\t\n])", rb"\n\g<0>", body)
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in named.items())
    return head.encode() + body.rstrip(b"\n") + b"\n"
