"""Days: added, removed, redated, cancelled, swapped and numbered; each step can be taken back."""

from datetime import date, time

import pytest

from coulisse.desks.floor.schedule.actions import days, history, strips
from coulisse.desks.floor.schedule.models import Day, Strip
from coulisse.foundation.journal.models import Entry
from coulisse.foundation.journal.versions import StaleWrite
from tests.cast import AT, Cast
from tests.desks.floor.la_drache import Drache

pytestmark = pytest.mark.django_db


def numbers(drache: Drache) -> list[int | None]:
    return list(Day.objects.filter(board=drache.v8).order_by("date", "unit").values_list("number", flat=True))


def test_a_day_more_counts_and_its_undo_uncounts(drache: Drache, cast: Cast) -> None:
    added = days.add_day(board=drache.v8, values={"date": date(2027, 3, 20), "unit": ""}, by=cast.bastien, at=AT)
    assert (added.number, numbers(drache)) == (18, list(range(1, 34)))
    with pytest.raises(days.DateTaken):
        days.add_day(board=drache.v8, values={"date": added.date, "unit": ""}, by=cast.bastien, at=AT)
    second = days.add_day(board=drache.v8, values={"date": added.date, "unit": "B"}, by=cast.bastien, at=AT)
    assert second.number == 1
    history.undo(board=drache.v8, by=cast.bastien, at=AT)
    history.undo(board=drache.v8, by=cast.bastien, at=AT)
    assert numbers(drache) == list(range(1, 33))


def test_a_day_that_is_not_shot_has_no_number(drache: Drache, cast: Cast) -> None:
    travel = drache.day(drache.v8, 18)
    days.change_day(day=travel, values={"kind": Day.Kind.TRAVEL}, by=cast.bastien, at=AT)
    assert numbers(drache) == [*range(1, 18), None, *range(18, 32)]


def test_the_strips_of_a_removed_day_wait_in_the_reserve_and_come_back(drache: Drache, cast: Cast) -> None:
    day = drache.day(drache.v8, 15)
    days.remove_day(day=day, by=cast.bastien, at=AT)
    assert drache.numbers(drache.v8, None) == ["32", "33", "40", "53", "27", "28", "33A", "34"]
    assert numbers(drache) == list(range(1, 32))
    history.undo(board=drache.v8, by=cast.bastien, at=AT)
    assert drache.day(drache.v8, 15).pk == day.pk
    assert drache.numbers(drache.v8, 15) == ["27", "28", "33A", "34"]


def test_a_day_added_is_not_taken_back_under_somebody_s_strips(drache: Drache, cast: Cast) -> None:
    added = days.add_day(board=drache.v8, values={"date": date(2027, 4, 13)}, by=cast.bastien, at=AT)
    strip = drache.strip(drache.v8, "41")
    strips.move(board=drache.v8, strips=[strip.pk], day=added.pk, by=cast.solange, at=AT)
    with pytest.raises(history.ChangedSince):
        history.undo(board=drache.v8, by=cast.bastien, at=AT)
    assert Strip.objects.get(pk=strip.pk).day_id == added.pk


def test_a_day_goes_to_another_date_with_what_it_holds(drache: Drache, cast: Cast) -> None:
    day = drache.day(drache.v8, 14)
    moved = days.redate(day=day, to=date(2027, 4, 13), by=cast.bastien, at=AT)
    assert moved.number == 32
    assert drache.numbers(drache.v8, 32) == ["12", "14", "17"]
    with pytest.raises(days.DateTaken):
        days.redate(day=moved, to=date(2027, 3, 17), by=cast.bastien, at=AT)


def test_a_cancelled_day_keeps_its_strips_and_its_number_and_is_told(drache: Drache, cast: Cast) -> None:
    day = drache.day(drache.v8, 14)
    with pytest.raises(days.ReasonMissing):
        days.cancel_day(day=day, reason=" ", by=cast.solange, at=AT)
    cancelled = days.cancel_day(day=day, reason="Pluie", by=cast.solange, at=AT)
    assert (cancelled.number, cancelled.cancelled_why) == (14, "Pluie")
    assert drache.numbers(drache.v8, 14) == ["12", "14", "17"]
    told = Entry.objects.get(kind="floor.schedule.day-cancelled").payload
    assert (told["day"], told["number"], told["reason"], told["is_approved"]) == ("2027-03-16", 14, "Pluie", True)
    with pytest.raises(days.DayAlreadyCancelled):
        days.cancel_day(day=day, reason="Encore", by=cast.solange, at=AT)
    history.undo(board=drache.v8, by=cast.solange, at=AT)
    assert drache.day(drache.v8, 14).cancelled_at is None
    assert Entry.objects.filter(kind="floor.schedule.day-reinstated").count() == 1
    with pytest.raises(days.DayIsNotCancelled):
        days.reinstate_day(day=day, by=cast.solange, at=AT)


def test_two_days_exchange_all_they_hold_but_their_dates(drache: Drache, cast: Cast) -> None:
    one, other = drache.day(drache.v8, 16), drache.day(drache.v8, 21)
    days.swap_days(one=one, other=other, by=cast.bastien, at=AT)
    assert drache.numbers(drache.v8, 21) == ["41", "42", "43"]
    assert drache.numbers(drache.v8, 16) == ["35", "36", "37"]
    swapped = drache.day(drache.v8, 16)
    assert swapped.date == date(2027, 3, 18) and swapped.place == drache.places["dinant"]
    with pytest.raises(days.SameDay):
        days.swap_days(one=one, other=one, by=cast.bastien, at=AT)
    history.undo(board=drache.v8, by=cast.bastien, at=AT)
    assert drache.numbers(drache.v8, 16) == ["41", "42", "43"]


def test_settings_are_written_under_the_version_that_was_read(drache: Drache, cast: Cast) -> None:
    day = drache.day(drache.v8, 15)
    days.change_day(day=day, values={"call_at": time(7, 0)}, read_version=1, by=cast.bastien, at=AT)
    with pytest.raises(StaleWrite) as refused:
        days.change_day(day=day, values={"call_at": time(5, 0)}, read_version=1, by=cast.solange, at=AT)
    [difference] = refused.value.differences
    assert (difference.stored, difference.refused) == (time(7, 0), time(5, 0))
    history.undo(board=drache.v8, by=cast.bastien, at=AT)
    assert drache.day(drache.v8, 15).call_at == time(6, 30)


def test_days_are_numbered_anew_when_asked(drache: Drache, cast: Cast) -> None:
    Day.objects.filter(board=drache.v8).update(number=None)
    days.renumber(board=drache.v8, by=cast.bastien, at=AT)
    assert numbers(drache) == list(range(1, 33))
