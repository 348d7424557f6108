"""What an element does on days without a strip of it: travel, fitting, absence, the ends of a contract."""

from datetime import date, datetime

from django.db import transaction

from coulisse.desks.floor.breakdown.models import Element
from coulisse.desks.floor.facts.schedule import EventAdded, EventRemoved, OfElement
from coulisse.desks.floor.schedule.models import ElementEvent
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce


class EventEndsBeforeItStarts(Exception):
    """The last day comes before the first."""


def add_event(
    *, element: Element, kind: str, starts_on: date, ends_on: date, note: str = "", by: User, at: datetime
) -> ElementEvent:
    """Raises EventEndsBeforeItStarts."""
    if ends_on < starts_on:
        raise EventEndsBeforeItStarts(starts_on, ends_on)
    with transaction.atomic():
        event = ElementEvent.objects.create(
            element=element, kind=kind, starts_on=starts_on, ends_on=ends_on, note=note
        )
        _tell(EventAdded, event, by=by, at=at)
    return event


def remove_event(*, event: ElementEvent, by: User, at: datetime) -> None:
    with transaction.atomic():
        _tell(EventRemoved, event, by=by, at=at)
        event.delete()


def _tell(fact: type[OfElement], event: ElementEvent, *, by: User, at: datetime) -> None:
    element = event.element
    announce(
        fact(
            element_id=element.pk,
            element=element.name,
            event_id=event.pk,
            what=event.kind,
            first=event.starts_on,
            last=event.ends_on,
        ),
        by=by,
        at=at,
        about=element,
        production=element.production_id,
        desk=Desk.FLOOR,
    )
