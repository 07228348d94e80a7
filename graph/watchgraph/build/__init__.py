"""From tables to a store: read, map, load, derive, check, and swap in."""

from watchgraph.build.opening import open_build
from watchgraph.build.run import BUILD_STEPS, BuildResult, build
from watchgraph.build.verify import Difference, Verified, verify

__all__ = [
    "BUILD_STEPS",
    "BuildResult",
    "Difference",
    "Verified",
    "build",
    "open_build",
    "verify",
]
