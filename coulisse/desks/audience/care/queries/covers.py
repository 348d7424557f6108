"""What stands in for a folded text: in a list, and in a thread. Never a word of the text itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coulisse.desks.audience.care.access import may_read_threat
from coulisse.desks.audience.care.models import Exposure, SafetyContact, ThreatFile, ThreatStep
from coulisse.desks.audience.care.words import code_of, noun, title
from coulisse.desks.audience.intake.models import Conversation
from coulisse.foundation.accounts.models import User

Role = SafetyContact.Role
PASSED_ON: Final[dict[str, Promise]] = {
    Role.SECURITY: _("Passed on to the security contact at"),
    Role.POLICE: _("Passed on to the police at"),
    Role.PREVENTION: _("Passed on to the prevention adviser at"),
    Role.LAWYER: _("Passed on to the lawyer at"),
}


@dataclass(frozen=True, slots=True)
class Cover:
    """A folded conversation as a thread shows it before somebody asks for its text."""

    conversation_id: int
    reference: str
    gist: str
    noun: str
    title: str
    is_frozen: bool
    passed_on: str
    """« Passed on to the security contact at », or nothing."""
    passed_at: datetime | None
    file_id: int | None
    """The threat file, where this reader may open it."""
    has_file: bool
    may_change: bool
    shown_to_me: int
    """How often this reader asked for the text."""
    is_heavy: bool
    """A threat, hate or harassment: a file is offered."""


@dataclass(frozen=True, slots=True)
class FoldedRow:
    """A folded conversation as a list shows it."""

    pk: int
    gist: str
    title: str
    at: datetime
    is_frozen: bool
    passed_on: str
    passed_at: datetime | None
    file_id: int | None
    has_file: bool
    may_change: bool


def cover(conversation: Conversation, *, user: User) -> Cover | None:
    """What to show in place of the text; None: show the text. Three queries at most."""
    return covers([conversation], user=user).get(conversation.pk)


def covers(conversations: Iterable[Conversation], *, user: User) -> dict[int, Cover]:
    """The covers of those that are folded, by conversation, in three queries."""
    folded = [one for one in conversations if one.is_folded]
    if not folded:
        return {}
    files, steps = _files(folded)
    mine: dict[int, int] = {}
    asked = Exposure.objects.filter(conversation__in=[one.pk for one in folded], person=user)
    for conversation_id in asked.values_list("conversation_id", flat=True):
        mine[conversation_id] = mine.get(conversation_id, 0) + 1
    return {one.pk: _cover(one, files.get(one.pk), steps, user, mine.get(one.pk, 0)) for one in folded}


def folded_rows(conversations: Iterable[Conversation], *, user: User) -> dict[int, FoldedRow]:
    """The rows of those that are folded, by conversation, in two queries; none when nothing is folded."""
    folded = [one for one in conversations if one.is_folded]
    if not folded:
        return {}
    files, steps = _files(folded)
    return {one.pk: _row(one, files.get(one.pk), steps, user) for one in folded}


def _files(folded: list[Conversation]) -> tuple[dict[int, ThreatFile], dict[int, ThreatStep]]:
    found = ThreatFile.objects.filter(conversation__in=[one.pk for one in folded]).prefetch_related("readers")
    files = {file.conversation_id: file for file in found}
    if not files:
        return {}, {}
    passed = ThreatStep.objects.filter(file__in=files.values(), kind=ThreatStep.Kind.PASSED_ON)
    return files, {step.file_id: step for step in passed.select_related("contact").order_by("at", "id")}


def _cover(
    one: Conversation, file: ThreatFile | None, steps: dict[int, ThreatStep], user: User, mine: int
) -> Cover:
    step = steps.get(file.pk) if file else None
    gist = code_of(one.gist)
    return Cover(
        conversation_id=one.pk,
        reference=one.reference,
        gist=gist,
        noun=noun(gist),
        title=title(gist),
        is_frozen=file is not None,
        passed_on=_to_whom(step),
        passed_at=step.at if step else None,
        file_id=file.pk if file is not None and may_read_threat(user, file) else None,
        has_file=file is not None,
        may_change=_may_change(user, one),
        shown_to_me=mine,
        is_heavy=gist in {"threat", "hate", "harassment"},
    )


def _row(one: Conversation, file: ThreatFile | None, steps: dict[int, ThreatStep], user: User) -> FoldedRow:
    step = steps.get(file.pk) if file else None
    gist = code_of(one.gist)
    return FoldedRow(
        pk=one.pk,
        gist=gist,
        title=title(gist),
        at=one.received_at,
        is_frozen=file is not None,
        passed_on=_to_whom(step),
        passed_at=step.at if step else None,
        file_id=file.pk if file is not None and may_read_threat(user, file) else None,
        has_file=file is not None,
        may_change=_may_change(user, one),
    )


def _to_whom(step: ThreatStep | None) -> str:
    return str(PASSED_ON[step.contact.role]) if step is not None and step.contact is not None else ""


def _may_change(user: User, one: Conversation) -> bool:
    return user.may("change", desk="audience", production=one.production_id)
