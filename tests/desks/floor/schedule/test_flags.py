"""The red lights: each thing in the way puts its light on the right day, strips and roles, and on no other."""

from datetime import UTC, date, datetime, time

import pytest

from coulisse.desks.floor.breakdown.models import Category, Element, Tag
from coulisse.desks.floor.crew.models import Casting, Obstacle
from coulisse.desks.floor.schedule.actions.days import cancel_day, change_day, swap_days
from coulisse.desks.floor.schedule.actions.strips import move
from coulisse.desks.floor.schedule.models import Board, Day, ElementEvent
from coulisse.desks.floor.schedule.queries.board import board_view
from coulisse.desks.floor.schedule.queries.flags import Flag, FlagCode, Level, flags_of
from coulisse.desks.floor.schedule.queries.rows import rows_of
from coulisse.desks.floor.schedule.queries.ways_out import exchanges
from coulisse.desks.floor.schedule.wording import break_note, in_words
from coulisse.foundation.bookings import actions as bookings
from coulisse.foundation.bookings.models import Unit
from coulisse.foundation.people.models import Availability
from tests.cast import AT, Cast
from tests.desks.floor.la_drache import Drache, crew_member, permit_missing

pytestmark = pytest.mark.django_db


def lights(drache: Drache, number: int, board: Board | None = None) -> list[Flag]:
    """The lights of a day that aren't only to be known."""
    chosen = board or drache.v8
    day = drache.day(chosen, number).pk
    return [flag for flag in flags_of(rows_of(chosen)) if flag.day_id == day and flag.level is not Level.INFO]


def scenes_of(drache: Drache, flag: Flag) -> set[str]:
    rows = {strip.pk: strip.number for strip in rows_of(drache.v8).strips}
    return {rows[strip] for strip in flag.strips}


def test_the_plan_of_the_film_has_no_red_light_of_its_own(drache: Drache) -> None:
    found = [flag for flag in flags_of(rows_of(drache.v8)) if flag.level is not Level.INFO]
    assert found == []


def test_a_missing_permit_bars_the_role_on_its_days(drache: Drache) -> None:
    permit_missing(drache)
    [flag] = lights(drache, 16)
    assert (flag.code, flag.level, flag.who) == (FlagCode.OBSTACLE, Level.STOP, "Aminata Sarr")
    assert scenes_of(drache, flag) == {"41", "42", "43"}
    assert flag.elements == (drache.roles[3].pk,)
    view = board_view(drache.v8)
    day = next(one for one in view.days if one.number == 16)
    assert [[slot.number for slot in strip.slots if slot.is_red] for strip in day.strips] == [[3], [3], [3]]
    said = in_words(flag, private=True)
    assert "Aminata Sarr" in said.title and said.source == "Office des étrangers"


def test_a_lifted_obstacle_bars_nothing(drache: Drache) -> None:
    Obstacle.objects.filter(pk=permit_missing(drache).pk).update(lifted_at=AT)
    assert lights(drache, 16) == []


@pytest.mark.parametrize(
    ("state", "code", "level"),
    [
        ("unavailable", FlagCode.PERSON_UNAVAILABLE, Level.STOP),
        ("option", FlagCode.PERSON_ON_OPTION, Level.WARN),
    ],
)
def test_an_actor_who_is_away(drache: Drache, state: str, code: FlagCode, level: Level) -> None:
    Availability.objects.create(
        contact=drache.actors[2], state=state, starts_on=date(2027, 3, 29), ends_on=date(2027, 3, 31)
    )
    [flag] = lights(drache, 23)
    assert (flag.code, flag.level, flag.who) == (code, level, "Yvan Grosjean")
    assert scenes_of(drache, flag) == {"60", "62"}
    assert lights(drache, 22) == [] == lights(drache, 25)


def take(cast: Cast, unit: Unit, *, confirmed: bool = True, production: str = "gel") -> None:
    bookings.take(
        unit=unit,
        production=getattr(cast, production),
        starts_at=datetime(2027, 3, 17, 9, tzinfo=UTC),
        ends_at=datetime(2027, 3, 17, 12, tzinfo=UTC),
        confirmed=confirmed,
        by=cast.odile,
        at=AT,
    )


def test_a_place_booked_by_another_production(drache: Drache, cast: Cast) -> None:
    dinant = drache.places["dinant"]
    unit = bookings.unit_for(dinant, kind=Unit.Kind.PLACE, name=dinant.name)
    take(cast, unit, production="drache", confirmed=False)
    assert lights(drache, 15) == []
    take(cast, unit)
    [flag] = lights(drache, 15)
    assert (flag.code, flag.level) == (FlagCode.PLACE_BOOKED, Level.STOP)
    assert scenes_of(drache, flag) == {"27", "28", "33A", "34"}
    assert lights(drache, 17) == []


