"""The editor under a thread: the draft, what may be inserted, what binds the answer, what can be undone."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language

from coulisse.desks.audience.answers.addressing import Envelope, envelope
from coulisse.desks.audience.answers.checking import check_conversation
from coulisse.desks.audience.answers.fields import fill_known
from coulisse.desks.audience.answers.lines import Line, line_of_family
from coulisse.desks.audience.answers.models import Answer, Draft, Heard, WordingVersion
from coulisse.desks.audience.answers.publicly import is_public
from coulisse.desks.audience.answers.queries.library import Judged, Suggestion, suggested
from coulisse.desks.audience.answers.refusals import NotSent, sentence
from coulisse.desks.audience.answers.texts import hash_of_text
from coulisse.desks.audience.care.models import Restriction
from coulisse.desks.audience.care.queries import restrictions_of
from coulisse.desks.audience.intake.models import Conversation
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.mailroom.models import STILL_HERE
from coulisse.kernel.times import to_brussels


@dataclass(frozen=True, slots=True)
class LastAnswer:
    """The latest answer that waits in the tray."""

    pk: int
    at: datetime
    leaves_at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Editor:
    """All that the partial `audience/answers/_editor.html` shows."""

    conversation_id: int
    reference: str
    production_id: int | None
    version: int
    """Of the draft; 0 where there is none."""
    text: str
    subject: str
    language: str
    wording_id: int | None
    """The version of a wording that the draft began from."""
    wording: str
    by: str
    at: datetime | None
    is_mine: bool
    to: str
    from_whom: str
    may_write: bool
    refused: str
    """Why no mail can be sent at all, and what to do; empty: it can."""
    has_post: bool
    has_phone: bool
    is_public: bool
    """It began under a publication: without an address it is answered there."""
    line: Line | None
    line_text: str
    is_bound: bool
    """Only the approved line of the family leaves."""
    suggestions: tuple[Suggestion, ...]
    waiting: LastAnswer | None
    review: str
    """The restriction that asks for a second reader; empty: none."""
    sha256: str
    looked_by: str
    judged: Judged | None


def editor(conversation: Conversation, *, user: User, at: datetime) -> Editor:
    """For a conversation that `access_conversation` gave. Twelve queries at most, whatever it holds."""
    today = to_brussels(at).date()
    packed = envelope(conversation)
    draft, heard = _draft_and_heard(conversation)
    line = None
    if conversation.family is not None:
        line = line_of_family(conversation.family, today=today, language=get_language() or "fr")
    may_write = user.may("change", desk=Desk.AUDIENCE, production=conversation.production_id)
    bound = line is not None and line.holds
    restrictions = restrictions_of(conversation.writer_id, at)
    review = next((one.label for one in restrictions if one.scope == Restriction.Scope.REVIEW), "")
    text = draft.text if draft else ""
    version = draft.wording if draft else None
    looked = draft is not None and draft.looked_by is not None and draft.looked_sha256 == hash_of_text(text)
    return Editor(
        conversation_id=conversation.pk,
        reference=conversation.reference,
        production_id=conversation.production_id,
        version=draft.version if draft else 0,
        text=text,
        subject=(draft.subject if draft else "") or packed.subject,
        language=draft.language if draft else packed.language,
        wording_id=version.pk if version else None,
        wording=_named(version),
        by=str(draft.by or "") if draft else "",
        at=draft.at if draft else None,
        is_mine=draft is not None and draft.by_id == user.pk,
        to=packed.address,
        from_whom=_from(packed),
        may_write=may_write,
        refused=_refused(packed),
        has_post="postal" in packed.reached_by,
        has_phone="phone" in packed.reached_by,
        is_public=not packed.address and is_public(conversation),
        line=line,
        line_text=fill_known(str(line.texts.get(packed.language, "")), packed.values) if line else "",
        is_bound=bound,
        suggestions=() if bound or not may_write else suggested(packed, user=user, today=today),
        waiting=_waiting(conversation),
        review=str(review),
        sha256=hash_of_text(text) if text else "",
        looked_by=str(draft.looked_by) if draft and looked else "",
        judged=_judged(heard),
    )


def _refused(packed: Envelope) -> str:
    try:
        check_conversation(packed)
    except NotSent as refused:
        return sentence(refused)
    return ""


def _from(packed: Envelope) -> str:
    if packed.identity is not None:
        return f"{packed.identity.name} <{packed.identity.address}>"
    box = packed.conversation.mailbox
    return f"{box.sender_name or box.name} <{box.address}>" if box else ""


def _named(version: WordingVersion | None) -> str:
    return f"{version.wording.title} v{version.number}" if version else ""


def _waiting(conversation: Conversation) -> LastAnswer | None:
    found = Answer.objects.filter(
        conversation=conversation, recalled_at__isnull=True, bulk__isnull=True, recipient__state__in=STILL_HERE
    )
    row = found.select_related("recipient", "by").order_by("-pk").first()
    if row is None or row.recipient is None:
        return None
    return LastAnswer(row.pk, row.at, row.recipient.not_before, str(row.by or ""))


def _draft_and_heard(conversation: Conversation) -> tuple[Draft | None, Heard | None]:
    """Both in one query."""
    with_all = ("draft__by", "draft__looked_by", "draft__wording__wording", "heard")
    row = Conversation.objects.select_related(*with_all).get(pk=conversation.pk)
    return getattr(row, "draft", None), getattr(row, "heard", None)


def _judged(row: Heard | None) -> Judged | None:
    if row is None:
        return None
    return Judged(row.helped, str(row.get_helped_display()), row.words, row.reopened, row.at)
