"""Charts of the pages: plain data to places in an SVG that a template writes.

They are drawn by own small modules and not by matplotlib, for four reasons. Text stays text: it
can be read aloud, found, copied and set at the reader's size. Colours are classes that follow the
tokens of the style sheet, in light and in dark, on paper and with strong contrast. No ``style``
attribute is written, which the policy of the pages would refuse. And it costs milliseconds.

Places across are percentages and heights are pixels, so that a chart is as wide as its column
while its letters keep their size. What a chart shows stands beside it as text as well.
"""

from watchgraph.render.charts.intervals import Interval, IntervalChart, Mark, interval_chart
from watchgraph.render.charts.null import NullChart, null_chart
from watchgraph.render.charts.scales import Scale, Tick, linear_scale, log_scale
from watchgraph.render.charts.years import YearChart, year_chart

__all__ = [
    "Interval",
    "IntervalChart",
    "Mark",
    "NullChart",
    "Scale",
    "Tick",
    "YearChart",
    "interval_chart",
    "linear_scale",
    "log_scale",
    "null_chart",
    "year_chart",
]
