"""The papers' faces, converted from the npm packages: readable, told apart, and with the spaces of French."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from coulisse.house import typefaces

PACKAGES = Path(__file__).parents[2] / "node_modules"


@pytest.fixture(scope="module")
def faces(tmp_path_factory: pytest.TempPathFactory) -> dict[str, TTFont]:
    out = tmp_path_factory.mktemp("fonts")
    written = typefaces.convert(packages=PACKAGES, out=out)
    return {path.stem: TTFont(path) for path in written if path.suffix == ".ttf"}


def family(font: TTFont) -> str:
    return str(font["name"].getDebugName(1))


def test_each_style_of_each_subset_is_there(faces: dict[str, TTFont]) -> None:
    styles = sum(len(of_one) for of_one in typefaces.FACES.values())
    assert len(faces) == styles * len(typefaces.SUBSETS)


def test_the_second_subset_does_not_hide_the_first(faces: dict[str, TTFont]) -> None:
    assert family(faces["source-sans-3-latin-400-normal"]).startswith("Source Sans 3")
    assert "Source Sans 3 Ext" in family(faces["source-sans-3-latin-ext-400-normal"])
    assert "Courier Prime Ext" in family(faces["courier-prime-latin-ext-400-normal"])
    assert "Source Serif 4 Ext" in family(faces["source-serif-4-latin-ext-400-normal"])


def test_what_french_needs_is_in_the_face(faces: dict[str, TTFont]) -> None:
    for name in ("courier-prime", "source-sans-3", "source-serif-4"):
        drawn = faces[f"{name}-latin-400-normal"].getBestCmap()
        assert [character for character in "œŒ€«»–’−\u00a0\u202f" if ord(character) not in drawn] == []
