"""From tables to a store: read, map, load, derive, check, and swap in."""

from watchgraph.build.folder import open_build
from watchgraph.build.run import BUILD_STEPS, BuildResult, build

__all__ = ["BUILD_STEPS", "BuildResult", "build", "open_build"]
