"""Under ``CI=true`` a test that skips has failed: there, every tool is to be had."""

import os
from collections.abc import Generator

import hypothesis
import pytest


def _fail_if_skipped(report: pytest.TestReport | pytest.CollectReport) -> None:
    if report.skipped and not hasattr(report, "wasxfail"):
        # A skip's longrepr is (file, line, reason).
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"A skip is a failure under CI. {reason}"


class SkipsFail:
    """A plugin, not plain hooks, so that it also reaches the doctests outside this folder."""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        _fail_if_skipped(report)
        return report

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(
        self,
    ) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
        report = yield
        _fail_if_skipped(report)
        return report


def pytest_configure(config: pytest.Config) -> None:
    if os.environ.get("CI") == "true":
        # The same examples at every run, so that a change is judged by what it changed.
        hypothesis.settings.register_profile("ci", derandomize=True)
        hypothesis.settings.load_profile("ci")
        config.pluginmanager.register(SkipsFail(), "skips-fail")
