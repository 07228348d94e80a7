"""The report of a check: grouped for people, plain for machines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from watchgraph.checks.finding import Finding
from watchgraph.errors import Fault

_EXAMPLES = 3
_LONGEST_VALUE = 80


@dataclass(frozen=True)
class Report:
    """What the checks found.

    Attributes
    ----------
    findings
        Sorted by severity, rule and place.
    shapes
        Number of focus nodes that each shape met, by the shape's IRI.
    rules
        Names of the rules that were run.
    """

    findings: tuple[Finding, ...]
    shapes: Mapping[str, int] = field(default_factory=dict)
    rules: Sequence[str] = ()

    @classmethod
    def of(
        cls,
        findings: Iterable[Finding],
        shapes: Mapping[str, int] | None = None,
        rules: Sequence[str] = (),
    ) -> Report:
        """Make a report of findings in any order."""
        return cls(tuple(sorted(findings, key=Finding.sort_key)), dict(shapes or {}), tuple(rules))

    def with_faults(self, faults: Iterable[Fault]) -> Report:
        """Return the report with faults of the tables added."""
        more = [Finding.of_fault(fault) for fault in faults]
        return Report.of([*self.findings, *more], self.shapes, self.rules)

    @property
    def errors(self) -> int:
        """Number of errors."""
        return sum(finding.severity == "error" for finding in self.findings)

    @property
    def warnings(self) -> int:
        """Number of warnings."""
        return len(self.findings) - self.errors

    def exit_code(self, *, strict: bool = False) -> int:
        """Return the exit code of a command that ends with this report.

        Parameters
        ----------
        strict
            Whether a warning counts like an error; default no.

        Returns
        -------
        int
            1 if anything that counts was found, else 0.
        """
        return int(bool(self.errors or (strict and self.warnings)))

    def groups(self) -> list[tuple[str, list[Finding]]]:
        """Return the findings of each rule, errors first.

        Where a rule is broken in several columns, those of each column stand apart.
        """
        groups = []
        for (_, name), found in groupby(self.findings, key=lambda one: (one.severity, one.name)):
            columns: dict[str, list[Finding]] = {}
            for finding in found:
                columns.setdefault(finding.column, []).append(finding)
            for column, findings in sorted(columns.items()):
                apart = f", column {column}" if column and len(columns) > 1 else ""
                groups.append((f"{_plain(name)}{apart}", findings))
        return groups

    def as_text(self, examples: int = _EXAMPLES, rest: str = "") -> str:
        """Lay the report out for people.

        Parameters
        ----------
        examples
            Findings that are shown of each rule; default 3.
        rest
            Where the findings that are not shown can be read, such as ``--format json``; default
            nothing is said of it.

        Returns
        -------
        str
            One line that sums up, then for each rule its count, examples and remedy; where the
            remedies of a rule differ, each example has its own.
        """
        lines = [self._summary()]
        for name, findings in self.groups():
            lines += ["", f"{findings[0].severity}: {name} ({len(findings)})"]
            alike = len({finding.remedy for finding in findings}) == 1
            for finding in findings[:examples]:
                lines.append(f"  {_example(finding)}")
                if not alike:
                    lines.append(f"    To mend: {_plain(finding.remedy)}")
            if len(findings) > examples:
                where = f": {rest}" if rest else ""
                lines.append(f"  and {len(findings) - examples:,} more{where}")
            if alike:
                lines.append(f"  To mend: {_plain(findings[0].remedy)}")
        return "\n".join(lines)

    def as_json(self) -> str:
        """Return the report as JSON.

        Returns
        -------
        str
            An object with ``errors``, ``warnings``, ``shapes`` (focus nodes of each), ``rules``
            and ``findings`` (every field of every finding).
        """
        described = {
            "errors": self.errors,
            "warnings": self.warnings,
            "shapes": dict(sorted(self.shapes.items())),
            "rules": sorted(self.rules),
            "findings": [finding.as_dict() for finding in self.findings],
        }
        return json.dumps(described, ensure_ascii=False, indent=1)

    def _summary(self) -> str:
        found = f"{_count(self.errors, 'error')}, {_count(self.warnings, 'warning')}"
        if not self.shapes:
            return found
        nodes = _count(sum(self.shapes.values()), "focus node")
        shapes, rules = _count(len(self.shapes), "shape"), _count(len(self.rules), "rule")
        return f"{found}; {shapes} met {nodes}, {rules} ran"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _example(finding: Finding) -> str:
    value = f", value {_plain(finding.value)!r}" if finding.value else ""
    return f"{_plain(finding.place)}{value}: {_plain(finding.message)}"


def _plain(text: str) -> str:
    """Keep text on one line and free of codes that a terminal would obey."""
    shown = "".join(c if c.isprintable() else " " for c in text)
    return shown if len(shown) <= 3 * _LONGEST_VALUE else shown[: 3 * _LONGEST_VALUE - 1] + "…"
