"""The report is grouped for people, complete for machines, and safe to print."""

import json
from dataclasses import replace

import pytest

from watchgraph.checks import Finding, Report
from watchgraph.errors import Fault


def finding(
    row: int, rule: str = "https://w3id.org/watchgraph/shape/Deployment-country", **more: str
) -> Finding:
    severity, value = more.get("severity", "error"), more.get("value", "XXX")
    focus = f"https://w3id.org/watchgraph/id/deployment/d{row}"
    place = ("deployments.csv", row, "country", value)
    return Finding(rule, severity, focus, *place, "Country is not known.", "Fill column country.")


def test_findings_are_grouped_by_rule_with_count_three_examples_and_remedy() -> None:
    report = Report.of([finding(row) for row in (9, 3, 5, 2, 4)])
    assert report.as_text().splitlines() == [
        "5 errors, 0 warnings",
        "",
        "error: Deployment-country (5)",
        "  deployments.csv, row 2, column country, value 'XXX': Country is not known.",
        "  deployments.csv, row 3, column country, value 'XXX': Country is not known.",
        "  deployments.csv, row 4, column country, value 'XXX': Country is not known.",
        "  and 2 more",
        "  To mend: Fill column country.",
    ]


def test_where_remedies_differ_each_row_shown_has_its_own() -> None:
    findings = [
        replace(finding(row), remedy=remedy)
        for row, remedy in enumerate(["Write it.", "Did you mean Kenya (KEN)?", "Write it."] * 2, 2)
    ]
    assert Report.of(findings).as_text(2, rest="--format json").splitlines()[3:] == [
        "  deployments.csv, row 2, column country, value 'XXX': Country is not known.",
        "    To mend: Write it.",
        "  deployments.csv, row 3, column country, value 'XXX': Country is not known.",
        "    To mend: Did you mean Kenya (KEN)?",
        "  and 4 more: --format json",
    ]


def test_a_remedy_is_given_for_all_only_if_those_not_shown_have_it_too() -> None:
    findings = [finding(2), finding(3), replace(finding(4), remedy="Take it out.")]
    text = Report.of(findings).as_text(2)
    assert text.count("    To mend: Fill column country.") == 2
    assert not any(line.startswith("  To mend") for line in text.splitlines())


def test_a_finding_outside_the_tables_names_its_node() -> None:
    relation = "https://w3id.org/watchgraph/id/supply/eye-KEN"
    bare = Finding("lone", "error", relation, "", 0, "", "", "Rests on nothing.", "Mend it.")
    assert "  supply/eye-KEN: Rests on nothing." in Report.of([bare]).as_text()


def test_errors_come_before_warnings() -> None:
    report = Report.of([finding(2, "a-rule", severity="warning"), finding(3, "b-rule")])
    assert [name for name, _ in report.groups()] == ["b-rule", "a-rule"]


@pytest.mark.parametrize(
    ("severities", "strict", "code"),
    [
        ([], True, 0),
        (["warning"], False, 0),
        (["warning"], True, 1),
        (["error"], False, 1),
    ],
)
def test_exit_code_follows_severity(severities: list[str], strict: bool, code: int) -> None:
    report = Report.of([finding(2, severity=severity) for severity in severities])
    assert report.exit_code(strict=strict) == code


def test_json_holds_every_field_of_every_finding() -> None:
    report = Report.of([finding(2), finding(3, value="عين & <b>")], {"s": 4}, ["r"])
    described = json.loads(report.as_json())
    assert (described["errors"], described["warnings"]) == (2, 0)
    assert (described["shapes"], described["rules"]) == ({"s": 4}, ["r"])
    assert [Finding(**fields) for fields in described["findings"]] == list(report.findings)


def test_the_order_of_findings_does_not_depend_on_the_order_they_came_in() -> None:
    findings = [finding(row, rule) for row in (3, 2) for rule in ("b", "a")]
    assert Report.of(findings) == Report.of(reversed(findings))


def test_values_cannot_drive_the_terminal() -> None:
    text = Report.of([finding(2, value="\x1b[2J\nerror: none")]).as_text()
    assert "\x1b" not in text
    assert not any(line.startswith("error: none") for line in text.splitlines())


def test_faults_of_the_tables_stand_in_the_same_report() -> None:
    fault = Fault("sources.csv", 7, "url", "nowhere", "is no address", "Give one.", "warning")
    report = Report.of([finding(2)]).with_faults([fault])
    assert (report.errors, report.warnings) == (1, 1)
    assert "  sources.csv, row 7, column url, value 'nowhere': is no address" in report.as_text()


def test_a_finding_becomes_a_fault() -> None:
    fault = finding(2).as_fault()
    assert (fault.file, fault.row, fault.column, fault.value) == (
        "deployments.csv",
        2,
        "country",
        "XXX",
    )
    assert fault.rule == "Country is not known. (Deployment-country)"
    assert fault.remedy == "Fill column country."
