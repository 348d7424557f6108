"""The openings of headings in three languages, and what is prose."""

import pytest

from coulisse.kernel.screenplay import IntExt, Manuscript, opening_of


@pytest.mark.parametrize(
    ("text", "side", "rest", "number"),
    [
        ("INT. CUISINE - JOUR", IntExt.INT, "CUISINE - JOUR", None),
        ("INT.-EXT. CUISINE", IntExt.BOTH, "CUISINE", None),
        ("INT / EXT CUISINE", IntExt.BOTH, "CUISINE", None),
        ("E/I : CUISINE", IntExt.BOTH, "CUISINE", None),
        ("EXTERIEUR. RUE", IntExt.EXT, "RUE", None),
        ("Intérieur. Cuisine", IntExt.INT, "Cuisine", None),
        ("est. Bruxelles", IntExt.EXT, "Bruxelles", None),
        ("A12. EXT. RUE", IntExt.EXT, "RUE", "A12"),
        ("12 INT CUISINE", IntExt.INT, "CUISINE", "12"),
        ("12-A) INT CUISINE", IntExt.INT, "CUISINE", "12-A"),
        ("INT", IntExt.INT, "", None),
    ],
)
def test_openings(text: str, side: IntExt, rest: str, number: str | None) -> None:
    opening = opening_of(f"  {text} ")
    assert opening is not None
    assert (opening.int_ext, opening.rest, opening.number) == (side, rest, number)


@pytest.mark.parametrize("text", ["", "INTRO", "Est assis.", "Binnen zit Jan.", "EXTRA", "12", "L'INT. CUISINE"])
def test_prose(text: str) -> None:
    assert opening_of(text) is None


def test_an_entry_of_the_title_page_is_found_in_any_case() -> None:
    manuscript = Manuscript((("Titre", ("La Drache",)), ("titre", ("Autre",))))
    assert manuscript.entry("title", "TITRE") == ("La Drache",)
