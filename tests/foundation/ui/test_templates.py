"""Laws for every template: nothing inline that the content policy refuses, no icon that is not built."""

import re
from pathlib import Path

import pytest

from coulisse.house.assets import icon_names

ROOT = Path(__file__).parents[3]
TEMPLATES = sorted((ROOT / "coulisse").rglob("templates/**/*.html"))
BUILT = set(icon_names((ROOT / "frontend" / "icons.txt").read_text()))
INLINE = re.compile(
    r"""\sstyle\s*=|\son[a-z]+\s*=\s*["']|<style\b|javascript:|<script(?![^>]*\b(?:src=|application/json))"""
)
ICON = re.compile(r"""\{%\s*icon\s+["']([a-z-]+)["']""")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_is_inline(template: Path) -> None:
    assert INLINE.findall(template.read_text()) == []


def test_every_icon_is_in_the_sprite() -> None:
    asked = {name for template in TEMPLATES for name in ICON.findall(template.read_text())}
    assert asked - BUILT == set()
