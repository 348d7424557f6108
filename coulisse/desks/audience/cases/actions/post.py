"""Letters on paper: written one by one or for a whole selection, numbered, marked as left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import uuid4

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from coulisse.desks.audience.answers.salutations import salutation
from coulisse.desks.audience.cases.actions.numbering import LETTER, take
from coulisse.desks.audience.cases.actions.threads import letters_out
from coulisse.desks.audience.cases.models import PostedLetter
from coulisse.desks.audience.cases.post import AddressTooLong, NoAddress, house_of, paper_of, window_lines
from coulisse.desks.audience.facts.cases import LetterLeft, LettersWritten
from coulisse.desks.audience.intake.models import Conversation
from coulisse.desks.audience.relations.models import WriterAddress
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.documents.actions import keep
from coulisse.foundation.journal.actions import announce
from coulisse.papers.window_letter import window_letters

Kind = PostedLetter.Kind
MOST: Final = 500
"""Letters of one mail merge."""
LANGUAGES: Final = ("fr", "nl", "en")
FIELDS: Final = ("salutation", "name", "reference", "received_on", "due_on", "programme")
"""What a text may hold between braces."""


class LettersRefused(Exception):
    """Nothing was written: whose letters cannot be, and why."""

    def __init__(self, problems: Sequence[tuple[str, str]]) -> None:
        super().__init__(str(problems))
        self.problems = tuple(problems)


class TextMissing(Exception):
    """A letter has a subject and a text in the language of each of its readers."""

    def __init__(self, language: str) -> None:
        super().__init__(language)
        self.language = language


class UnknownField(Exception):
    """A name between braces that no letter can fill."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class LeftAlready(Exception):
    """The letter has left."""


class LeftBeforeWritten(Exception):
    """A letter does not leave before its date."""


class TooMany(Exception):
    """More letters than one mail merge holds."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Subject and text in one language."""

    subject: str
    text: str


def write_letters(
    *,
    conversations: Sequence[Conversation],
    wordings: Mapping[str, Wording],
    kind: str,
    dated_on: date,
    by: User,
    at: datetime,
    signed: str = "",
    is_registered: bool = False,
    addresses: Mapping[int, str] | None = None,
) -> list[PostedLetter]:
    """One letter for each conversation in its reader's language, all or none, with consecutive numbers.

    `addresses`: lines typed by hand, by conversation. A constant number of queries whatever the selection. Raises
    `LettersRefused`, `TextMissing`, `UnknownField`, `TooMany`.
    """
    if not 0 < len(conversations) <= MOST:
        raise TooMany(len(conversations))
    postal = _postal(conversations)
    rows, problems = [], []
    batch = uuid4()
    for one in conversations:
        language = one.language if one.language in LANGUAGES else "fr"
        wording = wordings.get(language)
        if wording is None or not wording.subject.strip() or not wording.text.strip():
            raise TextMissing(language)
        typed = (addresses or {}).get(one.pk, "").strip()
        try:
            lines = window_lines("" if typed else one.writer.name, typed or postal.get(one.writer_id, ""))
        except NoAddress:
            problems.append((one.reference, "no-address"))
            continue
        except AddressTooLong:
            problems.append((one.reference, "too-long"))
            continue
        fields = _fields(one)
        if not fields["due_on"] and "{due_on}" in wording.text + wording.subject:
            problems.append((one.reference, "no-day"))
            continue
        rows.append(
            PostedLetter(
                conversation=one,
                kind=kind,
                language=language,
                addressee=lines.splitlines()[0][:160],
                address=lines,
                subject=fill(wording.subject, fields)[:250],
                text=fill(wording.text, fields),
                signed=(signed or by.name)[:160],
                dated_on=dated_on,
                is_registered=is_registered,
                batch=batch,
                house=house_of(one),
                by=by,
                at=at,
            )
        )
    if problems:
        raise LettersRefused(problems)
    with transaction.atomic():
        for row, number in zip(rows, take(LETTER, dated_on.year, len(rows)), strict=True):
            row.number = number
        messages = letters_out(
            [(row.conversation, row.subject, row.text, f"cases:letter {row.number}") for row in rows],
            answers=kind == Kind.ANSWER,
            by=by,
            at=at,
        )
        for row, message in zip(rows, messages, strict=True):
            row.message = message
        PostedLetter.objects.bulk_create(rows)
        told = LettersWritten(count=len(rows), first=rows[0].number, last=rows[-1].number)
        one_production = {row.conversation.production_id for row in rows}
        announce(
            told,
            by=by,
            at=at,
            about=rows[0],
            production=one_production.pop() if len(one_production) == 1 else None,
            desk=Desk.AUDIENCE,
        )
    return rows


