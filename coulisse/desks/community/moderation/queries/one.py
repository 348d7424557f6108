"""One comment with all that is known and was done; a folded one without a word of its text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import F, Q

from coulisse.desks.community.moderation.access import comments_within_reach
from coulisse.desks.community.moderation.actions.deciding import FROM, Act
from coulisse.desks.community.moderation.models import (
    Charter,
    Comment,
    CommentEvidence,
    CommentExposure,
    CommentReading,
    CommentTransfer,
    PublicAnswer,
)
from coulisse.desks.community.moderation.queries.listing import Line, line_of, rule_names
from coulisse.desks.community.moderation.words import why
from coulisse.foundation.accounts.models import Grant, User
from coulisse.foundation.accounts.roles import ROLES, Desk, Level

WEEK: Final = timedelta(days=7)
MOST_A_WEEK: Final = 20
"""Folded texts shown to one person in a week, from which it is proposed to pass on; nobody is stopped."""
MOST_OF_THREAD: Final = 40


@dataclass(frozen=True, slots=True)
class Piece:
    """Evidence as it is shown: never its words."""

    at: datetime
    sha256: str


@dataclass(frozen=True, slots=True)
class Done:
    """One line of the log."""

    at: datetime
    what: str
    note: str
    by: str


@dataclass(frozen=True, slots=True)
class One:
    """`text` is empty where the comment is folded."""

    line: Line
    row: Comment
    text: str
    why: tuple[str, ...]
    steps: tuple[Done, ...]
    evidence: tuple[Piece, ...]
    thread: tuple[Line, ...]
    answer: PublicAnswer | None
    transfer: CommentTransfer | None
    readings: tuple[CommentReading, ...]
    mine: CommentReading | None
    by_author: int
    acts: frozenset[str]
    is_locked: bool
    """The audience desk answers it."""


def one(row: Comment, *, user: User, may_change: bool, at: datetime) -> One:
    """Eight queries."""
    thread = _thread(row, user)
    names = rule_names([row, *thread])
    answer = PublicAnswer.objects.filter(comment=row).select_related("by", "proved_by").first()
    transfer = CommentTransfer.objects.filter(comment=row).select_related("by").first()
    readings = tuple(row.readings.select_related("reader", "asked_by"))
    locked = row.state == Comment.State.TRANSFERRED and not (transfer and transfer.answer)
    return One(
        line=line_of(row, names, at),
        row=row,
        text="" if row.is_folded else row.text,
        why=tuple(why(row.reasons, names, quotes=not row.is_folded)),
        steps=tuple(
            Done(
                step.at, step.get_kind_display(), step.note, str(step.by or (step.rule.name if step.rule else ""))
            )
            for step in row.steps.select_related("by", "rule")
        ),
        evidence=tuple(Piece(*found) for found in _evidence(row)),
        thread=tuple(line_of(other, names, at) for other in thread),
        answer=answer,
        transfer=transfer,
        readings=readings,
        mine=next((one for one in readings if one.reader_id == user.pk and one.answered_at is None), None),
        by_author=Comment.objects.filter(author=row.author_id, production=row.production_id).count(),
        acts=acts_of(row) if may_change else frozenset(),
        is_locked=locked,
    )


def acts_of(row: Comment) -> frozenset[str]:
    """What a person may do with it now."""
    found = {str(act) for act, states in FROM.items() if row.state in states}
    found |= {Act.REPORT, Act.NOTE, Act.UNFOLD if row.is_folded else Act.FOLD}
    if row.author.blocked_at is None:
        found.add(Act.BLOCK)
    if row.state in (Comment.State.OPEN, Comment.State.REVIEW, Comment.State.KEPT):
        found.add("transfer")
    return frozenset(map(str, found))


def _evidence(row: Comment) -> Sequence[tuple[datetime, str]]:
    return list(CommentEvidence.objects.filter(comment=row).values_list("at", "sha256"))


def _thread(row: Comment, user: User) -> list[Comment]:
    """The others under the same post that it answers, or that answer it."""
    ids = [found for found in (row.in_reply_to, row.remote_id) if found]
    found = comments_within_reach(user).filter(account=row.account_id)
    around = found.filter(remote_id__in=ids) | found.filter(in_reply_to=row.remote_id)
    rows = around.exclude(pk=row.pk).select_related("author", "account").order_by("said_at", "pk")
    return list(rows[:MOST_OF_THREAD])


def my_week(user: User, at: datetime) -> tuple[int, int]:
    """How many folded texts were shown to somebody in the last seven days, and from how many on it is proposed to
    pass on."""
    return CommentExposure.objects.filter(person=user, at__gt=at - WEEK, at__lte=at).count(), MOST_A_WEEK


def charter_of(row: Comment) -> Charter | None:
    """The public one of its production, else of the client whose account or production it is; one query."""
    client = row.account.client_id or (row.production.client_id if row.production else None)
    theirs = Q(production__isnull=False, production=row.production_id) | Q(client__isnull=False, client=client)
    found = Charter.objects.filter(theirs, is_public=True)
    return found.order_by(F("production").asc(nulls_last=True)).first()


def colleagues(row: Comment, *, but: User, day: date) -> list[User]:
    """Who may decide on it besides, by name. One query."""
    able = [code for code, role in ROLES.items() if role.level(Desk.COMMUNITY) >= Level.CHANGE]
    whole = Q(production__isnull=True, client__isnull=True)
    client, production = row.account.client_id, row.production_id or row.account.production_id
    near = Q(client=client) if client else Q(production=production) if production else Q(pk__in=())
    grants = Grant.objects.in_force(day).filter(whole | near, role__in=able, desk__in=("", Desk.COMMUNITY))
    found = User.objects.filter(is_active=True, pk__in=grants.values("user")).exclude(pk=but.pk)
    return list(found.order_by("name", "pk"))
