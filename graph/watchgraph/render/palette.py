"""Colour and shape: one table, read by the drawing, the legend and the preview.

The hues come from Okabe and Ito's set [1]_, moved in lightness until the four filled supplier
groups stay apart under simulated protanopia, deuteranopia and tritanopia, in light and in dark.
Where colour does not tell two groups apart, shape does: suppliers are square, countries round,
and what is unknown is hollow.

References
----------
.. [1] M. Okabe, K. Ito, "Color Universal Design", 2008, https://jfly.uni-koeln.de/color/
"""

from dataclasses import dataclass, replace

#: The ground the shapes stand on, by theme; the style sheet repeats them as ``--paper``.
PAPER = {"light": "#fbfaf7", "dark": "#15181c"}


@dataclass(frozen=True)
class Style:
    """How one group of nodes looks.

    Attributes
    ----------
    key : str
        Name of the group in the data and the style sheet.
    label : str
        Its words in the legend.
    shape : str
        ``square`` for what supplies, ``dot`` for what receives, ``diamond`` for anything else; on
        the stills of pages ``triangle`` for a loan and ``hexagon`` for a lender.
    light, dark : str
        Colours on light and on dark paper, as ``#rrggbb``.
    hollow : bool
        Drawn as an outline: something is not known.
    """

    key: str
    label: str
    shape: str
    light: str
    dark: str
    hollow: bool = False


CHINA = Style("china", "China", "square", "#d55e00", "#e8762c")
UNITED_STATES = Style("united-states", "United States", "square", "#2f86c9", "#6fbef2")
JAPAN = Style("japan", "Japan", "square", "#6b1f66", "#f7d3e8")
OTHER_STATE = Style("other-state", "Another state", "square", "#0a6e4f", "#159a70")
UNKNOWN = Style("unknown", "Unknown", "square", "#767d87", "#8c949e", hollow=True)
COUNTRY = Style("country", "Country", "dot", "#5b6470", "#aab2bc")
DEPLOYMENT = Style("deployment", "Deployment", "diamond", "#8a6d00", "#d9b93b")
THING = Style("thing", "Anything else", "diamond", "#8a6d00", "#d9b93b")

#: Two more things on the stills of pages of their own, in the colour of anything else.
LOAN = replace(THING, label="Loan or grant", shape="triangle")
LENDER = replace(THING, label="Lender", shape="hexagon")

#: Every style, in the order of the legend.
STYLES = (CHINA, UNITED_STATES, JAPAN, OTHER_STATE, UNKNOWN, COUNTRY, DEPLOYMENT, THING)

_BY_STATE = {"CHN": CHINA, "USA": UNITED_STATES, "JPN": JAPAN}


def origin_style(iso3: str) -> Style:
    """Return the style of a supplier, or a supplier state, by the state's code.

    Parameters
    ----------
    iso3 : str
        ISO 3166-1 alpha-3 code of the head office's country; empty or ``unknown`` if no
        source gives one.

    Returns
    -------
    Style
        One of the five styles of origin.

    Examples
    --------
    >>> origin_style("CHN").label, origin_style("FRA").label, origin_style("").label
    ('China', 'Another state', 'Unknown')
    """
    if iso3 in ("", "unknown"):
        return UNKNOWN
    return _BY_STATE.get(iso3, OTHER_STATE)


def palette_css() -> str:
    """Return the groups' colours as style rules: a class for each, both themes.

    Returns
    -------
    str
        Rules that set ``--group``; a hollow group has the class ``hollow`` beside its own.
    """
    light = "".join(f".g-{style.key} {{ --group: {style.light}; }}\n" for style in STYLES)
    dark = "".join(f"  .g-{style.key} {{ --group: {style.dark}; }}\n" for style in STYLES)
    return f"{light}@media (prefers-color-scheme: dark) {{\n{dark}}}\n"


#: Colours of categories without an order, on light and on dark paper, the largest first.
CATEGORIES = (
    ("#d55e00", "#e8762c"),
    ("#0c64ab", "#a0bffa"),
    ("#135931", "#51db91"),
    ("#37013d", "#dea8c0"),
    ("#a98a47", "#e3e767"),
    ("#85205b", "#b54886"),
    ("#0a1862", "#6f7bca"),
    ("#551e07", "#9f7351"),
)
#: What belongs to no category.
NEUTRAL = {"light": "#767d87", "dark": "#8c949e"}
