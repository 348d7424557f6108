"""One publication as a calendar shows it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from coulisse.desks.community.calendar.models import CalendarMove
from coulisse.desks.community.calendar.queries.agreements import Role
from coulisse.desks.community.publishing.models import NetworkAccount, Publication
from coulisse.desks.community.publishing.queries.pages import TONES
from coulisse.desks.community.strategy.models import Idea
from coulisse.kernel.times import to_brussels

STATE: Final = Publication.State
NETWORK: Final = NetworkAccount.Network
ICONS: Final[dict[str, str]] = {
    NETWORK.BLUESKY: "butterfly",
    NETWORK.MASTODON: "mastodon-logo",
    NETWORK.FACEBOOK: "facebook-logo",
    NETWORK.INSTAGRAM: "instagram-logo",
    NETWORK.THREADS: "threads-logo",
    NETWORK.LINKEDIN: "linkedin-logo",
    NETWORK.YOUTUBE: "youtube-logo",
    NETWORK.TIKTOK: "tiktok-logo",
    NETWORK.X: "x-logo",
}
SIGNS: Final[dict[str, str]] = {
    STATE.DRAFT: "pencil-simple",
    STATE.ARMED: "clock",
    STATE.PAUSED: "pause",
    STATE.SENDING: "paper-plane-tilt",
    STATE.SENT: "paper-plane-tilt",
    STATE.CONFIRMED: "check-circle",
    STATE.UNKNOWN: "question",
    STATE.FAILED: "prohibit-bold",
    STATE.BY_HAND: "device-mobile",
}
STOPPED: Final = (STATE.PAUSED, STATE.FAILED)
MOVABLE: Final = (STATE.DRAFT, STATE.ARMED, STATE.PAUSED, STATE.FAILED)
AGREED, CHANGED, ASKED, NOBODY_ASKED = "agreed", "changed", "asked", ""
OPENING: Final = 90
BEGINNING: Final = 4 * OPENING
"""Enough of a text to find its opening in."""


class Planned(NamedTuple):
    """What a calendar reads of a publication: plain values, as a month has hundreds, and rows cost far more."""

    pk: int
    version: int
    account_id: int
    production_id: int | None
    idea_id: int | None
    broadcast_id: int | None
    offset_minutes: int | None
    text: str
    warning: str
    language: str
    due_at: datetime
    state: str
    agreed_hash: str
    agreement_asked: bool


def planned(row: Publication) -> Planned:
    """Of a row that is there already."""
    return Planned._make(getattr(row, name) for name in Planned._fields)


@dataclass(frozen=True, slots=True)
class Card:
    """`due_at` on the clocks of Brussels, `beside` the hour in the second zone; `sign` the icon of its state.

    `idea` is what it is about; `roles` those who are asked to approve it, where the view shows them.
    """

    pk: int
    version: int
    due_at: datetime
    beside: str
    network: str
    network_label: str
    icon: str
    account: str
    language: str
    text: str
    idea: str
    state: str
    state_label: str
    sign: str
    tone: str
    agreement: str
    roles: tuple[Role, ...]
    tied_to: str
    offset_minutes: int | None
    not_before: datetime | None
    move: CalendarMove | None
    comments: int
    may_move: bool

    @property
    def title(self) -> str:
        """How its text begins, in its own language."""
        return opening(self.text)

    @property
    def clock(self) -> str:
        return f"{self.due_at:%H:%M}"

    @property
    def is_stopped(self) -> bool:
        return self.state in STOPPED

    @property
    def classes(self) -> str:
        """What the styles know of it: its network, whether it is stopped, whether it is still a draft."""
        return f"net-{self.network}{' bad' * self.is_stopped}{' draft' * (self.state == STATE.DRAFT)}"

    @property
    def offset(self) -> str:
        return offset_short(self.offset_minutes)

    @property
    def is_under_embargo(self) -> bool:
        return self.not_before is not None and self.not_before > self.due_at

    @property
    def is_out_and_asks(self) -> bool:
        return self.move is not None and self.move.kind == CalendarMove.Kind.OUT

    @property
    def is_moved(self) -> bool:
        return self.move is not None and self.move.kind in (CalendarMove.Kind.MOVED, CalendarMove.Kind.BY_HAND)


def state_labels() -> dict[str, str]:
    """The words of the states in the reader's language, looked up once a view."""
    return {state.value: str(state.label) for state in STATE}


