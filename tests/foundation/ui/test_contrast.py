"""Every pair of colours that the components put together is readable, in both themes (WCAG 2.2 AA)."""

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parents[3] / "frontend" / "css" / "tokens.css").read_text()
DESKS = ("office", "floor", "audience", "community")
STATES = ("stop", "warn", "ok", "info")
STRIPS = ("int-day", "ext-day", "int-night", "ext-night", "dusk")
PAPERS = ("ground", "sheet", "raised")


def colours(start: str) -> dict[str, str]:
    block = TOKENS[TOKENS.index(start) :]
    return dict(re.findall(r"--([\w-]+):(#[0-9A-Fa-f]{6})\b", block[: block.index("\n}")]))


LIGHT = colours(":root{\n")
DARK = {**LIGHT, **colours("[data-theme=dark]{")}


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def pairs() -> list[tuple[str, str, float]]:
    text = [(ink, paper, 4.5) for ink in ("ink", "ink-2", "ink-3") for paper in (*PAPERS, "sunk")]
    for name in (*DESKS, *STATES):
        text += [(name, paper, 4.5) for paper in (*PAPERS, f"{name}-wash")]
        text += [("ink", f"{name}-wash", 4.5), ("ink-2", f"{name}-wash", 4.5)]
    text += [("on-accent", desk, 4.5) for desk in DESKS]
    strips = [("strip-ink", f"strip-{name}", 7.0) for name in STRIPS]
    strips += [
        (sign, f"strip-{name}", need)
        for name in STRIPS
        for sign, need in (("strip-focus", 3.0), ("strip-stop", 4.5))
    ]
    lines = [("rule", paper, 3.0) for paper in PAPERS] + [("focus", "ground", 3.0), ("focus", "sheet", 3.0)]
    return [*text, *strips, *lines, ("on-band", "band", 7.0), ("ink", "select", 4.5)]


@pytest.mark.parametrize(("theme", "tokens"), [("light", LIGHT), ("dark", DARK)])
def test_every_pair_is_readable(theme: str, tokens: dict[str, str]) -> None:
    weak = [
        f"{theme}: {one} on {other} is {contrast(tokens[one], tokens[other]):.2f}, needs {need}"
        for one, other, need in pairs()
        if contrast(tokens[one], tokens[other]) < need
    ]
    assert weak == []
