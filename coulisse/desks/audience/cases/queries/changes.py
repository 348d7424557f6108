"""What was asked of productions because of the public, what they answered, what changed and what it did."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Count, Prefetch, QuerySet
from django.utils.timezone import localdate

from coulisse.desks.audience.cases.models import Effect, Recommendation
from coulisse.foundation.counted import counted
from coulisse.foundation.productions.models import Production

WEEK: Final = timedelta(days=7)
MOST: Final = 200


@dataclass(frozen=True, slots=True)
class EffectLine:
    label: str
    before: str
    after: str
    before_on: str
    after_on: str
    source: str
    is_counted: bool


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One recommendation through its life."""

    pk: int
    title: str
    why: str
    asked_on: date
    asked_by: str
    owner: str
    owner_id: int | None
    due_on: date | None
    is_late: bool
    decision: str
    decision_label: str
    answer: str
    answered_at: datetime | None
    done_on: date | None
    what_changed: str
    effects: tuple[EffectLine, ...]
    told: int

    @property
    def week(self) -> date:
        """The Monday of the week in which it was asked."""
        return self.asked_on - timedelta(days=self.asked_on.weekday())

    @property
    def state(self) -> str:
        if self.done_on is not None:
            return "done"
        return self.decision or ("late" if self.is_late else "awaited")


@dataclass(frozen=True, slots=True)
class WeekOfChanges:
    monday: date
    number: int
    lines: tuple[ChangeLine, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """What the Monday letter tells: done, since when, with what effect."""

    recommendation_id: int
    title: str
    what_changed: str
    done_on: date
    asked_on: date
    effects: tuple[EffectLine, ...]
    told: int


def register_of(production: Production, *, day: date) -> tuple[WeekOfChanges, ...]:
    """The whole register of a production by week of asking, the latest first. Three queries."""
    found = _with_all(Recommendation.objects.filter(production=production))[:MOST]
    by_week: dict[date, list[ChangeLine]] = {}
    for row in found:
        line = line_of(row, day=day)
        by_week.setdefault(line.week, []).append(line)
    return tuple(
        WeekOfChanges(monday, monday.isocalendar().week, tuple(lines)) for monday, lines in by_week.items()
    )


def changes_before(production: Production, week: date, *, weeks: int = 8) -> tuple[Changed, ...]:
    """What came into force before the end of the week of `week` (any day of it), the latest first."""
    monday = week - timedelta(days=week.weekday())
    found = Recommendation.objects.filter(
        production=production, done_on__lt=monday + WEEK, done_on__gte=monday - weeks * WEEK
    )
    return tuple(
        Changed(
            row.pk,
            row.title,
            row.what_changed or row.title,
            row.done_on,
            localdate(row.asked_at),
            tuple(_effect(one) for one in row.effects.all()),
            getattr(row, "told", 0),
        )
        for row in _with_all(found).order_by("-done_on", "-id")
        if row.done_on is not None
    )


def open_asks(production: Production, *, until: date) -> tuple[ChangeLine, ...]:
    """What is asked and not answered, asked up to `until`: « ce que nous demandons » of the Monday letter."""
    found = _with_all(Recommendation.objects.filter(production=production, decision="", done_on__isnull=True))
    lines = [line_of(row, day=until) for row in found[:MOST]]
    return tuple(line for line in lines if line.asked_on <= until)


def one_change(recommendation: Recommendation, *, day: date) -> ChangeLine:
    return line_of(_with_all(Recommendation.objects.filter(pk=recommendation.pk)).get(), day=day)


def _with_all(found: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
    rows = counted(found.select_related("owner", "asked_by"), told=Count("closings", distinct=True))
    return rows.prefetch_related(Prefetch("effects", queryset=Effect.objects.order_by("at", "id")))


def line_of(row: Recommendation, *, day: date) -> ChangeLine:
    late = row.due_on is not None and row.due_on < day and not row.decision and row.done_on is None
    return ChangeLine(
        pk=row.pk,
        title=row.title,
        why=row.why,
        asked_on=localdate(row.asked_at),
        asked_by=str(row.asked_by) if row.asked_by else "",
        owner=str(row.owner) if row.owner else "",
        owner_id=row.owner_id,
        due_on=row.due_on,
        is_late=late,
        decision=row.decision,
        decision_label=str(Recommendation.Decision(row.decision).label),
        answer=row.answer,
        answered_at=row.answered_at,
        done_on=row.done_on,
        what_changed=row.what_changed,
        effects=tuple(_effect(one) for one in row.effects.all()),
        told=getattr(row, "told", 0),
    )


def _effect(row: Effect) -> EffectLine:
    return EffectLine(
        row.label, row.before, row.after, row.before_on, row.after_on, row.source, row.how == Effect.How.COUNTED
    )
