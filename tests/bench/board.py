"""The board of a feature of 300 strips, 45 days, 25 roles and 34 technicians: opened, moved on, asked for news.

It is laid in a transaction that is rolled back: the house that is measured stays as it was.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import cycle

from django.db import connection, transaction
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from coulisse.desks.floor.breakdown.models import Category, Element, Tag
from coulisse.desks.floor.crew.models import Casting, CrewMember
from coulisse.desks.floor.schedule.actions.steps import GAP
from coulisse.desks.floor.schedule.models import Board, Day, Strip
from coulisse.desks.floor.schedule.queries.board import board_view
from coulisse.desks.floor.script.models import Scene, Set
from coulisse.engines.stripboard.plan.features import Feature, feature
from coulisse.foundation.accounts.models import User
from coulisse.foundation.people.models import Availability, Contact
from coulisse.foundation.places.models import Place
from coulisse.foundation.productions.models import Production
from tests.bench.clock import Measured, measure

SCENES, DAYS, ROLES, TECHNICIANS = 300, 45, 25, 34


def board_times(who: User) -> list[Measured]:
    """Opening the board, one move, and « nothing new » every two seconds."""
    with transaction.atomic():
        board = lay(feature(seed=7, scenes=SCENES, days=DAYS, roles=ROLES), who, at=timezone.now())
        measured = list(_measured(board, who))
        transaction.set_rollback(True)
    return measured


def _measured(board: Board, who: User) -> Iterator[Measured]:
    browser = Browser()
    browser.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
    address = "/floor/schedule/boards"
    news = f"{address}/{board.pk}/changes?since={board.revision}"
    yield _one("opening the board", lambda: browser.get(f"/floor/schedule/?board={board.pk}"))
    yield _one("nothing new", lambda: browser.get(news))
    held = board_view(board).marks
    strip = Strip.objects.filter(board=board, day__number=10).order_by("position")[0]
    targets = cycle(Day.objects.filter(board=board, number__in=[11, 12]).values_list("pk", flat=True))

    def move() -> object:
        asked = {"strips": [str(strip.pk)], "day": next(targets), "before": ""}
        marks = ",".join(f"{key}:{mark}" for key, mark in held.items())
        return browser.post(f"{address}/{board.pk}/move", asked, headers={"X-Board-Marks": marks})

    yield _one("a move, answered with the touched days", move)
    yield _one("undo", lambda: browser.post(f"{address}/{board.pk}/undo", headers={"X-Board-Marks": ""}))


def _one(what: str, ask: Callable[[], object]) -> Measured:
    with CaptureQueriesContext(connection) as queries:
        ask()
    return Measured(what, measure(ask), len(queries), SCENES)


def lay(film: Feature, by: User, *, at: datetime) -> Board:
    """The hidden plan of a generated film, as a board of a production of its own."""
    like = Production.objects.order_by("pk")[0]
    production = Production.objects.create(
        title="Banc d’essai",
        code="banc",
        type=Production.Type.FEATURE,
        state=Production.State.ACTIVE,
        company=like.company,
        created_at=at,
    )
    scenes = _scenes(film, production)
    _cast(film, production, scenes, at=at)
    _crew(production, at=at)
    board = Board.objects.create(production=production, number=1, made_by=by, made_at=at)
    days = Day.objects.bulk_create(
        Day(
            board=board,
            date=day.date,
            number=day.index + 1,
            call_at=time(7),
            ready_at=time(8),
            meal_at=time(12, 30),
            wrap_at=time(19),
            most_eighths=day.max_eighths,
        )
        for day in film.shoot.days
    )
    Strip.objects.bulk_create(
        Strip(
            board=board,
            scene=scenes[scene],
            eighths=scenes[scene].eighths,
            minutes=scenes[scene].minutes or 0,
            day=days[day],
            position=GAP * position,
        )
        for day, held in enumerate(film.hidden)
        for position, scene in enumerate(held, start=1)
    )
    return board


def _scenes(film: Feature, production: Production) -> dict[str, Scene]:
    places = {
        place.id: Place.objects.create(
            name=f"Banc {place.id}",
            latitude="50.26",
            longitude="4.91",
            position_from="typed",
            folded=place.id,
            sort_key=place.id,
            created_at=timezone.now(),
        )
        for place in film.shoot.places
    }
    sets = {
        (scene.place, scene.set): Set(
            production=production, name=f"Décor {scene.set}", key=scene.set, place=places[scene.place]
        )
        for scene in film.shoot.scenes
    }
    Set.objects.bulk_create(sets.values())
    made = Scene.objects.bulk_create(
        Scene(
            production=production,
            number=scene.id,
            order=int(scene.id),
            heading=scene.set,
            int_ext="EXT" if scene.exterior else "INT",
            set=sets[scene.place, scene.set],
            effect=scene.effect.value,
            eighths=scene.eighths,
            minutes=scene.minutes,
            synopsis="La pluie reprend, plus fort.",
        )
        for scene in film.shoot.scenes
    )
    return {scene.number: scene for scene in made}


def _cast(film: Feature, production: Production, scenes: dict[str, Scene], *, at: datetime) -> None:
    dates = [day.date for day in film.shoot.days]
    for number, role in enumerate(film.shoot.roles, start=1):
        element = Element.objects.create(
            production=production,
            category=Category.ROLE,
            name=f"RÔLE {number}",
            key=f"role {number}",
            number=number,
            minor_age=12 if role.minor else None,
        )
        contact = _contact(f"Actrice {number}", at=at)
        Casting.objects.create(role=element, contact=contact, day_rate_cents=role.day_rate_cents)
        Tag.objects.bulk_create(
            Tag(scene=scenes[scene.id], element=element, made_at=at)
            for scene in film.shoot.scenes
            if role.id in scene.roles
        )
        gone = [] if role.available is None else [day for day in range(len(dates)) if day not in role.available]
        Availability.objects.bulk_create(
            Availability(contact=contact, state="unavailable", starts_on=dates[day], ends_on=dates[day])
            for day in gone
        )


def _crew(production: Production, *, at: datetime) -> None:
    for number in range(TECHNICIANS):
        CrewMember.objects.create(
            production=production,
            contact=_contact(f"Technicien {number}", at=at),
            function=f"Fonction {number}",
            department="camera",
            call_shift=15 * (number % 5) - 30,
            starts_on=date(2027, 2, 1),
            ends_on=date(2027, 2, 1) + timedelta(days=200),
        )


def _contact(name: str, *, at: datetime) -> Contact:
    return Contact.objects.create(
        name=name, sort_key=name, name_key=name, sound_key=name, search_text=name, created_at=at
    )
