"""The command ``export``: the graph, its code lists, the ontology or the context, as a file."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from watchgraph.cli.commands import open_graph
from watchgraph.errors import UseError

_ENDINGS = {
    ".ttl": "turtle",
    ".trig": "trig",
    ".nq": "nquads",
    ".nt": "ntriples",
    ".jsonld": "jsonld",
}

_NAMES = {"turtle": "Turtle", "jsonld": "JSON-LD"}


def add_arguments(command: ArgumentParser) -> None:
    """Add the arguments of ``export``.

    Parameters
    ----------
    command
        Parser of the command.
    """
    command.add_argument(
        "what",
        choices=("rdf", "vocabularies", "ontology", "context"),
        help="the graph, its code lists alone, the ontology, or the JSON-LD context of records",
    )
    command.add_argument(
        "--format",
        choices=tuple(_ENDINGS.values()),
        help="default: by the ending of the file (.ttl, .trig, .nq, .nt, .jsonld)",
    )
    command.add_argument("--out", type=Path, required=True, help="file to write")
    command.add_argument("--version", help="ontology: version to release it as, such as 0.2.0")
    command.add_argument("--issued", help="ontology: day of the release, YYYY-MM-DD")
    command.add_argument(
        "--alignments", action="store_true", help="ontology: put the alignments into the same file"
    )


def export(arguments: Namespace) -> int:
    """Write what is asked for and say what was written."""
    what = arguments.what
    if what != "ontology" and (arguments.version or arguments.issued or arguments.alignments):
        raise UseError("--version, --issued and --alignments are for the export of the ontology.")
    graph = (arguments.data, arguments.build, arguments.endpoint, arguments.as_of, arguments.known)
    own = (*arguments.overlays, *arguments.include_private, *[True] * arguments.skip_faulty)
    if what in ("ontology", "context") and (any(graph) or arguments.keep_undated or own):
        raise UseError(
            f"The {what} is read from no graph: leave out where that lies and as of when."
        )
    if what == "ontology":
        return _ontology(arguments)
    if what == "context":
        from watchgraph.files import write_text
        from watchgraph.jsonld import make_context

        _form(arguments, "jsonld", only="jsonld")
        print(write_text(arguments.out, make_context()))
        return 0
    from watchgraph.export import export_rdf, export_vocabularies

    if what == "vocabularies":
        form = _form(arguments, "turtle")
        print(export_vocabularies(open_graph(arguments), arguments.out, form), file=sys.stderr)
    else:
        form = _form(arguments, "trig")
        print(export_rdf(open_graph(arguments), arguments.out, form), file=sys.stderr)
    return 0


def _ontology(arguments: Namespace) -> int:
    from watchgraph.export import export_ontology

    _form(arguments, "turtle", only="turtle")
    if not arguments.version:
        remedy = "Give --version, such as --version 0.2.0."
        raise UseError("A released ontology has a version: no version is given.", remedy=remedy)
    made = export_ontology(
        arguments.out,
        arguments.version,
        issued=arguments.issued,
        alignments=arguments.alignments,
    )
    print(made)
    return 0


def _form(arguments: Namespace, default: str, only: str = "") -> str:
    """Return the format that is asked for, by name or by the ending of the file."""
    ending = arguments.out.suffix.lower()
    if not arguments.format and ending and ending not in _ENDINGS:
        raise UseError(
            f"{ending!r} is the ending of no format that is written.",
            name="out",
            value=str(arguments.out),
            choices=tuple(_ENDINGS),
            remedy=f"Give --format, or a file that ends in {', '.join(_ENDINGS)}.",
        )
    form: str = arguments.format or _ENDINGS.get(ending, default)
    if only and form != only:
        wanted = next(end for end, name in _ENDINGS.items() if name == only)
        raise UseError(
            f"The {arguments.what} is written as {_NAMES[only]} alone.",
            name="format",
            value=form,
            choices=(only,),
            remedy=f"Give a file that ends in {wanted}.",
        )
    return form
