"""The address stands in the window, in millimetres; several letters make one print."""

from datetime import date
from typing import Any

import pypdfium2
import pytest

from coulisse.papers.press import page_count
from coulisse.papers.window_letter import ADDRESS, TooManyLines, WindowLetter, window_letter, window_letters

A4 = (210, 297)
POINT = 25.4 / 72
WINDOWS = ((110.0, 55.0, 200.0, 90.0), (110.0, 45.0, 200.0, 90.0))
"""Left, top, right and bottom of the two usual windows, in mm of an envelope of 220 x 110."""
SLIDES = [(across, down) for across in (0.0, 10.0) for down in (0.0, 11.0)]
"""How far the folded sheet (210 x 99) may slide inside."""


def a_letter(**values: Any) -> WindowLetter:
    fields: dict[str, Any] = {
        "number": "S-2027-001",
        "reference": "2027-0315-07",
        "language": "fr",
        "address": ["Madame Yvonne Lecocq", "Rue des Écluses 14 bte 3", "4020 Liège"],
        "house": "Médiane TV",
        "house_lines": ["Rue Haute 12", "4000 Liège"],
        "place": "Liège",
        "dated_on": date(2027, 3, 15),
        "subject": "Votre lettre",
        "text": "Madame,\n\nBien reçu.",
        "signed": "Marc-Olivier Lejeune",
        **values,
    }
    return WindowLetter(**fields)


def box(paper: bytes, words: str, page: int = 0) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of some words, in mm from the top left corner."""
    with pypdfium2.PdfDocument(paper) as opened:
        text = opened[page].get_textpage()
        start = text.get_text_range().index(words)
        boxes = [text.get_charbox(start + at) for at in range(len(words)) if words[at] != " "]
    left, bottom = min(one[0] for one in boxes) * POINT, A4[1] - min(one[1] for one in boxes) * POINT
    right, top = max(one[2] for one in boxes) * POINT, A4[1] - max(one[3] for one in boxes) * POINT
    return left, top, right, bottom


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("slide", SLIDES)
def test_four_lines_show_in_the_window_however_the_sheet_slides(
    window: tuple[float, ...], slide: tuple[float, float]
) -> None:
    lines = ["Madame Yvonne Lecocq", "Résidence Les Tilleuls", "Rue des Écluses 14 bte 3", "4020 Liège-Bressoux"]
    paper = window_letter(a_letter(address=lines))
    for line in lines:
        left, top, right, bottom = box(paper, line)
        assert window[0] <= left + slide[0] and right + slide[0] <= window[2]
        assert window[1] <= top + slide[1] and bottom + slide[1] <= window[3]


def test_six_lines_stay_in_the_zone_of_bpost() -> None:
    lines = ["Mevrouw An Peeters", "p/a Rusthuis De Linde", "Residentie B, kamer 12", "Lange Leemstraat 100 bus 4"]
    paper = window_letter(a_letter(address=[*lines, "2018 ANTWERPEN", "BELGIË"], language="nl"))
    left, top, _right, _bottom = box(paper, lines[0])
    _left, _top, right, bottom = box(paper, "BELGI")
    assert left == pytest.approx(ADDRESS[0], abs=0.6) and top >= 52
    assert bottom <= ADDRESS[1] + ADDRESS[3] + 0.5 and bottom <= 99 - 15
    assert right <= A4[0] - 15
    with pytest.raises(TooManyLines):
        window_letter(a_letter(address=[*lines, "a", "b", "c"]))


def test_nothing_else_shows_in_the_window() -> None:
    paper = window_letter(a_letter())
    assert box(paper, "Nos références")[1] > 80 and box(paper, "Médiane TV")[3] < 45


def test_many_letters_one_print_each_in_its_language() -> None:
    letters = [a_letter(), a_letter(number="S-2027-002", language="nl", text="Mevrouw,\n\n" + "Lang. " * 900)]
    paper = window_letters(letters, title="S-2027-001–002")
    assert page_count(paper) == 3
    assert box(paper, "Betreft:", 1)[0] == pytest.approx(25, abs=0.6)
    assert box(paper, "15 maart 2027", 1)
    assert paper == window_letters(letters, title="S-2027-001–002")


def test_a_registered_letter_says_so_above_the_address() -> None:
    paper = window_letter(a_letter(is_registered=True))
    assert box(paper, "RECOMMANDÉ")[3] <= box(paper, "Madame Yvonne")[1] + 1
