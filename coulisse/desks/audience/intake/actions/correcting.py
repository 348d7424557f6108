"""A label given or confirmed by a person: kept, learned at once, and tried on what resembles it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from coulisse.desks.audience.facts.intake import LabelCorrected
from coulisse.desks.audience.intake import learning, topic_sets
from coulisse.desks.audience.intake.cleaning import clean
from coulisse.desks.audience.intake.models import Conversation, Correction, Message
from coulisse.desks.audience.intake.tagging import ABOUT_KIND, tag_again
from coulisse.desks.audience.intake.understanding import READ, Knowledge
from coulisse.engines.triage.kinds import KINDS
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce

ALIKE: Final = 200
"""Open conversations that a correction is tried on at once; a job goes over the rest."""


class UnknownLabel(ValueError):
    """A kind that doesn't exist, or a topic that the set doesn't have any more."""


class NothingWritten(ValueError):
    """A conversation without a word of the public: there is nothing to learn from."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """`similar` are the open conversations whose proposal changed with this correction."""

    conversation: Conversation
    correction: Correction
    similar: int


def correct(
    *, conversation: Conversation, about: str, label: str, by: User, at: datetime, read_version: int | None = None
) -> Corrected:
    """Give or confirm a label: `about` is `kind` or the code of a set, `label` a kind or a topic of that set.

    The next message feels it, and so do up to 200 similar open ones nobody has confirmed. Raises `UnknownLabel`,
    `NothingWritten`, `StaleWrite`.
    """
    sets = topic_sets.sets()
    _refuse_unknown(about, label, sets)
    text = learned_text(conversation)
    if not text.strip():
        raise NothingWritten(conversation.pk)
    with transaction.atomic():
        row = _write(conversation, sets, about, label, by=by, at=at, read_version=read_version)
        correction = _keep(Correction(conversation=row, about=about, label=label, text=text, by=by, at=at))
        told = LabelCorrected(conversation_id=row.pk, reference=row.reference, about=about, label=label)
        announce(told, by=by, at=at, about=row, production=row.production_id, desk=Desk.AUDIENCE)
    return Corrected(
        row, correction, tag_again(_similar(row), only=about, told=Knowledge(sets, learning.learners()))
    )


def learned_text(conversation: Conversation) -> str:
    """What is learned from a conversation: the subject and the writer's own words of the first message."""
    first = (
        Message.objects.filter(conversation=conversation, direction=Message.Direction.IN)
        .order_by("at", "pk")
        .values_list("subject", "new_text")
        .first()
    )
    return clean("\n".join(first), READ) if first is not None else ""


def _refuse_unknown(about: str, label: str, sets: topic_sets.Sets) -> None:
    if about == ABOUT_KIND:
        if label not in KINDS:
            raise UnknownLabel(label)
    elif sets.within.get(label) != about:
        raise UnknownLabel(label)


def _write(
    conversation: Conversation,
    sets: topic_sets.Sets,
    about: str,
    label: str,
    *,
    by: User,
    at: datetime,
    read_version: int | None,
) -> Conversation:
    fresh = Conversation.objects.select_for_update().values_list("version", "kinds", "topics")
    version, kinds, topics = fresh.get(pk=conversation.pk)
    values: dict[str, Any] = {"confirmed_by": by, "confirmed_at": at}
    sure = {"code": label, "confidence": 1.0, "words": [], "by": "person"}
    if about == ABOUT_KIND:
        others = [one for one in kinds if one["code"] != label]
        values |= {"kind": label, "kinds": [sure, *others]}
    else:
        others = [one for one in topics if sets.within.get(one["code"]) != about]
        values["topics"] = [*others, sure]
        if about == topic_sets.HOUSE:
            values["topic_id"] = sets.rows[label]
    return conversation.write(values, read_version=version if read_version is None else read_version)


def _keep(correction: Correction) -> Correction:
    """In the place of an earlier one about the same, in one statement."""
    one_per, given = ["conversation", "about"], ["label", "text", "by", "at"]
    (kept,) = Correction.objects.bulk_create(
        [correction], update_conflicts=True, unique_fields=one_per, update_fields=given
    )
    return kept


def _similar(row: Conversation) -> Sequence[int]:
    """Open ones that nobody has confirmed: of the same family first, then the latest of the same production."""
    waiting = Conversation.objects.filter(
        state__in=(Conversation.State.OPEN, Conversation.State.WAITING), confirmed_at__isnull=True
    ).exclude(pk=row.pk)
    keys: list[int] = []
    if row.family_id is not None:
        keys += waiting.filter(family=row.family_id).order_by("-received_at").values_list("pk", flat=True)[:ALIKE]
    near = waiting.filter(production=row.production_id).order_by("-last_at", "-pk").values_list("pk", flat=True)
    keys += near[: ALIKE - len(keys)]
    return list(dict.fromkeys(keys))[:ALIKE]
