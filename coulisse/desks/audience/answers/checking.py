"""Whether a text may leave for a conversation: asked at once before it does, with everything locked."""

from datetime import datetime

from coulisse.desks.audience.answers.addressing import Envelope
from coulisse.desks.audience.answers.fields import fill_known
from coulisse.desks.audience.answers.lines import Line, is_frozen, is_in_force, line_of_conversation
from coulisse.desks.audience.answers.models import Draft, WordingVersion
from coulisse.desks.audience.answers.refusals import (
    Expired,
    FamilyFrozen,
    IsSpam,
    NoAddress,
    NotApproved,
    NotTheLine,
    SecondReader,
    ToAMachine,
)
from coulisse.desks.audience.answers.texts import hash_of_text, same
from coulisse.desks.audience.care.models import Restriction
from coulisse.desks.audience.care.queries import restrictions_of
from coulisse.desks.audience.intake.models import Conversation
from coulisse.foundation.accounts.models import User
from coulisse.kernel.times import to_brussels


def check_sending(
    packed: Envelope, text: str, *, wording: WordingVersion | None, draft: Draft | None, by: User, at: datetime
) -> WordingVersion | None:
    """Raises the refusal that applies first; returns the wording that leaves: the line, where there is one."""
    check_conversation(packed)
    today = to_brussels(at).date()
    line = line_of_conversation(packed.conversation, today=today)
    if line is not None and line.holds:
        wording = WordingVersion.objects.get(pk=_check_line(line, packed, text))
    elif _is_frozen(packed.conversation) and (wording is None or not wording.wording.needs_approval):
        raise FamilyFrozen
    elif wording is not None:
        _check_wording(wording, packed, text, at)
    check_writer(packed.conversation, text, draft, by=by, at=at)
    return wording


def check_conversation(packed: Envelope) -> None:
    """What nobody answers by mail, whatever the text says."""
    if packed.conversation.state == Conversation.State.SPAM:
        raise IsSpam
    if packed.is_automatic:
        raise ToAMachine
    if not packed.address:
        raise NoAddress(packed.bounced)


def _is_frozen(conversation: Conversation) -> bool:
    """While a crisis about its family is open."""
    return conversation.family is not None and is_frozen([conversation.family])


def check_writer(conversation: Conversation, text: str, draft: Draft | None, *, by: User, at: datetime) -> None:
    """A restricted writer is answered once a second person has read the very text."""
    review = any(one.scope == Restriction.Scope.REVIEW for one in restrictions_of(conversation.writer_id, at))
    if not review:
        return
    looked = draft is not None and draft.looked_by_id is not None and draft.looked_sha256 == hash_of_text(text)
    if not looked:
        raise SecondReader


def as_sent(version: WordingVersion, packed: Envelope) -> str:
    """What an approved version says to this person."""
    return fill_known(str(version.texts.get(packed.language, "")), packed.values)


def _check_line(line: Line, packed: Envelope, text: str) -> int:
    """The approved version that the text is."""
    refused = NotTheLine(line.title, line.number, is_locked=line.is_locked)
    if not line.is_locked:
        raise refused
    if line.version_id is None:
        raise Expired(line.title)
    approved = line.texts.get(packed.language)
    if not approved or not same(fill_known(approved, packed.values), text):
        raise refused
    return line.version_id


def _check_wording(version: WordingVersion, packed: Envelope, text: str, at: datetime) -> None:
    wording = version.wording
    if not is_in_force(wording, to_brussels(at).date()):
        raise Expired(wording.title)
    if wording.needs_approval:
        approved = version.state == WordingVersion.State.APPROVED
        if not approved or not same(as_sent(version, packed), text):
            raise NotApproved(wording.title)
