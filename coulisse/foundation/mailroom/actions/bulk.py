"""Many personal letters at once: each with its own words, thread and hour, all recalled or paused in one go."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import formataddr, parseaddr
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.db import transaction
from django.db.models import F, Min, Q
from django.db.models.functions import Lower

from coulisse.foundation.journal.actions import announce
from coulisse.foundation.journal.worker_queue import defer
from coulisse.foundation.mailroom.actions.letters import (
    SEND,
    Enclosed,
    NoRecipient,
    NothingLeftToRecall,
    NothingToSend,
    bracketed,
    check_address,
    new_message_id,
    refuse_injection,
    send_delay,
    signed_by,
)
from coulisse.foundation.mailroom.facts import LettersPaused, LettersPosted, LettersRecalled, LettersResumed
from coulisse.foundation.mailroom.locks import RECEIPTS, one_after_the_other
from coulisse.foundation.mailroom.models import (
    STILL_HERE,
    Enclosure,
    Identity,
    Letter,
    Mailbox,
    Recipient,
    State,
)

if TYPE_CHECKING:
    from coulisse.foundation.accounts.models import User

ONE_RECEIPT_IN: Final = timedelta(days=1)
"""At most one automatic receipt leaves for an address in this time (RFC 3834, 2)."""
NOBODY: Final = ("no-reply", "noreply", "no_reply", "do-not-reply", "donotreply", "mailer-daemon", "postmaster")
"""What addresses begin with where nobody reads."""


@dataclass(frozen=True, slots=True)
class Posting:
    """One personal letter to one address.

    `about` is the dotted label of what it is sent for, `about_id` its number: what is recalled, paused and counted
    together. Identifiers may stand with or without angle brackets. `identity` signs it, else the mailbox.
    `to_automatic` says that it answers a mail that no person wrote: no receipt goes there.
    """

    address: str
    subject: str
    text: str
    name: str = ""
    html: str = ""
    language: str = "fr"
    mailbox: Mailbox | None = None
    identity: Identity | None = None
    sender: str = ""
    reply_to: str = ""
    in_reply_to: str = ""
    references: Sequence[str] = ()
    production: int | None = None
    about: str = ""
    about_id: int | None = None
    enclosures: Sequence[Enclosed] = ()
    to_automatic: bool = False

    @property
    def signed(self) -> str:
        """The whole From of this letter."""
        if self.sender:
            return self.sender
        if self.identity is not None:
            return formataddr((self.identity.name, self.identity.address))
        return signed_by(self.mailbox) if self.mailbox is not None else str(settings.DEFAULT_FROM_EMAIL)


def post_each(
    postings: Sequence[Posting],
    *,
    by: "User | None",
    at: datetime,
    spread: timedelta | None = None,
    delay: timedelta | None = None,
    hold: bool = False,
    is_automatic: bool = False,
) -> list[Recipient]:
    """Put many personal letters in the tray at once, in the current transaction; the recipients in the same order.

    They leave one after the other over `spread`; None: as fast as their mailbox allows (`per_minute`). The first
    leaves after `delay` (the house's by default). Raises `NoRecipient`, `BadAddress`, `BadHeader`; then none is
    posted.
    """
    if not postings:
        raise NoRecipient
    for posting in postings:
        _check(posting)
    begin = at + (send_delay() if delay is None else delay)
    hours = _hours(postings, begin, spread)
    with transaction.atomic():
        letters = Letter.objects.bulk_create(
            _letter(posting, by=by, at=at, leaves_at=hour, is_automatic=is_automatic)
            for posting, hour in zip(postings, hours, strict=True)
        )
        if len(letters) > 1:
            Letter.objects.filter(pk__in=[letter.pk for letter in letters]).update(batch=letters[0].pk)
        recipients = Recipient.objects.bulk_create(
            Recipient(
                letter=letter,
                address=posting.address,
                name=posting.name,
                state=State.HELD if hold else State.WAITING,
                message_id=new_message_id(letter.sender),
                not_before=letter.leaves_at,
            )
            for letter, posting in zip(letters, postings, strict=True)
        )
        Enclosure.objects.bulk_create(_enclosures(letters, postings))
        first = postings[0]
        announce(
            LettersPosted(about=first.about, about_id=first.about_id, subject=first.subject, count=len(letters)),
            by=by,
            at=at,
            about=letters[0],
            production=_common(posting.production for posting in postings),
        )
        if not hold:
            defer(SEND, queue="mail", not_before=begin)
    return recipients


def _check(posting: Posting) -> None:
    refuse_injection(
        subject=posting.subject,
        sender=posting.signed,
        reply_to=posting.reply_to,
        name=posting.name,
        address=posting.address,
    )
    check_address(posting.address)
    for whole in filter(None, (posting.signed, posting.reply_to)):
        check_address(parseaddr(whole)[1])


def _hours(postings: Sequence[Posting], begin: datetime, spread: timedelta | None) -> list[datetime]:
    """When each leaves: evenly over `spread`, or at the pace of each mailbox."""
    if spread is not None:
        return [begin + spread * rank / len(postings) for rank in range(len(postings))]
    ranks: dict[int, int] = {}
    hours = []
    for posting in postings:
        box = posting.mailbox
        if box is None:
            hours.append(begin)
            continue
        rank = ranks.setdefault(box.pk, 0)
        ranks[box.pk] += 1
        hours.append(begin + timedelta(minutes=rank / max(box.per_minute, 1)))
    return hours


def _letter(
    posting: Posting, *, by: "User | None", at: datetime, leaves_at: datetime, is_automatic: bool
) -> Letter:
    return Letter(
        subject=posting.subject,
        text=posting.text,
        html=posting.html,
        sender=posting.signed,
        reply_to=posting.reply_to,
        language=posting.language,
        production_id=posting.production,
        about=posting.about,
        about_id=posting.about_id,
        by=by,
        posted_at=at,
        leaves_at=leaves_at,
        mailbox=posting.mailbox,
        in_reply_to=bracketed(posting.in_reply_to),
        references=" ".join(filter(None, map(bracketed, posting.references))),
        is_automatic=is_automatic,
    )


def _enclosures(letters: Sequence[Letter], postings: Sequence[Posting]) -> list[Enclosure]:
    return [
        Enclosure(
            letter=letter,
            name=one.name,
            content_type=one.content_type,
            content=one.content,
            document_id=one.document_id,
        )
        for letter, posting in zip(letters, postings, strict=True)
        for one in posting.enclosures
    ]


def _common(productions: Iterable[int | None]) -> int | None:
    """The production that all are of, if it is one."""
    found = set(productions)
    return found.pop() if len(found) == 1 else None


def post_receipts(
    postings: Sequence[Posting], *, by: "User | None", at: datetime, delay: timedelta | None = None
) -> list[Recipient | None]:
    """Automatic receipts: they say so, and none goes where it could start a loop; None in its place.

    None goes to what a machine wrote, to an address where nobody reads, to a mailbox of the house, or to an
    address that got one within a day.
    """
    with transaction.atomic():
        welcome = _welcome(postings, at)
        chosen = [posting for posting, goes in zip(postings, welcome, strict=True) if goes]
        if not chosen:
            return [None] * len(postings)
        posted = iter(post_each(chosen, by=by, at=at, delay=delay, is_automatic=True))
        return [next(posted) if goes else None for goes in welcome]


def _welcome(postings: Sequence[Posting], at: datetime) -> list[bool]:
    wanted = {posting.address.lower() for posting in postings}
    # Two batches at the same moment must not both find that none was sent: one after the other.
    one_after_the_other(RECEIPTS)
    closed = {address.lower() for address in Mailbox.objects.values_list("address", flat=True)}
    closed |= {address.lower() for address in Identity.objects.values_list("address", flat=True)}
    closed |= set(
        Recipient.objects.annotate(low=Lower("address"))
        .filter(low__in=wanted, letter__is_automatic=True, letter__posted_at__gt=at - ONE_RECEIPT_IN)
        .exclude(state=State.RECALLED)
        .values_list("low", flat=True)
    )
    answers = []
    for posting in postings:
        low = posting.address.lower()
        goes = not posting.to_automatic and low not in closed and not low.startswith(NOBODY)
        answers.append(goes)
        closed.add(low)
    return answers


def recall_about(*, about: str, about_id: int, by: "User", at: datetime) -> int:
    """Take back every letter about this that has not left. Returns how many; raises `NothingLeftToRecall`."""
    return _recall(_about(about, about_id), by, at)


def recall_batch(*, letter: Letter, by: "User", at: datetime) -> int:
    """Take back what has not left of the letters that were posted with this one. Raises `NothingLeftToRecall`."""
    return _recall(_together(letter), by, at)


def pause_about(*, about: str, about_id: int, by: "User", at: datetime) -> int:
    """Hold back every letter about this that has not left. Returns how many; raises `NothingToSend`."""
    return _pause(_about(about, about_id), by, at)


def pause_batch(*, letter: Letter, by: "User", at: datetime) -> int:
    """Hold back what has not left of the letters that were posted with this one. Raises `NothingToSend`."""
    return _pause(_together(letter), by, at)


def resume_about(*, about: str, about_id: int, by: "User", at: datetime) -> int:
    """Let what is held leave, with the time between two letters that it had. Raises `NothingToSend`."""
    return _resume(_about(about, about_id), by, at)


def resume_batch(*, letter: Letter, by: "User", at: datetime) -> int:
    """Let what is held of the letters that were posted with this one leave. Raises `NothingToSend`."""
    return _resume(_together(letter), by, at)


def _about(about: str, about_id: int) -> Q:
    return Q(letter__about=about, letter__about_id=about_id)


def _together(letter: Letter) -> Q:
    return Q(letter=letter) if letter.batch is None else Q(letter__batch=letter.batch)


def _recall(which: Q, by: "User", at: datetime) -> int:
    with transaction.atomic():
        rows = _locked(which, STILL_HERE)
        if not rows:
            raise NothingLeftToRecall
        Recipient.objects.filter(pk__in=rows).update(state=State.RECALLED)
        _tell(LettersRecalled, rows, by, at)
    return len(rows)


def _pause(which: Q, by: "User", at: datetime) -> int:
    with transaction.atomic():
        rows = _locked(which, (State.WAITING,))
        if not rows:
            raise NothingToSend
        Recipient.objects.filter(pk__in=rows).update(state=State.HELD)
        _tell(LettersPaused, rows, by, at)
    return len(rows)


def _resume(which: Q, by: "User", at: datetime) -> int:
    with transaction.atomic():
        rows = _locked(which, (State.HELD,))
        held = Recipient.objects.filter(pk__in=rows)
        earliest = held.aggregate(earliest=Min("not_before"))["earliest"]
        if earliest is None:
            raise NothingToSend
        late = max(at - earliest, timedelta(0))
        held.update(state=State.WAITING, not_before=F("not_before") + late)
        _tell(LettersResumed, rows, by, at)
        defer(SEND, queue="mail", not_before=max(at, earliest))
    return len(rows)


def _locked(which: Q, states: Sequence[State]) -> list[int]:
    """The messages in one of these states, one after the other with a sender that may be at work."""
    rows = Recipient.objects.select_for_update(of=("self",)).filter(which, state__in=states)
    return list(rows.order_by("id").values_list("pk", flat=True))


def _tell(
    fact: type[LettersRecalled | LettersPaused | LettersResumed], rows: Sequence[int], by: "User", at: datetime
) -> None:
    first = Letter.objects.filter(recipients__pk=rows[0]).defer("text", "html").get()
    happened = fact(about=first.about, about_id=first.about_id, count=len(rows))
    announce(happened, by=by, at=at, about=first, production=first.production_id)
