"""Who may read and change the plan: the people whose roles reach the floor of the production."""

from datetime import date, time
from typing import Any

from coulisse.desks.floor.breakdown.models import Category, Element
from coulisse.desks.floor.schedule.models import Board, Day, ElementEvent, Strip
from coulisse.desks.floor.script.models import Scene, Set
from tests.cast import AT, Cast
from tests.walk import OTHER_PRODUCTION, OWN, Verdict

CHANGERS = frozenset({"owner", "own_floor"})


def a_board(cast: Cast) -> Board:
    return Board.objects.create(production=cast.drache, number=8, made_at=AT)


def a_day(cast: Cast, on: date = date(2027, 3, 17)) -> Day:
    board = Board.objects.filter(production=cast.drache).first() or a_board(cast)
    return Day.objects.create(board=board, date=on, number=on.day, call_at=time(7, 30), ready_at=time(8, 30))


def a_strip(cast: Cast, *, banner: bool = False) -> Strip:
    day = a_day(cast)
    if banner:
        return Strip.objects.create(board=day.board, kind="banner", text="Déplacement", day=day, position=1)
    where = Set.objects.create(production=cast.drache, name="Croisette", key="croisette")
    scene = Scene.objects.create(
        production=cast.drache, number="27", order=1, heading="EXT. CROISETTE", set=where, eighths=10
    )
    return Strip.objects.create(board=day.board, scene=scene, eighths=10, minutes=120, day=day, position=1)


def board(cast: Cast) -> dict[str, Any]:
    return {"pk": a_board(cast).pk}


def day(cast: Cast) -> dict[str, Any]:
    return {"pk": a_day(cast).pk}


def strip(cast: Cast) -> dict[str, Any]:
    return {"pk": a_strip(cast).pk}


def banner(cast: Cast) -> dict[str, Any]:
    return {"pk": a_strip(cast, banner=True).pk}


def two_days(cast: Cast) -> dict[str, Any]:
    return {"pk": a_day(cast).pk, "other": a_day(cast, date(2027, 3, 18)).pk}


def event(cast: Cast) -> dict[str, Any]:
    role = Element.objects.create(
        production=cast.drache, category=Category.ROLE, name="NOÉMIE", key="noemie", number=1
    )
    absence = ElementEvent.objects.create(
        element=role, kind="away", starts_on=date(2027, 3, 17), ends_on=date(2027, 3, 18)
    )
    return {"pk": absence.pk}


VERDICTS = {
    "floor:schedule:board": Verdict(OWN, data=lambda cast: {"board": a_board(cast).pk}),
    "floor:schedule:create": Verdict(CHANGERS, data=lambda cast: {"production": cast.drache.pk}),
    # Of a production out of reach, the page gives way to one's own.
    "floor:schedule:events": Verdict(OWN | OTHER_PRODUCTION, data=lambda cast: {"production": cast.drache.pk}),
    "floor:schedule:remove_event": Verdict(CHANGERS, args=event, method="post"),
    "floor:schedule:settings": Verdict(OWN, args=board),
    "floor:schedule:summary": Verdict(OWN, args=board),
    "floor:schedule:changes": Verdict(OWN, args=board, data=lambda cast: {"since": "0"}),
    "floor:schedule:move": Verdict(CHANGERS, args=board, method="post"),
    "floor:schedule:undo": Verdict(CHANGERS, args=board, method="post"),
    "floor:schedule:redo": Verdict(CHANGERS, args=board, method="post"),
    "floor:schedule:take_in": Verdict(CHANGERS, args=board, method="post"),
    "floor:schedule:copy": Verdict(CHANGERS, args=board, method="post"),
    "floor:schedule:approve": Verdict(CHANGERS, args=board, method="post"),
    "floor:schedule:lock": Verdict(CHANGERS, args=board, method="post"),
    "floor:schedule:unlock": Verdict(CHANGERS, args=board, method="post"),
    "floor:schedule:renumber": Verdict(CHANGERS, args=board, method="post"),
    "floor:schedule:add_day": Verdict(CHANGERS, args=board),
    "floor:schedule:day": Verdict(OWN, args=day),
    "floor:schedule:cancel_day": Verdict(CHANGERS, args=day, method="post"),
    "floor:schedule:reinstate_day": Verdict(CHANGERS, args=day, method="post"),
    "floor:schedule:remove_day": Verdict(CHANGERS, args=day, method="post"),
    "floor:schedule:swap_days": Verdict(CHANGERS, args=day, method="post"),
    "floor:schedule:try_exchange": Verdict(CHANGERS, args=two_days, method="post"),
    "floor:schedule:add_banner": Verdict(CHANGERS, args=day, method="post"),
    "floor:schedule:strip": Verdict(OWN, args=strip),
    "floor:schedule:change_strip": Verdict(CHANGERS, args=strip, method="post"),
    "floor:schedule:split": Verdict(CHANGERS, args=strip, method="post"),
    "floor:schedule:join": Verdict(CHANGERS, args=strip, method="post"),
    "floor:schedule:remove_banner": Verdict(CHANGERS, args=banner, method="post"),
}
