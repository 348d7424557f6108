"""The report of day 15, with the figures of its paper (scenario B19)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from coulisse.desks.floor.dailies import actions
from coulisse.desks.floor.dailies.models import Mark, SceneDone
from coulisse.desks.floor.dailies.queries.report import record_of
from coulisse.foundation.journal.models import Entry
from tests.cast import Cast
from tests.desks.floor.dailies.day_fifteen import Fifteen, at, day_fifteen

pytestmark = pytest.mark.django_db
SCENES = (("27", 115, 14, "09:10", "11:50"), ("28", 65, 8, "11:50", "13:05"), ("33A", 40, 5, "14:05", "19:05"))
MARKS = (
    (Mark.Kind.CALL, "06:30"),
    (Mark.Kind.READY, "09:10"),
    (Mark.Kind.FIRST_SHOT, "09:22"),
    (Mark.Kind.MEAL_START, "13:05"),
    (Mark.Kind.MEAL_END, "14:05"),
    (Mark.Kind.LAST_SHOT, "19:05"),
    (Mark.Kind.WRAP, "19:35"),
)


@pytest.fixture
def shot(cast: Cast) -> Fifteen:
    """Day 15 as it was: three scenes of four, wrap at 19:35."""
    fifteen = day_fifteen(cast)
    for kind, hour in MARKS:
        actions.mark(day=fifteen.day, kind=kind, happened_at=at(hour), by=cast.bastien, at=at("19:36"))
    for number, seconds, shots, start, end in SCENES:
        values = {
            "state": SceneDone.State.COMPLETE,
            "eighths": None,
            "seconds": seconds,
            "shots": shots,
            "started_at": at(start),
            "ended_at": at(end),
        }
        scene = fifteen.drache.scenes[number]
        actions.note_scene(
            day=fifteen.day, scene=scene, values=values, read_version=None, by=cast.bastien, at=at("19:36")
        )
    actions.note_scene(
        day=fifteen.day,
        scene=fifteen.drache.scenes["34"],
        values={"state": SceneDone.State.NOT_SHOT},
        read_version=None,
        by=cast.bastien,
        at=at("19:36"),
    )
    return fifteen


def test_the_figures_of_the_paper(shot: Fifteen) -> None:
    record = record_of(actions.report_of(shot.day), shot.day, now=at("19:40"), closed_at=None)
    progress = record.progress
    assert (progress.eighths.planned, progress.eighths.done) == (29, 18)
    assert (progress.eighths.total, progress.eighths.remaining) == (43 * 8, 56 * 8 + 1)
    assert (progress.useful_seconds.done, progress.useful_seconds.total) == (220, 45 * 60 + 30)
    assert progress.estimated_seconds.planned == 300
    assert (progress.scenes.done, progress.scenes.total, progress.scenes.remaining) == (3, 35, 41)
    assert progress.shots.done == 27
    assert [(one.name, one.beyond) for one in record.beyond] == [
        ("Dirk Van Acker", 35),
        ("Julien Thiry", 50),
        ("Marc Lhoest", 65),
        ("Didier Hubert", 65),
        ("Frédéric Magnée", 140),
        ("Elke Smets", 140),
    ]
    assert [(one.name, one.minutes) for one in record.rest[0].people] == [
        ("Frédéric Magnée", 640),
        ("Elke Smets", 640),
    ]


def test_closing_freezes_the_page_and_sends_the_hours_out_once(shot: Fifteen, cast: Cast) -> None:
    report = actions.report_of(shot.day)
    closed = actions.close(
        report=report, day=shot.day, read_version=report.version, by=cast.solange, at=at("19:40")
    )
    assert closed.document is not None
    hours = Entry.objects.filter(kind="floor.dailies.hours-worked")
    assert all(entry.private for entry in hours)
    assert {entry.payload["name"]: entry.payload["ends_at"][11:16] for entry in hours}["Elke Smets"] == "19:50"
    with pytest.raises(actions.ReportIsClosed):
        actions.close(report=closed, day=shot.day, read_version=closed.version, by=cast.solange, at=at("19:41"))
    with pytest.raises(actions.ReportIsClosed):
        actions.edit_figures(report=closed, values={"weather": "pluie"}, read_version=closed.version)


def test_signatures_come_after_closing_and_fall_when_it_is_opened_again(shot: Fifteen, cast: Cast) -> None:
    report = actions.report_of(shot.day)
    with pytest.raises(actions.ReportIsOpen):
        actions.sign(
            report=report,
            day=shot.day,
            job="Scripte",
            name="Brigitte Moreau",
            on_paper=True,
            by=cast.bastien,
            at=at("19:38"),
        )
    closed = actions.close(
        report=report, day=shot.day, read_version=report.version, by=cast.solange, at=at("19:40")
    )
    actions.sign(
        report=closed,
        day=shot.day,
        job="Scripte",
        name="Brigitte Moreau",
        on_paper=True,
        by=cast.bastien,
        at=at("19:41"),
    )
    with pytest.raises(actions.AlreadySigned):
        actions.sign(
            report=closed,
            day=shot.day,
            job="Scripte",
            name="Autre",
            on_paper=True,
            by=cast.bastien,
            at=at("19:42"),
        )
    opened = actions.reopen(
        report=closed,
        day=shot.day,
        reason="heure de fin fausse",
        read_version=closed.version,
        by=cast.solange,
        at=at("20:00"),
    )
    assert opened.signatures.count() == 0


def test_what_nobody_measured_is_not_invented(cast: Cast) -> None:
    fifteen = day_fifteen(cast, shot_before=False)
    record = record_of(actions.report_of(fifteen.day), fifteen.day, now=at("19:40"), closed_at=None)
    assert record.weather is None
    assert record.progress.shots.done is None
    assert record.progress.useful_seconds.done is None
    assert all(one.real is None for one in record.hours)


def test_the_pages_of_the_report(shot: Fifteen, cast: Cast, client: Client) -> None:
    client.force_login(cast.bastien)
    page = client.get(f"/floor/reports/{shot.day.pk}")
    assert page.status_code == 200
    listed = client.get(f"/floor/reports/?production={shot.drache.production.pk}")
    assert "J15" in listed.content.decode()
    paper = client.get(f"/floor/reports/{shot.day.pk}/paper")
    assert paper.content.startswith(b"%PDF")


def test_the_hours_of_a_night_cross_midnight(shot: Fifteen, cast: Cast, client: Client) -> None:
    client.force_login(cast.bastien)
    client.post(f"/floor/dailies/{shot.day.pk}/mark/wrap", {"hour": "01:10"})
    assert Mark.objects.get(kind="wrap").happened_at == datetime(
        2027, 3, 18, 1, 10, tzinfo=ZoneInfo("Europe/Brussels")
    )
    assert shot.day.date == date(2027, 3, 17)
