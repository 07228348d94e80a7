"""What each command does: thin calls of the library, and the printing of what it returns."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchgraph.cli.overlaying import refuse_overlays, say
from watchgraph.errors import UseError

if TYPE_CHECKING:
    import pandas as pd

    from watchgraph.store import KnowledgeGraph


def report(arguments: Namespace) -> int:
    """Build everything and write the site."""
    from watchgraph.cli.progress import Progress
    from watchgraph.report import STEPS, write_report

    progress = Progress(STEPS)
    made = write_report(
        arguments.data,
        arguments.build,
        arguments.out,
        seed=arguments.seed,
        web=arguments.web,
        progress=progress,
        overlays=arguments.overlays,
        include_private=arguments.include_private,
        skip_faulty=arguments.skip_faulty,
    )
    progress.end()
    say(made.told, made.private)
    print(f"{made.index}")
    return 0


def build(arguments: Namespace) -> int:
    """Build the store and the sorted N-Quads."""
    from watchgraph.build import BUILD_STEPS
    from watchgraph.build import build as run_build
    from watchgraph.cli.progress import Progress

    progress = Progress(BUILD_STEPS)
    made = run_build(
        arguments.data,
        arguments.out,
        force=arguments.force,
        progress=progress,
        overlays=arguments.overlays,
        include_private=arguments.include_private,
        skip_faulty=arguments.skip_faulty,
        strict=arguments.strict,
    )
    progress.end()
    say(made.told)
    for graph, count in made.graphs.items():
        print(f"{count:>9,}  {graph}")
    print(f"{sum(made.graphs.values()):>9,}  quads in {made.folder}")
    for name, count in made.private.items():
        print(f"{count:>9,}  private quads of {name}, apart from those")
    if made.fresh:
        steps = ", ".join(f"{step} {seconds:.2f} s" for step, seconds in made.seconds.items())
        print(f"{sum(made.seconds.values()):.2f} s: {steps}")
    else:
        print("Nothing changed since the last build.")
    return 0


def ask(arguments: Namespace) -> int:
    """Ask a kept question; without a name, list them by theme."""
    from watchgraph.cli import explaining

    if not arguments.question:
        print(explaining.list_questions())
        return 0
    given = _parameters(arguments.parameters)
    if arguments.about:
        print(explaining.about_question(arguments.question, open_graph(arguments)))
        return 0
    if arguments.show:
        graph = open_graph(arguments) if given else None
        sys.stdout.write(explaining.query_of_question(arguments.question, graph, given))
        return 0
    kg = open_graph(arguments)
    frame = kg.ask(arguments.question, **given)
    print_frame(frame, arguments.format)
    tell_of_answer(kg, frame)
    if frame.empty:
        # An empty table must not be read as a finding.
        country = given.get("country", "…")
        more = (
            "Records of another day, or without a date, are left out: see above."
            if kg.moment
            else f"What the index looked for: watchgraph ask absence country={country}"
        )
        print(f"No record answers this, which is no proof of absence. {more}", file=sys.stderr)
    return 0


def verify(arguments: Namespace) -> int:
    """Say whether a build still agrees with its manifest."""
    from watchgraph.build import verify as compare

    found = compare(arguments.build, arguments.data, overlays=arguments.overlays)
    for difference in found.differences:
        print(difference)
    if found.differences:
        count = len(found.differences)
        print(f"{found.folder} differs from its manifest in {count:,} thing{'s' * (count > 1)}.")
        return 1
    given = [*(["the inputs"] if arguments.data else []), *map(str, arguments.overlays)]
    also = f", and so do {', '.join(given)}" if given else ""
    print(
        f"{found.folder} agrees: store, N-Quads and manifest, {found.quads:,} quads of data "
        f"{found.version}{also}."
    )
    return 0


def audit(arguments: Namespace) -> int:
    """Recompute the published claims."""
    from watchgraph import audit as auditing

    kg = open_graph(arguments)
    rows = auditing.chosen(auditing.audit(kg), arguments.claim)
    as_json = arguments.format == "json"
    if arguments.explain:
        explained = auditing.explanations(kg, rows=rows)
        told = auditing.explanations_json if as_json else auditing.explanation_text
        print(told(explained))
    else:
        print(auditing.to_json(rows) if as_json else auditing.render_text(rows))
    return 0


def record(arguments: Namespace) -> int:
    """Print one record as JSON-LD."""
    from watchgraph.export.answered import notices_of_record

    kg = open_graph(arguments)
    found = kg.record(arguments.record, inline=arguments.inline)
    print(json.dumps(found, ensure_ascii=False, indent=1))
    if "deprecated" in found:
        successor = found.get("isReplacedBy")
        end = f"replaced by {successor}" if successor else "nothing replaced it"
        when = found.get("retiredIn", "an earlier version")
        print(f"This id was retired in {when}; {end}.", file=sys.stderr)
    for line in notices_of_record(kg, arguments.record):
        print(line, file=sys.stderr)
    return 0


def tell_of_answer(kg: KnowledgeGraph, frame: pd.DataFrame) -> None:
    """Say of which records an answer quotes what may only be quoted, or lacks what is withheld."""
    from watchgraph.export.answered import notices

    for line in notices(kg, frame):
        print(line, file=sys.stderr)


def open_graph(arguments: Namespace) -> KnowledgeGraph:
    """Open the graph that the arguments name, as of the days that they name."""
    kg = whole_graph(arguments, arguments.build)
    if arguments.as_of is None and arguments.known is None:
        if arguments.keep_undated:
            raise UseError("--keep-undated goes with --as-of or --known.", name="keep-undated")
        return kg
    kg = kg.as_of(arguments.as_of, known=arguments.known, keep_undated=arguments.keep_undated)
    if kg.moment:
        print(kg.moment, file=sys.stderr)
        print(kg.moment.unplaced() or "Every record could be placed.", file=sys.stderr)
    return kg


def whole_graph(arguments: Namespace, build: Path | None) -> KnowledgeGraph:
    """Open the graph that the arguments name, whole, and say what is to be said of overlays."""
    from watchgraph.store import KnowledgeGraph

    refuse_overlays(arguments, build)
    if arguments.endpoint:
        return KnowledgeGraph.connect(arguments.endpoint)
    if build:
        kg = KnowledgeGraph.open(build, include_private=arguments.include_private)
    else:
        kg = KnowledgeGraph.load(
            arguments.data,
            overlays=arguments.overlays,
            include_private=arguments.include_private,
            skip_faulty=arguments.skip_faulty,
        )
    say(kg.notes, kg.private)
    return kg


def _parameters(pairs: Sequence[str]) -> dict[str, str]:
    parameters = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise UseError(f"{pair!r} is no parameter.", value=pair, remedy="Write name=value.")
        if name in parameters:
            raise UseError(f"The parameter {name!r} is given twice.", name=name, value=value)
        parameters[name] = value
    return parameters


def print_frame(
    frame: pd.DataFrame, form: str, out: Path | None = None, *, private: bool = False
) -> None:
    """Print a table, or write it to a file, which only its owner may read if it is private."""
    from watchgraph.cli.terminal import frame_text
    from watchgraph.csv_lines import frame_csv
    from watchgraph.files import write_text

    if form == "csv":
        text = frame_csv(frame)
    elif form == "json":
        text = json.dumps(_records(frame), ensure_ascii=False, indent=1) + "\n"
    else:
        text = frame_text(frame) + "\n"
    if out is None:
        sys.stdout.write(text)
        return
    write_text(out, text, private=private)


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    import numpy as np

    raw = frame.to_json(orient="records", date_format="iso", force_ascii=False, double_precision=15)
    records: list[dict[str, Any]] = json.loads(raw)
    # JSON has no infinity; as text it is not taken for a value that is not there.
    for name in frame.select_dtypes("float").columns:
        endless = np.isinf(frame[name].to_numpy(dtype=float, na_value=np.nan))
        for row in np.flatnonzero(endless):
            records[row][str(name)] = "inf" if frame[name].iloc[row] > 0 else "-inf"
    return records
