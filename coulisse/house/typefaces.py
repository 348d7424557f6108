"""Turn the WOFF2 faces of the npm packages into the TTF faces that the typesetter reads.

`python -m coulisse.house.typefaces PACKAGES OUT`. The latin and the latin-ext file of a face carry one family
name and would hide each other: the second is renamed « … Ext », and papers name both in their list of fonts.
The subsets lack U+202F, the narrow no-break space of French: it is drawn with their thin space, or with the
no-break space of a typewriter face, which has no thin one.
"""

import sys
from pathlib import Path

from fontTools.ttLib import TTFont

FACES = {
    "courier-prime": ("400-normal", "400-italic", "700-normal", "700-italic"),
    "source-sans-3": ("400-normal", "400-italic", "600-normal", "600-italic", "700-normal"),
    "source-serif-4": ("400-normal", "400-italic", "600-normal", "700-normal"),
}
FAMILIES = {"courier-prime": "Courier Prime", "source-sans-3": "Source Sans 3", "source-serif-4": "Source Serif 4"}
SUBSETS = ("latin", "latin-ext")
NARROW_NO_BREAK_SPACE, THIN_SPACE, NO_BREAK_SPACE = 0x202F, 0x2009, 0x00A0
FAMILY, FULL_NAME, POSTSCRIPT_NAME, TYPOGRAPHIC_FAMILY = 1, 4, 6, 16


def convert(*, packages: Path, out: Path) -> list[Path]:
    """Write every face of every subset, with the licences; return what was written."""
    written: list[Path] = []
    for package, styles in FACES.items():
        home = packages / "@fontsource" / package
        for subset in SUBSETS:
            for style in styles:
                target = out / f"{package}-{subset}-{style}.ttf"
                source = home / "files" / f"{package}-{subset}-{style}.woff2"
                face(source, family=FAMILIES[package], subset=subset).save(target)
                written.append(target)
        licence = out / f"{package}-LICENSE.txt"
        licence.write_bytes((home / "LICENSE").read_bytes())
        written.append(licence)
    return written


def face(source: Path, *, family: str, subset: str) -> TTFont:
    """One face without compression, renamed and completed as the typesetter needs it."""
    font = TTFont(source, recalcTimestamp=False)
    font.flavor = None
    if subset == "latin-ext":
        rename(font, family)
    draw_narrow_space(font)
    return font


def rename(font: TTFont, family: str) -> None:
    for record in font["name"].names:
        text = record.toUnicode()
        if record.nameID in {FAMILY, FULL_NAME, TYPOGRAPHIC_FAMILY}:
            record.string = text.replace(family, f"{family} Ext", 1)
        elif record.nameID == POSTSCRIPT_NAME:
            record.string = f"{text}Ext"


def draw_narrow_space(font: TTFont) -> None:
    for table in font["cmap"].tables:
        drawn = table.cmap.get(THIN_SPACE) or table.cmap.get(NO_BREAK_SPACE)
        if table.isUnicode() and drawn:
            table.cmap.setdefault(NARROW_NO_BREAK_SPACE, drawn)


def main() -> int:
    packages, out = (Path(argument) for argument in sys.argv[1:3])
    convert(packages=packages, out=out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
