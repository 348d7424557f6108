"""Tickets of a till as a telephone sees them: a strip of paper with its supplier, its lines and its total."""

from collections.abc import Sequence
from datetime import date, time
from io import BytesIO
from typing import Final

SIZE: Final = (720, 980)
TABLE, PAPER, PRINT = (104, 92, 80), (247, 245, 238), (38, 38, 42)
MARGIN: Final = 96


def receipt(supplier: str, day: date, hour: time, lines: Sequence[tuple[str, str]], total: str) -> bytes:
    """A JPEG; each line is what was bought and its price, as printed."""
    # Only the loading of a sample draws; the web process, which imports this room, starts without Pillow.
    from PIL import Image, ImageDraw

    image = Image.new("RGB", SIZE, TABLE)
    draw = ImageDraw.Draw(image)
    draw.rectangle((MARGIN, 40, SIZE[0] - MARGIN, SIZE[1] - 40), fill=PAPER)
    left, right, top = MARGIN + 36, SIZE[0] - MARGIN - 36, 92
    draw.text((left, top), supplier, fill=PRINT, font_size=28)
    draw.text((left, top + 54), f"{day:%d/%m/%Y}  {hour:%H:%M}", fill=PRINT, font_size=26)
    place = top + 130
    for what, price in lines:
        draw.text((left, place), what, fill=PRINT, font_size=26)
        draw.text((right, place), price, fill=PRINT, font_size=26, anchor="ra")
        place += 48
    draw.line((left, place + 12, right, place + 12), fill=PRINT, width=2)
    draw.text((left, place + 34), "TOTAL TVAC", fill=PRINT, font_size=32)
    draw.text((right, place + 34), f"{total} EUR", fill=PRINT, font_size=32, anchor="ra")
    draw.text((left, SIZE[1] - 120), "Merci, bonne route", fill=PRINT, font_size=24)
    out = BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()
