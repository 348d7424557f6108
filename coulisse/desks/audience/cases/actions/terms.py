"""The fork, and until when: each change of route reckons anew and keeps what was reckoned before."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from coulisse.desks.audience.cases.actions.telling import tell
from coulisse.desks.audience.cases.models import Case, Deadline
from coulisse.desks.audience.cases.terms import NoKnownRule, Reckoned, due_of
from coulisse.desks.audience.facts.cases import DueSet
from coulisse.desks.audience.intake.models import Conversation
from coulisse.engines.deadlines import Route
from coulisse.foundation.accounts.models import User
from coulisse.foundation.tasks.actions import add as add_task
from coulisse.foundation.tasks.actions import finish, snooze
from coulisse.foundation.tasks.models import Task
from coulisse.kernel.counting import SkipReason

Service = Conversation.Service


class NotAService(Exception):
    """Neither of the two services."""


class ReasonMissing(Exception):
    """A day chosen by hand says why."""


class DueBeforeArrival(Exception):
    """The day lies before the message came."""


def set_service(*, conversation: Conversation, service: str, by: User, at: datetime) -> Deadline | None:
    """Send a conversation to one of the two services; its last day is reckoned anew from the day it came.

    Returns the reckoning, None where no rule is known. Raises `NotAService`.
    """
    if service not in (Service.SERVICE, Service.MEDIATION):
        raise NotAService(service)
    with transaction.atomic():
        fresh = _locked(conversation)
        if fresh.service == service and fresh.deadlines.filter(is_current=True, route=service).exists():
            return fresh.deadlines.get(is_current=True)
        fresh.service = service
        fresh.version += 1
        fresh.save(update_fields=["service", "version"])
        deadline = reckon(conversation=fresh, route=Route(service), by=by, at=at)
    conversation.refresh_from_db(fields=["service", "due_on", "version"])
    return deadline


def reckon(
    *, conversation: Conversation, route: Route, by: User | None, at: datetime, reason: str = ""
) -> Deadline | None:
    """The last day by the rule of a route: mediation, a privacy request. Call inside a transaction."""
    try:
        found = due_of(route, localdate(conversation.received_at))
    except NoKnownRule:
        return None
    return _stand(_written(found, reason), conversation=conversation, by=by, at=at)


def set_due(*, conversation: Conversation, due_on: date, reason: str, by: User, at: datetime) -> Deadline:
    """Another last day, chosen by hand. Raises `ReasonMissing`, `DueBeforeArrival`."""
    if not reason.strip():
        raise ReasonMissing
    starts_on = localdate(conversation.received_at)
    if due_on < starts_on:
        raise DueBeforeArrival(due_on)
    chosen = Deadline(route=Deadline.Route.HAND, starts_on=starts_on, due_on=due_on, reason=reason.strip()[:300])
    with transaction.atomic():
        deadline = _stand(chosen, conversation=_locked(conversation), by=by, at=at)
    conversation.refresh_from_db(fields=["due_on", "version"])
    return deadline


def set_case_service(*, case: Case, service: str, by: User, at: datetime) -> Deadline | None:
    """The service of a whole case; its last day counts from its first message. Raises `NotAService`."""
    if service not in (Service.SERVICE, Service.MEDIATION):
        raise NotAService(service)
    with transaction.atomic():
        fresh = Case.objects.select_for_update().get(pk=case.pk)
        fresh.service = service
        fresh.version += 1
        fresh.save(update_fields=["service", "version"])
        deadline = reckon_case(case=fresh, by=by, at=at)
    case.refresh_from_db(fields=["service", "due_on", "version"])
    return deadline


def reckon_case(*, case: Case, by: User | None, at: datetime) -> Deadline | None:
    """The last day of a case, from the first of its messages. Call inside a transaction."""
    first = case.members.order_by("conversation__received_at").values_list("conversation__received_at", flat=True)
    starts = first.first()
    if starts is None or not case.service:
        return None
    try:
        found = due_of(Route(case.service), localdate(starts))
    except NoKnownRule:
        return None
    current = case.deadlines.filter(is_current=True).first()
    if current is not None and (current.route, current.due_on) == (case.service, found.due.date):
        return current
    return _stand(_written(found, ""), case=case, by=by, at=at)


def remind(*, conversation: Conversation, person: User | None, by: User, at: datetime) -> Task:
    """A task on the day by which to answer, for whoever answers; a second one changes nothing.

    Raises `tasks.actions.PersonCannotSee`.
    """
    return add_task(
        title=_title(conversation),
        person=person or conversation.assigned_to or by,
        production=conversation.production,
        due_on=conversation.due_on,
        about=conversation,
        source=source_of(conversation),
        by=by,
        at=at,
    )


def _title(conversation: Conversation) -> str:
    """The number, and what it is about unless that is folded away."""
    if conversation.is_folded:
        return _("Answer %(reference)s") % {"reference": conversation.reference}
    about = conversation.subject[:120] or conversation.preview[:80]
    return _("Answer %(reference)s: %(subject)s") % {"reference": conversation.reference, "subject": about}


def source_of(about: Conversation | Case) -> str:
    return f"{about._meta.label_lower}:due {about.pk}"


def follow_task(about: Conversation | Case, *, due_on: date | None, by: User, at: datetime) -> None:
    """The reminder, if there is one, moves with the day."""
    task = Task.objects.filter(source=source_of(about), dropped_at__isnull=True).exclude(state=Task.State.DONE)
    for one in task:
        if due_on is not None and one.due_on != due_on:
            snooze(task=one, due_on=due_on, by=by, at=at)


def finish_task(about: Conversation | Case, *, by: User, at: datetime) -> None:
    """The reminder of what is closed is done."""
    open_ = Task.objects.filter(source=source_of(about), dropped_at__isnull=True).exclude(state=Task.State.DONE)
    for one in open_:
        finish(task=one, by=by, at=at)


def _written(found: Reckoned, reason: str) -> Deadline:
    due, term = found.due, found.due.term
    return Deadline(
        route=term.route.value,
        code=term.code,
        amount=term.amount,
        unit=term.unit.value,
        regime=found.regime,
        source=term.source,
        read_on=term.read_on,
        confidence=term.confidence.value,
        skipped=[
            {"day": one.day.isoformat(), "detail": one.detail}
            for one in due.skipped
            if one.reason is SkipReason.HOLIDAY
        ],
        starts_on=due.start,
        due_on=due.date,
        reason=reason,
    )


def _stand(
    deadline: Deadline,
    *,
    by: User | None,
    at: datetime,
    conversation: Conversation | None = None,
    case: Case | None = None,
) -> Deadline:
    """Make it the one that stands; the one before becomes history."""
    about: Conversation | Case | None = conversation or case
    assert about is not None
    Deadline.objects.filter(conversation=conversation, case=case, is_current=True).update(is_current=False)
    deadline.conversation, deadline.case, deadline.by, deadline.at = conversation, case, by, at
    deadline.save(force_insert=True)
    was = about.due_on
    about.due_on = deadline.due_on
    about.save(update_fields=["due_on"])
    told = DueSet(
        reference=conversation.reference if conversation else str(case.number if case else ""),
        route=deadline.route,
        due_on=deadline.due_on,
        was_due_on=was,
        conversation_id=conversation.pk if conversation else None,
        case_id=case.pk if case else None,
    )
    tell(told, about, by=by, at=at)
    if by is not None:
        follow_task(about, due_on=deadline.due_on, by=by, at=at)
    return deadline


def _locked(conversation: Conversation) -> Conversation:
    return Conversation.objects.select_for_update().get(pk=conversation.pk)
