"""The only ways to a board, to one of its days, strips or events: they follow the floor of their production."""

from django.shortcuts import get_object_or_404

from coulisse.desks.floor.schedule.models import Board, Day, ElementEvent, Proposal, Strip
from coulisse.foundation.accounts.access import require
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk


def access_board(user: User, pk: int, *, to: str = "read") -> Board:
    board = get_object_or_404(Board.objects.select_related("production"), pk=pk)
    require(user, to, desk=Desk.FLOOR, production=board.production_id)
    return board


def access_day(user: User, pk: int, *, to: str = "read") -> Day:
    day = get_object_or_404(Day.objects.select_related("board__production", "place"), pk=pk)
    require(user, to, desk=Desk.FLOOR, production=day.board.production_id)
    return day


def access_strip(user: User, pk: int, *, to: str = "read") -> Strip:
    rows = Strip.objects.select_related("board__production", "day__place", "scene__set__place")
    strip = get_object_or_404(rows, pk=pk)
    require(user, to, desk=Desk.FLOOR, production=strip.board.production_id)
    return strip


def access_event(user: User, pk: int, *, to: str = "read") -> ElementEvent:
    event = get_object_or_404(ElementEvent.objects.select_related("element__production"), pk=pk)
    require(user, to, desk=Desk.FLOOR, production=event.element.production_id)
    return event


def access_proposal(user: User, pk: int, *, to: str = "read") -> Proposal:
    rows = Proposal.objects.select_related("board__production__company", "board__based_on", "by", "made")
    proposal = get_object_or_404(rows, pk=pk)
    require(user, to, desk=Desk.FLOOR, production=proposal.board.production_id)
    return proposal
