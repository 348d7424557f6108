"""A letter kept, read, typed, and become a conversation once somebody said who wrote it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from django.db import transaction

from coulisse.desks.audience.facts.channels import LetterFiled, LetterKept, LetterRead, LetterTyped
from coulisse.desks.audience.intake.actions import receive
from coulisse.desks.audience.intake.cleaning import clean, preview
from coulisse.desks.audience.intake.incoming import Incoming
from coulisse.desks.audience.intake.models import Channel, Conversation, Message
from coulisse.desks.audience.intake.scans import reading
from coulisse.desks.audience.intake.scans.models import PaperLetter, PaperPage
from coulisse.desks.audience.intake.searching import vector
from coulisse.desks.audience.intake.tagging import tag_again
from coulisse.desks.audience.relations.models import Writer
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.documents.actions import keep
from coulisse.foundation.documents.sniffing import sniff
from coulisse.foundation.documents.vault import Content
from coulisse.foundation.jobs.models import Job
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.journal.facts import Fact
from coulisse.foundation.productions.models import Production
from coulisse.kernel.times import BRUSSELS

NOON: Final = time(12)
MOST_FILES: Final = 40
LONGEST: Final = 200_000


class NotALetter(Exception):
    """Neither a PDF nor a photo that can be shown. Carries the name of the file."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class NothingRead(Exception):
    """There is no text yet: it is read by the machine, or typed."""


class AlreadyFiled(Exception):
    """It is a conversation already."""