@dataclass(frozen=True, slots=True)
class Read:
    """What was read at once for all the cards of a view; `programmes` by broadcast.

    `hashes`: None where the view shows no agreements.
    """

    accounts: Mapping[int, NetworkAccount]
    ideas: Mapping[int, Idea]
    programmes: Mapping[int, str]
    hashes: Mapping[int, str] | None
    comments: Mapping[int, int]
    moves: Mapping[int, CalendarMove]
    may_change: Callable[[Planned, NetworkAccount], bool]
    roles: Mapping[int, tuple[Role, ...]]
    state_labels: Mapping[str, str] = field(default_factory=state_labels)


def card_of(row: Planned, read: Read, *, zone: ZoneInfo | None = None) -> Card:
    account = read.accounts[row.account_id]
    idea = read.ideas[row.idea_id] if row.idea_id is not None else None
    return Card(
        pk=row.pk,
        version=row.version,
        due_at=to_brussels(row.due_at),
        beside=beside(row.due_at, zone),
        network=account.network,
        network_label=NETWORK(account.network).label,
        icon=ICONS[account.network],
        account=account.handle,
        language=row.language,
        text=row.text,
        idea=idea.title if idea is not None else "",
        state=row.state,
        state_label=read.state_labels[row.state],
        sign=SIGNS.get(row.state, "circle"),
        tone=TONES.get(row.state, ""),
        agreement=_agreement(row, read.hashes),
        roles=read.roles.get(row.pk, ()),
        tied_to=read.programmes[row.broadcast_id] if row.broadcast_id is not None else "",
        offset_minutes=row.offset_minutes,
        not_before=to_brussels(idea.not_before) if idea is not None and idea.not_before else None,
        move=read.moves.get(row.pk),
        comments=read.comments.get(row.pk, 0),
        may_move=row.state in MOVABLE and read.may_change(row, account),
    )


def opening(text: str) -> str:
    """How a text begins, on one line and by whole words.

    >>> opening("Ce soir,\\n20 h 25."), opening("Merci à vous. " * 20)[-16:], len(opening("Merci" * 20))
    ('Ce soir, 20 h 25.', ' Merci à vous. …', 90)
    """
    words = " ".join(text[:BEGINNING].split())
    if len(words) <= OPENING:
        return words
    kept = words[: OPENING - 1].rpartition(" ")[0] or words[: OPENING - 2]
    return f"{kept} …"


def beside(moment: datetime, zone: ZoneInfo | None) -> str:
    """The hour in a second zone, with the day where it is another one; empty without a zone.

    >>> from datetime import UTC
    >>> beside(datetime(2027, 5, 6, 20, 30, tzinfo=UTC), ZoneInfo("Asia/Tokyo"))
    '05:30 (07/05)'
    """
    if zone is None:
        return ""
    there = moment.astimezone(zone)
    is_same = there.date() == to_brussels(moment).date()
    return f"{there:%H:%M}" if is_same else f"{there:%H:%M (%d/%m)}"


def offset_short(minutes: int | None) -> str:
    """How far from the start of its broadcast, in signs that read alike in the house's languages.

    >>> [offset_short(n) for n in (-60, 40, 0, -505, -10080, None)]
    ['−1 h', '+40 min', '±0', '−8 h 25', '−7 × 24 h', '']
    """
    if minutes is None:
        return ""
    if minutes == 0:
        return "±0"
    sign, far = "−" if minutes < 0 else "+", abs(minutes)
    days, rest = divmod(far, 24 * 60)
    if days and not rest:
        return f"{sign}{days} × 24 h"
    hours, left = divmod(far, 60)
    if not hours:
        return f"{sign}{left} min"
    return f"{sign}{hours} h {left:02}" if left else f"{sign}{hours} h"


def _agreement(row: Planned, hashes: Mapping[int, str] | None) -> str:
    if hashes is None:
        return NOBODY_ASKED
    if row.agreed_hash:
        return AGREED if hashes.get(row.pk) == row.agreed_hash else CHANGED
    return ASKED if row.agreement_asked else NOBODY_ASKED
