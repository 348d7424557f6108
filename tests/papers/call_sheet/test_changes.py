"""What a rectification changes: the cells, the lines of its banner, whom it touches."""

from dataclasses import replace

import pytest

from coulisse.papers.call_sheet import (
    CallSheet,
    Changed,
    Hospital,
    Need,
    PickUp,
    Span,
    change_lines,
    differences,
    is_changed,
    unmarked,
)
from coulisse.papers.call_sheet.changes import written
from tests.papers.call_sheet.rectified import DIFFERENCES, SHEET
from tests.papers.la_drache import FIRST, PEOPLE, SCENES, THIRD, hour


def people(*names: str) -> tuple[int, ...]:
    return tuple(sorted(PEOPLE[name] for name in names))


def only_change(before: CallSheet, after: CallSheet) -> tuple[str, str, str, str]:
    (change,) = differences(before, after).changes
    return change.code, change.where, change.was, change.now


# ---- the second rectification of day 15 ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "fr",
            [
                "PAT 08:00 → 08:30 (séq. 27)",
                "prise en charge Y. Grosjean 06:20 → 06:50",
                "loges, HMC, cantine : Centre culturel",
            ],
        ),
        (
            "nl",
            [
                "PAT 08:00 → 08:30 (sc. 27)",
                "ophaling Y. Grosjean 06:20 → 06:50",
                "loges, HMC, cantine: Centre culturel",
            ],
        ),
        (
            "en",
            [
                "PAT 08:00 → 08:30 (sc. 27)",
                "pick-up Y. Grosjean 06:20 → 06:50",
                "loges, HMC, cantine: Centre culturel",
            ],
        ),
    ],
)
def test_the_banner_tells_three_changes(language: str, lines: list[str]) -> None:
    told = [line.replace("\u00a0", " ") for line in change_lines(DIFFERENCES.changes, language)]
    assert told == lines


def test_a_later_pat_drags_four_roles_one_scene_and_one_group_of_extras() -> None:
    assert SHEET.hours.pat == Changed(hour("08:30"), hour("08:00"))
    assert [role.number for role in SHEET.cast if is_changed(role.pat)] == ["1", "2", "6", "11"]
    assert [scene.number for scene in SHEET.scenes if is_changed(scene.hour)] == ["27"]
    assert [group.key for group in SHEET.extras if is_changed(group.pat)] == ["passants"]


def test_what_a_change_drags_is_marked_and_not_told() -> None:
    assert [(change.code, change.where) for change in DIFFERENCES.told] == [
        ("hours.pat", ""),
        ("cast.pick_up", "Y. Grosjean"),
        ("places.address", "Loges, HMC, cantine"),
    ]
    followers = [(change.code, change.where) for change in DIFFERENCES.changes if change.follows]
    assert ("transport.hour", "Navette 2, Y. Grosjean") in followers
    assert len(followers) == 7


def test_nothing_else_is_marked() -> None:
    assert SHEET.cast[1].pick_up == Changed(
        PickUp(hour("06:50"), "gare de Dinant"), PickUp(hour("06:20"), "gare de Dinant")
    )
    assert [ride.key for ride in SHEET.transport if is_changed(ride.hour)] == ["Navette 2/Y. Grosjean"]
    assert [place.letter for place in SHEET.places if is_changed(place.address)] == ["C"]
    assert not any(is_changed(role.wrap) or is_changed(role.dressing) for role in SHEET.cast)


def test_the_revision_carries_its_changes() -> None:
    assert SHEET.revision is not None
    assert SHEET.revision.changes == DIFFERENCES.changes


def test_a_moved_base_touches_everybody() -> None:
    assert DIFFERENCES.people == tuple(sorted(PEOPLE.values()))


# ---- one change at a time -----------------------------------------------------------------------------------


def test_a_pick_up_touches_the_actor_and_the_driver_alone() -> None:
    late = replace(FIRST.cast[1], pick_up=PickUp(hour("06:50"), "gare de Dinant"))
    after = replace(FIRST, cast=(FIRST.cast[0], late, *FIRST.cast[2:]), transport=THIRD.transport)
    assert differences(FIRST, after).people == people("Yvan Grosjean", "Rayan Bakkali")


def test_one_technicians_call_touches_that_technician() -> None:
    camera = FIRST.crew[2]
    first, *rest = camera.members
    after = replace(
        FIRST,
        crew=(
            *FIRST.crew[:2],
            replace(camera, members=(replace(first, call=hour("06:15")), *rest)),
            *FIRST.crew[3:],
        ),
    )
    found = differences(FIRST, after)
    assert [(one.code, one.where, one.was, one.now) for one in found.changes] == [
        ("crew.call", "D. Van Acker", "07:00", "06:15")
    ]
    assert found.people == people("Dirk Van Acker")


