"""What one person is told: their hours first, the place, the link, and an event that a revision moves."""

from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from coulisse.formats.ics import read_events
from coulisse.papers.call_sheet import (
    OwnCall,
    call_calendar,
    call_event,
    message,
    own_call,
    sms_link,
    whatsapp_link,
)
from tests.papers.call_sheet.rectified import SHEET
from tests.papers.la_drache import FIRST, PEOPLE, THIRD_AT, hour

LINK = "https://meuse.example/g/abc"


def call_of(name: str) -> OwnCall:
    call = own_call(SHEET, PEOPLE[name])
    assert call is not None
    return call


def test_an_actors_day_begins_with_the_pick_up() -> None:
    call = call_of("Yvan Grosjean")
    assert [(step.code, f"{step.hour:%H:%M}", step.was) for step in call.steps] == [
        ("pick-up", "06:50", hour("06:20")),
        ("dressing", "07:05", None),
        ("make-up", "07:25", None),
        ("hair", "07:40", None),
        ("pat", "08:30", hour("08:00")),
        ("wrap", "18:15", None),
    ]
    assert call.scenes == ("27", "34")
    assert call.is_changed


def test_who_comes_by_their_own_means_begins_with_dressing() -> None:
    call = call_of("Philippe Noirhomme").call
    assert call is not None
    assert (call.code, call.hour) == ("dressing", hour("07:15"))


def test_a_technician_is_called_to_the_base_and_leaves_at_the_wrap() -> None:
    call = call_of("Katrien Maes")
    assert [step.code for step in call.steps] == ["call", "wrap"]
    assert call.place is not None
    assert call.place.letter == "C"


def test_extras_are_called_to_their_meeting_point() -> None:
    group = replace(FIRST.extras[0], people=(900,))
    call = own_call(replace(FIRST, extras=(group,)), 900)
    assert call is not None
    assert call.call is not None
    assert (call.call.hour, call.call.place) == (hour("07:00"), "Place d’Armes")


def test_who_is_not_called_has_no_call() -> None:
    assert own_call(SHEET, 9_999) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "fr",
            "La Drache, mercredi 17 mars – CHANGEMENT : votre convocation à 06:50 (avant : 06:20)\n"
            "Lieu : gare de Dinant\n"
            "Feuille de service : https://meuse.example/g/abc",
        ),
        (
            "nl",
            "La Drache, woensdag 17 maart – WIJZIGING: uw oproep om 06:50 (eerst: 06:20)\n"
            "Plaats: gare de Dinant\n"
            "Callsheet: https://meuse.example/g/abc",
        ),
        (
            "en",
            "La Drache, Wednesday 17 March – CHANGE: your call is now at 06:50 (was 06:20)\n"
            "Place: gare de Dinant\n"
            "Call sheet: https://meuse.example/g/abc",
        ),
    ],
)
def test_the_message_says_the_hour_first(language: str, text: str) -> None:
    written = message(SHEET, call_of("Yvan Grosjean"), link=LINK, language=language)
    assert written.replace("\u00a0", " ") == text


def test_a_call_that_did_not_change_is_told_plainly() -> None:
    text = message(SHEET, call_of("Katrien Maes"), link=LINK, language="fr").replace("\u00a0", " ")
    assert text.splitlines()[:2] == [
        "La Drache, mercredi 17 mars : votre convocation à 07:15",
        "Lieu : Centre culturel, rue Grande 37",
    ]


def test_who_works_elsewhere_is_told_where() -> None:
    text = message(SHEET, call_of("Nadia Verhaeghen"), link=LINK, language="fr").replace("\u00a0", " ")
    assert text.splitlines()[1] == "Lieu : bureau"


@pytest.mark.parametrize("phone", ["+32 470 00 01 04", "32470000104"])
def test_links_open_a_message_that_is_ready(phone: str) -> None:
    text = "Convocation à 06:50 & PAT 08:30\nhttps://x.example/?a=1"
    whatsapp = urlsplit(whatsapp_link(phone, text))
    assert (whatsapp.netloc, whatsapp.path) == ("wa.me", "/32470000104")
    assert parse_qs(whatsapp.query)["text"] == [text]
    assert sms_link(phone, text).startswith("sms:+32470000104?body=Convocation%20%C3%A0%2006%3A50%20%26")


def test_the_event_runs_from_the_call_to_the_wrap() -> None:
    event = call_event(SHEET, call_of("Yvan Grosjean"), uid="call-15-36@coulisse", link=LINK, language="fr")
    assert event is not None
    assert event.start == datetime(2027, 3, 17, 5, 50, tzinfo=UTC)
    assert event.end == datetime(2027, 3, 17, 17, 15, tzinfo=UTC)
    assert (event.summary, event.location) == ("La Drache – convocation, J15", "gare de Dinant")
    assert (event.status, event.sequence) == ("CONFIRMED", 2)
    assert "06:50 prise en charge gare de Dinant\n07:05 habillage" in event.description


def test_a_wrap_after_midnight_is_of_the_next_morning() -> None:
    night = replace(SHEET, hours=replace(SHEET.hours, wrap=hour("02:30")))
    call = own_call(night, PEOPLE["Katrien Maes"])
    assert call is not None
    event = call_event(night, call, uid="x", link=LINK, language="fr")
    assert event is not None
    assert event.end == datetime(2027, 3, 18, 1, 30, tzinfo=UTC)


def test_the_file_reads_back() -> None:
    data = call_calendar(
        SHEET, call_of("Yvan Grosjean"), uid="call-15-36@coulisse", link=LINK, language="nl", at=THIRD_AT
    )
    assert data is not None
    reading = read_events(data)
    assert reading.problems == ()
    (event,) = reading.records
    assert (event.uid, event.sequence, event.url) == ("call-15-36@coulisse", 2, LINK)
    assert event.start == datetime(2027, 3, 17, 5, 50, tzinfo=UTC)


def test_who_has_no_hour_has_no_event() -> None:
    call = call_of("Nadia Verhaeghen")
    assert call_event(SHEET, call, uid="x", link=LINK, language="fr") is None
    assert call_calendar(SHEET, call, uid="x", link=LINK, language="fr", at=THIRD_AT) is None
