"""The pages of a PDF, as pictures and as text, by PDFium.

Scripts, links, forms' actions and files within are never run or followed: PDFium draws. Limits: 500 pages read, a
page drawn at most 2400 pixels a side whatever size it claims, 200,000 signs of text from the first 200 pages.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

# Heavy: this process alone needs it.
import pypdfium2
from PIL import Image

from coulisse.foundation.documents.darkroom.limits import MOST_PAGES
from coulisse.foundation.documents.darkroom.trouble import Trouble, Troubled

PAGES_OF_TEXT: Final = 200
MOST_SIGNS: Final = 200_000
LONGEST_SIDE: Final = 2400
ENLARGED: Final = 4.0
"""A page of the size of a stamp is not blown up to a poster."""


def read_pages(source: str) -> tuple[int, str]:
    """How many pages there are, and their text, bounded."""
    with _opened(source) as document:
        count = len(document)
        pieces: list[str] = []
        left = MOST_SIGNS
        for number in range(min(count, PAGES_OF_TEXT)):
            piece = _text_of(document, number)[:left]
            pieces.append(piece)
            left -= len(piece)
            if left <= 0:
                break
    return count, "\n".join(pieces).replace("\x00", "")


def draw_page(source: str, target: str, *, side: int, number: int) -> None:
    """Page `number`, from 1, as WebP, its longest side `side` pixels."""
    with _opened(source) as document:
        if not 1 <= number <= min(len(document), MOST_PAGES):
            raise Troubled(Trouble.NO_SUCH_PAGE)
        page = document[number - 1]
        longest = max(page.get_size())
        if longest <= 0:
            raise Troubled(Trouble.BROKEN)
        scale = min(min(side, LONGEST_SIDE) / longest, ENLARGED)
        drawn: Image.Image = page.render(scale=scale, may_draw_forms=False).to_pil()
    drawn.convert("RGB").save(target, format="WEBP", quality=82)


@contextmanager
def _opened(source: str) -> Iterator[Any]:
    try:
        document = pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError as problem:
        locked = getattr(problem, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD
        raise Troubled(Trouble.ENCRYPTED if locked else Trouble.BROKEN) from None
    try:
        yield document
    finally:
        document.close()


def _text_of(document: Any, number: int) -> str:
    """A page that cannot be read has no text; the others still have theirs."""
    try:
        text: str = document[number].get_textpage().get_text_bounded()
    except pypdfium2.PdfiumError:
        return ""
    return text
