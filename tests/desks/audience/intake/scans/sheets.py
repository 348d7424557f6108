"""A letter of two sheets, drawn by the test itself."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from coulisse import papers
from coulisse.desks.audience.intake.scans.actions import GivenFile, keep_letter
from coulisse.desks.audience.intake.scans.models import PaperLetter
from tests.cast import AT, Cast

FIRST = (
    "Charleroi, le 12 mars 2027",
    "Madame, Monsieur,",
    "Votre magazine a montré des archives",
    "sans aucun avertissement pour les familles.",
)
SECOND = ("Je demande une réponse circonstanciée.", "Yvonne Delvaux", "Rue de la Procession 12", "6000 Charleroi")


FONT = ImageFont.truetype(str(Path(papers.__file__).parent / "fonts" / "source-serif-4-latin-400-normal.ttf"), 44)


def drawn(lines: tuple[str, ...]) -> Image.Image:
    sheet = Image.new("RGB", (1240, 1754), "white")
    pen = ImageDraw.Draw(sheet)
    for row, line in enumerate(lines):
        pen.text((110, 160 + row * 90), line, fill="black", font=FONT)
    return sheet


def photo(lines: tuple[str, ...]) -> bytes:
    out = BytesIO()
    drawn(lines).save(out, "JPEG", quality=85)
    return out.getvalue()


def scan() -> bytes:
    """Both sheets as one PDF of pictures, without a word of text in it."""
    out = BytesIO()
    drawn(FIRST).save(out, "PDF", resolution=150, save_all=True, append_images=[drawn(SECOND)])
    return out.getvalue()


def page_count(content: bytes) -> int:
    return len(pypdfium2.PdfDocument(content))


def a_letter(cast: Cast, *files: GivenFile) -> PaperLetter:
    return keep_letter(
        files=files or [GivenFile("1.jpg", photo(FIRST)), GivenFile("2.jpg", photo(SECOND))],
        received_on=date(2027, 3, 15),
        production=cast.drache,
        by=cast.marc_olivier,
        at=AT,
    )
