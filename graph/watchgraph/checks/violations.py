"""The rules between records: kept SPARQL queries that select what breaks them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from watchgraph.checks.finding import SEVERITIES, Finding
from watchgraph.checks.location import Locate, nowhere, place, plain_value
from watchgraph.errors import UseError
from watchgraph.vocabulary import expand, prologue

if TYPE_CHECKING:
    import pyoxigraph

_VARIABLES = ("focus", "value", "other", "property", "remedy")
_HEADER = re.compile(r"#\s*(rule|severity|message|property):\s*(.+?)\s*$")


@dataclass(frozen=True)
class Violation:
    """A rule between records.

    Attributes
    ----------
    name
        Name of its file, without the ending.
    rule
        What is wrong where the query finds something, as a sentence.
    severity
        ``"error"`` or ``"warning"``.
    message
        What to do.
    path
        IRI of the property that is at fault; empty if there is not one, or the query selects it.
    sparql
        SELECT query with the variable ``?focus`` and maybe ``?value``, ``?other``,
        ``?property``, and ``?remedy``, which goes before the message where it is not empty.
    """

    name: str
    rule: str
    severity: str
    message: str
    path: str
    sparql: str


def read_violations(folder: Path) -> list[Violation]:
    """Read the rules of a folder.

    Parameters
    ----------
    folder
        Folder with ``*.rq`` files, each headed by the comments ``rule``, ``severity`` and
        ``message``, and maybe ``property``.

    Returns
    -------
    list of Violation
        The rules by name.

    Raises
    ------
    UseError
        If there is none, or a header is incomplete.
    """
    found = [_read(path) for path in sorted(folder.glob("*.rq"))]
    if not found:
        remedy = "Restore the folder of the ontology."
        raise UseError(f"There is no rule in {str(folder)!r}.", name="rules", remedy=remedy)
    return found


def _read(path: Path) -> Violation:
    sparql = path.read_text(encoding="utf-8")
    lines = (line for line in sparql.splitlines() if line.startswith("#"))
    header = {match[1]: match[2] for line in lines if (match := _HEADER.match(line))}
    missing = [key for key in ("rule", "severity", "message") if key not in header]
    if missing or header["severity"] not in SEVERITIES:
        wanted = missing[0] if missing else "severity"
        remedy = f"Head it with the comment '# {wanted}: ...'; severity is error or warning."
        raise UseError(f"The rule {path.name} lacks its {wanted}.", name=path.name, remedy=remedy)
    prop = expand(header["property"]) if "property" in header else ""
    return Violation(path.stem, header["rule"], header["severity"], header["message"], prop, sparql)


def run_violation(
    store: pyoxigraph.Store, violation: Violation, locate: Locate = nowhere
) -> list[Finding]:
    """Run one rule on a store.

    Parameters
    ----------
    store
        Store with the records; the union of its graphs is asked.
    violation
        The rule.
    locate
        Finds file, row and column of a node; default nowhere.

    Returns
    -------
    list of Finding
        One finding for each row that the query selects.

    Raises
    ------
    UseError
        If the query cannot be run or selects no ``?focus``.
    """
    import pyoxigraph

    name = f"{violation.name}.rq"
    try:
        answer = store.query(prologue() + violation.sparql, use_default_graph_as_union=True)
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        raise UseError(f"The rule {name} cannot be run: {error}", name=name) from None
    if not isinstance(answer, pyoxigraph.QuerySolutions) or "focus" not in _names(answer):
        raise UseError(f"The rule {name} does not select ?focus.", name=name)
    names = _names(answer)
    findings = []
    for row in answer:
        cells = {name: _text(row[name]) for name in _VARIABLES if name in names}
        focus, value = cells["focus"], cells.get("value", "")
        path = cells.get("property", violation.path)
        finding = Finding(
            violation.name,
            violation.severity,
            focus,
            *place(locate, focus, path, value),
            plain_value(value),
            violation.rule,
            cells.get("remedy") or violation.message,
            path,
            plain_value(cells.get("other", "")),
        )
        findings.append(finding)
    return findings


def _names(answer: pyoxigraph.QuerySolutions) -> list[str]:
    return [variable.value for variable in answer.variables]


def _text(term: object) -> str:
    return "" if term is None else str(getattr(term, "value", term))