def test_a_technician_who_changes_department_is_not_new() -> None:
    camera, light = FIRST.crew[2], FIRST.crew[3]
    moved = camera.members[-1]
    crew = (
        *FIRST.crew[:2],
        replace(camera, members=camera.members[:-1]),
        replace(light, members=(*light.members, moved)),
        *FIRST.crew[4:],
    )
    assert differences(FIRST, replace(FIRST, crew=crew)).changes == ()


def test_an_added_scene_touches_its_roles_and_the_crew() -> None:
    added = replace(SCENES[1], number="30", roles=("9",))
    found = differences(FIRST, replace(FIRST, scenes=(*SCENES, added)))
    assert [scene.added for scene in found.sheet.scenes] == [False, False, False, False, True]
    assert PEOPLE["Mireille Collignon"] in found.people
    assert PEOPLE["Dirk Van Acker"] in found.people
    assert PEOPLE["Gilles Remacle"] not in found.people


def test_a_removed_scene_is_told() -> None:
    assert only_change(FIRST, replace(FIRST, scenes=SCENES[:3])) == ("scenes.removed", "34", "34", "")


def test_another_order_of_shooting_is_told_and_moves_nothing_else() -> None:
    swapped = (SCENES[1], SCENES[0], *SCENES[2:])
    assert only_change(FIRST, replace(FIRST, scenes=swapped)) == (
        "scenes.order",
        "",
        "27, 28, 33A, 34",
        "28, 27, 33A, 34",
    )


def test_the_hospital_the_meal_and_the_meals_are_told() -> None:
    other = Hospital("CHR Sambre et Meuse", "Namur")
    assert only_change(FIRST, replace(FIRST, hospital=other))[:1] == ("hospital",)
    hours = replace(FIRST.hours, meal=Span(hour("13:00"), hour("14:00")))
    assert only_change(FIRST, replace(FIRST, hours=hours)) == ("hours.meal", "", "12:30–13:30", "13:00–14:00")
    assert FIRST.catering is not None
    meals = replace(FIRST.catering, ordered=62)
    assert only_change(FIRST, replace(FIRST, catering=meals)) == ("catering.ordered", "", "61", "62")


def test_a_new_safety_line_is_marked_among_the_others() -> None:
    found = differences(FIRST, replace(FIRST, safety=("Crue annoncée.", *FIRST.safety)))
    assert found.sheet.safety[0] == Changed("Crue annoncée.", "")
    assert not any(is_changed(line) for line in found.sheet.safety[1:])
    assert found.people == tuple(sorted(PEOPLE.values()))


def test_weather_and_the_days_ahead_are_nobodys_call() -> None:
    assert differences(FIRST, replace(FIRST, weather=None, ahead=(), sun=None)).changes == ()


def test_a_new_department_in_the_needs_is_added() -> None:
    found = differences(FIRST, replace(FIRST, needs=(*FIRST.needs, Need("Cascades", "Un câble."))))
    assert found.sheet.needs[-1].added
    assert change_lines(found.changes, "fr") == ["besoins Cascades"]


def test_marks_of_an_earlier_revision_are_not_marked_again() -> None:
    assert differences(SHEET, SHEET).changes == ()
    assert unmarked(SHEET).hours == THIRD.hours
    assert unmarked(SHEET).cast == THIRD.cast


def test_every_change_has_its_words_in_every_language() -> None:
    stripped = replace(
        FIRST,
        contacts=FIRST.contacts[1:],
        places=FIRST.places[1:],
        scenes=(replace(SCENES[0], set="Quai", summary="x", roles=("1",), eighths=2, seconds=9, place="B"),),
        cast=tuple(
            replace(role, dressing=hour("05:00"), make_up=hour("05:10"), hair=hour("05:20"), wrap=hour("20:00"))
            for role in FIRST.cast[1:]
        ),
        extras=(replace(FIRST.extras[0], count=9, who="x", scenes=("28",), call=None, meeting="y"),),
        transport=FIRST.transport[1:],
        needs=FIRST.needs[1:],
        radio=FIRST.radio[1:],
        crew=FIRST.crew[1:],
        hospital=None,
        hours=replace(FIRST.hours, call=None, wrap=None, meal=None),
    )
    for before, after in ((FIRST, stripped), (stripped, FIRST)):
        changes = differences(before, after).changes
        assert len(changes) > 30
        for language in ("fr", "nl", "en"):
            assert all(change_lines(changes, language))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (hour("08:30"), "08:30"),
        (PickUp(), ""),
        (PickUp(None, "hôtel"), "hôtel"),
        (("1", "2"), "1, 2"),
        (61, "61"),
    ],
)
def test_values_are_written_alike_in_every_language(value: object, text: str) -> None:
    assert written(value) == text
