"""Still figures of matplotlib: SVG of the same bytes on every run, with words beside."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from watchgraph.errors import UseError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: matplotlib settings of the house: the font that comes with matplotlib, few lines, white paper.
CHART_STYLE: dict[Any, Any] = {
    "axes.axisbelow": True,
    "axes.edgecolor": "#5b6470",
    "axes.grid": False,
    "axes.labelcolor": "#2b3036",
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlesize": 10,
    "figure.facecolor": "#ffffff",
    "font.family": ["DejaVu Sans"],
    "font.size": 9,
    "grid.color": "#e3e4e6",
    "grid.linewidth": 0.6,
    "legend.fontsize": 8,
    "legend.frameon": False,
    "xtick.color": "#5b6470",
    "xtick.labelcolor": "#2b3036",
    "ytick.color": "#5b6470",
    "ytick.labelcolor": "#2b3036",
}

# Letters as outlines look the same where the font is missing; the salt makes the ids inside.
_SVG: dict[Any, Any] = {
    "svg.fonttype": "path",
    "svg.hashsalt": "watchgraph",
}


class Chart:
    """A still figure that notebooks show as SVG.

    The bytes depend on the figure and the version of matplotlib alone: no date, no chance.

    Parameters
    ----------
    figure
        The figure, complete.
    alt
        What it shows, in words: the text for readers who do not see it.

    Attributes
    ----------
    svg : str
        One ``<svg>`` element, whose ``<title>`` is the text.
    alt : str
        The text.

    Raises
    ------
    UseError
        If the text is empty.

    References
    ----------
    Web Content Accessibility Guidelines 2.2, success criterion 1.1.1, https://www.w3.org/TR/WCAG22/

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> chart = Chart(Figure(figsize=(1, 1)), "Nothing but paper.")
    >>> chart
    Chart('Nothing but paper.')
    >>> chart.svg.startswith("<svg "), "<title>Nothing but paper.</title>" in chart.svg
    (True, True)
    """

    def __init__(self, figure: Figure, alt: str) -> None:
        self.alt = " ".join(alt.split())
        if not self.alt:
            raise UseError(
                "A figure needs words for readers who do not see it.",
                name="alt",
                value=alt,
                remedy="Say in a sentence what the figure shows.",
            )
        self.svg = _svg(figure, self.alt)

    def __repr__(self) -> str:
        return f"Chart({self.alt!r})"

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> tuple[dict[str, str], dict[str, Any]]:
        kind = "image/svg+xml"
        return {kind: self.svg, "text/plain": self.alt}, {kind: {"alt": self.alt}}


def _svg(figure: Figure, title: str) -> str:
    import matplotlib

    written = io.StringIO()
    with matplotlib.rc_context(_SVG):
        figure.savefig(
            written, format="svg", metadata={"Title": title, "Date": None, "Creator": None}
        )
    # Without the prologue it can stand in a page as well as in a notebook.
    element = written.getvalue().partition("<svg ")[2]
    # Half of what matplotlib writes is line ends and indents.
    element = re.sub(r"\s*\n\s*", " ", element).replace("> <", "><").replace("<g ", "\n<g ")
    return f'<svg role="img" {element.strip()}\n'
