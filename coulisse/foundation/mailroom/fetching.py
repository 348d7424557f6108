"""Reading the mailboxes: what is new goes to the desk that reads it, with the mark of how far was read.

Both are one transaction: a process that dies in the middle neither loses a mail nor hands it on twice. What is too
large, or what the desk fails on, is kept aside with a reason, and the rest goes on.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.utils.module_loading import import_string

from coulisse.foundation.mailroom.bounces import looks_like_report, note_bounces
from coulisse.foundation.mailroom.copies import copies_among, is_note, note_copies
from coulisse.foundation.mailroom.folders import Names, folder_names
from coulisse.foundation.mailroom.imap import Head, Imap, opened_box
from coulisse.foundation.mailroom.locks import MAILBOX, holding
from coulisse.foundation.mailroom.models import FolderMark, KeptAside, Mailbox
from coulisse.foundation.mailroom.problems import ServerProblem, one_line

logger = logging.getLogger(__name__)

MOST_BYTES: Final = 40 * 1024 * 1024
"""What a mail may weigh; what is larger stays on the server, and is told."""
BATCH: Final = 100
BATCH_BYTES: Final = 16 * 1024 * 1024
MOST_AT_ONCE: Final = 20_000
"""What one fetch takes from a folder at most; the next one goes on from there."""
PASSES: Final = (OperationalError, InterfaceError)
"""The database is away: no mail is to blame."""

Reader = Callable[..., object]
"""`reader(mailbox, mails, at=…)`, with `is_spam=True` for the spam folder. What it returns may name the places
of the mails that it refused, as `unreadable`."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What one fetch did: mails handed on, our own copies recognised, mails kept aside, whether more waits."""

    new: int = 0
    copies: int = 0
    aside: int = 0
    more: bool = False
    error: str = ""


class Tally:
    """Counts while a fetch runs."""

    def __init__(self) -> None:
        self.new = self.copies = self.aside = 0
        self.more = False

    def told(self, error: str = "") -> Fetched:
        return Fetched(self.new, self.copies, self.aside, self.more, error)


def fetch(mailbox: Mailbox, *, now: Callable[[], datetime], most: int = MOST_AT_ONCE) -> Fetched | None:
    """Read what is new in the inbox, the spam and the folder of sent mail. Call outside any transaction.

    None where another process is at it. A problem of the server is written on the mailbox, and returned.
    """
    with holding(MAILBOX, mailbox.pk) as is_held:
        if not is_held:
            return None
        tally = Tally()
        try:
            reader = reader_of(mailbox)
            with opened_box(mailbox, now=now) as box:
                names = folder_names(mailbox, box.folders())
                for kind, name in _kinds(names):
                    _Reading(mailbox, box, kind, name, names, reader, now, tally).run(most)
        except ServerProblem as problem:
            logger.warning("The mailbox %s cannot be read: %s", mailbox.pk, problem.code)
            Mailbox.objects.filter(pk=mailbox.pk).update(error=problem.stored, error_at=now())
            return tally.told(problem.stored)
        Mailbox.objects.filter(pk=mailbox.pk).update(error="", error_at=None, fetched_at=now())
        return tally.told()


def reader_of(mailbox: Mailbox) -> Reader:
    """The function of the desk that reads this mailbox. Raises `ServerProblem` `no-reader`."""
    readers: dict[str, str] = getattr(settings, "COULISSE_MAIL_READERS", {})
    if mailbox.desk not in readers:
        raise ServerProblem("no-reader", mailbox.desk)
    try:
        found: Reader = import_string(readers[mailbox.desk])
    except ImportError as missing:
        raise ServerProblem("no-reader", str(missing)) from None
    return found


def _kinds(names: Names) -> Iterator[tuple[FolderMark.Kind, str]]:
    """The inbox first: what is filed away from there is met again in the folder of sent mail."""
    yield FolderMark.Kind.INBOX, names.inbox
    if names.spam:
        yield FolderMark.Kind.SPAM, names.spam
    if names.sent:
        yield FolderMark.Kind.SENT, names.sent


