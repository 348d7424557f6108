"""Red lights: what keeps somebody from working, until a person says why it no longer does."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from coulisse.desks.floor.breakdown.models import Element
from coulisse.desks.floor.crew.models import Obstacle
from coulisse.desks.floor.facts.crew import ObstacleLifted, ObstacleRaised, ObstacleStandsAgain, OneObstacle
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.people.models import Contact
from coulisse.foundation.productions.models import Production


class NoReason(Exception):
    """A red light isn't lifted without a word."""


class BeforeNobody(Exception):
    """A red light stands before a contact or before an element of the breakdown."""


class EndsBeforeItStarts(Exception):
    """The last day is before the first."""


class LiftedAlready(Exception):
    """Somebody lifted it meanwhile."""


class NotLifted(Exception):
    """It stands: there is nothing to put back."""


def raise_obstacle(
    *,
    production: Production,
    kind: str,
    by: User | None,
    at: datetime,
    contact: Contact | None = None,
    element: Element | None = None,
    detail: str = "",
    rule: str = "",
    source: str = "",
    checked_on: date | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Obstacle:
    """Put a red light before somebody. Raises `BeforeNobody`, `EndsBeforeItStarts`."""
    if contact is None and element is None:
        raise BeforeNobody
    if starts_on and ends_on and ends_on < starts_on:
        raise EndsBeforeItStarts(starts_on.isoformat(), ends_on.isoformat())
    with transaction.atomic():
        obstacle = Obstacle.objects.create(
            production=production,
            contact=contact,
            element=element,
            kind=Obstacle.Kind(kind),
            detail=detail.strip(),
            rule=rule.strip(),
            source=source.strip(),
            checked_on=checked_on,
            starts_on=starts_on,
            ends_on=ends_on,
            raised_by=by,
            raised_at=at,
        )
        _announce(ObstacleRaised(**_told(obstacle)), obstacle, by=by, at=at)
    return obstacle


def lift(*, obstacle: Obstacle, why: str, by: User, at: datetime) -> Obstacle:
    """Say why it stands no longer. Raises `NoReason`, `LiftedAlready`."""
    if not why.strip():
        raise NoReason(obstacle.pk)
    with transaction.atomic():
        fresh = Obstacle.objects.select_for_update(of=("self",)).get(pk=obstacle.pk)
        if fresh.lifted_at is not None:
            raise LiftedAlready(obstacle.pk)
        fresh.lifted_at, fresh.lifted_by, fresh.lifted_why = at, by, why.strip()
        fresh.version += 1
        fresh.save(update_fields=["lifted_at", "lifted_by", "lifted_why", "version"])
        _announce(ObstacleLifted(**_told(fresh), why=fresh.lifted_why), fresh, by=by, at=at)
    return fresh


def put_back(*, obstacle: Obstacle, by: User, at: datetime) -> Obstacle:
    """The inverse of `lift`. Raises `NotLifted`."""
    with transaction.atomic():
        fresh = Obstacle.objects.select_for_update(of=("self",)).get(pk=obstacle.pk)
        if fresh.lifted_at is None:
            raise NotLifted(obstacle.pk)
        fresh.lifted_at, fresh.lifted_by, fresh.lifted_why = None, None, ""
        fresh.version += 1
        fresh.save(update_fields=["lifted_at", "lifted_by", "lifted_why", "version"])
        _announce(ObstacleStandsAgain(**_told(fresh)), fresh, by=by, at=at)
    return fresh


def _told(obstacle: Obstacle) -> dict[str, Any]:
    before = obstacle.contact.name if obstacle.contact else obstacle.element.name if obstacle.element else ""
    return {"obstacle_id": obstacle.pk, "before": before, "what": obstacle.kind}


def _announce(told: OneObstacle, obstacle: Obstacle, *, by: User | None, at: datetime) -> None:
    announce(told, by=by, at=at, about=obstacle, production=obstacle.production_id, desk=Desk.FLOOR)
