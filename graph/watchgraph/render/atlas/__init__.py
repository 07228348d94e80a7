"""The map of the world: outlines from TopoJSON, projected, thinned out and drawn as SVG.

Nothing here knows the graph: it takes places with their codes and label points, and views that say
of each place what class it is in.
"""

from watchgraph.render.atlas.drawing import still, world_script
from watchgraph.render.atlas.outlines import World, world
from watchgraph.render.atlas.places import Place
from watchgraph.render.atlas.views import Cell, Level, Measure, Still, View

__all__ = [
    "Cell",
    "Level",
    "Measure",
    "Place",
    "Still",
    "View",
    "World",
    "still",
    "world",
    "world_script",
]
