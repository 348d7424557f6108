"""The conversations for programs: what you may see, one with its messages, a new message, a label corrected.

A message comes in by the same door as mail: its `key` makes it the same one twice, whoever sends it again.
"""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status
from ninja.errors import HttpError
from ninja.pagination import LimitOffsetPagination, paginate

from coulisse.desks.audience.current import within_reach
from coulisse.desks.audience.intake import actions
from coulisse.desks.audience.intake.access import access_conversation, visible_to
from coulisse.desks.audience.intake.incoming import Incoming
from coulisse.desks.audience.intake.models import Channel, Conversation, Message
from coulisse.foundation.accounts.access import require
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.ui.doors import MEMBER, ApiDoor, SignedInRequest

MOST_MESSAGES = 500
router = Router(tags=["conversations"], auth=ApiDoor(MEMBER))


class ProposalOut(Schema):
    code: str
    confidence: float
    words: list[str] = Field(default_factory=list)


class ConversationOut(Schema):
    id: int
    reference: str
    production_id: int | None
    channel: Channel
    subject: str
    """Empty for a folded text, as `preview`."""
    preview: str
    received_at: datetime
    last_at: datetime
    state: Conversation.State
    is_new: bool
    assigned_to_id: int | None
    due_on: Any = None
    language: str
    kind: str
    kinds: list[ProposalOut]
    topic: str | None
    topics: list[ProposalOut]
    tone: str
    """Indicative."""
    broadcast_id: int | None
    on_air_at: datetime | None
    family_id: int | None
    is_folded: bool
    gist: str
    confirmed_at: datetime | None
    version: int

    @staticmethod
    def resolve_subject(row: Conversation) -> str:
        return "" if row.is_folded else row.subject

    @staticmethod
    def resolve_preview(row: Conversation) -> str:
        return "" if row.is_folded else row.preview

    @staticmethod
    def resolve_kinds(row: Conversation) -> list[Any]:
        return _without_words(row.kinds) if row.is_folded else row.kinds

    @staticmethod
    def resolve_topics(row: Conversation) -> list[Any]:
        return _without_words(row.topics) if row.is_folded else row.topics

    @staticmethod
    def resolve_topic(row: Conversation) -> str | None:
        return row.topic.code if row.topic is not None else None

    @staticmethod
    def resolve_due_on(row: Conversation) -> str | None:
        return row.due_on.isoformat() if row.due_on is not None else None


def _without_words(proposals: list[Any]) -> list[Any]:
    """What was proposed, without the words that spoke: those of a folded text stay folded."""
    return [{**one, "words": []} for one in proposals]


class MessageOut(Schema):
    id: int
    direction: Message.Direction
    at: datetime
    sender: str
    subject: str
    new_text: str
    """The writer's own words."""
    language: str
    is_automatic: bool


class ThreadOut(ConversationOut):
    messages: list[MessageOut]

    @staticmethod
    def resolve_messages(row: Conversation) -> list[Message]:
        return [] if row.is_folded else list(row.messages.defer("words").order_by("at", "pk")[:MOST_MESSAGES])


class ConversationsIn(Schema):
    production: int | None = Field(None, ge=1, lt=2**63)
    state: Conversation.State | None = None
    kind: str = Field("", max_length=16)
    topic: str = Field("", max_length=60)
    language: str = Field("", max_length=3)
    since: datetime | None = None
    """Received at this moment or later."""


class MessageIn(Schema):
    key: str = Field(min_length=1, max_length=200)
    """Your own identifier: sent again, it is the same message."""
    text: str = Field(min_length=1, max_length=1_000_000)
    received_at: datetime
    subject: str = Field("", max_length=250)
    name: str = Field("", max_length=160)
    email: str = Field("", max_length=250)
    phone: str = Field("", max_length=60)
    handle: str = Field("", max_length=250)
    language: str = Field("", max_length=3)
    production: int | None = Field(None, ge=1, lt=2**63)
    """Where the text names no programme; without it, whoever looks after the whole house files it."""


class FateOut(Schema):
    fate: str
    """new, added or duplicate."""


class MadeOut(FateOut):
    conversation: ConversationOut


class CorrectionIn(Schema):
    about: str = Field(min_length=1, max_length=40)
    """`kind`, or the code of a set of topics."""
    label: str = Field(min_length=1, max_length=60)
    version: int | None = None
    """As you read it: a conversation that changed since is refused."""


@router.get(
    "", response=list[ConversationOut], url_name="conversations", summary="The conversations that you may see"
)
@paginate(LimitOffsetPagination)
def listing(request: SignedInRequest, wanted: Query[ConversationsIn]) -> QuerySet[Conversation]:
    found = visible_to(request.user).select_related("topic")
    if wanted.production:
        found = found.filter(production_id=wanted.production)
    for name in ("state", "kind", "language"):
        value = getattr(wanted, name)
        found = found.filter(**{name: value}) if value else found
    if wanted.topic:
        found = found.filter(topic__code=wanted.topic)
    if wanted.since:
        found = found.filter(received_at__gte=wanted.since)
    return found.order_by("-last_at", "-pk")


@router.get("/{int:pk}", response=ThreadOut, url_name="conversation", summary="One conversation with its messages")
def detail(request: SignedInRequest, pk: int) -> Conversation:
    return access_conversation(request.user, pk)


@router.post(
    "",
    response={201: MadeOut, 200: MadeOut, 202: FateOut},
    url_name="conversation_make",
    summary="A message comes in",
)
def make(request: SignedInRequest, body: MessageIn) -> Status[Any]:
    """201 for what was not there yet, 200 for the same message again, 202 where it concerns what you don't see."""
    at = timezone.now()
    require(request.user, "change", desk=Desk.AUDIENCE, production=body.production, seen=False)
    if body.received_at.tzinfo is None:
        raise HttpError(422, "received_at: no offset. Write it like 2027-03-15T08:05:00+01:00.")
    production = None
    if body.production is not None:
        production = get_object_or_404(within_reach(request.user, "change"), pk=body.production)
    incoming = Incoming(
        channel=Channel.API,
        key=f"api:{request.user.pk}:{body.key}"[:200],
        received_at=body.received_at,
        text=body.text,
        subject=body.subject,
        name=body.name,
        email=body.email,
        phone=body.phone,
        handle=body.handle,
        language_hint=body.language,
        production=production,
    )
    outcome = actions.receive([incoming], by=None, at=at).outcomes[0]
    row = visible_to(request.user).filter(pk=outcome.conversation.pk).first()
    if row is None:
        return Status(202, {"fate": outcome.fate.value})
    status = 200 if outcome.fate == "duplicate" else 201
    return Status(status, {"fate": outcome.fate.value, "conversation": row})


@router.post(
    "/{int:pk}/correct", response=ConversationOut, url_name="conversation_correct", summary="A label corrected"
)
def correct(request: SignedInRequest, pk: int, body: CorrectionIn) -> Conversation:
    row = access_conversation(request.user, pk, to="change")
    try:
        corrected = actions.correct(
            conversation=row,
            about=body.about,
            label=body.label,
            read_version=body.version,
            by=request.user,
            at=timezone.now(),
        )
    except actions.UnknownLabel as refused:
        raise HttpError(422, f"label: “{refused}” is not one of {body.about}.") from None
    except actions.NothingWritten:
        raise HttpError(409, "Nobody of the public has written anything here.") from None
    except StaleWrite as stale:
        raise HttpError(409, f"Changed meanwhile: now at version {stale.row.version}.") from None
    return corrected.conversation
