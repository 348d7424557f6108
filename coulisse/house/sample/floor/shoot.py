"""What was shot: thirteen days closed, and the fifteenth as its report tells it."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Final

from coulisse.desks.floor.dailies import actions
from coulisse.desks.floor.dailies.models import Mark, Presence, Report, SceneDone
from coulisse.desks.floor.dailies.queries.called import called_on
from coulisse.desks.floor.dailies.shot import shooting_day
from coulisse.desks.floor.schedule.models import Board, Day, Strip
from coulisse.desks.floor.schedule.queries.days import day_sheet
from coulisse.desks.floor.script.models import Scene
from coulisse.foundation.accounts.models import User
from coulisse.house.sample.moments import Moments
from coulisse.kernel.times import in_brussels

FIFTEEN: Final = date(2027, 3, 17)
SHOT_BEFORE: Final = 13
USEFUL: Final = 41 * 60 + 50
"""Seconds of useful film of the thirteen days, against an estimate of 40′15″; their shots and cards."""
SHOTS, PICTURE_CARDS, SOUND_CARDS = 329, 57, 13
MARKS: Final = (
    (Mark.Kind.CALL, "06:30"),
    (Mark.Kind.READY, "09:10"),
    (Mark.Kind.FIRST_SHOT, "09:22"),
    (Mark.Kind.MEAL_START, "13:05"),
    (Mark.Kind.MEAL_END, "14:05"),
    (Mark.Kind.LAST_SHOT, "19:05"),
    (Mark.Kind.WRAP, "19:35"),
)
DONE: Final = (
    ("27", 115, 14, "09:22", "11:50"),
    ("28", 65, 8, "12:10", "13:05"),
    ("33A", 40, 5, "14:05", "19:05"),
)
LATE: Final = {"Sami Oukil": "06:38", "Hugo Lambotte": "06:41", "Loïc Gillard": "07:20"}
LAST_TO_LEAVE: Final = {"Frédéric Magnée": "19:50", "Elke Smets": "19:50"}
INCIDENTS: Final = (
    (
        "08:20",
        "equipment",
        "Raccord fendu, rampe de pluie n° 2.",
        "Photo jointe. Loueur prévenu à 08:31.",
        45,
        False,
    ),
    (
        "09:40",
        "damage",
        "Porte de loge 1 abîmée à l’arrivée (photo 06:05, avant nous).",
        "Signalé au Centre culturel.",
        None,
        True,
    ),
    (
        "11:52",
        "person",
        "T. Evrard : glissade sur le quai, genou contusionné.",
        "Soigné sur place, reprise 12:10. Déclaration d’accident avant le 18/03 12:00.",
        None,
        True,
    ),
    ("18:30", "equipment", "Talkie n° 17 (régie) manquant au retour.", "", None, False),
)
FIGURES: Final = {
    "weather": "Averses 08:50–09:20 et 11:40–12:05, sec ensuite. Température : non relevée.",
    "cause": "Rampe de pluie n° 2 en panne à 08:20 (raccord fendu) ; remplacée à 09:05.",
    "picture_cards": 4,
    "sound_cards": 1,
    "extras_called": 18,
    "extras_came": 17,
    "extras_note": "1 refusée à l’entrée : 15 ans, sans autorisation",
    "meals_ordered": 61,
    "meals_served": 60,
    "equipment": "Groupe 60 kVA: 06:00–19:00\nRampe de pluie ×2: n° 2 hors service 08:20–09:05\nRonin 2: séq. 27\n2e caméra: 09:10–11:30",
}


def shoot_the_days(*, board: Board, people: Mapping[str, User], moments: Moments) -> None:
    """The hours are the story's; they are written down the day before the loading, as all that is told."""
    _the_thirteen(board, by=people["bastien"])
    _the_fifteenth(board, people, noted_at=moments.ago(1, 19, 40))


def _at(day: date, hour: str) -> datetime:
    return in_brussels(day, time.fromisoformat(hour))


