"""What happened in a case, in order: steps and acts, letters, recourse, questions, material, handing over."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from coulisse.desks.audience.cases.models import (
    Case,
    CaseAct,
    Deadline,
    HandOver,
    Material,
    PostedLetter,
    Recourse,
    ReleaseFinding,
    RoutedQuestion,
)
from coulisse.desks.audience.cases.words import rule_in_words, step_in_words
from coulisse.desks.audience.intake.models import Conversation, Message


@dataclass(frozen=True, slots=True)
class Step:
    """One line. `kind` names an icon's meaning; `link` is the pk behind it, if any."""

    at: datetime
    kind: str
    who: str
    what: str
    text: str = ""
    reference: str = ""
    conversation_id: int | None = None
    document_id: int | None = None


def steps_of(about: Case | Conversation, conversations: Sequence[Conversation]) -> list[Step]:
    """Everything but the messages, in a fixed number of queries."""
    pks = [one.pk for one in conversations]
    names = {one.pk: one.reference for one in conversations}
    found: list[Step] = []
    if isinstance(about, Case):
        found += _acts(about)
    found += _deadlines(about, pks, names)
    found += _posted(pks, names)
    found += _recourses(pks, names)
    found += _questions(pks, names)
    found += _handovers(pks, names)
    found += _materials(pks, names)
    found += _findings(pks, names)
    return sorted(found, key=lambda step: step.at)


def messages_of(conversations: Sequence[Conversation], *, most: int = 400) -> list[Step]:
    """The messages as lines of the chronology, the latest `most`."""
    names = {one.pk: one for one in conversations}
    rows = Message.objects.filter(conversation__in=list(names)).select_related("by").order_by("-at", "-id")
    kept = rows.only("at", "direction", "sender", "subject", "new_text", "conversation_id", "by__name")[:most]
    return [_message(row, names[row.conversation_id]) for row in kept][::-1]


def _message(row: Message, of: Conversation) -> Step:
    """A folded text stays folded here too."""
    words = {"in": _("Received"), "out": _("Sent"), "note": _("Note")}[row.direction]
    said = _("%(what)s: %(subject)s")
    is_folded = of.is_folded and row.direction == Message.Direction.IN
    return Step(
        row.at,
        row.direction,
        row.by.name if row.by else row.sender,
        words if is_folded or not row.subject else said % {"what": words, "subject": row.subject},
        "" if is_folded else row.new_text[:600],
        of.reference,
        of.pk,
    )


def _acts(case: Case) -> Iterator[Step]:
    for row in CaseAct.objects.filter(case=case).select_related("by", "document"):
        is_step = row.kind == CaseAct.Kind.STEP
        yield Step(
            row.at,
            row.kind,
            row.by.name if row.by else "",
            step_in_words(row.code, row.text) if is_step else str(CaseAct.Kind(row.kind).label),
            "" if is_step else row.text,
            document_id=row.document_id,
        )


def _deadlines(about: Case | Conversation, pks: list[int], names: dict[int, str]) -> Iterator[Step]:
    rows = Deadline.objects.filter(conversation__in=pks).select_related("by")
    if isinstance(about, Case):
        rows = rows | Deadline.objects.filter(case=about).select_related("by")
    for row in rows.order_by("at", "id"):
        words = {"day": date_format(row.due_on, "d/m/Y"), "rule": rule_in_words(row.amount, row.unit)}
        yield Step(
            row.at,
            "due",
            row.by.name if row.by else "",
            _("Answer due on %(day)s (%(rule)s)") % words,
            row.reason,
            names.get(row.conversation_id or 0, ""),
            row.conversation_id,
        )


def _posted(pks: Iterable[int], names: dict[int, str]) -> Iterator[Step]:
    for row in PostedLetter.objects.filter(conversation__in=pks).select_related("by"):
        what = {"number": row.number, "to": row.addressee}
        yield Step(
            row.at,
            "letter",
            row.by.name if row.by else "",
            _("Letter %(number)s to %(to)s") % what,
            row.subject,
            names[row.conversation_id],
            row.conversation_id,
        )


def _recourses(pks: Iterable[int], names: dict[int, str]) -> Iterator[Step]:
    for row in Recourse.objects.filter(conversation__in=pks).select_related("by"):
        what = {"body": row.get_body_display(), "state": row.get_state_display()}
        yield Step(
            row.at,
            "recourse",
            row.by.name if row.by else "",
            _("Recourse to the %(body)s: %(state)s") % what,
            row.outcome,
            names[row.conversation_id],
            row.conversation_id,
        )


def _questions(pks: Iterable[int], names: dict[int, str]) -> Iterator[Step]:
    rows = RoutedQuestion.objects.filter(conversation__in=pks).select_related("asked_by", "asked_to")
    for row in rows:
        to = row.asked_to.name if row.asked_to else row.guest_name or row.guest_email
        reference = names[row.conversation_id]
        asked = _("Question to %(to)s, for %(day)s") % {"to": to, "day": date_format(row.due_on, "d/m/Y")}
        by = row.asked_by.name if row.asked_by else ""
        yield Step(row.asked_at, "question", by, asked, row.text, reference, row.conversation_id)


def _handovers(pks: Iterable[int], names: dict[int, str]) -> Iterator[Step]:
    for row in HandOver.objects.filter(conversation__in=pks).select_related("by"):
        what = {"desk": row.get_desk_display(), "to": row.name}
        yield Step(
            row.at,
            "handover",
            row.by.name if row.by else "",
            _("Handed over to %(desk)s (%(to)s)") % what,
            row.note,
            names[row.conversation_id],
            row.conversation_id,
        )
        if row.received_at:
            yield Step(
                row.received_at,
                "received",
                row.name,
                _("Received"),
                "",
                names[row.conversation_id],
                row.conversation_id,
            )


def _materials(pks: Iterable[int], names: dict[int, str]) -> Iterator[Step]:
    for row in Material.objects.filter(conversation__in=pks).select_related("proposed_by", "decided_by"):
        what = {"label": row.label, "state": row.get_state_display()}
        who = row.decided_by or row.proposed_by
        yield Step(
            row.decided_at or row.proposed_at,
            "material",
            who.name if who else "",
            _("%(label)s: %(state)s") % what,
            row.reason,
            names[row.conversation_id],
            row.conversation_id,
        )


def _findings(pks: Iterable[int], names: dict[int, str]) -> Iterator[Step]:
    for row in ReleaseFinding.objects.filter(conversation__in=pks).select_related("by"):
        what = {"person": row.person, "found": row.get_found_display()}
        yield Step(
            row.at,
            "release",
            row.by.name if row.by else "",
            _("Agreement of %(person)s to be shown: %(found)s") % what,
            row.note,
            names[row.conversation_id],
            row.conversation_id,
        )
