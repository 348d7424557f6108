"""What a meeting looks at: the largest variances, open decisions, three scenarios; then its minutes and tasks."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Count
from django.utils.timezone import localdate, localtime

from coulisse.desks.office.budget.models import Budget
from coulisse.desks.office.budget.queries.agreed import budget_record
from coulisse.desks.office.budget.queries.rows import budgets_of
from coulisse.desks.office.costs.impact_models import Impact
from coulisse.desks.office.costs.impact_queries import impacts_of
from coulisse.desks.office.costs.queries.report import Situation, situation_of
from coulisse.desks.office.spending.models import Meeting, OpenDecision
from coulisse.foundation.counted import counted
from coulisse.foundation.productions.models import Production
from coulisse.foundation.tasks.models import Task
from coulisse.kernel.money import Money
from coulisse.papers.meeting_pack import Decided, Foreseen, MeetingPack, Mover, Question, Scenario, Todo

MOST_SCENARIOS: Final = 3
SUBJECT: Final = Meeting._meta.label_lower


@dataclass(frozen=True, slots=True)
class MeetingLine:
    pk: int
    title: str
    starts_at: datetime
    place: str
    has_minutes: bool
    decided: int
    tasks: int


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One question, open or answered."""

    pk: int
    question: str
    options: tuple[str, ...]
    owner: str
    due_on: date | None
    is_late: bool
    answer: str
    reason: str
    decided_by: str
    decided_at: datetime | None
    meeting: str
    meeting_id: int | None


@dataclass(frozen=True, slots=True)
class Pack:
    """The pack of one meeting on the screen."""

    situation: Situation
    movers: tuple[Mover, ...]
    scenarios: tuple[Scenario, ...]
    foreseen: tuple[Foreseen, ...]
    agreed: str


@dataclass(frozen=True, slots=True)
class TaskLine:
    pk: int
    title: str
    person: str
    due_on: date | None
    is_done: bool


def meetings_of(production: Production) -> tuple[MeetingLine, ...]:
    """The latest first, in two queries."""
    rows = list(counted(Meeting.objects.filter(production=production), answers=Count("decisions")))
    tasks = dict(
        Task.objects.filter(subject=SUBJECT, subject_id__in=[row.pk for row in rows], dropped_at__isnull=True)
        .order_by()
        .values_list("subject_id")
        .annotate(count=Count("pk"))
    )
    return tuple(
        MeetingLine(
            row.pk, row.title, row.starts_at, row.place, bool(row.minutes), row.answers, tasks.get(row.pk, 0)
        )
        for row in rows
    )


def decisions_of(
    production: Production, *, today: date, meeting: Meeting | None = None, most_decided: int = 20
) -> tuple[tuple[DecisionLine, ...], tuple[DecisionLine, ...]]:
    """What is open, the most urgent first; and what was decided, the latest first (at one meeting, if given)."""
    found = OpenDecision.objects.filter(production=production).select_related("owner", "decided_by", "meeting")
    decided = found.filter(decided_at__isnull=False)
    if meeting is not None:
        decided = decided.filter(meeting=meeting)
    return (
        tuple(_decision(row, today) for row in found.filter(decided_at__isnull=True)),
        tuple(_decision(row, today) for row in decided.order_by("-decided_at")[:most_decided]),
    )


def tasks_of_meeting(meeting: Meeting) -> tuple[TaskLine, ...]:
    """What the meeting gave to do, done or not."""
    rows = Task.objects.filter(subject=SUBJECT, subject_id=meeting.pk, dropped_at__isnull=True)
    return tuple(
        TaskLine(row.pk, row.title, row.person.name if row.person else "", row.due_on, row.done_at is not None)
        for row in rows.select_related("person").order_by("pk")
    )


def pack_of(meeting: Meeting) -> Pack:
    """The figures of a pack, as they stand on the day of the meeting."""
    production = meeting.production
    situation = situation_of(production, localdate(meeting.starts_at))
    scenarios, agreed = scenarios_of(production)
    return Pack(situation, movers_of(situation), scenarios, foreseen_of(production), agreed)


def movers_of(situation: Situation) -> tuple[Mover, ...]:
    """The accounts whose final cost departs from the budget, the largest first."""
    rows = [row for row in situation.report.rows() if row.figures.variance]
    rows.sort(key=lambda row: (-abs(row.figures.variance.cents), row.number))
    return tuple(
        Mover(row.number, row.name, row.figures.budget, row.figures.final, row.figures.variance) for row in rows
    )


def scenarios_of(production: Production) -> tuple[tuple[Scenario, ...], str]:
    """The agreed budget, then the latest open versions with what they change; and the agreed one’s name."""
    versions = budgets_of(production.pk)
    agreed = next((row for row in versions if row.state == Budget.State.ORIGINAL), None)
    agreed = agreed or next((row for row in versions if row.state == Budget.State.WORKING), None)
    if agreed is None:
        return (), ""
    base = budget_record(agreed).total
    open_ = {Budget.State.WHAT_IF, Budget.State.WORKING} - {agreed.state}
    others = [row for row in versions if row.state in open_][: MOST_SCENARIOS - 1]
    made = [Scenario(str(agreed), agreed.change, base, Money(0))]
    for row in reversed(others):
        total = budget_record(row).total
        made.append(Scenario(str(row), row.change, total, total - base))
    return tuple(made), str(agreed)


def foreseen_of(production: Production) -> tuple[Foreseen, ...]:
    """The cancelled days that stand in the forecast."""
    return tuple(
        Foreseen(line.day, line.net, line.number)
        for line in impacts_of(production)
        if line.state == Impact.State.FORESEEN
    )


def paper_of(meeting: Meeting, *, made_at: datetime) -> MeetingPack:
    """The pack as the paper takes it; made of the same figures as the screen."""
    production = meeting.production
    pack = pack_of(meeting)
    total = pack.situation.report.total
    today = localdate(meeting.starts_at)
    open_, decided = decisions_of(production, today=today, meeting=meeting)
    contingency = pack.situation.contingency
    return MeetingPack(
        title=production.title,
        house=_house(production),
        meeting=meeting.title,
        starts_at=localtime(meeting.starts_at),
        made_at=localtime(made_at),
        until=today,
        budget=total.budget,
        to_date=total.to_date,
        final=total.final,
        variance=total.variance,
        contingency=contingency.figures.final if contingency else None,
        movers=pack.movers,
        questions=[Question(one.question, one.options, one.owner, one.due_on) for one in open_],
        scenarios=pack.scenarios,
        place=meeting.place,
        people=meeting.people,
        foreseen=pack.foreseen,
        minutes=meeting.minutes,
        decided=[Decided(one.question, one.answer, one.reason) for one in decided],
        todos=[Todo(one.title, one.person, one.due_on) for one in tasks_of_meeting(meeting)],
    )


def _decision(row: OpenDecision, today: date) -> DecisionLine:
    return DecisionLine(
        pk=row.pk,
        question=row.question,
        options=options_in(row.options),
        owner=row.owner.name if row.owner else "",
        due_on=row.due_on,
        is_late=row.decided_at is None and row.due_on is not None and row.due_on < today,
        answer=row.answer,
        reason=row.reason,
        decided_by=row.decided_by.name if row.decided_by else "",
        decided_at=row.decided_at,
        meeting=row.meeting.title if row.meeting else "",
        meeting_id=row.meeting_id,
    )


def options_in(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _house(production: Production) -> str:
    company = production.company
    return f"{company.name} {company.legal_form}".strip()
