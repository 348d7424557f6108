"""Lists of cases, and one case whole."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.dateparse import parse_datetime

from coulisse.desks.audience.cases.models import Case, CaseMember, DossierExport, Recourse
from coulisse.desks.audience.cases.queries.chronology import Step, messages_of, steps_of
from coulisse.desks.audience.cases.queries.strip import DueLine, due_line
from coulisse.desks.audience.intake.models import Conversation
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.productions.models import Production

PAGE: Final = 50
MOST_SHOWN: Final = 200
BOUND: Final = 1000


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One line of the list."""

    pk: int
    number: str
    title: str
    owner: str
    state: str
    state_label: str
    outcome_label: str
    service_label: str
    due_on: date | None
    is_late: bool
    complaints: int
    recourse: bool
    last_at: datetime


@dataclass(frozen=True, slots=True)
class CasePage:
    """A page of the list, and the address of the next."""

    rows: tuple[CaseRow, ...]
    older: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Complaints and dossiers, counted apart; bounded counts."""

    open_cases: int
    late: int
    complaints: int
    announced: int


@dataclass(frozen=True, slots=True)
class MemberRow:
    pk: int
    reference: str
    writer: str
    subject: str
    received_at: datetime
    language: str
    channel_label: str
    state_label: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class ExportRow:
    pk: int
    language: str
    state: str
    state_label: str
    asked_by: str
    asked_at: datetime
    paper_id: int | None
    archive_id: int | None
    paper_sha256: str
    archive_sha256: str
    files: int
    job_id: int | None
    to: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """One case whole."""

    case: Case
    due: DueLine | None
    members: tuple[MemberRow, ...]
    complaints: int
    steps: tuple[Step, ...]
    exports: tuple[ExportRow, ...]
    recourses: tuple[tuple[int, str], ...]
    merged: tuple[tuple[int, str, str], ...]


def within(user: User, production: Production) -> QuerySet[Case]:
    """The cases of a production; those of none too for whoever holds the desk of the whole house."""
    mine = Q(production=production)
    if user.scope().productions("read", desk=Desk.AUDIENCE) is None:
        mine |= Q(production__isnull=True)
    return Case.objects.filter(mine)


def listed(
    user: User, production: Production, *, day: date, state: str = "open", words: str = "", before: str = ""
) -> CasePage:
    """The latest first, `PAGE` at a time. Two queries."""
    found = within(user, production)
    if state in (Case.State.OPEN, Case.State.CLOSED):
        found = found.filter(state=state)
    elif state == "late":
        found = found.filter(state=Case.State.OPEN, due_on__lt=day)
    else:
        found = found.exclude(state=Case.State.MERGED)
    for word in words.split()[:6]:
        found = found.filter(Q(title__icontains=word) | Q(number__icontains=word))
    found = _after(found, before)
    counted = CaseMember.objects.filter(case=OuterRef("pk")).order_by().values("case").annotate(n=Count("pk"))
    open_ = Recourse.objects.filter(
        conversation__member__case=OuterRef("pk"), state__in=(Recourse.State.ANNOUNCED, Recourse.State.FILED)
    )
    rows = list(
        found.select_related("owner")
        .annotate(
            complaints=Coalesce(Subquery(counted.values("n")), 0),
            recourse=Subquery(open_.values("pk")[:1]),
        )
        .order_by("-last_at", "-id")[: PAGE + 1]
    )
    more = rows[PAGE - 1] if len(rows) > PAGE else None
    older = f"{more.last_at.isoformat()}_{more.pk}" if more else ""
    return CasePage(tuple(_row(row, day) for row in rows[:PAGE]), older)


def figures(user: User, production: Production, *, day: date) -> Figures:
    """Four bounded counts."""
    open_ = within(user, production).filter(state=Case.State.OPEN)
    complaints = CaseMember.objects.filter(case__in=open_.order_by()[:BOUND].values("pk"))
    announced = Recourse.objects.filter(
        conversation__production=production, state__in=(Recourse.State.ANNOUNCED, Recourse.State.FILED)
    )
    return Figures(
        open_cases=open_.order_by()[:BOUND].count(),
        late=open_.filter(due_on__lt=day).order_by()[:BOUND].count(),
        complaints=complaints.count(),
        announced=announced.order_by()[:BOUND].count(),
    )


def open_choices(user: User, production: Production | None, *, most: int = 60) -> list[tuple[int, str]]:
    """Open cases that a conversation may join, the latest first."""
    found = Case.objects.filter(state=Case.State.OPEN, production=production)
    return [(row.pk, str(row)) for row in found.order_by("-last_at", "-id")[:most]]


def one_case(case: Case) -> CaseView:
    """The whole case; a case of thousands shows its latest 200 messages, and says how many there are."""
    members = CaseMember.objects.filter(case=case).select_related("conversation__writer")
    rows = list(members.order_by("-conversation__received_at", "-id")[:MOST_SHOWN])
    conversations = [row.conversation for row in rows]
    steps = [*steps_of(case, conversations), *messages_of(conversations)]
    exports = DossierExport.objects.filter(case=case).select_related("asked_by", "recourse")
    return CaseView(
        case=case,
        due=due_line(case),
        members=tuple(_member(one) for one in conversations),
        complaints=members.count() if len(rows) == MOST_SHOWN else len(rows),
        steps=tuple(sorted(steps, key=lambda step: step.at)),
        exports=tuple(export_row(row) for row in exports[:20]),
        recourses=tuple(
            (row.pk, f"{row.get_body_display()} ({row.conversation.reference})")
            for row in Recourse.objects.filter(conversation__in=[one.pk for one in conversations]).select_related(
                "conversation"
            )
        ),
        merged=tuple(case.merged_here.order_by("id").values_list("pk", "number", "title")),
    )


def export_row(row: DossierExport) -> ExportRow:
    return ExportRow(
        pk=row.pk,
        language=row.language,
        state=row.state,
        state_label=str(row.get_state_display()),
        asked_by=str(row.asked_by) if row.asked_by else "",
        asked_at=row.asked_at,
        paper_id=row.paper_id,
        archive_id=row.archive_id,
        paper_sha256=row.paper_sha256,
        archive_sha256=row.archive_sha256,
        files=row.files,
        job_id=row.job_id,
        to=str(row.recourse) if row.recourse else "",
    )


def _after(found: QuerySet[Case], before: str) -> QuerySet[Case]:
    """What is older than the last line of the page before; nonsense begins at the beginning."""
    moment, _bar, number = before.partition("_")
    try:
        at = parse_datetime(moment)
    except ValueError:
        at = None
    if at is None or not number.isascii() or not number.isdecimal() or len(number) > 18:
        return found
    return found.filter(Q(last_at__lt=at) | Q(last_at=at, pk__lt=int(number)))


def _row(row: Case, day: date) -> CaseRow:
    return CaseRow(
        pk=row.pk,
        number=row.number,
        title=row.title,
        owner=str(row.owner) if row.owner else "",
        state=row.state,
        state_label=str(row.get_state_display()),
        outcome_label=str(row.get_outcome_display()) if row.outcome else "",
        service_label=str(row.get_service_display()) if row.service else "",
        due_on=row.due_on,
        is_late=row.state == Case.State.OPEN and row.due_on is not None and row.due_on < day,
        complaints=row.complaints,  # type: ignore[attr-defined]  # annotated
        recourse=row.recourse is not None,  # type: ignore[attr-defined]
        last_at=row.last_at,
    )


def _member(row: Conversation) -> MemberRow:
    return MemberRow(
        pk=row.pk,
        reference=row.reference,
        writer=str(row.writer),
        subject="" if row.is_folded else row.subject or row.preview,
        received_at=row.received_at,
        language=row.language,
        channel_label=str(row.get_channel_display()),
        state_label=str(row.get_state_display()),
        due_on=row.due_on,
    )
