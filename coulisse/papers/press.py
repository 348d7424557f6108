"""The press: from a layout and its data to a PDF, always with our own typefaces and the paper's own date.

The same data give the same bytes. User text travels as data and is never read as markup.
"""

import json
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


class TypefacesMissing(Exception):
    """The typefaces were not built: `make setup` builds them."""


@cache
def _typefaces() -> typst.Fonts:
    if not any(TYPEFACES.glob("*.ttf")):
        raise TypefacesMissing(f"No typeface in {TYPEFACES.name}/: run `make setup`.")
    return typst.Fonts(include_system_fonts=False, font_paths=[str(TYPEFACES)])


def pdf(layout: str, data: dict[str, Any]) -> bytes:
    """Typeset `layouts/<layout>.typ` with `data` (JSON values; `data["doc"]` as `document` makes it)."""
    content: bytes = typst.compile(  # type: ignore[call-overload]  # its stub ties all paths to one type
        input=str(LAYOUTS / f"{layout}.typ"),
        root=str(LAYOUTS),
        font_paths=_typefaces(),
        format="pdf",
        pdf_standards=STANDARDS,
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