def mark_left(
    *,
    letters: Sequence[PostedLetter],
    sent_on: date,
    by: User,
    at: datetime,
    registered: Mapping[int, str] | None = None,
) -> int:
    """They went to the post: the PDF is kept as it left, bpost's number noted. Returns how many.

    Raises `LeftAlready`, `LeftBeforeWritten`.
    """
    with transaction.atomic():
        pks = [one.pk for one in letters]
        found = PostedLetter.objects.select_for_update(of=("self",)).filter(pk__in=pks)
        rows = list(found.select_related("conversation").order_by("id"))
        left = next((row for row in rows if row.sent_on is not None), None)
        if left is not None or not rows:
            raise LeftAlready(left.number if left else "")
        early = next((row for row in rows if sent_on < row.dated_on), None)
        if early is not None:
            raise LeftBeforeWritten(early.number)
        span = rows[0].number if len(rows) == 1 else f"{rows[0].number}–{rows[-1].number}"
        paper = keep(
            window_letters([paper_of(row) for row in rows], title=span),
            name=f"courrier-{rows[0].number}.pdf",
            title=_("Letters %(span)s") % {"span": span},
            production=rows[0].conversation.production_id,
            desk=Desk.AUDIENCE,
            by=by,
            at=at,
        )
        for row in rows:
            row.sent_on, row.paper = sent_on, paper
            row.registered_number = (registered or {}).get(row.pk, row.registered_number).strip()[:40]
            row.version += 1
            told = LetterLeft(letter_id=row.pk, number=row.number, sent_on=sent_on)
            announce(
                told,
                by=by,
                at=at,
                about=row,
                production=row.conversation.production_id,
                desk=Desk.AUDIENCE,
            )
        PostedLetter.objects.bulk_update(rows, ["sent_on", "paper", "registered_number", "version"])
    return len(rows)


def note_registered(
    *, letter: PostedLetter, number: str, read_version: int, by: User, at: datetime
) -> PostedLetter:
    """bpost's number of a registered letter. Raises `StaleWrite`."""
    with transaction.atomic():
        return letter.write(
            {"registered_number": number.strip()[:40], "is_registered": True}, read_version=read_version
        )


def fill(text: str, fields: Mapping[str, str]) -> str:
    """The text with its fields in place. Raises `UnknownField`.

    >>> fill("Bonjour {name}", {"name": "Anne"})
    'Bonjour Anne'
    """
    filled = text
    for name, value in fields.items():
        filled = filled.replace(f"{{{name}}}", value)
    start, end = filled.find("{"), filled.find("}")
    if -1 < start < end:
        raise UnknownField(filled[start : end + 1])
    return filled


def _fields(conversation: Conversation) -> dict[str, str]:
    broadcast = conversation.broadcast
    return {
        "salutation": salutation(conversation.writer.name, conversation.language),
        "name": conversation.writer.name,
        "reference": conversation.reference,
        "received_on": date_format(conversation.received_at, "d/m/Y"),
        "due_on": date_format(conversation.due_on, "d/m/Y") if conversation.due_on else "",
        "programme": str(broadcast.programme) if broadcast else "",
    }


def _postal(conversations: Sequence[Conversation]) -> dict[int, str]:
    found = WriterAddress.objects.filter(
        writer__in={one.writer_id for one in conversations}, kind=WriterAddress.Kind.POSTAL
    )
    return dict(found.order_by("-id").values_list("writer_id", "value"))