@dataclass(frozen=True, slots=True)
class GivenFile:
    """One file of a letter, in its order."""

    name: str
    content: Content


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who wrote a letter, as it says itself."""

    writer: Writer | None = None
    name: str = ""
    postal: str = ""
    email: str = ""
    phone: str = ""
    language: str = ""
    subject: str = ""
    topic: str = ""


def keep_letter(
    *, files: Sequence[GivenFile], received_on: date, production: Production | None, by: User, at: datetime
) -> PaperLetter:
    """Keep the files of one letter, in their order. Raises `NotALetter`, and what `documents.keep` raises."""
    with transaction.atomic():
        letter = PaperLetter.objects.create(
            production=production, received_on=received_on, given_by=by, given_at=at
        )
        _add(letter, files, first=1, by=by, at=at)
        _tell(LetterKept(letter_id=letter.pk, pages=len(files)), letter, by=by, at=at)
    return letter


def add_pages(*, letter: PaperLetter, files: Sequence[GivenFile], by: User, at: datetime) -> PaperLetter:
    """More sheets, after those that are there. Raises `AlreadyFiled`, `NotALetter`."""
    with transaction.atomic():
        stored = _locked(letter)
        _refuse_filed(stored)
        last = stored.pages.order_by("-position").values_list("position", flat=True).first() or 0
        _add(stored, files, first=last + 1, by=by, at=at)
        _tell(LetterKept(letter_id=stored.pk, pages=len(files)), stored, by=by, at=at)
    return stored


def move_page(*, page: PaperPage, up: bool) -> None:
    """One place up or down among the sheets; nothing is announced. Raises `AlreadyFiled`."""
    with transaction.atomic():
        letter = _locked(page.letter)
        _refuse_filed(letter)
        pages = list(letter.pages.select_for_update().order_by("position"))
        at = next(index for index, one in enumerate(pages) if one.pk == page.pk)
        to = at - 1 if up else at + 1
        if 0 <= to < len(pages):
            pages[at], pages[to] = pages[to], pages[at]
            for position, one in enumerate(pages, 1):
                PaperPage.objects.filter(pk=one.pk).update(position=position)
            _gather(letter, pages)


def set_reading(*, letter: PaperLetter, job: Job) -> None:
    PaperLetter.objects.filter(pk=letter.pk).update(
        job=job, state=PaperLetter.State.READING if letter.state == PaperLetter.State.GIVEN else letter.state
    )


def note_sheets(*, page: PaperPage, sheets: int, text: str = "") -> None:
    """A file was opened: how many sheets it has; with the words that it carries, it is read already."""
    page.sheets = sheets
    if text:
        page.text, page.read = text[:LONGEST], sheets
    page.save(update_fields=["sheets", "text", "read"])


def note_sheet(*, page: PaperPage, text: str) -> None:
    """One more sheet was read."""
    page.text = f"{page.text}\n\n{text}".strip()[:LONGEST]
    page.read += 1
    page.save(update_fields=["text", "read"])


def note_trouble(*, page: PaperPage, trouble: str) -> None:
    page.trouble = trouble[:20]
    page.save(update_fields=["trouble"])


def finish_reading(*, letter: PaperLetter, by: User | None, at: datetime) -> PaperLetter:
    """What was read becomes the text, unless somebody typed it meanwhile."""
    with transaction.atomic():
        stored = _locked(letter)
        if stored.state == PaperLetter.State.TYPED:
            return stored
        stored.state = PaperLetter.State.READ
        stored.save(update_fields=["state"])
        _gather(stored, stored.pages.order_by("position"))
        _tell(LetterRead(letter_id=stored.pk, signs=len(stored.text)), stored, by=by, at=at)
    return stored


def give_up_reading(*, letter: PaperLetter) -> None:
    """The reading was stopped, or cannot be done: it can be begun again, or the text typed."""
    PaperLetter.objects.filter(pk=letter.pk, state=PaperLetter.State.READING).update(state=PaperLetter.State.GIVEN)


def type_text(*, letter: PaperLetter, text: str, read_version: int, by: User, at: datetime) -> PaperLetter:
    """The text as a person typed or checked it; the conversation says the same. Raises `StaleWrite`."""
    said = clean(text, LONGEST).strip()
    with transaction.atomic():
        written = letter.write({"text": said, "state": PaperLetter.State.TYPED}, read_version=read_version)
        if written.conversation_id is not None:
            _rewrite(written.conversation_id, said)
        _tell(LetterTyped(letter_id=written.pk, signs=len(said)), written, by=by, at=at)
    return written


def file_letter(*, letter: PaperLetter, author: Author, by: User, at: datetime) -> Conversation:
    """The letter becomes a conversation of its day, with its deadline. Raises `NothingRead`, `AlreadyFiled`."""
    with transaction.atomic():
        stored = _locked(letter)
        _refuse_filed(stored)
        if not stored.text.strip():
            raise NothingRead(stored.pk)
        outcome = receive([_incoming(stored, author)], by=by, at=at).outcomes[0]
        conversation = outcome.conversation
        if author.writer is not None and conversation.writer_id != author.writer.pk:
            Conversation.objects.filter(pk=conversation.pk).update(writer_id=author.writer.pk)
            conversation.refresh_from_db()
        stored.conversation = conversation
        stored.version += 1
        stored.save(update_fields=["conversation", "version"])
        told = LetterFiled(letter_id=stored.pk, conversation_id=conversation.pk, reference=conversation.reference)
        _tell(told, stored, by=by, at=at)
    return conversation


def _incoming(letter: PaperLetter, author: Author) -> Incoming:
    known: dict[str, str] = {}
    if author.writer is not None:
        for row in author.writer.addresses.order_by("pk"):
            known.setdefault(row.kind, row.value)
    return Incoming(
        channel=Channel.LETTER,
        key=f"letter:{letter.pk}",
        received_at=datetime.combine(letter.received_on, NOON, tzinfo=BRUSSELS),
        text=letter.text,
        new_text=letter.text,
        subject=author.subject,
        name=author.name or (author.writer.name if author.writer is not None else ""),
        email=author.email or known.get("email", ""),
        phone=author.phone or known.get("phone", ""),
        handle=known.get("handle", ""),
        postal=author.postal or known.get("postal", ""),
        language_hint=author.language,
        production=letter.production,
        topic=author.topic,
        is_read=True,
    )


def _add(letter: PaperLetter, files: Sequence[GivenFile], *, first: int, by: User, at: datetime) -> None:
    for position, one in enumerate(files, first):
        content = one.content if isinstance(one.content, bytes) else b"".join(one.content)
        if not reading.can_read(sniff(content[: 64 * 1024]).media_type):
            raise NotALetter(one.name)
        document = keep(
            content,
            name=one.name,
            title=f"{letter}, {position}",
            production=letter.production_id,
            desk=Desk.AUDIENCE,
            tags=("courrier",),
            by=by,
            at=at,
        )
        PaperPage.objects.create(letter=letter, position=position, document=document)


def _gather(letter: PaperLetter, pages: Iterable[PaperPage]) -> None:
    """The text of a letter that nobody typed follows the order of its sheets."""
    if letter.state == PaperLetter.State.TYPED:
        return
    letter.text = "\n\n".join(page.text for page in pages if page.text)[:LONGEST]
    letter.version += 1
    letter.save(update_fields=["text", "version"])


def _rewrite(conversation: int, text: str) -> None:
    """The first message says what the letter says; it is found by it, and what it is about is proposed anew."""
    message = Message.objects.filter(conversation_id=conversation, key__startswith="letter:").first()
    if message is None or message.new_text == text:
        return
    row = Conversation.objects.select_for_update(of=("self",)).get(pk=conversation)
    words = (message.sender, "B"), (message.subject, "A"), (text, "D")
    Message.objects.filter(pk=message.pk).update(
        text=text, new_text=text, words=vector(words[0]) if row.is_folded else vector(*words)
    )
    row.preview = preview(text)
    row.version += 1
    row.save(update_fields=["preview", "version"])
    tag_again([conversation])


def _locked(letter: PaperLetter) -> PaperLetter:
    rows = PaperLetter.objects.select_for_update(of=("self",)).select_related("production")
    return rows.get(pk=letter.pk)


def _refuse_filed(letter: PaperLetter) -> None:
    if letter.conversation_id is not None:
        raise AlreadyFiled(letter.pk)


def _tell(happened: Fact, letter: PaperLetter, *, by: User | None, at: datetime) -> None:
    announce(happened, by=by, at=at, about=letter, production=letter.production_id, desk=Desk.AUDIENCE)