@dataclass(slots=True)
class _Reading:
    """One folder of one mailbox, from its mark to its end."""

    mailbox: Mailbox
    box: Imap
    kind: FolderMark.Kind
    folder: str
    names: Names
    reader: Reader
    now: Callable[[], datetime]
    tally: Tally

    def run(self, most: int) -> None:
        mark = self._mark()
        heads = self.box.heads_after(mark.last_uid)
        self.tally.more |= len(heads) > most
        for batch in _batches(heads[:most]):
            self._take(mark, batch)

    def _mark(self) -> FolderMark:
        """How far this folder was read; from the start again where its numbers have lost their meaning."""
        validity = self.box.select(self.folder)
        mark = FolderMark.objects.filter(mailbox=self.mailbox, kind=self.kind).first()
        if mark is not None and mark.uidvalidity == validity and mark.folder == self.folder:
            return mark
        values = {"folder": self.folder, "uidvalidity": validity, "last_uid": self._begin()}
        mark, _new = FolderMark.objects.update_or_create(mailbox=self.mailbox, kind=self.kind, defaults=values)
        return mark

    def _begin(self) -> int:
        """What the first read leaves alone. The folder of sent mail is only looked through for our copies."""
        day = self.mailbox.starts_on
        if day is None:
            return 0
        first = self.box.first_since(day)
        return (first if first is not None else self.box.next_uid()) - 1

    def _take(self, mark: FolderMark, batch: Sequence[Head]) -> None:
        """One batch: our own aside, the rest to the desk, the mark behind it."""
        copies = copies_among(self.mailbox, batch)
        notes = [one for one in batch if is_note(one.message_id)]
        self._file(copies, notes)
        self.tally.copies += note_copies({one.message_id for one in copies}, at=self.now())
        if self.kind == FolderMark.Kind.SENT:
            self._move_mark(mark, batch)
            return
        own = {one.uid for one in (*copies, *notes)}
        self._hand_on(mark, batch, [one for one in batch if one.uid not in own])

    def _file(self, copies: Sequence[Head], notes: Sequence[Head]) -> None:
        """On the server, before it is written here: dying between the two, the copies are met in their folder."""
        filed = self.names.sent
        if copies and filed and self.kind != FolderMark.Kind.SENT:
            self.box.move([one.uid for one in copies], filed)
        proves = self.kind == FolderMark.Kind.SENT or self.mailbox.copy != Mailbox.Copy.SERVER
        known = [one.message_id for one in notes]
        if notes and proves:
            Mailbox.objects.filter(pk=self.mailbox.pk, probe_id__in=known, probe_seen_at__isnull=True).update(
                probe_seen_at=self.now()
            )
        if notes:
            self.box.remove([one.uid for one in notes])

    def _hand_on(self, mark: FolderMark, batch: Sequence[Head], wanted: Sequence[Head]) -> None:
        heavy = [one for one in wanted if one.size > MOST_BYTES]
        light = [one for one in wanted if one.size <= MOST_BYTES]
        contents = self.box.contents([one.uid for one in light]) if light else {}
        mails = [(one, contents[one.uid]) for one in light if contents.get(one.uid)]
        try:
            with transaction.atomic():
                refused = self._read(mails)
                for one in heavy:
                    self._keep_aside(one, KeptAside.Reason.TOO_LARGE)
                self._move_mark(mark, batch)
        except PASSES:
            raise
        except Exception:
            logger.exception("The desk %s failed on a batch of mails", self.mailbox.desk)
            self._one_by_one(mark, batch, dict(mails), heavy)
            return
        self.tally.new += len(mails) - refused
        self.tally.aside += len(heavy) + refused

    def _one_by_one(
        self, mark: FolderMark, batch: Sequence[Head], mails: dict[Head, bytes], heavy: Sequence[Head]
    ) -> None:
        """Find the mail that the desk fails on; the others go on."""
        for one in batch:
            content = mails.get(one)
            try:
                with transaction.atomic():
                    refused = self._read([(one, content)]) if content is not None else 0
                    if one in heavy:
                        self._keep_aside(one, KeptAside.Reason.TOO_LARGE)
                    self._move_mark(mark, [one])
            except PASSES:
                raise
            except Exception as problem:
                logger.exception("A mail is kept aside: %s %s", self.folder, one.uid)
                with transaction.atomic():
                    self._keep_aside(one, KeptAside.Reason.UNREADABLE, content, type(problem).__name__)
                    self._move_mark(mark, [one])
                self.tally.aside += 1
            else:
                self.tally.new += (content is not None) - refused
                self.tally.aside += (one in heavy) + refused

    def _read(self, mails: Sequence[tuple[Head, bytes]]) -> int:
        """Give mails to the desk, in the current transaction; what came back is noted on its letter first.

        How many it refused: they are kept aside.
        """
        if not mails:
            return 0
        at = self.now()
        reports = [content for _head, content in mails if looks_like_report(content)]
        if reports:
            note_bounces(self.mailbox, reports, at=at)
        more: dict[str, Any] = {"is_spam": True} if self.kind == FolderMark.Kind.SPAM else {}
        found = self.reader(self.mailbox, [content for _head, content in mails], at=at, **more)
        places: Sequence[int] = getattr(found, "unreadable", ())
        for place in places:
            self._keep_aside(mails[place][0], KeptAside.Reason.UNREADABLE, mails[place][1])
        return len(places)

    def _keep_aside(
        self, head: Head, reason: KeptAside.Reason, content: bytes | None = None, detail: str = ""
    ) -> None:
        KeptAside.objects.update_or_create(
            mailbox=self.mailbox,
            folder=self.folder,
            uidvalidity=self._validity(),
            uid=head.uid,
            defaults={
                "reason": reason,
                "detail": one_line(detail),
                "size": head.size,
                "content": content,
                "kept_at": self.now(),
            },
        )

    def _validity(self) -> int:
        return FolderMark.objects.get(mailbox=self.mailbox, kind=self.kind).uidvalidity

    def _move_mark(self, mark: FolderMark, batch: Sequence[Head]) -> None:
        last = batch[-1].uid
        FolderMark.objects.filter(pk=mark.pk, last_uid__lt=last).update(last_uid=last)


def _batches(heads: Sequence[Head]) -> Iterator[list[Head]]:
    """So many mails at a time, and so many bytes: they are held in memory together."""
    batch: list[Head] = []
    weight = 0
    for head in heads:
        bytes_of = head.size if head.size <= MOST_BYTES else 0
        if batch and (len(batch) >= BATCH or weight + bytes_of > BATCH_BYTES):
            yield batch
            batch, weight = [], 0
        batch.append(head)
        weight += bytes_of
    if batch:
        yield batch
