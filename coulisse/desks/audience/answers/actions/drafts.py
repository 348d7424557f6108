"""The answer that is being written."""

from datetime import datetime

from django.db import transaction

from coulisse.desks.audience.answers.models import Draft, WordingVersion
from coulisse.desks.audience.answers.texts import hash_of_text
from coulisse.desks.audience.intake.models import Conversation
from coulisse.foundation.accounts.models import User

LONGEST = 40_000


class TextTooLong(Exception):
    """More than any letter says."""


class OwnText(Exception):
    """A second person looks, not the one who wrote."""


class NothingToLookAt(Exception):
    """There is no draft."""


def save_draft(
    *,
    conversation: Conversation,
    text: str,
    language: str,
    read_version: int,
    by: User,
    at: datetime,
    subject: str = "",
    wording: WordingVersion | None = None,
) -> Draft | None:
    """Keep the draft; an empty one is put away and None returned. `read_version` is 0 where there was none.

    Raises `StaleWrite` if somebody saved in between, `TextTooLong`.
    """
    if len(text) > LONGEST:
        raise TextTooLong(len(text))
    values = {"text": text, "subject": subject, "language": language, "wording": wording, "by": by, "at": at}
    with transaction.atomic():
        Conversation.objects.select_for_update(no_key=True).only("pk").get(pk=conversation.pk)
        found = Draft.objects.filter(conversation=conversation).first()
        if found is None:
            return Draft.objects.create(conversation=conversation, **values) if text.strip() else None
        if found.text == text and found.subject == subject and found.language == language:
            return found
        if not text.strip() and found.version == read_version:
            found.delete()
            return None
        written = found.write({"text": text, "subject": subject, "language": language}, read_version=read_version)
        Draft.objects.filter(pk=written.pk).update(wording=wording, by=by, at=at)
        written.wording, written.by, written.at = wording, by, at
    return written


def look(*, conversation: Conversation, sha256: str, by: User, at: datetime) -> Draft:
    """Say that one read this very draft, written by somebody else. Raises `NothingToLookAt`, `OwnText`."""
    with transaction.atomic():
        draft = Draft.objects.select_for_update().filter(conversation=conversation).first()
        if draft is None or hash_of_text(draft.text) != sha256:
            raise NothingToLookAt(conversation.pk)
        if draft.by_id == by.pk:
            raise OwnText(draft.pk)
        draft.looked_by, draft.looked_sha256 = by, sha256
        draft.save(update_fields=["looked_by", "looked_sha256"])
    return draft
