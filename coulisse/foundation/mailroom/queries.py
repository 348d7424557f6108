"""Reading the letters: the list, one letter with its recipients, and whether letters leave at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coulisse.foundation.mailroom.models import STILL_HERE, Enclosure, Letter, Recipient, State

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

    @property
    def finding(self) -> str:
        """What one needs to know of it first."""
        if self.failed:
            return ngettext("%d refused", "%d refused", self.failed) % self.failed
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
        if self.failed or self.unknown:
            return "stop" if self.failed else "warn"
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


def _counted(letters: QuerySet[Letter]) -> QuerySet[Letter]:
    def of(*states: State) -> Count:
        return Count("recipients", filter=Q(recipients__state__in=states))

    return letters.annotate(
        total=Count("recipients"),
        here=of(*STILL_HERE),
        sending=of(State.SENDING),
        sent=of(State.SENT),
        failed=of(State.FAILED),
        unknown=of(State.UNKNOWN),
        recalled=of(State.RECALLED),
    )


def _counts(letter: Letter) -> Counts:
    return Counts(**{name: getattr(letter, name) for name in Counts.__dataclass_fields__})


def list_letters(user: "User", *, find: str = "", trouble: bool = False, page: int = 1) -> "Page[LetterLine]":
    """A page of letters, newest first. `find` looks in subjects and addresses; `trouble` keeps what failed."""
    letters = visible_to(user)
    if find:
        to = Recipient.objects.filter(address__icontains=find).values("letter_id")
        letters = letters.filter(Q(subject__icontains=find) | Q(pk__in=to))
    if trouble:
        lost = Recipient.objects.filter(state__in=(State.FAILED, State.UNKNOWN)).values("letter_id")
        letters = letters.filter(pk__in=lost)
    shown = Paginator(letters.order_by("-posted_at", "-id").only("pk"), PAGE).get_page(page)
    # Counting is for the fifty of the page, not for every letter that the page could hold.
    found = _counted(Letter.objects.filter(pk__in=[letter.pk for letter in shown.object_list]))
    lines = [
        LetterLine(
            id=letter.pk,
            subject=letter.subject,
            by=str(letter.by) if letter.by is not None else _("Coulisse"),
            posted_at=letter.posted_at,
            leaves_at=letter.leaves_at,
            counts=_counts(letter),
        )
        for letter in found.select_related("by").defer("text", "html").order_by("-posted_at", "-id")
    ]
    return Page(lines, shown.number, shown.paginator)  # type: ignore[arg-type]


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
        error=_("The worker was stopped in the middle of sending it.")
        if one.error == "interrupted"
        else one.error,
    )


def anything_due(*, at: datetime) -> bool:
    return Recipient.objects.filter(state=State.WAITING, not_before__lte=at).exists()


def trouble_count(user: "User") -> int:
    """How many letters that this person may see have a message that failed, for the navigation."""
    lost = Recipient.objects.filter(state__in=(State.FAILED, State.UNKNOWN)).values("letter_id")
    return visible_to(user).filter(pk__in=lost).count()


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
