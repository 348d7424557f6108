"""What the pages of publications and accounts show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from textwrap import shorten
from typing import Final

from django.db.models import Count, Q
from django.utils.safestring import SafeString, mark_safe

from coulisse.desks.community.publishing.access import accounts_within_reach, publications_within_reach
from coulisse.desks.community.publishing.models import NetworkAccount, Publication
from coulisse.desks.community.publishing.networks.contract import NetworkName
from coulisse.desks.community.publishing.networks.registry import NETWORKS
from coulisse.desks.community.publishing.overrides import RIGHTS
from coulisse.desks.community.publishing.words import outcome, paused_why, why
from coulisse.engines import posttext
from coulisse.foundation.accounts.models import User
from coulisse.foundation.counted import counted

STATE: Final = Publication.State
MOST: Final = 200
TONES: Final[dict[str, str]] = {
    STATE.ARMED: "info",
    STATE.SENDING: "info",
    STATE.SENT: "info",
    STATE.CONFIRMED: "ok",
    STATE.UNKNOWN: "warn",
    STATE.BY_HAND: "warn",
    STATE.PAUSED: "warn",
    STATE.FAILED: "stop",
}
VIEWS: Final[dict[str, tuple[str, ...]]] = {
    "coming": (STATE.ARMED, STATE.SENDING, STATE.SENT, STATE.UNKNOWN, STATE.BY_HAND, STATE.PAUSED, STATE.FAILED),
    "attend": (STATE.UNKNOWN, STATE.BY_HAND, STATE.PAUSED, STATE.FAILED),
    "draft": (STATE.DRAFT,),
    "published": (STATE.CONFIRMED,),
    "cancelled": (STATE.CANCELLED,),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One publication of a list."""

    pk: int
    opening: str
    account: str
    network: str
    due_at: datetime
    language: str
    state: str
    label: str
    tone: str
    why: str
    address: str


@dataclass(frozen=True, slots=True)
class Listing:
    lines: tuple[Line, ...]
    counts: dict[str, int]
    is_cut: bool


@dataclass(frozen=True, slots=True)
class Call:
    """One irreversible call."""

    number: int
    at: datetime
    ended_at: datetime | None
    outcome: str
    detail: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One file that goes along."""

    document: int
    name: str
    alt: str


@dataclass(frozen=True, slots=True)
class One:
    """A publication with all that is known of it."""

    line: Line
    row: Publication
    text_html: SafeString
    length: int
    limit: int
    files: tuple[Shown, ...]
    calls: tuple[Call, ...]
    acts: tuple[str, ...]
    is_of_rights: bool
    """Refused by whoever guards rights: another page tells where else that lies, and the ways out."""


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One account of the list. `is_exercised`: the network was spoken to for real, not only as documented."""

    pk: int
    label: str
    owner: str
    way: str
    is_by_itself: bool
    access: str
    access_tone: str
    access_at: datetime | None
    ends_at: datetime | None
    waiting: int
    is_exercised: bool


def listing(user: User, *, production: int, view: str) -> Listing:
    """Publications of a production and of the clients and accounts without one, the next first; four queries."""
    reached = publications_within_reach(user).filter(
        Q(production=production)
        | Q(production__isnull=True, account__production=production)
        | Q(production__isnull=True, account__production__isnull=True)
    )
    numbers = dict(reached.order_by().values_list("state").annotate(n=Count("pk")))
    counts = {name: sum(numbers.get(state, 0) for state in states) for name, states in VIEWS.items()}
    order = "-due_at" if view in ("published", "cancelled") else "due_at"
    rows = reached.filter(state__in=VIEWS[view]).select_related("account").order_by(order, "pk")[: MOST + 1]
    lines = tuple(line_of(row) for row in rows)
    return Listing(lines[:MOST], counts, len(lines) > MOST)


def line_of(row: Publication) -> Line:
    told = paused_why(row.paused_why) if row.state == STATE.PAUSED else why(row.reason, row.detail)
    return Line(
        pk=row.pk,
        opening=shorten(row.text, 120, placeholder=" …"),
        account=row.account.handle,
        network=row.account.get_network_display(),
        due_at=row.due_at,
        language=row.language,
        state=row.state,
        label=row.get_state_display(),
        tone=TONES.get(row.state, ""),
        why=told,
        address=row.address,
    )


def one(publication: Publication, *, may_change: bool) -> One:
    calls = publication.calls.all()
    rules = posttext.rules_of(posttext.Network(publication.account.network))
    measured = posttext.measure(publication.text, rules, warning=publication.warning)
    return One(
        line=line_of(publication),
        row=publication,
        text_html=mark_safe(posttext.autolink(publication.text, rules, server=publication.account.server)),  # noqa: S308  # escaped by the engine
        length=measured.length,
        limit=measured.limit,
        files=tuple(
            Shown(file.content.document_id, file.content.name, file.alt)
            for file in publication.files.select_related("content")
        ),
        calls=tuple(Call(one.number, one.at, one.ended_at, outcome(one.outcome), one.detail) for one in calls),
        acts=acts_of(publication) if may_change else (),
        is_of_rights=publication.state == STATE.FAILED and publication.reason.startswith(RIGHTS),
    )


def acts_of(row: Publication) -> tuple[str, ...]:
    """What a person can do with it now."""
    match row.state:
        case STATE.DRAFT | STATE.PAUSED | STATE.FAILED:
            by_hand = () if row.state == STATE.DRAFT else ("by-hand",)
            return ("arm", "edit", *by_hand, "cancel")
        case STATE.ARMED:
            return ("pause", "by-hand", "cancel")
        case STATE.BY_HAND:
            return ("prove", "pack", "pause", "cancel")
        case STATE.UNKNOWN | STATE.SENT:
            return ("prove", "absent") if row.asks else ("prove",)
        case _:
            return ()


def account_lines(user: User) -> Sequence[AccountLine]:
    """Every open account within reach, with what waits for it; one query."""
    waiting = Count("publications", filter=Q(publications__state__in=VIEWS["coming"]))
    rows = accounts_within_reach(user).filter(closed_at__isnull=True).select_related("client", "production")
    return [_account(row) for row in counted(rows, waiting=waiting)]


def _account(row: NetworkAccount) -> AccountLine:
    entry = NETWORKS[NetworkName(row.network)]
    tones: dict[str, str] = {row.Access.GOOD: "ok", row.Access.REFUSED: "stop", row.Access.UNKNOWN: "warn"}
    return AccountLine(
        pk=row.pk,
        label=str(row),
        owner=str(row.client or row.production or ""),
        way=row.get_way_display(),
        is_by_itself=row.way == row.Way.BY_ITSELF,
        access=row.get_access_display(),
        access_tone=tones.get(row.access, ""),
        access_at=row.access_at,
        ends_at=row.access_ends_at,
        waiting=getattr(row, "waiting", 0),
        is_exercised=entry.kind.capabilities.exercised_live,
    )
