"""The colours stay apart for every eye, and from the paper they stand on."""

import itertools
import re

import numpy as np
import pytest

from watchgraph.render.palette import CATEGORIES, NEUTRAL, PAPER, STYLES, palette_css
from watchgraph.render.templating import asset

# Machado, Oliveira, Fernandes 2009, severity 1.
SIGHT = {
    "full": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.01182, 0.04294, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.3039],
        ]
    ),
}


def linear(colour):
    values = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def lab(rgb):
    to_xyz = np.array(
        [
            [0.4124564, 0.3575761, 0.1804375],
            [0.2126729, 0.7151522, 0.072175],
            [0.0193339, 0.119192, 0.9503041],
        ]
    )
    xyz = to_xyz @ np.clip(rgb, 0, 1) / np.array([0.95047, 1.0, 1.08883])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def contrast(one, two):
    light = sorted(linear(colour) @ [0.2126, 0.7152, 0.0722] for colour in (one, two))
    return (light[1] + 0.05) / (light[0] + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("sight", SIGHT)
def test_filled_supplier_colours_stay_apart(theme, sight):
    """Only these four share a shape and a filling; ten is a plain difference in CIELAB."""
    filled = [s for s in STYLES if s.shape == "square" and not s.hollow]
    assert len(filled) == 4
    for one, two in itertools.combinations(filled, 2):
        colours = [SIGHT[sight] @ linear(getattr(style, theme)) for style in (one, two)]
        assert np.linalg.norm(lab(colours[0]) - lab(colours[1])) > 15, (one.key, two.key)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_colour_stands_out_from_the_paper(theme):
    for style in STYLES:
        assert contrast(getattr(style, theme), PAPER[theme]) >= 3, style.key


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("sight", SIGHT)
def test_colours_of_categories_stay_apart(theme, sight):
    colours = [pair[theme == "dark"] for pair in CATEGORIES]
    for one, two in itertools.combinations(colours, 2):
        seen = [lab(SIGHT[sight] @ linear(colour)) for colour in (one, two)]
        assert np.linalg.norm(seen[0] - seen[1]) > 15, (one, two)
    for colour in (*colours, NEUTRAL[theme]):
        assert contrast(colour, PAPER[theme]) >= 3, colour


def test_text_is_readable_on_both_papers():
    css = asset("tokens.css")
    light, dark = css.split("@media (prefers-color-scheme: dark)")
    for part in (light, dark):
        tokens = dict(re.findall(r"--([\w-]+): (#\w{6});", part))
        for ground in ("paper", "sheet"):
            for name in (
                "ink",
                "ink-soft",
                "ink-faint",
                "link",
                "holds",
                "differs",
                "unsupported",
                "undetermined",
            ):
                assert contrast(tokens[name], tokens[ground]) >= 4.5, (name, ground)
            assert contrast(tokens["focus"], tokens[ground]) >= 3


def test_style_sheet_and_palette_agree():
    css = asset("tokens.css")
    assert f"--paper: {PAPER['light']};" in css
    assert f"--paper: {PAPER['dark']};" in css
    for style in STYLES:
        assert f".g-{style.key} {{ --group: {style.light}; }}" in palette_css()
        assert f".g-{style.key} {{ --group: {style.dark}; }}" in palette_css()


def map_colours(theme):
    """The colours of the map by look, from the style sheet."""
    css = asset("atlas.css")
    light, dark, *_ = css.split("@media (prefers-color-scheme: dark)")
    colours = dict(re.findall(r"--a-(\w+): (#\w{6});", light if theme == "light" else dark))
    marked = re.findall(r"\.a-(china|us) \{ --fill: (#\w{6}); \}", css)
    return colours | dict(marked[:2] if theme == "light" else marked[2:])


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_more_is_always_darker_or_always_lighter_on_the_map(theme):
    colours = map_colours(theme)
    shades = [lab(linear(colours[f"q{i}"]))[0] for i in range(1, 6)]
    steps = [after - before for before, after in itertools.pairwise(shades)]
    assert all(step < -10 for step in steps) if theme == "light" else all(s > 10 for s in steps)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize(
    "looks",
    [
        ("q1", "q2", "q3", "q4", "q5", "tint"),
        ("china", "us", "both", "k6", "tint"),
        ("k1", "k2", "k3", "k4", "k5", "k6", "tint"),
        ("k1", "k2", "k3", "k4", "k5", "k6", "land"),
        ("tint", "sea"),
    ],
)
def test_what_one_map_shows_stays_apart(theme, sight, looks):
    colours = map_colours(theme)
    for one, two in itertools.combinations(looks, 2):
        seen = [lab(SIGHT[sight] @ linear(colours[look])) for look in (one, two)]
        assert np.linalg.norm(seen[0] - seen[1]) > 10, (one, two)


def test_the_map_marks_states_in_the_colours_of_the_graph():
    of = {style.key: style for style in STYLES}
    for look, key in (("china", "china"), ("us", "united-states")):
        assert map_colours("light")[look] == of[key].light
        assert map_colours("dark")[look] == of[key].dark
