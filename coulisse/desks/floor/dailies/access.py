"""The only ways to what a day on the set holds: all of it follows the floor of the day's production."""

from typing import TypeVar

from django.db import models
from django.shortcuts import get_object_or_404

from coulisse.desks.floor.dailies.models import Check, Incident, Report
from coulisse.foundation.accounts.access import require
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk

OfADay = TypeVar("OfADay", Check, Incident, Report)


def access_check(user: User, pk: int, *, to: str = "read") -> Check:
    return _of_a_day(user, Check.objects.all(), pk, to=to)


def access_incident(user: User, pk: int, *, to: str = "read") -> Incident:
    return _of_a_day(user, Incident.objects.all(), pk, to=to)


def access_report(user: User, pk: int, *, to: str = "read") -> Report:
    return _of_a_day(user, Report.objects.all(), pk, to=to)


def _of_a_day(user: User, rows: "models.QuerySet[OfADay]", pk: int, *, to: str) -> OfADay:
    row = get_object_or_404(rows.select_related("day__production"), pk=pk)
    require(user, to, desk=Desk.FLOOR, production=row.day.production_id)
    return row
