"""What is owed to others, and its alert: a task that moves with the day and is finished with the obligation."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from coulisse.desks.office.facts.rights import (
    ObligationChanged,
    ObligationMet,
    ObligationReopened,
    ObligationSet,
)
from coulisse.desks.office.rights.actions.telling import tell
from coulisse.desks.office.rights.models import Obligation
from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.models import Production
from coulisse.foundation.tasks import actions as tasks
from coulisse.foundation.tasks.models import Task


class MetAlready(Exception):
    """It is done: open it again before changing it."""


class NotMet(Exception):
    """It is open."""


def set_obligation(*, production: Production, values: Mapping[str, Any], by: User, at: datetime) -> Obligation:
    """A new one; with a day it gets a task. Raises `tasks.PersonCannotSee`."""
    with transaction.atomic():
        made = Obligation.objects.create(production=production, entered_by=by, entered_at=at, **values)
        _remind(made, by=by, at=at)
        tell(ObligationSet(**_of(made), due_on=made.due_on), made, production.pk, by=by, at=at)
    return made


def change(
    *, obligation: Obligation, values: Mapping[str, Any], read_version: int, by: User, at: datetime
) -> Obligation:
    """Its task follows. Raises `MetAlready`, `StaleWrite`, `tasks.PersonCannotSee`."""
    with transaction.atomic():
        if _locked(obligation).done_at is not None:
            raise MetAlready(obligation.pk)
        written = obligation.write(values, read_version=read_version)
        _remind(written, by=by, at=at)
        told = ObligationChanged(**_of(written), due_on=written.due_on)
        tell(told, written, written.production_id, by=by, at=at)
    return written


def meet(*, obligation: Obligation, by: User, at: datetime) -> Obligation:
    """It is done, and so is its task. Raises `MetAlready`."""
    with transaction.atomic():
        fresh = _locked(obligation)
        if fresh.done_at is not None:
            raise MetAlready(fresh.pk)
        _set_done(fresh, by, at)
        task = task_of(fresh)
        if task is not None:
            tasks.move(task=task, to=Task.State.DONE, by=by, at=at)
        tell(ObligationMet(**_of(fresh)), fresh, fresh.production_id, by=by, at=at)
    return fresh


def reopen(*, obligation: Obligation, by: User, at: datetime) -> Obligation:
    """It is not done after all. Raises `NotMet`."""
    with transaction.atomic():
        fresh = _locked(obligation)
        if fresh.done_at is None:
            raise NotMet(fresh.pk)
        _set_done(fresh, None, None)
        task = task_of(fresh)
        if task is not None:
            tasks.reopen(task=task, by=by, at=at)
        tell(ObligationReopened(**_of(fresh)), fresh, fresh.production_id, by=by, at=at)
    return fresh


def alert_on(obligation: Obligation) -> date | None:
    """The day of its reminder."""
    return None if obligation.due_on is None else obligation.due_on - timedelta(days=obligation.alert_days)


def task_of(obligation: Obligation) -> Task | None:
    return Task.objects.filter(source=_source(obligation), dropped_at__isnull=True).first()


def _remind(obligation: Obligation, *, by: User, at: datetime) -> None:
    day, task = alert_on(obligation), task_of(obligation)
    with override(obligation.production.language):
        title = _("Rights: %(what)s") % {"what": obligation.title}
        said = _("Due on %(day)s") % {"day": f"{obligation.due_on:%d/%m/%Y}"} if obligation.due_on else ""
    values: dict[str, Any] = {
        "title": title[:200],
        "notes": "\n".join(part for part in (said, obligation.party, obligation.text) if part),
        "due_on": day,
        "person": obligation.owner,
    }
    if task is not None:
        tasks.edit(task=task, values=values, read_version=task.version, by=by, at=at)
    elif day is not None:
        tasks.add(
            **values, production=obligation.production, about=obligation, source=_source(obligation), by=by, at=at
        )


def _source(obligation: Obligation) -> str:
    return f"office.obligation {obligation.pk}"


def _locked(obligation: Obligation) -> Obligation:
    found = Obligation.objects.select_for_update(of=("self",)).select_related("production")
    return found.get(pk=obligation.pk)


def _set_done(obligation: Obligation, by: User | None, at: datetime | None) -> None:
    obligation.done_by, obligation.done_at = by, at
    obligation.version += 1
    obligation.save(update_fields=["done_by", "done_at", "version"])


def _of(obligation: Obligation) -> dict[str, Any]:
    return {"obligation_id": obligation.pk, "title": obligation.title}
