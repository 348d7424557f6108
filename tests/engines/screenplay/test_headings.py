"""Headings as they are written in three languages: side, set, time, light."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.engines.screenplay import headings, parse_heading

CASES = """
INT. CUISINE - JOUR | INT | CUISINE | JOUR | day
INTÉRIEUR NUIT – GRENIER | INT | GRENIER | NUIT | night
INT. JOUR - CUISINE | INT | CUISINE | JOUR | day
INT JOUR CUISINE | INT | CUISINE | JOUR | day
INT. CUISINE JOUR | INT | CUISINE | JOUR | day
INT. CUISINE. JOUR | INT | CUISINE | JOUR | day
INT. CUISINE—NUIT | INT | CUISINE | NUIT | night
EXT. RUE (JOUR) | EXT | RUE | JOUR | day
EXT. RUE - NUIT (PLUIE) | EXT | RUE | NUIT (PLUIE) | night
EXT. JARDIN, NUIT, PLUIE | EXT | JARDIN | NUIT, PLUIE | night
EXT/INT. VOITURE / AUBE | INT/EXT | VOITURE | AUBE | dawn
I/E VOITURE DE VICTOR - ROUTE - CRÉPUSCULE | INT/EXT | VOITURE DE VICTOR - ROUTE | CRÉPUSCULE | dusk
EXT. SAINT-GILLES - PARVIS - PETIT MATIN | EXT | SAINT-GILLES - PARVIS | PETIT MATIN | dawn
EXT. PLAGE - TOMBÉE DE LA NUIT | EXT | PLAGE | TOMBÉE DE LA NUIT | dusk
EXT. PLAGE - ENTRE CHIEN ET LOUP | EXT | PLAGE | ENTRE CHIEN ET LOUP | dusk
EXT. FORÊT - APRÈS-MIDI | EXT | FORÊT | APRÈS-MIDI | day
INT. BUREAU - LENDEMAIN MATIN | INT | BUREAU | LENDEMAIN MATIN | day
INT. BUREAU - SOIRÉE | INT | BUREAU | SOIRÉE | evening
INT. BUREAU - 21H30 | INT | BUREAU | 21H30 | None
INT. CUISINE - JOUR 3 | INT | CUISINE | JOUR 3 | day
INT. CUISINE - JOUR - FLASHBACK | INT | CUISINE | JOUR - FLASHBACK | day
INT. CUISINE - QUELQUES HEURES PLUS TARD | INT | CUISINE | QUELQUES HEURES PLUS TARD | None
BINNEN. KEUKEN - NACHT | INT | KEUKEN | NACHT | night
BUITEN/BINNEN AUTO – AVOND | INT/EXT | AUTO | AVOND | evening
INT. KEUKEN - LATE NAMIDDAG | INT | KEUKEN | LATE NAMIDDAG | day
EXT. STRAND - ZONSONDERGANG | EXT | STRAND | ZONSONDERGANG | dusk
INT. SAN FRANCISCO APARTMENT, DAY | INT | SAN FRANCISCO APARTMENT | DAY | day
INT. HOUSE - LATER THAT WEEK | INT | HOUSE | LATER THAT WEEK | None
INT. NIGHT CLUB - NIGHT | INT | NIGHT CLUB | NIGHT | night
INT. NIGHT CLUB | INT | NIGHT CLUB |  | None
INT. BOÎTE DE NUIT | INT | BOÎTE DE NUIT |  | None
INT. HÔTEL - BAR DE NUIT | INT | HÔTEL - BAR DE NUIT |  | None
INT. HÔTEL - SUITE 12 | INT | HÔTEL - SUITE 12 |  | None
INT. HÔTEL - SUITE PARENTALE | INT | HÔTEL - SUITE PARENTALE |  | None
INT. NUIT | INT |  | NUIT | night
INT. | INT |  |  | None
VU DU TOIT | None | VU DU TOIT |  | None
""".strip().split("\n")


@pytest.mark.parametrize("case", CASES)
def test_headings(case: str) -> None:
    written, side, place, time, effect = (part.strip() for part in case.split("|"))
    found = parse_heading(written)
    assert (str(found.int_ext), found.set, found.time, str(found.effect)) == (side, place, time, effect)


@pytest.mark.parametrize(
    "time", ["SUITE", "CONTINUOUS", "MÊME", "UN INSTANT PLUS TARD", "A MOMENT LATER", "VERVOLG"]
)
def test_some_times_only_say_that_the_scene_goes_on(time: str) -> None:
    found = parse_heading(f"INT. CUISINE - {time}")
    assert (found.set, found.time, found.effect, found.continues) == ("CUISINE", time, None, True)


def test_markup_and_spaces_of_all_kinds_are_no_part_of_it() -> None:
    found = parse_heading("**INT.\u00a0CUISINE** –\u202f_JOUR_")
    assert (found.set, found.time) == ("CUISINE", "JOUR")


@given(st.text("INTEX./- –,()JOURNUIéa ", max_size=40))
def test_no_heading_is_too_odd(text: str) -> None:
    found = parse_heading(text)
    assert (found.effect is None) or found.time


def test_the_examples_are_true() -> None:
    assert doctest.testmod(headings).failed == 0
