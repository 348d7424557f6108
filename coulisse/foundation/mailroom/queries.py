"""Reading the letters: the list, one letter with its recipients, and whether letters leave at all."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import BigIntegerField, Count, F, Min, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coulisse.foundation.counted import counted
from coulisse.foundation.mailroom.authorizing import can_consent, redirect_address, signs_in_as
from coulisse.foundation.mailroom.models import (
    LOST,
    STILL_HERE,
    Enclosure,
    KeptAside,
    Letter,
    Mailbox,
    Recipient,
    State,
)
from coulisse.foundation.mailroom.presets import provider_of
from coulisse.foundation.mailroom.problems import told

if TYPE_CHECKING:
    from coulisse.foundation.accounts.models import User

PAGE = 50
SMTP = "django.core.mail.backends.smtp.EmailBackend"


def visible_to(user: "User") -> QuerySet[Letter]:
    """One's own letters, those of the productions that one may change, all of them for the owner."""
    if user.may("manage"):
        return Letter.objects.all()
    own = Q(by=user)
    reached = user.scope().productions("change") if user.is_active else frozenset[int]()
    if reached is None:
        return Letter.objects.filter(own | Q(production_id__isnull=False))
    return Letter.objects.filter(own | Q(production_id__in=reached))


@dataclass(frozen=True, slots=True)
class Counts:
    """How many messages of a letter are in each state."""

    total: int
    here: int
    sending: int
    sent: int
    failed: int
    unknown: int
    recalled: int
    bounced: int

    @property
    def finding(self) -> str:
        """What one needs to know of it first."""
        if self.failed:
            return ngettext("%d refused", "%d refused", self.failed) % self.failed
        if self.bounced:
            return ngettext("%d came back", "%d came back", self.bounced) % self.bounced
        if self.unknown:
            return ngettext("%d of unknown outcome", "%d of unknown outcome", self.unknown) % self.unknown
        if self.here or self.sending:
            waiting = self.here + self.sending
            return ngettext("%d waiting", "%d waiting", waiting) % waiting
        if self.recalled == self.total:
            return _("recalled")
        return ngettext("%d sent", "%d sent", self.sent) % self.sent

    @property
    def badge(self) -> str:
        """The state colour that goes with the finding."""
        if self.failed or self.bounced or self.unknown:
            return "stop" if self.failed or self.bounced else "warn"
        if self.here or self.sending:
            return "info"
        return "" if self.recalled == self.total else "ok"


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One letter in the list."""

    id: int
    subject: str
    by: str
    posted_at: datetime
    leaves_at: datetime
    counts: Counts
    """Of all that were posted together, where this stands for them."""
    together: int = 1


@dataclass(frozen=True, slots=True)
class RecipientView:
    id: int
    name: str
    address: str
    state: str
    state_label: str
    sent_at: datetime | None
    next_at: datetime | None
    """When it is tried (again), for one that waits."""
    error: str


@dataclass(frozen=True, slots=True)
class LetterView:
    """One letter with everybody whom it is for."""

    id: int
    subject: str
    text: str
    sender: str
    by: str
    posted_at: datetime
    leaves_at: datetime
    counts: Counts
    recipients: Sequence[RecipientView]
    enclosures: Sequence[str]
    recallable: bool
    held: bool
    batch: "BatchView | None" = None


@dataclass(frozen=True, slots=True)
class BatchView:
    """The personal letters that were posted at once: how they do, and which did not arrive."""

    counts: Counts
    lost: "Sequence[LostView]"
    recallable: bool
    waiting: int
    held: int


def _counted(letters: QuerySet[Letter]) -> QuerySet[Letter]:
    def of(*states: State) -> Count:
        return Count("recipients", filter=Q(recipients__state__in=states))

    return counted(
        letters,
        total=Count("recipients"),
        here=of(*STILL_HERE),
        sending=of(State.SENDING),
        sent=of(State.SENT),
        failed=of(State.FAILED),
        unknown=of(State.UNKNOWN),
        recalled=of(State.RECALLED),
        bounced=of(State.BOUNCED),
    )


def _counts(letter: Letter) -> Counts:
    return Counts(**{name: getattr(letter, name) for name in Counts.__dataclass_fields__})


def _counts_of(recipients: QuerySet[Recipient]) -> Counts:
    """The counts of any messages, in one question."""

    def of(*states: State) -> Count:
        return Count("id", filter=Q(state__in=states))

    return Counts(
        **recipients.aggregate(
            total=Count("id"),
            here=of(*STILL_HERE),
            sending=of(State.SENDING),
            sent=of(State.SENT),
            failed=of(State.FAILED),
            unknown=of(State.UNKNOWN),
            recalled=of(State.RECALLED),
            bounced=of(State.BOUNCED),
        )
    )


def counts_about(about: str, about_id: int) -> Counts:
    """How far the letters about an object are: for whoever posted many at once."""
    return _counts_of(Recipient.objects.filter(letter__about=about, letter__about_id=about_id))


@dataclass(frozen=True, slots=True)
class LostView:
    """One message that did not arrive, and why."""

    recipient: int
    letter: int
    name: str
    address: str
    state: str
    state_label: str
    error: str
    at: datetime | None


def bounced_of(about: str, about_id: int, *, limit: int = 500) -> list[LostView]:
    """What came back, was refused or is unknown of the letters about an object, latest first."""
    return _lost(Recipient.objects.filter(letter__about=about, letter__about_id=about_id), limit)


def _lost(recipients: QuerySet[Recipient], limit: int) -> list[LostView]:
    return [
        LostView(
            recipient=one.pk,
            letter=one.letter_id,
            name=one.name,
            address=one.address,
            state=one.state,
            state_label=str(State(one.state).label),
            error=error_words(one.error),
            at=one.bounced_at or one.tried_at,
        )
        for one in recipients.filter(state__in=LOST).order_by("-id")[:limit]
    ]


def error_words(error: str) -> str:
    """What is stored of a failure, in the reader's language where it is the house's own."""
    own = {
        "interrupted": _("The worker was stopped in the middle of sending it."),
        "not-found": _("It was interrupted, and no copy of it is found in the mailbox."),
        "not-looked": _("It was interrupted, and the mailbox could not be looked into."),
    }
    sentence, detail = told(error)
    return own.get(error) or (f"{sentence} {detail}".strip() if detail or sentence != error else error)


def list_letters(user: "User", *, find: str = "", trouble: bool = False, page: int = 1) -> "Page[LetterLine]":
    """A page of letters, newest first. `find` looks in subjects and addresses; `trouble` keeps what failed."""
    letters = visible_to(user)
    if find:
        to = Recipient.objects.filter(address__icontains=find).values("letter_id")
        letters = letters.filter(Q(subject__icontains=find) | Q(pk__in=to))
    if not find and not trouble:
        # Letters posted together show as one, the first.
        letters = letters.filter(Q(batch__isnull=True) | Q(batch=F("id")))
    if trouble:
        lost = Recipient.objects.filter(state__in=LOST).values("letter_id")
        letters = letters.filter(pk__in=lost)
    shown = Paginator(letters.order_by("-posted_at", "-id").only("pk"), PAGE).get_page(page)
    # Counting is for the fifty of the page, not for every letter that the page could hold.
    found = _counted(Letter.objects.filter(pk__in=[letter.pk for letter in shown.object_list]))
    rows = list(found.select_related("by").defer("text", "html").order_by("-posted_at", "-id"))
    folded = {} if find or trouble else _batches([letter.pk for letter in rows if letter.batch == letter.pk])
    lines = [
        LetterLine(
            id=letter.pk,
            subject=letter.subject,
            by=str(letter.by) if letter.by is not None else _("Coulisse"),
            posted_at=letter.posted_at,
            leaves_at=letter.leaves_at,
            counts=folded.get(letter.pk) or _counts(letter),
            together=folded[letter.pk].total if letter.pk in folded else 1,
        )
        for letter in rows
    ]
    return Page(lines, shown.number, shown.paginator)  # type: ignore[arg-type]


def _batches(leads: Sequence[int]) -> dict[int, Counts]:
    """The counts of the letters that were posted together, by their first."""
    if not leads:
        return {}
    states: dict[int, Counter[str]] = {lead: Counter() for lead in leads}
    rows = Recipient.objects.filter(letter__batch__in=leads).values_list("letter__batch", "state")
    for batch, state, number in rows.annotate(number=Count("id")).order_by():
        states[batch][state] += number
    return {lead: _summed(found) for lead, found in states.items()}


def _summed(states: "Counter[str]") -> Counts:
    return Counts(
        total=states.total(),
        here=sum(states[one] for one in STILL_HERE),
        sending=states[State.SENDING],
        sent=states[State.SENT],
        failed=states[State.FAILED],
        unknown=states[State.UNKNOWN],
        recalled=states[State.RECALLED],
        bounced=states[State.BOUNCED],
    )


def _batch(letter: Letter) -> BatchView | None:
    if letter.batch is None:
        return None
    all_of_them = Recipient.objects.filter(letter__batch=letter.batch)
    counts = _counts_of(all_of_them)
    held = all_of_them.filter(state=State.HELD).count()
    return BatchView(
        counts=counts,
        lost=_lost(all_of_them, 100),
        recallable=counts.here > 0,
        waiting=counts.here - held,
        held=held,
    )


def one_letter(pk: int) -> LetterView:
    """A letter that `access_letter` gave."""
    letter = (
        _counted(Letter.objects.filter(pk=pk))
        .select_related("by")
        .prefetch_related(
            Prefetch("recipients", Recipient.objects.order_by("id")),
            Prefetch("enclosures", Enclosure.objects.defer("content").order_by("id")),
        )
        .get()
    )
    people = list(letter.recipients.all())
    return LetterView(
        id=letter.pk,
        subject=letter.subject,
        text=letter.text,
        sender=letter.sender,
        by=str(letter.by) if letter.by is not None else _("Coulisse"),
        posted_at=letter.posted_at,
        leaves_at=letter.leaves_at,
        counts=_counts(letter),
        recipients=[_recipient(one) for one in people],
        enclosures=[one.name for one in letter.enclosures.all()],
        recallable=any(one.state in STILL_HERE for one in people),
        held=any(one.state == State.HELD for one in people),
        batch=_batch(letter),
    )


def _recipient(one: Recipient) -> RecipientView:
    return RecipientView(
        id=one.pk,
        name=one.name,
        address=one.address,
        state=one.state,
        state_label=str(State(one.state).label),
        sent_at=one.sent_at,
        next_at=one.not_before if one.state == State.WAITING else None,
        error=error_words(one.error),
    )


def may_leave(at: datetime) -> Q:
    """Of the recipients that wait: those whose hour has come and whose mailbox neither is paused nor rests."""
    by_the_house = Q(letter__mailbox__isnull=True)
    rested = Q(letter__mailbox__next_at__isnull=True) | Q(letter__mailbox__next_at__lte=at)
    return Q(state=State.WAITING, not_before__lte=at) & (
        by_the_house | (Q(letter__mailbox__is_active=True) & rested)
    )


def next_hour() -> datetime | None:
    """When the next message that waits may leave."""
    waiting = Recipient.objects.filter(state=State.WAITING).exclude(letter__mailbox__is_active=False)
    hours = waiting.annotate(hour=Greatest("not_before", "letter__mailbox__next_at"))
    return cast("datetime | None", hours.aggregate(first=Min("hour"))["first"])


def anything_due(*, at: datetime) -> bool:
    return Recipient.objects.filter(may_leave(at)).exists()


def trouble_count(user: "User") -> int:
    """How many letters that this person may see have a message that failed, for the navigation."""
    lost = Recipient.objects.filter(state__in=LOST).values("letter_id")
    letters = visible_to(user).filter(pk__in=lost)
    # Letters that were posted together count once.
    together = letters.order_by().annotate(together=Coalesce("batch", "pk", output_field=BigIntegerField()))
    return int(together.values("together").distinct().count())


def letters_leave() -> bool:
    """False where the house has no mail server: letters are written to its `mail` folder instead."""
    return (
        not (settings.EMAIL_BACKEND == SMTP and not settings.EMAIL_HOST)
        and "filebased" not in settings.EMAIL_BACKEND
    )


@dataclass(frozen=True, slots=True)
class MailState:
    """For `doctor`: what is overdue, refused or unknown."""

    overdue: int
    failed: int
    unknown: int
    configured: bool


def mail_state(*, late_since: datetime) -> MailState:
    """Overdue is what should have left before `late_since`."""
    counted = Recipient.objects.aggregate(
        overdue=Count("id", filter=Q(state=State.WAITING, not_before__lt=late_since)),
        failed=Count("id", filter=Q(state=State.FAILED)),
        unknown=Count("id", filter=Q(state=State.UNKNOWN)),
    )
    return MailState(**counted, configured=letters_leave())


@dataclass(frozen=True, slots=True)
class IdentityView:
    id: int
    name: str
    address: str
    languages: Sequence[str]
    """Those that it has a signature in."""


@dataclass(frozen=True, slots=True)
class KeptView:
    id: int
    folder: str
    reason: str
    detail: str
    size: int
    kept_at: datetime
    has_content: bool


@dataclass(frozen=True, slots=True)
class MailboxLine:
    """One mailbox and how it does. Nothing in it is secret."""

    id: int
    name: str
    address: str
    is_active: bool
    receives: bool
    sends: bool
    fetched_at: datetime | None
    problem: str
    problem_detail: str
    problem_at: datetime | None
    send_problem: str
    send_problem_detail: str
    send_problem_at: datetime | None
    waiting: int
    aside: int


@dataclass(frozen=True, slots=True)
class ConsentView:
    """How access is given at the provider of a mailbox."""

    provider: str
    """Empty where no authorization address stands."""
    host: str
    is_exercised: bool
    is_ready: bool
    """One can be sent there."""
    has_access: bool
    """A refresh token is stored."""
    user: str
    """As whom one signs in there."""
    return_address: str


@dataclass(frozen=True, slots=True)
class MailboxView:
    """A mailbox with all that its page shows."""

    line: MailboxLine
    imap: str
    smtp: str
    sign_in: str
    copy: str
    copy_code: str
    per_minute: int
    inbox: str
    spam: str
    sent: str
    starts_on: date | None
    token_until: datetime | None
    consent: ConsentView | None
    """None where it signs in by a password."""
    identities: Sequence[IdentityView]
    kept: Sequence[KeptView]


def _mailboxes() -> QuerySet[Mailbox]:
    waiting = Count("letters__recipients", filter=Q(letters__recipients__state__in=STILL_HERE), distinct=True)
    return counted(Mailbox.objects.all(), waiting=waiting, aside=Count("kept_aside", distinct=True))


def list_mailboxes(user: "User") -> list[MailboxLine]:
    """Every mailbox of the house, for whoever manages it."""
    return [_mailbox_line(one) for one in _mailboxes()] if user.may("manage") else []


def _mailbox_line(box: Mailbox) -> MailboxLine:
    problem, detail = told(box.error)
    send_problem, send_detail = told(box.send_error)
    return MailboxLine(
        id=box.pk,
        name=box.name,
        address=box.address,
        is_active=box.is_active,
        receives=bool(box.imap_host),
        sends=bool(box.smtp_host),
        fetched_at=box.fetched_at,
        problem=problem,
        problem_detail=detail,
        problem_at=box.error_at,
        send_problem=send_problem,
        send_problem_detail=send_detail,
        send_problem_at=box.send_error_at,
        waiting=getattr(box, "waiting", 0),
        aside=getattr(box, "aside", 0),
    )


def one_mailbox(mailbox: Mailbox) -> MailboxView:
    """A mailbox that `access_mailbox` gave."""
    box = _mailboxes().get(pk=mailbox.pk)
    marks = {mark.kind: mark.folder for mark in box.marks.all()}
    return MailboxView(
        line=_mailbox_line(box),
        imap=_server(box.imap_host, box.imap_port, box.imap_security),
        smtp=_server(box.smtp_host, box.smtp_port, box.smtp_security),
        sign_in=box.get_sign_in_display(),
        copy=box.get_copy_display(),
        copy_code=box.copy,
        per_minute=box.per_minute,
        inbox=box.inbox_folder,
        spam=box.spam_folder or marks.get("spam", ""),
        sent=box.sent_folder or marks.get("sent", ""),
        starts_on=box.starts_on,
        token_until=box.access_expires_at if box.sign_in == Mailbox.SignIn.XOAUTH2 else None,
        consent=_consent(box) if box.sign_in == Mailbox.SignIn.XOAUTH2 else None,
        identities=[
            IdentityView(one.pk, one.name, one.address, sorted(one.signatures)) for one in box.identities.all()
        ],
        kept=[
            KeptView(
                id=one.pk,
                folder=one.folder,
                reason=one.get_reason_display(),
                detail=one.detail,
                size=one.size,
                kept_at=one.kept_at,
                has_content=one.reason == KeptAside.Reason.UNREADABLE,
            )
            for one in box.kept_aside.defer("content")[:100]
        ],
    )


def _consent(box: Mailbox) -> ConsentView:
    provider = provider_of(box.oauth_authorize_url)
    return ConsentView(
        provider=provider.name,
        host=provider.host,
        is_exercised=provider.is_exercised,
        is_ready=can_consent(box),
        has_access=bool(box.sealed_refresh_token),
        user=signs_in_as(box),
        return_address=redirect_address(),
    )


def _server(host: str, port: int, security: str) -> str:
    if not host:
        return ""
    clear = security == Mailbox.Security.NONE
    encryption = _("without encryption") if clear else str(Mailbox.Security(security).label)
    return f"{host}:{port}, {encryption}"
