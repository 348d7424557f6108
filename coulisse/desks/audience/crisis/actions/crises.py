"""Opening a crisis, keeping its log, standing it down, taking it up again, writing what was learned."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from coulisse.desks.audience.crisis.models import Alarm, Crisis, CrisisAct, CrisisCheck
from coulisse.desks.audience.facts import crisis as facts
from coulisse.desks.audience.intake.models import Family
from coulisse.foundation.accounts.models import Grant, User
from coulisse.foundation.accounts.roles import ROLES, Desk, Level
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.journal.facts import Fact
from coulisse.foundation.mailroom.actions import To, post
from coulisse.foundation.productions.models import Production
from coulisse.kernel.times import to_brussels

Kind = CrisisAct.Kind
BY_HAND: Final = (
    gettext_noop("Pause the planned posts of this programme, in the tools of the networks"),
    gettext_noop("Stop paid advertising about this programme"),
    gettext_noop("Tell the switchboard what to answer"),
    gettext_noop("Look at the repeats and trailers of the next 48 hours"),
    gettext_noop("Name one person who speaks to the press"),
)
"""What nobody does by itself while no community desk is open here."""


class ReasonMissing(Exception):
    """Opening, standing down and taking up again say why."""


class CrisisOpenAlready(Exception):
    """A crisis of this production is open. Carries it."""

    def __init__(self, crisis: Crisis) -> None:
        super().__init__(crisis.title)
        self.crisis = crisis


class NotOpen(Exception):
    """It was stood down meanwhile."""


class NotDown(Exception):
    """It is open."""


class NoteMissing(Exception):
    """A line of the log says something."""


def open_crisis(
    *, production: Production, alarm: Alarm | None, title: str, reason: str, by: User, at: datetime
) -> Crisis:
    """Open it, pull every brake in the same transaction, and write to the team.

    If a brake fails the whole act fails. Raises `ReasonMissing`, `CrisisOpenAlready`.
    """
    if not reason.strip() or not title.strip():
        raise ReasonMissing
    with transaction.atomic():
        Production.objects.select_for_update().get(pk=production.pk)
        _refuse_second(production)
        crisis = Crisis.objects.create(
            production=production, alarm=alarm, title=title.strip()[:200], opened_by=by, opened_at=at
        )
        if alarm is not None:
            fresh = Alarm.objects.select_for_update().get(pk=alarm.pk)
            fresh.write({"state": Alarm.State.CRISIS}, read_version=fresh.version)
        CrisisCheck.objects.bulk_create(
            CrisisCheck(crisis=crisis, position=place, text=_(text)[:200]) for place, text in enumerate(BY_HAND)
        )
        _freeze(crisis, at)
        _log(crisis, Kind.OPENED, reason, by=by, at=at)
        told = facts.CrisisOpened(
            crisis_id=crisis.pk,
            title=crisis.title,
            reason=reason.strip()[:300],
            broadcast_id=alarm.broadcast_id if alarm else None,
            family_id=alarm.family_id if alarm else None,
        )
        _tell(told, crisis, by=by, at=at)
        _write_to_team(crisis, reason.strip(), by=by, at=at)
    return crisis


def stand_down(*, crisis: Crisis, reason: str, by: User, at: datetime) -> Crisis:
    """The crisis is over, for a reason. Nothing that was paused starts by itself. Raises `ReasonMissing`,
    `NotOpen`."""
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        fresh = Crisis.objects.select_for_update().get(pk=crisis.pk)
        if fresh.state != Crisis.State.OPEN:
            raise NotOpen(fresh.pk)
        written = fresh.write(
            {"state": Crisis.State.DOWN, "down_by": by, "down_at": at}, read_version=fresh.version
        )
        _set_alarm(written, Alarm.State.OVER)
        _freeze(written, None)
        _log(written, Kind.DOWN, reason, by=by, at=at)
        told = facts.CrisisStoodDown(crisis_id=written.pk, title=written.title, reason=reason.strip()[:300])
        _tell(told, written, by=by, at=at)
    return written


def resume(*, crisis: Crisis, reason: str, by: User, at: datetime) -> Crisis:
    """Take it up again. Raises `ReasonMissing`, `NotDown`, `CrisisOpenAlready`."""
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        Production.objects.select_for_update().get(pk=crisis.production_id)
        fresh = Crisis.objects.select_for_update().get(pk=crisis.pk)
        if fresh.state != Crisis.State.DOWN:
            raise NotDown(fresh.pk)
        _refuse_second(fresh.production)
        written = fresh.write(
            {"state": Crisis.State.OPEN, "down_by": None, "down_at": None}, read_version=fresh.version
        )
        _set_alarm(written, Alarm.State.CRISIS)
        _freeze(written, at)
        _log(written, Kind.RESUMED, reason, by=by, at=at)
        told = facts.CrisisResumed(crisis_id=written.pk, title=written.title, reason=reason.strip()[:300])
        _tell(told, written, by=by, at=at)
    return written


def note(*, crisis: Crisis, text: str, by: User, at: datetime) -> CrisisAct:
    """A line of the log, with its minute. Raises `NoteMissing`, `NotOpen`."""
    if not text.strip():
        raise NoteMissing
    with transaction.atomic():
        fresh = Crisis.objects.select_for_update().get(pk=crisis.pk)
        if fresh.state != Crisis.State.OPEN:
            raise NotOpen(fresh.pk)
        act = _log(fresh, Kind.NOTED, text, by=by, at=at)
        _tell(facts.CrisisNoted(crisis_id=fresh.pk, text=act.text[:200]), fresh, by=by, at=at)
    return act


def tick(*, check: CrisisCheck, is_done: bool, by: User, at: datetime) -> CrisisCheck:
    """A line of the list kept by hand: done, or not after all. Asked twice it is done once."""
    with transaction.atomic():
        fresh = CrisisCheck.objects.select_for_update(of=("self",)).select_related("crisis").get(pk=check.pk)
        if (fresh.done_at is not None) == is_done:
            return fresh
        written = fresh.write(
            {"done_at": at if is_done else None, "done_by": by if is_done else None}, read_version=fresh.version
        )
        kind = Kind.CHECKED if is_done else Kind.UNCHECKED
        _log(fresh.crisis, kind, fresh.text, by=by, at=at)
        _tell(facts.CrisisNoted(crisis_id=fresh.crisis_id, text=fresh.text), fresh.crisis, by=by, at=at)
    return written


def add_check(*, crisis: Crisis, text: str, by: User, at: datetime) -> CrisisCheck:
    """One more line of the list kept by hand. Raises `NoteMissing`, `NotOpen`."""
    if not text.strip():
        raise NoteMissing
    with transaction.atomic():
        fresh = Crisis.objects.select_for_update().get(pk=crisis.pk)
        if fresh.state != Crisis.State.OPEN:
            raise NotOpen(fresh.pk)
        row = CrisisCheck.objects.create(crisis=fresh, position=fresh.checks.count(), text=text.strip()[:200])
        _tell(facts.CrisisNoted(crisis_id=fresh.pk, text=row.text), fresh, by=by, at=at)
    return row


def write_lessons(*, crisis: Crisis, lessons: str, read_version: int, by: User, at: datetime) -> Crisis:
    """What the team learned. Raises `StaleWrite`."""
    with transaction.atomic():
        written = crisis.write({"lessons": lessons.strip()}, read_version=read_version)
        _log(written, Kind.LESSONS, "", by=by, at=at)
        _tell(facts.CrisisNoted(crisis_id=written.pk, text=_("lessons")), written, by=by, at=at)
    return written


def team_of(production: Production, at: datetime) -> list[User]:
    """Everybody who reads the public of this production. One query."""
    readers = [code for code, role in ROLES.items() if role.level(Desk.AUDIENCE) >= Level.READ]
    grants = Grant.objects.in_force(to_brussels(at).date()).filter(
        Q(production=production) | Q(production__isnull=True),
        role__in=readers,
        client__isnull=True,
        desk__in=("", Desk.AUDIENCE),
    )
    return list(User.objects.filter(is_active=True, pk__in=grants.values("user")).order_by("name", "pk"))


def _refuse_second(production: Production) -> None:
    known = Crisis.objects.filter(production=production, state=Crisis.State.OPEN).first()
    if known is not None:
        raise CrisisOpenAlready(known)


def _freeze(crisis: Crisis, at: datetime | None) -> None:
    """Only an approved text leaves for the family of the alarm and those joined to it; None lets them go again."""
    family = crisis.alarm.family_id if crisis.alarm else None
    if family is not None:
        Family.objects.filter(Q(pk=family) | Q(joined_to=family)).update(frozen_at=at)


def _set_alarm(crisis: Crisis, state: Alarm.State) -> None:
    if crisis.alarm_id is not None:
        alarm = Alarm.objects.select_for_update().get(pk=crisis.alarm_id)
        alarm.write({"state": state}, read_version=alarm.version)


def _write_to_team(crisis: Crisis, reason: str, *, by: User, at: datetime) -> None:
    team = [one for one in team_of(crisis.production, at) if one.pk != by.pk]
    for language in sorted({one.language for one in team}):
        with translation.override(language):
            text = _letter(crisis, reason, by, at)
            subject = _("Crisis opened: %(title)s") % {"title": crisis.title}
        post(
            subject=subject,
            text=text,
            to=[To(one.email, one.name) for one in team if one.language == language],
            language=language,
            production=crisis.production_id,
            about=crisis,
            by=by,
            at=at,
        )
    if team:
        _log(crisis, Kind.TOLD, ", ".join(one.name for one in team), by=by, at=at)


def _letter(crisis: Crisis, reason: str, by: User, at: datetime) -> str:
    lines: Sequence[str] = (
        _("Hello,"),
        "",
        _("%(name)s opened a crisis at %(hour)s about %(production)s: %(title)s.")
        % {
            "name": str(by),
            "hour": f"{to_brussels(at):%H:%M}",
            "production": crisis.production.title,
            "title": crisis.title,
        },
        _("Reason: %(reason)s") % {"reason": reason},
        "",
        _("Do not answer about it in other words than the approved line. Where we stand:"),
        f"{settings.PUBLIC_URL}{reverse('audience:crisis:cockpit')}?production={crisis.production_id}",
    )
    return "\n".join(lines)


def _log(crisis: Crisis, kind: CrisisAct.Kind, text: str, *, by: User, at: datetime) -> CrisisAct:
    return CrisisAct.objects.create(crisis=crisis, kind=kind, text=text.strip()[:500], by=by, at=at)


def _tell(happened: Fact, crisis: Crisis, *, by: User, at: datetime) -> None:
    announce(happened, by=by, at=at, about=crisis, production=crisis.production_id, desk=Desk.AUDIENCE)