def test_an_actor_booked_by_another_production(drache: Drache, cast: Cast) -> None:
    unit = bookings.unit_for(drache.actors[9], kind=Unit.Kind.PERSON, name="Mireille Collignon")
    take(cast, unit, confirmed=False)
    [flag] = lights(drache, 15)
    assert (flag.code, flag.level) == (FlagCode.PERSON_BOOKED, Level.WARN)
    assert scenes_of(drache, flag) == {"34"}


@pytest.mark.parametrize(("quantity", "reds"), [(1, 0), (2, 1)])
def test_equipment_is_short_when_others_hold_too_many(
    drache: Drache, cast: Cast, quantity: int, reds: int
) -> None:
    ronin = Element.objects.create(
        production=cast.drache, category=Category.EQUIPMENT, name="Ronin 2", key="ronin 2"
    )
    Tag.objects.create(scene=drache.scenes["27"], element=ronin, quantity=quantity, made_at=AT)
    bookings.named_item("Ronin 2 n° 1")
    bookings.named_item("Ronin 25")
    take(cast, bookings.named_item("Ronin 2 n° 2"))
    found = lights(drache, 15)
    assert [flag.code for flag in found] == [FlagCode.EQUIPMENT_BOOKED] * reds


def test_absences_and_the_ends_of_contracts(drache: Drache) -> None:
    role = drache.roles[9]
    for kind, first, last in (
        ("start", date(2027, 3, 18), date(2027, 3, 18)),
        ("finish", date(2027, 3, 18), date(2027, 3, 18)),
        ("away", date(2027, 3, 18), date(2027, 3, 18)),
    ):
        ElementEvent.objects.create(element=role, kind=kind, starts_on=first, ends_on=last)
    assert [flag.code for flag in lights(drache, 15)] == [FlagCode.OUTSIDE_CONTRACT]
    assert [flag.code for flag in lights(drache, 17)] == [FlagCode.OUTSIDE_CONTRACT]
    board = drache.v9
    assert [flag.code for flag in lights(drache, 16, board)] == [FlagCode.ELEMENT_AWAY]


def test_pages_over_the_maximum_of_the_day(drache: Drache) -> None:
    Day.objects.filter(board=drache.v8, number=15).update(most_eighths=28)
    [flag] = lights(drache, 15)
    assert (flag.code, flag.found, flag.limit, flag.strips) == (FlagCode.EIGHTHS_OVER, 29, 28, ())


def test_strips_that_run_past_the_wrap(drache: Drache) -> None:
    Day.objects.filter(board=drache.v8, number=15).update(wrap_at=time(18, 0))
    [flag] = lights(drache, 15)
    assert (flag.code, flag.level, flag.found) == (FlagCode.PAST_WRAP, Level.WARN, 15)


def test_an_exterior_day_after_civil_dusk_and_a_night_in_full_sun(drache: Drache, cast: Cast) -> None:
    fifteen = drache.day(drache.v8, 15)
    late = {"call_at": time(13, 0), "ready_at": time(14, 0), "meal_at": None, "wrap_at": time(23, 0)}
    change_day(day=fifteen, values=late, by=cast.bastien, at=AT)
    dark = [flag for flag in lights(drache, 15) if flag.code == FlagCode.NO_DAYLIGHT]
    assert [scenes_of(drache, flag) for flag in dark] == [{"33A"}], "18:00 to 19:30, dusk at 19:19"
    assert dark[0].found == 10
    night = drache.day(drache.v8, 30)
    early = {"call_at": time(16, 0), "ready_at": time(17, 0), "meal_at": None, "wrap_at": time(23, 30)}
    change_day(day=night, values=early, by=cast.bastien, at=AT)
    assert FlagCode.NO_DARKNESS in {flag.code for flag in lights(drache, 30)}


def test_the_rest_of_each_actor_counts_from_the_last_scene_to_the_make_up(drache: Drache, cast: Cast) -> None:
    """Noémie leaves J15 at 18:15; called for 08:30 with 70 minutes of make-up she has rested 13 h 05."""
    sixteen = drache.day(drache.v9, 16)
    early = {"call_at": time(5, 0), "ready_at": time(6, 0), "meal_at": time(12, 0)}
    change_day(day=sixteen, values=early, by=cast.bastien, at=AT)
    found = lights(drache, 16, drache.v9)
    assert {(flag.who, flag.code, flag.found, flag.limit) for flag in found} == {
        ("Coralie Wauters", "daily-rest", 635, 660),
        ("Mireille Collignon", "daily-rest", 635, 660),
    }
    Casting.objects.filter(role=drache.roles[1]).update(makeup_minutes=5)
    assert {flag.who for flag in lights(drache, 16, drache.v9)} == {"Mireille Collignon"}


