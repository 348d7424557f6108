"""The two boards: v8, which the shoot follows, and v9, a « what if » that moves 41–43 and cancels day 14."""

from collections.abc import Mapping
from datetime import date, time
from typing import Final

from coulisse.desks.floor.schedule.actions.boards import approve, copy_board
from coulisse.desks.floor.schedule.actions.days import cancel_day, swap_days
from coulisse.desks.floor.schedule.actions.steps import GAP
from coulisse.desks.floor.schedule.models import Board, Day, Strip
from coulisse.desks.floor.script.models import Scene
from coulisse.foundation.accounts.models import User
from coulisse.foundation.places.models import Place
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.floor import plan
from coulisse.house.sample.moments import Moments

EIGHTH: Final = 8


def lay_the_boards(
    *, production: Production, places: Mapping[str, Place], by: User, moments: Moments
) -> tuple[Board, Board]:
    """v8 is written straight, as a file from another program would bring it; all that follows are acts."""
    board = Board.objects.create(
        production=production, number=EIGHTH, prices=plan.PRICES, made_by=by, made_at=moments.ago(16, 9)
    )
    days = _days(board, places)
    _strips(board, days, production)
    board = approve(board=board, by=by, at=moments.ago(15, 18))
    what_if = copy_board(board=board, name="et si", change=plan.CHANGE, by=by, at=moments.ago(1, 9, 50))
    one, other = (Day.objects.get(board=what_if, number=number) for number in plan.SWAPPED)
    swap_days(one=one, other=other, by=by, at=moments.ago(1, 9, 52))
    rained_off = Day.objects.get(board=what_if, number=plan.CANCELLED)
    cancel_day(day=rained_off, reason=plan.CANCELLED_WHY, by=by, at=moments.ago(1, 9, 55))
    return board, what_if


def _days(board: Board, places: Mapping[str, Place]) -> dict[int, Day]:
    holds = {facts.number: facts for facts in plan.DAYS}
    one, other = plan.SWAPPED
    holds[one], holds[other] = holds[other], holds[one]
    rows = Day.objects.bulk_create(
        Day(
            board=board,
            number=facts.number,
            date=date.fromisoformat(facts.date),
            place=places[holds[facts.number].place],
            call_at=time.fromisoformat(facts.call),
            ready_at=time.fromisoformat(facts.ready),
            meal_at=time.fromisoformat(facts.meal),
            wrap_at=time.fromisoformat(facts.wrap),
            most_eighths=plan.MOST_EIGHTHS,
            note=holds[facts.number].note,
        )
        for facts in plan.DAYS
    )
    return {row.number or 0: row for row in rows}


def _strips(board: Board, days: Mapping[int, Day], production: Production) -> None:
    scenes = {row.number: row for row in Scene.objects.filter(production=production)}
    one, other = plan.SWAPPED
    turned = {one: other, other: one}
    placed = [
        (number, days[turned.get(facts.number, facts.number)], position)
        for facts in plan.DAYS
        for position, number in enumerate(facts.scenes, start=1)
    ]
    waiting = [number for number in scenes if number not in {number for number, _day, _position in placed}]
    Strip.objects.bulk_create(
        Strip(
            board=board,
            scene=scenes[number],
            eighths=scenes[number].eighths,
            minutes=scenes[number].minutes or 0,
            day=day,
            position=GAP * position,
        )
        for number, day, position in [*placed, *((number, None, at) for at, number in enumerate(waiting, start=1))]
    )
