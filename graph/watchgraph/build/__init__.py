"""From tables to a store: read, map, load, derive, check, and swap in."""

from watchgraph.build.folder import open_build
from watchgraph.build.run import BuildResult, build

__all__ = ["BuildResult", "build", "open_build"]
