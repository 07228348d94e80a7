"""The main job: build, audit, networks, measures, pictures, one site."""

from watchgraph.report.run import Written, write_report

__all__ = ["Written", "write_report"]
