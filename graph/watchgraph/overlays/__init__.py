"""Records of one's own, laid over the edition in a graph of their own; private unless said."""

from watchgraph.overlays.description import is_overlay
from watchgraph.overlays.laid import Laid
from watchgraph.overlays.laying import lay_over, stop_at_errors
from watchgraph.overlays.reading import Overlay, read_overlay
from watchgraph.overlays.starting import start_overlay

__all__ = [
    "Laid",
    "Overlay",
    "is_overlay",
    "lay_over",
    "read_overlay",
    "start_overlay",
    "stop_at_errors",
]