def _the_thirteen(board: Board, *, by: User) -> None:
    """Every scene complete; useful length, shots and cards are shared out over them in proportion."""
    strips = list(
        Strip.objects.filter(board=board, day__number__lte=SHOT_BEFORE)
        .select_related("scene", "day__board__production")
        .order_by("day__number", "position")
    )
    whole = sum(strip.scene.seconds or 0 for strip in strips if strip.scene)
    run, given, shots = 0, 0, 0
    for strip in strips:
        if strip.scene is None or strip.day is None:
            continue
        run += strip.scene.seconds or 0
        useful, plans = USEFUL * run // whole, SHOTS * run // whole
        SceneDone.objects.create(
            day=shooting_day(strip.day),
            scene=strip.scene,
            state=SceneDone.State.COMPLETE,
            eighths=strip.eighths,
            seconds=useful - given,
            shots=plans - shots,
        )
        given, shots = useful, plans
    for day in Day.objects.filter(board=board, number__lte=SHOT_BEFORE).select_related("board__production"):
        number = day.number or 0
        for kind, hour in ((Mark.Kind.CALL, day.call_at), (Mark.Kind.WRAP, day.wrap_at)):
            if hour is not None:
                at = in_brussels(day.date, hour)
                Mark.objects.create(day=shooting_day(day), kind=kind, happened_at=at, by=by, noted_at=at)
        Report.objects.create(
            day=shooting_day(day),
            picture_cards=PICTURE_CARDS * number // SHOT_BEFORE - PICTURE_CARDS * (number - 1) // SHOT_BEFORE,
            sound_cards=1,
        )


def _the_fifteenth(board: Board, people: Mapping[str, User], *, noted_at: datetime) -> None:
    day = Day.objects.select_related("board__production__company").get(board=board, date=FIFTEEN)
    by = people["bastien"]
    sheet = day_sheet(day)
    for called in called_on(sheet, day.board.production):
        if called.call_at is None:
            continue
        arrived = _at(FIFTEEN, LATE[called.name]) if called.name in LATE else called.call_at - timedelta(minutes=4)
        left = _at(FIFTEEN, LAST_TO_LEAVE[called.name]) if called.name in LAST_TO_LEAVE else None
        Presence.objects.create(
            day=shooting_day(day), contact_id=called.contact_id, arrived_at=arrived, left_at=left
        )
    actions.begin_checks(day=day)
    for number, check in enumerate(shooting_day(day).checks.all()):
        actions.tick(check=check, done_at=_at(FIFTEEN, "05:50") + timedelta(minutes=7 * number), by=by)
    for kind, hour in MARKS:
        marked_at = _at(FIFTEEN, hour)
        actions.mark(day=day, kind=kind, happened_at=marked_at, by=by, at=noted_at)
    scenes = {strip.number: strip.scene_id for strip in sheet.scenes}
    rows = {row.pk: row for row in _scenes(day)}
    for scene_number, seconds, shots, start, end in DONE:
        values = {
            "state": SceneDone.State.COMPLETE,
            "eighths": None,
            "seconds": seconds,
            "shots": shots,
            "started_at": _at(FIFTEEN, start),
            "ended_at": _at(FIFTEEN, end),
        }
        scene = rows[scenes[scene_number] or 0]
        actions.note_scene(day=day, scene=scene, values=values, read_version=None, by=by, at=noted_at)
    not_shot = {"state": SceneDone.State.NOT_SHOT}
    actions.note_scene(
        day=day, scene=rows[scenes["34"] or 0], values=not_shot, read_version=None, by=by, at=noted_at
    )
    for hour, what, text, solution, minutes, is_insured in INCIDENTS:
        at = _at(FIFTEEN, hour)
        told = {
            "kind": what,
            "happened_at": at,
            "text": text,
            "solution": solution,
            "minutes": minutes,
            "is_insured": is_insured,
        }
        actions.report_incident(day=day, values=told, by=by, at=noted_at)
    report = actions.report_of(day)
    actions.edit_figures(report=report, values=FIGURES, read_version=report.version)


def _scenes(day: Day) -> list[Scene]:
    return [strip.scene for strip in Strip.objects.filter(day=day).select_related("scene") if strip.scene]
