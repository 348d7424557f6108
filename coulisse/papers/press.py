"""The press: from a layout and its data to a PDF, always with our own typefaces and the paper's own date.

The same data give the same bytes. User text travels as data and is never read as markup.
"""

import json
import re
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import pypdfium2
import typst

HERE: Final = Path(__file__).parent
LAYOUTS: Final = HERE / "layouts"
TYPEFACES: Final = HERE / "fonts"
STANDARDS: Final = ["a-2a", "ua-1"]
"""Archival and accessible: the typesetter itself refuses what does not comply."""
TOFU: Final = "□"
"""Stands for a sign that our typefaces don't have, such as an emoji: the paper is printed all the same."""
PLAINER_TOFU: Final = "?"
MOST_RETRIES: Final = 4
"""After so many runs of strange signs, all that are far from our alphabet go at once."""
_MISSING = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}")
_JOINING = re.compile("[\u200d\ufe00-\ufe0f]")
"""What ties signs into one, and would tie a square to its neighbour."""
_FAR = re.compile("[\u0370-\u1dff\u2300-\u24ff\u2600-\ud7ff\ue000-\ufaff\ufb07-\ufffc\U00010000-\U0010ffff]")


class TypefacesMissing(Exception):
    """The typefaces were not built: `make setup` builds them."""


@cache
def _typefaces() -> typst.Fonts:
    if not any(TYPEFACES.glob("*.ttf")):
        raise TypefacesMissing(f"No typeface in {TYPEFACES.name}/: run `make setup`.")
    return typst.Fonts(include_system_fonts=False, font_paths=[str(TYPEFACES)])


def pdf(layout: str, data: dict[str, Any]) -> bytes:
    """Typeset `layouts/<layout>.typ` with `data` (JSON values; `data["doc"]` as `document` makes it).

    The archival standard has no way to print a sign without a typeface for it: `TOFU` takes its place.
    """
    text = json.dumps(data, ensure_ascii=False)
    tries = 0
    while True:
        try:
            return _typeset(layout, text)
        except typst.TypstError as error:
            tries += 1
            shown = _without(text, _missing(str(error)), far=tries > MOST_RETRIES)
            if shown == text:
                raise
            text = shown


def _missing(error: str) -> str:
    """The signs of which the typesetter complains; none where it complains of something else."""
    found = _MISSING.search(error)
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), found[1]) if found else ""


def _without(text: str, missing: str, *, far: bool) -> str:
    if not missing:
        return text
    tofu = PLAINER_TOFU if TOFU in missing else TOFU
    squares = {ord(sign): tofu for sign in missing if not sign.isascii()}
    shown = _JOINING.sub("", text).translate(squares)
    return _FAR.sub(tofu, shown) if far else shown


def _typeset(layout: str, text: str) -> bytes:
    content: bytes = typst.compile(  # type: ignore[call-overload]  # its stub ties all paths to one type
        input=str(LAYOUTS / f"{layout}.typ"),
        root=str(LAYOUTS),
        font_paths=_typefaces(),
        format="pdf",
        pdf_standards=STANDARDS,
        sys_inputs={"data": text},
    )
    return content


def picture(layout: str, data: dict[str, Any], *, pixels_per_inch: float) -> bytes:
    """Draw `layouts/<layout>.typ` as a PNG: what a word processor takes where it reads no drawing."""
    content: bytes = typst.compile(
        input=str(LAYOUTS / f"{layout}.typ"),
        root=str(LAYOUTS),
        font_paths=_typefaces(),
        format="png",
        ppi=pixels_per_inch,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    return content


def page_count(paper: bytes) -> int:
    """How many pages a PDF of ours has."""
    with pypdfium2.PdfDocument(paper) as opened:
        return len(opened)


def document(*, title: str, author: str, at: datetime, left: str, middle: str, page: str) -> dict[str, Any]:
    """What every paper carries: its title, its author, its own date, the words of its foot."""
    return {
        "title": title,
        "author": author,
        "date": [at.year, at.month, at.day, at.hour, at.minute],
        "foot-left": left,
        "foot-mid": middle,
        "page-word": page,
    }
