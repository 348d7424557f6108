"""The first board: every scene once, no day too long, places kept together, only working days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from coulisse.engines.stripboard.first_board import FirstScene, NoDays, NoRoomInADay, first_board, shooting_dates

SCENES = some.lists(
    some.builds(
        FirstScene,
        id=some.uuids().map(str),
        eighths=some.integers(1, 30),
        place=some.sampled_from(["", "Huy", "Dinant", "Liège"]),
        set=some.sampled_from(["Café", "Quai", "Salon"]),
        is_night=some.booleans(),
        is_exterior=some.booleans(),
    ),
    max_size=40,
    unique_by=lambda scene: scene.id,
)


@given(scenes=SCENES, days=some.integers(1, 12), most=some.integers(1, 40))
def test_every_scene_has_one_place_and_no_day_is_too_long(scenes: list[FirstScene], days: int, most: int) -> None:
    board = first_board(scenes, days=days, most_eighths=most)
    length = {scene.id: scene.eighths for scene in scenes}
    assert len(board.days) == days
    assert sorted([*board.reserve, *(one for day in board.days for one in day)]) == sorted(length)
    for day in board.days:
        assert sum(length[one] for one in day) <= most or len(day) == 1


def test_a_place_stays_together_days_before_nights_exteriors_first() -> None:
    scenes = [
        FirstScene("1", 5, "Huy", "Café"),
        FirstScene("2", 5, "Dinant", "Croisette", is_exterior=True),
        FirstScene("3", 5, "Huy", "Café", is_night=True),
        FirstScene("4", 5, "Huy", "Quai", is_exterior=True),
    ]
    assert first_board(scenes, days=3, most_eighths=20).days == (("4", "1", "3"), ("2",), ())


def test_what_finds_no_day_waits_in_the_reserve() -> None:
    scenes = [FirstScene(str(number), 10, f"P{number}", "S") for number in range(5)]
    board = first_board(scenes, days=2, most_eighths=20)
    assert board.days == (("0", "1"), ("2", "3")) and board.reserve == ("4",)


def test_weekends_and_holidays_are_off_unless_one_works_them() -> None:
    easter = shooting_dates(date(2027, 3, 26), 3)
    assert easter == (date(2027, 3, 26), date(2027, 3, 30), date(2027, 3, 31))
    every = shooting_dates(date(2027, 3, 26), 4, weekends_off=False, holidays_off=False)
    assert [day.day for day in every] == [26, 27, 28, 29]


def test_a_board_without_a_day_or_without_room_is_refused() -> None:
    with pytest.raises(NoDays):
        first_board([], days=0, most_eighths=20)
    with pytest.raises(NoDays):
        shooting_dates(date(2027, 3, 26), 0)
    with pytest.raises(NoRoomInADay):
        first_board([], days=1, most_eighths=0)
