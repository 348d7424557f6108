"""One publication with all that the calendar knows of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from coulisse.desks.community.calendar.models import CalendarComment, CalendarMove
from coulisse.desks.community.calendar.queries.agreements import roles_of
from coulisse.desks.community.calendar.queries.cards import STATE, Card, Read, card_of, planned
from coulisse.desks.community.publishing.agreement import content_hashes
from coulisse.desks.community.publishing.models import Publication
from coulisse.desks.community.publishing.words import paused_why, why
from coulisse.foundation.grid.models import Broadcast
from coulisse.kernel.times import to_brussels


@dataclass(frozen=True, slots=True)
class One:
    """`starts_at` of the broadcast that it is tied to, `offset` from there; None where it is tied to none.

    `why` says what stopped it, or went wrong.
    """

    card: Card
    why: str
    moves: Sequence[CalendarMove]
    comments: Sequence[CalendarComment]
    starts_at: datetime | None
    is_off_the_grid: bool
    offset: timedelta | None

    @property
    def unseen(self) -> list[CalendarMove]:
        return [move for move in self.moves if move.seen_at is None]

    @property
    def unsettled(self) -> list[CalendarComment]:
        return [comment for comment in self.comments if comment.settled_at is None]


def one(row: Publication, *, at: datetime) -> One:
    moves = list(CalendarMove.objects.filter(publication=row).select_related("by", "seen_by"))
    comments = list(CalendarComment.objects.filter(publication=row))
    newest = {move.publication_id: move for move in reversed(moves) if move.seen_at is None}
    slot, idea = row.broadcast, row.idea
    read = Read(
        accounts={row.account_id: row.account},
        ideas={idea.pk: idea} if idea is not None else {},
        programmes={slot.pk: str(slot.programme)} if slot is not None else {},
        hashes=content_hashes([row]),
        comments={row.pk: sum(comment.settled_at is None for comment in comments)},
        moves=newest,
        may_change=lambda _row, _account: True,
        roles=roles_of([row.pk] if row.agreement_asked else (), at=at),
    )
    return One(
        card=card_of(planned(row), read),
        why=paused_why(row.paused_why) if row.state == STATE.PAUSED else why(row.reason, row.detail),
        moves=moves,
        comments=comments,
        starts_at=to_brussels(slot.starts_at) if slot is not None else None,
        is_off_the_grid=slot is not None and slot.state == Broadcast.State.CANCELLED,
        offset=timedelta(minutes=row.offset_minutes) if row.offset_minutes is not None else None,
    )


def comments_on(publications: Iterable[int]) -> dict[int, list[CalendarComment]]:
    """What was said under each; one query."""
    found: dict[int, list[CalendarComment]] = {pk: [] for pk in publications}
    for comment in CalendarComment.objects.filter(publication__in=found):
        found[comment.publication_id].append(comment)
    return found
