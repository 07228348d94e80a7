"""The ontology, its shapes and its context as files to publish."""

from __future__ import annotations

from pathlib import Path

from watchgraph.files import write_bytes
from watchgraph.resources import ontology_folder


def ontology_files(folder: Path, ontology: Path | None = None) -> dict[str, Path]:
    """Write the files that the addresses of the namespace lead to.

    Parameters
    ----------
    folder
        Folder to write to.
    ontology
        Ontology folder; default the packaged one.

    Returns
    -------
    dict of str to pathlib.Path
        ``ontology.ttl``, ``ontology.jsonld`` (expanded), ``shapes.ttl`` (all shapes, in the order
        of their files' names) and ``context.jsonld``.

    Raises
    ------
    UseError
        If a file cannot be written.
    """
    import pyoxigraph

    own = ontology or ontology_folder()
    turtle = (own / "watchgraph.ttl").read_bytes()
    parsed = pyoxigraph.parse(input=turtle, format=pyoxigraph.RdfFormat.TURTLE)
    quads = sorted(parsed, key=lambda quad: str(quad.triple))
    shapes = [path.read_bytes() for path in sorted((own / "shapes").glob("*.ttl"))]
    contents = {
        "ontology.ttl": turtle,
        "ontology.jsonld": pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.JSON_LD) or b"",
        # Turtle may state a prefix again, so that whole files can follow each other.
        "shapes.ttl": b"\n".join(shapes),
        "context.jsonld": (own / "context.jsonld").read_bytes(),
    }
    return {name: write_bytes(folder / name, content) for name, content in contents.items()}
