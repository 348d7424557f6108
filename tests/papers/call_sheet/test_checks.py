"""What forbids to validate a call sheet: each mandatory block that is empty, by its name and its row."""

from dataclasses import replace

import pytest

from coulisse.papers.call_sheet import CallSheet, Missing, PickUp, Revision, missing
from tests.papers.call_sheet.rectified import SHEET
from tests.papers.la_drache import FIRST, SECOND_AT, heavy

EMPTY = CallSheet(
    film="La Drache",
    director="",
    house="Meuse & Fils Films SRL",
    house_line="",
    number=1,
    day=1,
    of=32,
    date=FIRST.date,
    at=FIRST.at,
    hours=type(FIRST.hours)(),
)


@pytest.mark.parametrize("sheet", [FIRST, SHEET, heavy()])
def test_a_complete_sheet_may_be_validated(sheet: CallSheet) -> None:
    assert missing(sheet) == ()


def test_what_is_not_available_does_not_forbid_it() -> None:
    assert missing(replace(FIRST, weather=None, sun=None, validation=None)) == ()


def test_an_empty_sheet_says_all_that_it_lacks() -> None:
    assert [one.code for one in missing(EMPTY)] == [
        "call",
        "pat",
        "meal",
        "wrap",
        "contact",
        "hospital",
        "places",
        "scenes",
        "crew",
        "catering",
    ]


ROLE, SCENE = FIRST.cast[3], FIRST.scenes[0]
PRODUCTION = FIRST.crew[0]


@pytest.mark.parametrize(
    ("sheet", "found"),
    [
        (replace(FIRST, day=33), Missing("film")),
        (replace(FIRST, emergency=""), Missing("emergency")),
        (
            replace(FIRST, contacts=tuple(replace(one, phone="") for one in FIRST.contacts)),
            Missing("contact"),
        ),
        (
            replace(FIRST, places=(*FIRST.places[:2], replace(FIRST.places[2], address=""))),
            Missing("place-address", "Loges, HMC, cantine"),
        ),
        (
            replace(FIRST, scenes=(replace(SCENE, roles=None), *FIRST.scenes[1:])),
            Missing("scene-roles", "27"),
        ),
        (
            replace(FIRST, scenes=(replace(SCENE, roles=("1", "44")), *FIRST.scenes[1:])),
            Missing("role-unknown", "27"),
        ),
        (
            replace(FIRST, scenes=(replace(SCENE, eighths=None), *FIRST.scenes[1:])),
            Missing("scene-length", "27"),
        ),
        (
            replace(FIRST, scenes=(replace(SCENE, place="Z"), *FIRST.scenes[1:])),
            Missing("scene-place", "27"),
        ),
        (
            replace(FIRST, cast=(*FIRST.cast[:3], replace(ROLE, pat=None), *FIRST.cast[4:])),
            Missing("role-pat", "SŒUR AGNÈS"),
        ),
        (
            replace(FIRST, cast=(*FIRST.cast[:3], replace(ROLE, pick_up=None), *FIRST.cast[4:])),
            Missing("role-pick-up", "SŒUR AGNÈS"),
        ),
        (
            replace(FIRST, extras=(replace(FIRST.extras[0], call=None), FIRST.extras[1])),
            Missing("extras-call", "passants, tenue de pluie"),
        ),
        (
            replace(
                FIRST,
                crew=(
                    replace(
                        PRODUCTION, members=(replace(PRODUCTION.members[0], call=None), *PRODUCTION.members[1:])
                    ),
                    *FIRST.crew[1:],
                ),
            ),
            Missing("crew-call", "Solange De Backer"),
        ),
        (replace(FIRST, revision=Revision(1, 0, SECOND_AT)), Missing("revision-changes")),
    ],
)
def test_each_hole_is_named(sheet: CallSheet, found: Missing) -> None:
    assert missing(sheet) == (found,)


def test_meals_are_those_of_the_people_called() -> None:
    assert FIRST.catering is not None
    assert FIRST.catering.counted == 61
    for wrong in (replace(FIRST.catering, ordered=60), replace(FIRST.catering, crew=33, guests=4)):
        assert missing(replace(FIRST, catering=wrong)) == (Missing("catering-count"),)


def test_own_means_and_a_scene_without_roles_are_answers() -> None:
    alone = replace(FIRST, scenes=(replace(SCENE, roles=()), *FIRST.scenes[1:]))
    walking = replace(alone, cast=(*FIRST.cast[:3], replace(ROLE, pick_up=PickUp()), *FIRST.cast[4:]))
    assert missing(walking) == ()
