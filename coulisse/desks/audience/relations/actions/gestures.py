"""A gesture towards somebody who was wronged: at once within the limit, above it once a named person approved.

What is given becomes a task of the box office, tied to the card; it is never a payment by itself.
"""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from coulisse.desks.audience.facts.relations import (
    GestureApproved,
    GestureAsked,
    GestureLimitSet,
    GestureOffered,
    GestureRefused,
    GestureTakenBack,
    OfGesture,
)
from coulisse.desks.audience.relations.models import Gesture, GestureLimit, TicketOrder, Writer
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.productions.models import Production
from coulisse.foundation.tasks import actions as tasks
from coulisse.foundation.tasks.models import Task
from coulisse.foundation.ui.figures import reader
from coulisse.kernel.money import Money
from coulisse.kernel.writing import write_money

DONE_WITHIN: Final = timedelta(days=3)


class NothingOffered(Exception):
    """Neither a place nor an amount."""


class ReasonMissing(Exception):
    """Whoever approves and whoever does it reads why."""


class NobodyApproves(Exception):
    """It is above the limit, and no person is named to approve it."""


class NotTheApprover(Exception):
    """Only the person named approves; never whoever proposed it."""


class AlreadyDecided(Exception):
    """It was approved, refused or taken back meanwhile."""


class AlreadyDone(Exception):
    """The box office has done it: it is not taken back here."""


def set_limit(
    *,
    production: Production,
    seats: int,
    amount: Money,
    approver: User | None,
    box_office: User | None,
    by: User,
    at: datetime,
) -> GestureLimit:
    """What may be offered on this production without asking, who approves more, and who does it."""
    values = {"seats": seats, "cents": amount.cents, "approver": approver, "box_office": box_office}
    with transaction.atomic():
        limit, is_new = GestureLimit.objects.select_for_update().get_or_create(
            production=production, defaults=values
        )
        if not is_new:
            limit = limit.write(values, read_version=limit.version)
        told = GestureLimitSet(seats=seats, cents=amount.cents)
        announce(told, by=by, at=at, about=limit, production=production.pk, desk=Desk.AUDIENCE)
    return limit


def offer(
    *,
    production: Production,
    writer: Writer,
    seats: int,
    amount: Money,
    reason: str,
    conversation: int | None = None,
    order: TicketOrder | None = None,
    by: User,
    at: datetime,
) -> Gesture:
    """Offer places or an amount. Raises `NothingOffered`, `ReasonMissing`, `NobodyApproves`."""
    if seats < 1 and amount.cents < 1:
        raise NothingOffered
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        limit = GestureLimit.objects.select_for_update().filter(production=production).first()
        is_within = limit is not None and seats <= limit.seats and amount.cents <= limit.cents
        if not is_within and (limit is None or limit.approver_id is None):
            raise NobodyApproves
        gesture = Gesture.objects.create(
            production=production,
            writer=writer,
            conversation_id=conversation,
            order=order,
            seats=max(seats, 0),
            cents=amount.cents,
            reason=reason.strip()[:300],
            state=Gesture.State.GIVEN if is_within else Gesture.State.WAITING,
            by=by,
            at=at,
        )
        if is_within:
            _hand_over(gesture, limit, by=by, at=at)
            _tell(GestureOffered(**_told(gesture)), gesture, by=by, at=at)
        else:
            _ask(gesture, limit, by=by, at=at)
            _tell(GestureAsked(**_told(gesture)), gesture, by=by, at=at)
    return gesture


def approve(*, gesture: Gesture, by: User, at: datetime) -> Gesture:
    """The person named says yes; it goes to the box office. Raises `NotTheApprover`, `AlreadyDecided`."""
    with transaction.atomic():
        stored, limit = _to_decide(gesture, by)
        _decide(stored, Gesture.State.GIVEN, by=by, at=at)
        _hand_over(stored, limit, by=by, at=at)
        _tell(GestureApproved(**_told(stored)), stored, by=by, at=at)
    return stored


def refuse(*, gesture: Gesture, reason: str, by: User, at: datetime) -> Gesture:
    """The person named says no, and why. Raises `ReasonMissing`, `NotTheApprover`, `AlreadyDecided`."""
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        stored, _limit = _to_decide(gesture, by)
        stored.why_refused = reason.strip()[:300]
        _decide(stored, Gesture.State.REFUSED, by=by, at=at)
        _tell(GestureRefused(**_told(stored)), stored, by=by, at=at)
    return stored


