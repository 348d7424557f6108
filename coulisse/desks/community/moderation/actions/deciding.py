"""What a person decides on comments, one or many: left standing, hidden, folded, blocked, reported, noted.

Nothing is hidden before its evidence is frozen; the database refuses it too. What nobody can hide for us is handed
to a person, who hides it there and says so.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from django.db import transaction
from django.db.models import F

from coulisse.desks.community.facts.moderation import CommentsDecided
from coulisse.desks.community.moderation.evidence import piece
from coulisse.desks.community.moderation.models import Comment, CommentAuthor, CommentEvidence, ModerationStep
from coulisse.desks.community.publishing.models import NetworkAccount
from coulisse.desks.community.publishing.networks.contract import NetworkName
from coulisse.desks.community.publishing.networks.listening import LISTENING
from coulisse.engines.moderation import FOLDED, ORDER, Severity
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce

STATE: Final = Comment.State
KIND: Final = ModerationStep.Kind
MOST: Final = 500
NAMED: Final = 200


class Act(StrEnum):
    """What may be done; the value is what a form sends."""

    KEEP = "keep"
    HIDE = "hide"
    DONE = "done"
    SHOW = "show"
    REOPEN = "reopen"
    FOLD = "fold"
    UNFOLD = "unfold"
    BLOCK = "block"
    REPORT = "report"
    NOTE = "note"


FROM: Final[dict[Act, tuple[str, ...]]] = {
    Act.KEEP: (STATE.OPEN, STATE.REVIEW, STATE.BY_HAND),
    Act.HIDE: (STATE.OPEN, STATE.REVIEW, STATE.KEPT, STATE.ANSWERED),
    Act.DONE: (STATE.BY_HAND,),
    Act.SHOW: (STATE.HIDDEN,),
    Act.REOPEN: (STATE.KEPT,),
}
"""In which states an act makes sense; those that are not named, in every one."""
STEPS: Final[dict[Act, str]] = {
    Act.KEEP: KIND.KEPT,
    Act.HIDE: KIND.ASKED,
    Act.DONE: KIND.HIDDEN,
    Act.SHOW: KIND.SHOWN,
    Act.REOPEN: KIND.SORTED,
    Act.FOLD: KIND.FOLDED,
    Act.UNFOLD: KIND.UNFOLDED,
    Act.BLOCK: KIND.BLOCKED,
    Act.REPORT: KIND.REPORTED,
    Act.NOTE: KIND.NOTE,
}
MAY_BE_SILENT: Final = frozenset(Act) - {Act.NOTE, Act.UNFOLD}


class NothingChanges(Exception):
    """None of them is in a state where this can be done."""


class ReasonMissing(Exception):
    """A criticism is hidden, a text unfolded, or a note left only with words."""


class TooMany(ValueError):
    """More than are decided on in one go."""


@dataclass(frozen=True, slots=True)
class Decided:
    """How many; `left` were in another state meanwhile; `by_hand` are to be hidden there by a person."""

    act: Act
    count: int
    left: int
    by_hand: int = 0


def decide(*, comments: Iterable[int], act: Act, note: str, by: User, at: datetime) -> Decided:
    """Raises `NothingChanges`, `ReasonMissing`, `TooMany`; then nothing was written."""
    wanted = sorted(set(comments))
    if len(wanted) > MOST:
        raise TooMany(MOST)
    said = " ".join(note.split())[:500]
    if act not in MAY_BE_SILENT and not said:
        raise ReasonMissing
    with transaction.atomic():
        rows = [row for row in locked(wanted) if _makes_sense(row, act)]
        if not rows:
            raise NothingChanges
        if act is Act.HIDE and not said and any(row.severity == Severity.CRITICISM for row in rows):
            raise ReasonMissing
        DOING[act](rows, by, at)
        for row in rows:
            if act in FROM and act is not Act.REOPEN:
                row.acted_at, row.acted_by = row.acted_at or at, row.acted_by or by
            see(row, by, at)
        save(rows)
        log(rows, STEPS[act], note=said, by=by, at=at)
        tell(rows, act, by=by, at=at)
    by_hand = sum(1 for row in rows if row.state == STATE.BY_HAND) if act is Act.HIDE else 0
    return Decided(act, len(rows), len(wanted) - len(rows), by_hand)


def sort_anew(*, comment: Comment, severity: str, by: User, at: datetime) -> Comment:
    """A person says how grave it is."""
    with transaction.atomic():
        (row,) = locked([comment.pk])
        code = Severity(severity)
        before = row.severity
        row.severity, row.rank, row.is_folded = code, ORDER.index(code), code in FOLDED
        if row.state == STATE.REVIEW:
            row.state = STATE.OPEN
        save([row])
        log([row], KIND.SORTED, note=f"{before} → {code.value}", by=by, at=at)
        tell([row], "sort", by=by, at=at)
    return row


def mark_seen(*, comment: Comment, by: User, at: datetime) -> None:
    """The first time that a person opened it: from here on the house knows."""
    seen = Comment.objects.filter(pk=comment.pk, seen_at__isnull=True).update(seen_at=at, seen_by=by)
    if seen:
        comment.seen_at, comment.seen_by = at, by
        ModerationStep.objects.create(comment=comment, kind=KIND.SEEN, by=by, at=at)


def freeze(rows: Sequence[Comment], *, by: User | None, at: datetime) -> int:
    """Evidence for each that has none as it stands now; how many were frozen."""
    known = set(CommentEvidence.objects.filter(comment__in=rows).values_list("comment_id", flat=True))
    fresh = [row for row in rows if row.pk not in known]
    CommentEvidence.objects.bulk_create(piece(row, by=by, at=at) for row in fresh)
    log(fresh, KIND.FROZEN, by=by, at=at)
    return len(fresh)


# ---- the parts ----------------------------------------------------------------------------------------------


def locked(pks: Sequence[int]) -> list[Comment]:
    rows = Comment.objects.select_for_update(of=("self",)).select_related("account", "author", "publication")
    return list(rows.filter(pk__in=pks).order_by("pk"))


def see(row: Comment, by: User, at: datetime) -> None:
    row.seen_at, row.seen_by = row.seen_at or at, row.seen_by or by


def save(rows: Sequence[Comment]) -> None:
    for row in rows:
        row.version += 1
    fields = ["state", "severity", "rank", "is_folded", "seen_at", "seen_by", "acted_at", "acted_by", "hide_why"]
    Comment.objects.bulk_update(rows, [*fields, "version"], batch_size=MOST)


def log(rows: Sequence[Comment], kind: str, *, by: User | None, at: datetime, note: str = "") -> None:
    ModerationStep.objects.bulk_create(
        ModerationStep(comment=row, kind=kind, note=note, by=by, at=at) for row in rows
    )


def tell(rows: Sequence[Comment], act: str, *, by: User | None, at: datetime) -> None:
    """One line of the journal for each owner."""
    owners: dict[tuple[int | None, int | None], list[Comment]] = {}
    for row in rows:
        client = row.account.client_id
        owners.setdefault((None if client else row.production_id, client), []).append(row)
    for (production, client), some in owners.items():
        fact = CommentsDecided(act=str(act), count=len(some), comment_ids=tuple(row.pk for row in some[:NAMED]))
        about = some[0] if len(some) == 1 else None
        announce(fact, by=by, at=at, about=about, production=production, client=client, desk=Desk.COMMUNITY)


def _makes_sense(row: Comment, act: Act) -> bool:
    if act is Act.FOLD:
        return not row.is_folded
    if act is Act.UNFOLD:
        return row.is_folded
    if act is Act.BLOCK:
        return row.author.blocked_at is None
    return act not in FROM or row.state in FROM[act]


def _hide(rows: Sequence[Comment], by: User, at: datetime) -> None:
    freeze(rows, by=by, at=at)
    for row in rows:
        row.state = STATE.HIDING if can_hide(row) else STATE.BY_HAND
        row.hide_why = ""


def can_hide(row: Comment) -> bool:
    """The network can do it, the house has its access, and the post under which it stands is known."""
    kind = LISTENING.get(NetworkName(row.account.network))
    is_open = row.account.way == NetworkAccount.Way.BY_ITSELF and row.account.closed_at is None
    post = row.publication.remote_id if row.publication is not None else ""
    return kind is not None and kind.can_hide and is_open and bool(post)


def _to(state: str) -> Callable[[Sequence[Comment], User, datetime], None]:
    def change(rows: Sequence[Comment], by: User, at: datetime) -> None:
        for row in rows:
            row.state = state

    return change


def _folded(is_folded: bool) -> Callable[[Sequence[Comment], User, datetime], None]:
    def change(rows: Sequence[Comment], by: User, at: datetime) -> None:
        for row in rows:
            row.is_folded = is_folded

    return change


def _block(rows: Sequence[Comment], by: User, at: datetime) -> None:
    """Noted here; whoever holds the account blocks there."""
    authors = {row.author_id for row in rows}
    CommentAuthor.objects.filter(pk__in=authors, blocked_at=None).update(blocked_at=at)


def _nothing(rows: Sequence[Comment], by: User, at: datetime) -> None:
    """The log alone."""


DOING: Final[dict[Act, Callable[[Sequence[Comment], User, datetime], None]]] = {
    Act.KEEP: _to(STATE.KEPT),
    Act.HIDE: _hide,
    Act.DONE: _to(STATE.HIDDEN),
    Act.SHOW: _to(STATE.KEPT),
    Act.REOPEN: _to(STATE.OPEN),
    Act.FOLD: _folded(True),
    Act.UNFOLD: _folded(False),
    Act.BLOCK: _block,
    Act.REPORT: _nothing,
    Act.NOTE: _nothing,
}


def hidden(*, comment: int, why: str, detail: str, at: datetime) -> None:
    """The network hid it, or did not: then a person does it by hand."""
    with transaction.atomic():
        rows = [row for row in locked([comment]) if row.state == STATE.HIDING]
        for row in rows:
            row.state = STATE.BY_HAND if why else STATE.HIDDEN
            row.hide_why = f"{why} {detail}".strip()[:300]
        save(rows)
        log(rows, KIND.FAILED if why else KIND.HIDDEN, note=f"{why} {detail}".strip()[:500], by=None, at=at)


def hide_later(*, comment: int, at: datetime) -> None:
    """Not now, says the network: it is tried again."""
    Comment.objects.filter(pk=comment, state=STATE.HIDING).update(tried_at=at, version=F("version") + 1)
