"""The log of a crisis, and what is computed of it afterwards: the line of time, counts and delays."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Final

from django.db.models import Count, Q

from coulisse.desks.audience.answers.models import Answer, Decision
from coulisse.desks.audience.crisis.models import Alarm, Crisis, CrisisCheck
from coulisse.desks.audience.intake.models import Conversation
from coulisse.foundation.accounts.models import User
from coulisse.foundation.journal.queries import sentence_of, visible_to

MOST: Final = 400
AFTER: Final = timedelta(hours=1)
TOLD: Final = (
    "audience.answers.",
    "audience.crisis.alarm",
    "audience.crisis.watched",
    "audience.cases.handed",
    "audience.cases.recommend",
    "audience.families.joined",
    "audience.families.named",
)
"""Kinds of facts of the desk that belong in the line of time of a crisis."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the line of time."""

    at: datetime
    text: str
    by: str
    is_ours: bool
    """Of the crisis itself; else from the journal."""


@dataclass(frozen=True, slots=True)
class Review:
    """What is known of a crisis once it is over, or so far."""

    moments: tuple[Moment, ...]
    checks: tuple[CrisisCheck, ...]
    messages: int
    expected: int
    answered: int
    still_open: int
    first_alarm: timedelta | None
    """From the peak to the alarm, both by the clock of the messages and of the house: None where they differ."""
    to_open: timedelta | None
    to_line: timedelta | None
    to_first_answer: timedelta | None
    half_answered: timedelta | None
    lasted: timedelta | None


def log_of(crisis: Crisis) -> tuple[Moment, ...]:
    """The acts of the crisis, in order. One query."""
    return tuple(
        Moment(act.at, f"{act.get_kind_display()}{' · ' + act.text if act.text else ''}", str(act.by or ""), True)
        for act in crisis.acts.select_related("by")
    )


def checks_of(crisis: Crisis) -> tuple[CrisisCheck, ...]:
    return tuple(crisis.checks.select_related("done_by"))


def review(crisis: Crisis, *, user: User, at: datetime) -> Review:
    """Everything, computed from the rows as they stand. Under a dozen queries."""
    alarm = crisis.alarm
    counts = _counts(alarm)
    answers = _answered(alarm)
    line = _line_at(alarm)
    began = alarm.peak_at if alarm else crisis.opened_at
    return Review(
        moments=_moments(crisis, user, at),
        checks=checks_of(crisis),
        messages=alarm.messages if alarm else 0,
        expected=round(alarm.expected) if alarm else 0,
        answered=counts["answered"],
        still_open=counts["open"],
        first_alarm=_positive(alarm.raised_at - alarm.peak_at) if alarm else None,
        to_open=_positive(crisis.opened_at - began),
        to_line=_positive(line - crisis.opened_at) if line else None,
        to_first_answer=_positive(min(answers)) if answers else None,
        half_answered=_half(answers),
        lasted=(crisis.down_at - crisis.opened_at) if crisis.down_at else None,
    )


def _positive(span: timedelta) -> timedelta | None:
    """A delay that comes out negative is no delay."""
    return span if span >= timedelta(0) else None


def _counts(alarm: Alarm | None) -> dict[str, int]:
    if alarm is None:
        return {"answered": 0, "open": 0}
    found = Conversation.objects.filter(
        production=alarm.production_id, received_at__gte=alarm.began_at, received_at__lt=alarm.ended_at
    )
    return found.aggregate(
        answered=Count("pk", filter=Q(answered_at__isnull=False)),
        open=Count("pk", filter=Q(state__in=(Conversation.State.OPEN, Conversation.State.WAITING))),
    )


def _answered(alarm: Alarm | None) -> list[timedelta]:
    """How long each waited for its first answer, automatic receipts apart."""
    if alarm is None:
        return []
    found = Answer.objects.filter(
        conversation__production=alarm.production_id,
        conversation__received_at__gte=alarm.began_at,
        conversation__received_at__lt=alarm.ended_at,
        is_receipt=False,
        recalled_at__isnull=True,
    )
    spans = [at - received for at, received in found.values_list("at", "conversation__received_at")[:20_000]]
    return [span for span in spans if span >= timedelta(0)]


def _half(spans: list[timedelta]) -> timedelta | None:
    return timedelta(seconds=median(span.total_seconds() for span in spans)) if spans else None


def _line_at(alarm: Alarm | None) -> datetime | None:
    """When the last seat agreed to the line."""
    if alarm is None or alarm.family_id is None:
        return None
    found = Decision.objects.filter(
        version__wording__family=alarm.family_id, state=Decision.State.APPROVED, version__approved_at__isnull=False
    )
    return found.order_by("version__number", "-decided_at").values_list("version__approved_at", flat=True).first()


def _moments(crisis: Crisis, user: User, at: datetime) -> tuple[Moment, ...]:
    """The log and the journal of the desk, minute by minute."""
    until = (crisis.down_at or at) + AFTER
    since = crisis.opened_at - timedelta(hours=12)
    kinds = Q()
    for start in TOLD:
        kinds |= Q(kind__startswith=start)
    found = visible_to(user).filter(
        kinds, production_id=crisis.production_id, at__gte=since, at__lte=until, desk="audience"
    )
    told = []
    for entry in found.select_related("by").order_by("at", "pk")[:MOST]:
        by = str(entry.by or "")
        sentence = sentence_of(entry, by or "Coulisse")
        if sentence:
            told.append(Moment(entry.at, sentence, by, False))
    return tuple(sorted([*log_of(crisis), *told], key=lambda one: one.at))
