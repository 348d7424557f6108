"""Programme and minute on air: how viewers write times, the days around, and the nights when the clocks change."""

from datetime import date, datetime

import pytest

from coulisse.engines.triage.clock_words import clocks, lowered
from coulisse.engines.triage.day_words import days
from coulisse.engines.triage.on_air import Broadcast, Item, OnAir, spoken_of

ON_SUNDAY = Broadcast(
    "b1",
    "mediane.example",
    "Plein Jour",
    ("Plein Jour", "Klaarlichte Dag"),
    datetime.fromisoformat("2027-03-14T20:25:00+01:00"),
    datetime.fromisoformat("2027-03-14T21:20:00+01:00"),
    items=(Item(0, "Ouverture"), Item(12, "Les éclusiers de la Meuse"), Item(40, "Débat")),
)
NEWS = Broadcast(
    "b2",
    "mediane.example",
    "Le 19:30",
    ("Le journal",),
    datetime.fromisoformat("2027-03-14T19:30:00+01:00"),
    datetime.fromisoformat("2027-03-14T20:10:00+01:00"),
)
WEEK_BEFORE = Broadcast(
    "b0",
    "mediane.example",
    "Plein Jour",
    ("Plein Jour",),
    datetime.fromisoformat("2027-03-07T20:25:00+01:00"),
    datetime.fromisoformat("2027-03-07T21:20:00+01:00"),
)
GRID = (WEEK_BEFORE, NEWS, ON_SUNDAY)
MONDAY = datetime.fromisoformat("2027-03-15T08:00:00+01:00")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("à 20 h 43", "20:43 ±2"),
        ("vers 20h43", "20:43 ±12"),
        ("20:43", "20:43 ±2"),
        ("à 20 heures 43", "20:43 ±2"),
        ("à vingt heures", "20:00 ±5"),
        ("huit heures moins le quart", "7:45/19:45 ±5"),
        ("huit heures et demie du soir", "20:30 ±5"),
        ("om 20.43 uur", "20:43 ±2"),
        ("om 20u43", "20:43 ±2"),
        ("rond kwart voor acht", "7:45/19:45 ±15"),
        ("om half negen 's avonds", "20:30 ±5"),
        ("om vijf over half acht", "7:35/19:35 ±5"),
        ("at 8.40 pm", "20:40 ±2"),
        ("at half past eight in the evening", "20:30 ±5"),
        ("at a quarter to nine", "8:45/20:45 ±5"),
        ("around 8pm", "20:00 ±12"),
        ("à minuit", "0:00 ±5"),
    ],
)
def test_a_time_is_read_as_it_is_written(text: str, expected: str) -> None:
    assert [str(one) for one in clocks(lowered(text))] == [expected]


@pytest.mark.parametrize(
    "text", ["pendant 2 h", "24 h sur 24", "le 14/03/2027", "3.50 euros", "un retard de deux ans"]
)
def test_what_is_no_time_is_not_read_as_one(text: str) -> None:
    assert clocks(lowered(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hier soir", "2027-03-14 evening"),
        ("gisteravond", ""),
        ("gisteren avond", "2027-03-14 evening"),
        ("last night", "2027-03-14 evening"),
        ("avant-hier", "2027-03-13 "),
        ("dimanche soir", "2027-03-14 evening"),
        ("zondagavond", "2027-03-14 evening"),
        ("on Sunday evening", "2027-03-14 evening"),
        ("le 14 mars", "2027-03-14 "),
        ("op 14/03/2027", "2027-03-14 "),
        ("March 14", "2027-03-14 "),
        ("vendredi", "2027-03-12 "),
        ("ce matin", "2027-03-15 morning"),
        ("vanmorgen", "2027-03-15 morning"),
        ("le 20 décembre", "2026-12-20 "),
    ],
)
def test_a_day_is_seen_from_when_the_message_came(text: str, expected: str) -> None:
    found = days(lowered(text), date(2027, 3, 15), 480)
    if text == "gisteravond":
        expected = "2027-03-14 evening"
    assert [f"{one.dates[0]} {one.part}" for one in found] == [expected]


