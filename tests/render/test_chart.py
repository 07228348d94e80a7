"""A still figure is the same bytes on every run and says what it shows."""

import re
import xml.etree.ElementTree as ElementTree

import pytest

from watchgraph.errors import UseError
from watchgraph.render.chart import CHART_STYLE, Chart

matplotlib = pytest.importorskip("matplotlib", reason="needs the extra watchgraph[notebooks]")


def _chart(alt: str = "A line from one to two.") -> Chart:
    from matplotlib.figure import Figure

    with matplotlib.rc_context(CHART_STYLE):
        figure = Figure(figsize=(2, 1), layout="constrained")
        axes = figure.subplots()
        axes.plot([1, 2], clip_on=True)
        axes.set_title("Türkiye & Côte d'Ivoire")
        return Chart(figure, alt)


def test_the_same_figure_is_the_same_bytes() -> None:
    assert _chart().svg == _chart().svg
    assert "date" not in re.sub(r'"http[^"]*"', "", _chart().svg)


def test_it_is_one_well_formed_element_that_names_what_it_shows() -> None:
    svg = _chart('Less < more & "quoted" </title><script>alert(1)</script>').svg
    root = ElementTree.fromstring(svg)
    space = "{http://www.w3.org/2000/svg}"
    assert root.tag == f"{space}svg"
    assert root.get("role") == "img"
    title = root.find(f"{space}title")
    assert title is not None
    assert title.text == 'Less < more & "quoted" </title><script>alert(1)</script>'
    assert root.find(f".//{space}script") is None


def test_letters_are_outlines_so_that_no_font_is_missed() -> None:
    assert "<text" not in _chart().svg
    assert "DejaVuSans" in _chart().svg


def test_a_notebook_gets_the_drawing_and_the_words() -> None:
    chart = _chart("A line\n  from one to two.")
    data, metadata = chart._repr_mimebundle_()
    assert data == {"image/svg+xml": chart.svg, "text/plain": "A line from one to two."}
    assert metadata == {"image/svg+xml": {"alt": "A line from one to two."}}


def test_a_figure_without_words_is_refused() -> None:
    with pytest.raises(UseError, match="needs words"):
        _chart(" \n")


def test_the_caller_keeps_his_settings() -> None:
    before = dict(matplotlib.rcParams)
    _chart()
    assert dict(matplotlib.rcParams) == before
