"""Letters on paper: the list, one letter with its sheets, and until when it is answered."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from coulisse.desks.audience.intake.due import REPLY, due_on
from coulisse.desks.audience.intake.scans.models import PaperLetter
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.parameters.queries import NoValueInForce, Valued, value_on
from coulisse.foundation.productions.models import Production

MOST: Final = 100


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One letter of the list."""

    pk: int
    received_on: date
    state: str
    state_label: str
    files: int
    preview: str
    conversation_id: int | None
    reference: str
    writer: str
    due_on: date | None


def letters_of(production: Production, *, user: User) -> tuple[LetterLine, ...]:
    """Those without an author first, then the latest. One query."""
    wanted = Q(production=production)
    if user.may("read", desk=Desk.AUDIENCE):
        wanted |= Q(production__isnull=True)
    rows = PaperLetter.objects.filter(wanted).select_related("conversation__writer").annotate(files=Count("pages"))
    found = list(rows.order_by("-received_on", "-pk")[:MOST])
    found.sort(key=lambda row: row.conversation_id is not None)
    return tuple(
        LetterLine(
            row.pk,
            row.received_on,
            row.state,
            str(PaperLetter.State(row.state).label),
            row.files,
            "" if row.conversation is not None and row.conversation.is_folded else row.text[:120],
            row.conversation_id,
            row.conversation.reference if row.conversation else "",
            str(row.conversation.writer) if row.conversation else "",
            row.conversation.due_on if row.conversation else due_on(row.received_on),
        )
        for row in found
    )


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file of a letter; `version` is for its picture."""

    pk: int
    position: int
    document_id: int
    version: int
    has_picture: bool
    name: str
    sheets: int | None
    read: int
    trouble: str
    is_first: bool
    is_last: bool


def sheets_of(letter: PaperLetter) -> tuple[Sheet, ...]:
    rows = list(letter.pages.select_related("document__current").order_by("position"))
    return tuple(
        Sheet(
            row.pk,
            row.position,
            row.document_id,
            row.document.current.number if row.document.current else 0,
            row.document.current is not None and not row.trouble,
            row.document.current.name if row.document.current else str(row.document),
            row.sheets,
            row.read,
            trouble_in_words(row.trouble),
            index == 0,
            index == len(rows) - 1,
        )
        for index, row in enumerate(rows)
    )


def trouble_in_words(code: str) -> str:
    if not code:
        return ""
    sentences = {
        "encrypted": _("It has a password."),
        "too-large": _("It is too large to be drawn."),
        "too-slow": _("It took too long to read."),
        "missing": _("Its content is gone."),
    }
    return sentences.get(code, _("The file is broken."))


@dataclass(frozen=True, slots=True)
class Delay:
    """Until when a letter of a day is answered, and by which rule."""

    on: date | None
    rule: Valued | None


def delay_of(received_on: date) -> Delay:
    """The last day by the dated parameter of the house; none where nobody set it."""
    try:
        rule = value_on(REPLY, received_on, regime="RTBF")
    except NoValueInForce:
        return Delay(None, None)
    return Delay(due_on(received_on), rule)
