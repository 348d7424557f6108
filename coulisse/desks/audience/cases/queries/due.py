"""What is late, due this week and due later: conversations, cases and questions, a bounded page of each."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext as _

from coulisse.desks.audience.cases.models import Case, RoutedQuestion
from coulisse.desks.audience.cases.queries.cases import within
from coulisse.desks.audience.intake.models import Conversation
from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.models import Production
from coulisse.foundation.tasks.queries import sunday_of

MOST: Final = 100
OPEN: Final = (Conversation.State.OPEN, Conversation.State.WAITING)


@dataclass(frozen=True, slots=True)
class DueRow:
    """Something to answer by a day. `what`: conversation, case or question."""

    what: str
    pk: int
    number: str
    title: str
    who: str
    due_on: date
    days: int
    """Left until then; below zero: late by so many."""
    service_label: str
    has_reminder: bool = False

    @property
    def days_late(self) -> int:
        return -self.days


@dataclass(frozen=True, slots=True)
class DueGroup:
    code: str
    label: str
    rows: tuple[DueRow, ...]
    is_cut: bool


def due_list(user: User, production: Production, *, day: date) -> tuple[DueGroup, ...]:
    """Late, this week (up to Sunday), the four weeks after; the most urgent first. Nine queries at most."""
    sunday = sunday_of(day)
    spans = (
        ("late", _("Late"), None, day - timedelta(days=1)),
        ("week", _("This week"), day, sunday),
        ("later", _("In the four weeks after"), sunday + timedelta(days=1), sunday + timedelta(days=28)),
    )
    return tuple(_group(user, production, day, code, label, first, last) for code, label, first, last in spans)


def _group(
    user: User, production: Production, day: date, code: str, label: str, first: date | None, last: date
) -> DueGroup:
    between = {"due_on__lte": last} | ({"due_on__gte": first} if first else {})
    conversations = Conversation.objects.filter(
        production=production, state__in=OPEN, routed_to="", member__isnull=True, **between
    )
    rows = [
        DueRow(
            "conversation",
            row.pk,
            row.reference,
            "" if row.is_folded else row.subject or row.preview,
            row.assigned_to.name if row.assigned_to else "",
            row.due_on,
            (row.due_on - day).days,
            str(row.get_service_display()) if row.service else "",
        )
        for row in conversations.select_related("assigned_to").order_by("due_on", "id")[: MOST + 1]
        if row.due_on
    ]
    cases = within(user, production).filter(state=Case.State.OPEN, **between)
    rows += [
        DueRow(
            "case",
            row.pk,
            row.number,
            row.title,
            row.owner.name if row.owner else "",
            row.due_on,
            (row.due_on - day).days,
            str(row.get_service_display()) if row.service else "",
        )
        for row in cases.select_related("owner").order_by("due_on", "id")[: MOST + 1]
        if row.due_on
    ]
    questions = RoutedQuestion.objects.filter(
        production=production, answered_at__isnull=True, withdrawn_at__isnull=True, **between
    )
    rows += [
        DueRow(
            "question",
            row.pk,
            row.conversation.reference,
            row.text[:120],
            row.asked_to.name if row.asked_to else row.guest_name or row.guest_email,
            row.due_on,
            (row.due_on - day).days,
            "",
        )
        for row in questions.select_related("asked_to", "conversation").order_by("due_on", "id")[: MOST + 1]
    ]
    rows.sort(key=lambda row: (row.due_on, row.what, row.pk))
    return DueGroup(code, label, tuple(rows[:MOST]), len(rows) > MOST)