def _found(text: str, received: datetime = MONDAY, grid: tuple[Broadcast, ...] = GRID) -> OnAir:
    found = spoken_of(text, received, grid)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "key", "minute"),
    [
        ("Hier vers 19h40, la carte était fausse", "b2", 10),
        ("Gisteren rond kwart voor acht klopte de kaart niet", "b2", 15),
        ("Last night at 8.40 pm you showed my house", "b1", 15),
        ("Plein Jour, dimanche soir à 20 h 43 : le nom était faux", "b1", 18),
        ("Votre émission Plein Jour de dimanche soir", "b1", None),
        ("Les éclusiers de la Meuse dans Plein Jour : bravo", "b1", 12),
        ("Plein Jour hier, à la 40e minute : le micro grésille", "b1", 40),
        ("Klaarlichte Dag van zondagavond om 21 uur was saai", "b1", 35),
        ("Plein Jour du 7 mars à 20h30", "b0", 5),
    ],
)
def test_the_broadcast_and_its_minute(text: str, key: str, minute: int | None) -> None:
    found = _found(text)
    assert (found.broadcast.key, found.minute) == (key, minute)
    assert found.signs
    assert 0.5 <= found.confidence <= 1


def test_the_item_that_was_running() -> None:
    assert _found("Plein Jour dimanche à 20h40").item == "Les éclusiers de la Meuse"


@pytest.mark.parametrize(
    "text", ["Bravo", "Hier c'était bien", "à 3h du matin", "J'ai une question sur ma facture"]
)
def test_nothing_is_proposed_when_nothing_tells(text: str) -> None:
    assert spoken_of(text, MONDAY, GRID) is None


def test_two_channels_at_the_same_minute_are_told_apart_by_name_only() -> None:
    other = Broadcast("c1", "radio.example", "Autre", ("Autre",), ON_SUNDAY.start, ON_SUNDAY.stop)
    assert spoken_of("hier à 20h43", MONDAY, (*GRID, other)) is None
    assert _found("hier à 20h43, Autre", grid=(*GRID, other)).broadcast.key == "c1"


def _night(key: str, start: str, stop: str) -> Broadcast:
    return Broadcast(key, "x", f"Nuit {key}", (), datetime.fromisoformat(start), datetime.fromisoformat(stop))


def test_in_the_night_when_an_hour_happens_twice_both_are_tried() -> None:
    """On 31 October 2027 at 03:00 it is 02:00 again: 02:30 is in the first or in the second broadcast."""
    second = _night("2", "2027-10-31T02:10:00+01:00", "2027-10-31T03:00:00+01:00")
    received = datetime.fromisoformat("2027-10-31T09:00:00+01:00")
    assert _found("cette nuit à 2h30", received, (second,)).minute == 20
    across = _night("3", "2027-10-31T01:00:00+02:00", "2027-10-31T03:00:00+01:00")
    assert _found("Nuit 3 cette nuit à 1h30", received, (across,)).minute == 30
    late = _night("4", "2027-10-31T02:30:00+02:00", "2027-10-31T04:00:00+01:00")
    assert _found("Nuit 4, ce matin à 3h15", received, (late,)).minute == 105


def test_in_the_night_when_an_hour_is_skipped_the_minute_is_of_real_time() -> None:
    """On 28 March 2027 02:00 becomes 03:00: from 01:30 to 03:30 an hour passes."""
    across = _night("1", "2027-03-28T01:30:00+01:00", "2027-03-28T04:00:00+02:00")
    received = datetime.fromisoformat("2027-03-28T09:00:00+02:00")
    assert _found("cette nuit à 3h30", received, (across,)).minute == 60
    assert _found("cette nuit à 2h30", received, (across,)).minute == 60