def test_the_night_of_the_clock_change_is_an_hour_shorter(drache: Drache, cast: Cast) -> None:
    """From 21:30 on 27 March to 08:30 on the 28th the clocks show 11 h, and 10 h have passed."""
    board = Board.objects.create(production=cast.drache, number=30, made_at=AT)
    saturday = Day.objects.create(
        board=board, date=date(2027, 3, 27), number=1, call_at=time(13), ready_at=time(18, 45)
    )
    sunday = Day.objects.create(
        board=board, date=date(2027, 3, 28), number=2, call_at=time(8), ready_at=time(9, 40)
    )
    strips = drache.v8.strips.filter(scene__number__in=["27", "33A"]).order_by("scene__number")
    for day, strip in zip((saturday, sunday), strips, strict=True):
        board.strips.create(scene=strip.scene, eighths=3, minutes=165, day=day, position=1)
    [flag] = [flag for flag in lights(drache, 2, board) if flag.code == "daily-rest"]
    assert (flag.who, flag.found) == ("Coralie Wauters", 600)


def test_the_crew_is_looked_at_with_its_own_call_and_counted_together(drache: Drache, cast: Cast) -> None:
    crew_member(drache, "Marc Lhoest")
    crew_member(drache, "Pieter Goossens")
    crew_member(drache, "Frédéric Magnée", shift=-60, function="Régisseur général")
    assert "daily-rest" not in {flag.code for flag in lights(drache, 7)}
    Day.objects.filter(board=drache.v8, number=6).update(wrap_at=time(21, 45))
    found = {(flag.who, flag.found) for flag in lights(drache, 7) if flag.code == "daily-rest"}
    assert found == {("*2", 645), ("Frédéric Magnée", 585)}, "called at 08:30, and an hour before"


def test_a_child_s_hours_are_those_of_the_age(drache: Drache, cast: Cast) -> None:
    """Léo is twelve: eight hours on the set at most, from eight in the morning."""
    two = drache.day(drache.v8, 2)
    change_day(day=two, values={"call_at": time(6, 0), "ready_at": time(7, 0)}, by=cast.bastien, at=AT)
    codes = {flag.code for flag in lights(drache, 2)}
    assert codes == {"minor-window", "minor-break"}
    [window] = [flag for flag in lights(drache, 2) if flag.code == "minor-window"]
    assert window.found == 80 and window.is_private
    assert "Basile" in in_words(window, private=True).title
    assert "Basile" not in in_words(window, private=False).title


def test_a_role_in_two_units_at_once(drache: Drache, cast: Cast) -> None:
    second = Day.objects.create(board=drache.v8, date=date(2027, 3, 17), unit="B", number=1)
    move(board=drache.v8, strips=[drache.strip(drache.v8, "38").pk], day=second.pk, by=cast.bastien, at=AT)
    flags = [flag for flag in flags_of(rows_of(drache.v8)) if flag.code == FlagCode.IN_TWO_UNITS]
    assert {(flag.day_id, flag.who) for flag in flags} == {
        (day, who)
        for day in (second.pk, drache.day(drache.v8, 15).pk)
        for who in ("Coralie Wauters", "Mireille Collignon")
    }


def test_a_cancelled_day_has_no_light(drache: Drache, cast: Cast) -> None:
    permit_missing(drache)
    cancel_day(day=drache.day(drache.v8, 16), reason="Pluie", by=cast.solange, at=AT)
    assert lights(drache, 16) == []


def test_the_break_says_how_many_scenes_are_barred_and_why(drache: Drache) -> None:
    permit_missing(drache)
    view = board_view(drache.v8)
    note = break_note(next(day for day in view.days if day.number == 16), private=True)
    assert note is not None and "3" in note.text and "Aminata Sarr" in note.text
    assert break_note(view.days[0], private=True) is None


def test_a_way_out_is_an_exchange_that_leaves_fewer_red_lights(drache: Drache, cast: Cast) -> None:
    """The permit is expected for the 22nd: the scenes may go to any day from then on."""
    Obstacle.objects.filter(pk=permit_missing(drache).pk).update(ends_on=date(2027, 3, 21))
    rows = rows_of(drache.v8)
    sixteen = drache.day(drache.v8, 16)
    ways = exchanges(rows, sixteen, date(2027, 3, 16))
    assert ways and all(way.fewer == 1 and way.date >= date(2027, 3, 16) for way in ways)
    first = drache.day(drache.v8, ways[0].number or 0)
    swap_days(one=sixteen, other=first, by=cast.bastien, at=AT)
    assert not any(flag.is_red for flag in flags_of(rows_of(drache.v8)))
