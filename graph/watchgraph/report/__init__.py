"""The main job: build, audit, networks, measures, pictures, one site."""

from watchgraph.report.run import STEPS, Written, write_report

__all__ = ["STEPS", "Written", "write_report"]
