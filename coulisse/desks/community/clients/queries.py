"""What the rest of the desk asks about a client, and what the workspaces show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Q

from coulisse.desks.community.clients.models import Brief, ColleagueRequest, MeetingNote, Portrait
from coulisse.desks.community.clients.wording import lines_of
from coulisse.desks.community.clients.workspaces import Workspace, within_reach
from coulisse.foundation.accounts.models import Client, User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.productions.models import Production
from coulisse.kernel.money import Money

STATE: Final = ColleagueRequest.State
OPEN: Final = (STATE.ASKED, STATE.PROMISED)
TONES: Final[dict[str, str]] = {STATE.PROMISED: "info", STATE.DELIVERED: "ok", STATE.REFUSED: "stop"}
ENDED_SHOWN: Final = 5
NOTES_SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, as a line. `days_late` is 0 unless it is open and its day has gone by."""

    pk: int
    what: str
    details: str
    service: str
    addressee: str
    due_on: date
    state: str
    label: str
    tone: str
    answer: str
    ended_at: datetime | None
    is_open: bool
    days_late: int


@dataclass(frozen=True, slots=True)
class WorkspaceLine:
    """One workspace of the list."""

    code: str
    name: str
    is_client: bool
    goals: str
    budget: Money | None
    needs_approval: bool
    has_brief: bool
    open_requests: int
    late_requests: int


def needs_approval(*, production: int | None, client: int | None) -> bool:
    """Whether the brief in force says that nothing goes out before it is approved. A client's word goes first.

    For a production made for a client, the client's brief counts as well as its own.
    """
    rows = Brief.objects.filter(needs_approval=True)
    if client is not None:
        return rows.filter(client=client).exists()
    if production is None:
        return False
    return rows.filter(Q(production=production) | Q(client__productions=production)).exists()


def avoided_words(*, production: int | None = None, client: int | None = None) -> tuple[str, ...]:
    """Words and phrases that must not be said, as the briefs write them; of a production also its client's.

    One query. What finds them in a text is `clients.wording.found_in`.
    """
    theirs = Q()
    if client is not None:
        theirs |= Q(client=client)
    if production is not None:
        theirs |= Q(production=production) | Q(client__productions=production)
    if not theirs:
        return ()
    written = Brief.objects.filter(theirs).distinct().order_by("pk").values_list("avoided", flat=True)
    return lines_of("\n".join(written))


def brief_of(workspace: Workspace) -> Brief | None:
    rows = Brief.objects.select_related("written_by")
    return rows.filter(client=workspace.client_id, production=workspace.production_id).first()


def portraits_of(workspace: Workspace, user: User) -> Sequence[Portrait]:
    return list(Portrait.objects.filter(workspace.holds(), within_reach(user), retired_at__isnull=True))


def notes_of(workspace: Workspace, user: User) -> Sequence[MeetingNote]:
    rows = MeetingNote.objects.filter(workspace.holds(), within_reach(user)).select_related("written_by")
    return list(rows[:NOTES_SHOWN])


def requests_of(workspace: Workspace, user: User, *, today: date) -> tuple[list[Asked], list[Asked]]:
    """The open ones, the latest first, and the last few that ended."""
    rows = ColleagueRequest.objects.filter(workspace.holds(), within_reach(user))
    still = [_asked(row, today) for row in rows.filter(state__in=OPEN).order_by("due_on", "pk")]
    ended = rows.exclude(state__in=OPEN).order_by("-ended_at", "-pk")[:ENDED_SHOWN]
    return still, [_asked(row, today) for row in ended]


def _asked(row: ColleagueRequest, today: date) -> Asked:
    is_open = row.state in OPEN
    return Asked(
        pk=row.pk,
        what=row.what,
        details=row.details,
        service=row.get_service_display(),
        addressee=row.addressee,
        due_on=row.due_on,
        state=row.state,
        label=row.get_state_display(),
        tone=TONES.get(row.state, ""),
        answer=row.answer,
        ended_at=row.ended_at,
        is_open=is_open,
        days_late=max((today - row.due_on).days, 0) if is_open else 0,
    )


def budget_of(brief: Brief | None) -> Money | None:
    return None if brief is None or brief.budget_cents is None else Money(brief.budget_cents)


def workspace_lines(user: User, *, today: date) -> list[WorkspaceLine]:
    """Clients within reach, then productions that are made for none of them. Four queries, however many."""
    scope = user.scope()
    reached = scope.clients("read", desk=Desk.COMMUNITY)
    clients = Client.objects.filter(archived_at__isnull=True)
    held = list(clients if reached is None else clients.filter(pk__in=reached))
    productions = scope.productions("read", desk=Desk.COMMUNITY)
    rows = Production.objects.exclude(client__in=[one.pk for one in held]).exclude(state=Production.State.ARCHIVED)
    others = list(rows if productions is None else rows.filter(pk__in=productions))
    briefs = {(row.client_id, row.production_id): row for row in Brief.objects.filter(within_reach(user))}
    asked: dict[int, list[date]] = {}
    of_production: dict[int, list[date]] = {}
    waiting = ColleagueRequest.objects.filter(within_reach(user), state__in=OPEN)
    for client, production, due_on, through in waiting.values_list(
        "client", "production", "due_on", "production__client"
    ):
        if client is not None or through is not None:
            asked.setdefault(client or through, []).append(due_on)
        if production is not None:
            of_production.setdefault(production, []).append(due_on)
    return [
        _line(Workspace(client=one), briefs.get((one.pk, None)), asked.get(one.pk, []), today) for one in held
    ] + [
        _line(Workspace(production=one), briefs.get((None, one.pk)), of_production.get(one.pk, []), today)
        for one in others
    ]


def _line(workspace: Workspace, brief: Brief | None, due: list[date], today: date) -> WorkspaceLine:
    return WorkspaceLine(
        code=workspace.code,
        name=str(workspace),
        is_client=workspace.client is not None,
        goals=brief.goals if brief else "",
        budget=budget_of(brief),
        needs_approval=brief is not None and brief.needs_approval,
        has_brief=brief is not None,
        open_requests=len(due),
        late_requests=sum(day < today for day in due),
    )
