"""Asking for an order, keeping what was found, and making a board of it. The present board is never touched."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from coulisse.desks.floor.schedule.actions.boards import copy_board
from coulisse.desks.floor.schedule.actions.steps import GAP
from coulisse.desks.floor.schedule.models import Board, Proposal, Strip
from coulisse.desks.floor.schedule.queries.proposing import Found, Wishes
from coulisse.foundation.accounts.models import User
from coulisse.foundation.jobs.actions import begin

JOB = "floor.propose"


class NothingFound(Exception):
    """The proposal is still being looked for, or was given up."""


class AlreadyMade(Exception):
    """A board was made of this proposal: it is `board`."""

    def __init__(self, board: Board) -> None:
        super().__init__(board.number)
        self.board = board


def ask(*, board: Board, wishes: Wishes, key: UUID, title: str, by: User, at: datetime) -> Proposal:
    """Have an order looked for in the background. The same key asks once."""
    with transaction.atomic():
        Board.objects.select_for_update().get(pk=board.pk)
        known = Proposal.objects.filter(key=key, board=board).first()
        if known is not None:
            return known
        proposal = Proposal.objects.create(
            key=key, board=board, revision=board.revision, asked=wishes.as_json(), by=by, at=at
        )
        job = begin(JOB, by=by, at=at, title=title, production=board.production_id, proposal=proposal.pk)
        proposal.job_id = job.pk
        proposal.save(update_fields=["job_id"])
    return proposal


def keep(*, proposal: Proposal, found: Found, stopped: bool, at: datetime) -> Proposal:
    """Write what was found, once: a job begun again after its end changes nothing."""
    with transaction.atomic():
        fresh = Proposal.objects.select_for_update().get(pk=proposal.pk)
        if fresh.ended_at is None:
            fresh.result = found.as_json()
            fresh.state = Proposal.State.STOPPED if stopped else Proposal.State.FOUND
            fresh.ended_at = at
            fresh.save(update_fields=["result", "state", "ended_at"])
    return fresh


def make_board(*, proposal: Proposal, name: str, change: str, by: User, at: datetime) -> Board:
    """A « what if » with the strips where the proposal has them. Raises NothingFound, AlreadyMade."""
    with transaction.atomic():
        rows = Proposal.objects.select_for_update(of=("self",)).select_related("board__production", "made")
        fresh = rows.get(pk=proposal.pk)
        if fresh.result is None:
            raise NothingFound(fresh.pk)
        if fresh.made is not None:
            raise AlreadyMade(fresh.made)
        copy = copy_board(board=fresh.board, name=name, change=change, by=by, at=at)
        _lay(fresh.board, copy, Found.read(fresh.result))
        fresh.made = copy
        fresh.save(update_fields=["made"])
    return copy


def _lay(board: Board, copy: Board, found: Found) -> None:
    """Move the strips of the copy: days are known by date and unit, strips by scene and part."""
    days = {(day.date, day.unit): day for day in copy.days.all()}
    twin = {day.pk: days[day.date, day.unit] for day in board.days.all()}
    strips = {_likeness(strip): strip for strip in copy.strips.filter(kind=Strip.Kind.SCENE)}
    keys = {strip.pk: _likeness(strip) for strip in board.strips.filter(kind=Strip.Kind.SCENE)}
    moved = []
    for day, held in found.days:
        if day not in twin:
            continue
        for place, pk in enumerate(held, start=1):
            strip = strips.get(keys[pk]) if pk in keys else None
            if strip is not None:
                strip.day, strip.position = twin[day], GAP * place
                moved.append(strip)
    Strip.objects.bulk_update(moved, ["day", "position"])


def _likeness(strip: Strip) -> tuple[Any, ...]:
    return strip.scene_id, strip.part