def take_back(*, gesture: Gesture, by: User, at: datetime) -> Gesture:
    """Not offered after all; the task goes. Raises `AlreadyDecided`, `AlreadyDone`."""
    with transaction.atomic():
        stored = Gesture.objects.select_for_update(of=("self",)).select_related("task").get(pk=gesture.pk)
        if stored.state not in (Gesture.State.GIVEN, Gesture.State.WAITING):
            raise AlreadyDecided(stored.pk)
        task = stored.task
        if task is not None and stored.state == Gesture.State.GIVEN and task.state == Task.State.DONE:
            raise AlreadyDone(stored.pk)
        if task is not None and task.dropped_at is None:
            tasks.drop(task=task, by=by, at=at)
        _decide(stored, Gesture.State.TAKEN_BACK, by=by, at=at)
        _tell(GestureTakenBack(**_told(stored)), stored, by=by, at=at)
    return stored


def _to_decide(gesture: Gesture, by: User) -> tuple[Gesture, GestureLimit]:
    rows = Gesture.objects.select_for_update(of=("self",)).select_related("production", "writer", "order", "task")
    stored = rows.get(pk=gesture.pk)
    if stored.state != Gesture.State.WAITING:
        raise AlreadyDecided(stored.pk)
    limit = GestureLimit.objects.filter(production=stored.production).first()
    if limit is None or limit.approver_id != by.pk or stored.by_id == by.pk:
        raise NotTheApprover(by.pk)
    return stored, limit


def _decide(stored: Gesture, state: "Gesture.State", *, by: User, at: datetime) -> None:
    stored.state, stored.decided_by, stored.decided_at = state, by, at
    stored.version += 1
    stored.save(update_fields=["state", "decided_by", "decided_at", "why_refused", "version"])


def _hand_over(gesture: Gesture, limit: GestureLimit | None, *, by: User, at: datetime) -> None:
    """The box office reads what to do and for which place; the task of the approval, if any, is done."""
    asked = gesture.task
    if asked is not None and asked.dropped_at is None and asked.state != Task.State.DONE:
        tasks.finish(task=asked, by=by, at=at)
    person = limit.box_office if limit is not None else None
    with override(person.language if person is not None else by.language):
        title = _("Box office: %(what)s, %(whom)s") % {"what": offered_in_words(gesture), "whom": _whom(gesture)}
        notes = _notes(gesture)
    source = f"audience.gesture:{gesture.pk}"
    gesture.task = _task(gesture, title, notes, person, source=source, by=by, at=at)
    gesture.save(update_fields=["task"])


def _ask(gesture: Gesture, limit: GestureLimit | None, *, by: User, at: datetime) -> None:
    person = limit.approver if limit is not None else None
    with override(person.language if person is not None else by.language):
        title = _("To approve: %(what)s, %(whom)s") % {"what": offered_in_words(gesture), "whom": _whom(gesture)}
        notes = _notes(gesture)
    source = f"audience.gesture-approval:{gesture.pk}"
    gesture.task = _task(gesture, title, notes, person, source=source, by=by, at=at)
    gesture.save(update_fields=["task"])


def _whom(gesture: Gesture) -> str:
    """The order, where there is one: a task is read by the whole production, and a name is not needed there."""
    if gesture.order is not None:
        return _("order %(number)s") % {"number": gesture.order.order_number}
    return str(gesture.writer)


def _task(
    gesture: Gesture, title: str, notes: str, person: User | None, *, source: str, by: User, at: datetime
) -> Task:
    """A task of the production; of nobody, where the person does not work on it."""

    def add(whose: User | None) -> Task:
        return tasks.add(
            title=title[:200],
            notes=notes,
            priority=Task.Priority.HIGH,
            due_on=(at + DONE_WITHIN).date(),
            person=whose,
            production=gesture.production,
            source=source,
            by=by,
            at=at,
        )

    try:
        return add(person)
    except tasks.PersonCannotSee:
        return add(None)


def offered_in_words(gesture: Gesture) -> str:
    """« 2 places », « 20,00 € », or both."""
    parts = []
    if gesture.seats:
        parts.append(ngettext("%(count)s place", "%(count)s places", gesture.seats) % {"count": gesture.seats})
    if gesture.cents:
        parts.append(write_money(gesture.amount, reader()))
    return " + ".join(parts)


def _notes(gesture: Gesture) -> str:
    order = gesture.order
    lines = [gesture.reason]
    if order is not None:
        said = {"number": order.order_number, "day": f"{order.performed_on:%d/%m/%Y}", "seat": order.seat}
        lines.append(_("Order %(number)s, performance of %(day)s, %(seat)s") % said)
    return "\n".join(lines)


def _told(gesture: Gesture) -> dict[str, int]:
    return {
        "gesture_id": gesture.pk,
        "writer_id": gesture.writer_id,
        "seats": gesture.seats,
        "cents": gesture.cents,
    }


def _tell(happened: OfGesture, gesture: Gesture, *, by: User, at: datetime) -> None:
    announce(happened, by=by, at=at, about=gesture, production=gesture.production_id, desk=Desk.AUDIENCE)
