"""The comments for programs: what you may see, and a batch that comes in from where the house cannot listen.

A comment comes in by the same door as from a network: account and number make it the same one twice.
"""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError
from ninja.pagination import LimitOffsetPagination, paginate

from coulisse.desks.community.moderation.access import access_comment, comments_within_reach
from coulisse.desks.community.moderation.actions.taking_in import take_in
from coulisse.desks.community.moderation.incoming import Incoming, Taken
from coulisse.desks.community.moderation.models import Comment
from coulisse.desks.community.publishing.access import access_account
from coulisse.foundation.ui.doors import MEMBER, ApiDoor, SignedInRequest

MOST = 1_000
router = Router(tags=["comments"], auth=ApiDoor(MEMBER))


class CommentOut(Schema):
    id: int
    account_id: int
    production_id: int | None
    publication_id: int | None
    remote_id: str
    address: str
    handle: str
    said_at: datetime
    arrived_at: datetime
    seen_at: datetime | None
    acted_at: datetime | None
    state: Comment.State
    severity: str
    language: str
    is_folded: bool
    text: str
    """Empty for a folded one: it is shown to people who ask for it."""
    version: int

    @staticmethod
    def resolve_handle(row: Comment) -> str:
        return row.author.handle

    @staticmethod
    def resolve_text(row: Comment) -> str:
        return "" if row.is_folded else row.text


class CommentsWanted(Schema):
    production: int | None = Field(None, ge=1, lt=2**63)
    state: Comment.State | None = None
    severity: str = Field("", max_length=10)
    since: datetime | None = None
    """Arrived at this moment or later."""


class CommentIn(Schema):
    remote_id: str = Field(min_length=1, max_length=300)
    """The network's own number: sent again, it is the same comment."""
    text: str = Field(min_length=1, max_length=20_000)
    handle: str = Field(min_length=1, max_length=200)
    said_at: datetime
    author_id: str = Field("", max_length=300)
    name: str = Field("", max_length=200)
    address: str = Field("", max_length=500)
    in_reply_to: str = Field("", max_length=300)
    thread: str = Field("", max_length=300)
    """The number or the address of the post that it stands under."""


class BatchIn(Schema):
    account: int = Field(ge=1, lt=2**63)
    comments: list[CommentIn] = Field(min_length=1, max_length=MOST)


class TakenOut(Schema):
    fresh: int
    known: int
    proposed: int
    """A rule would hide so many: their evidence is frozen, and a person decides."""


@router.get("", response=list[CommentOut], url_name="comments", summary="The comments that you may see")
@paginate(LimitOffsetPagination)
def listing(request: SignedInRequest, wanted: Query[CommentsWanted]) -> QuerySet[Comment]:
    found = comments_within_reach(request.user).select_related("author")
    if wanted.production:
        found = found.filter(production=wanted.production)
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.severity:
        found = found.filter(severity=wanted.severity)
    if wanted.since:
        found = found.filter(arrived_at__gte=wanted.since)
    return found.order_by("-said_at", "-pk")


@router.get("/{int:pk}", response=CommentOut, url_name="comment", summary="One comment")
def detail(request: SignedInRequest, pk: int) -> Comment:
    return access_comment(request.user, pk)


@router.post("", response=TakenOut, url_name="comments_take", summary="Comments come in")
def take(request: SignedInRequest, body: BatchIn) -> Taken:
    """Under one account that you may publish on."""
    row = access_account(request.user, body.account, to="change")
    if any(one.said_at.tzinfo is None for one in body.comments):
        raise HttpError(422, "said_at: no offset. Write it like 2027-04-18T20:31:00+02:00.")
    incoming = [Incoming(**_plain(one)) for one in body.comments]
    return take_in(account=row, incoming=incoming, by=request.user, at=timezone.now())


def _plain(one: CommentIn) -> dict[str, Any]:
    return one.model_dump()
