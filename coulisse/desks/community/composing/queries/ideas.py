"""An idea with its variants, and how far its translations are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from textwrap import shorten
from typing import Final

from django.conf import settings
from django.db.models import QuerySet

from coulisse.desks.community.composing.checking import Checked, House, Medium, check, house_of
from coulisse.desks.community.composing.models import AltText, Snippet
from coulisse.desks.community.composing.wording import STATES
from coulisse.desks.community.current import may
from coulisse.desks.community.publishing.models import Publication
from coulisse.desks.community.publishing.queries.pages import TONES, line_of
from coulisse.desks.community.strategy.access import ideas_within_reach
from coulisse.desks.community.strategy.models import Idea
from coulisse.engines.posttext import NotALink, with_utm
from coulisse.foundation.accounts.models import User

STATE: Final = Publication.State
NOT_READY: Final = frozenset({STATE.DRAFT, STATE.PAUSED, STATE.FAILED})
TONE: Final = {"missing": "", "draft": "warn", "ready": "ok"}
MOST: Final = 200
MEDIUM: Final = "social"


@dataclass(frozen=True, slots=True)
class Translation:
    """How far an idea is in one language."""

    code: str
    label: str
    state: str
    state_label: str
    tone: str


@dataclass(frozen=True, slots=True)
class Variant:
    """One publication of an idea."""

    pk: int
    network: str
    account: str
    language: str
    due_at: datetime
    opening: str
    label: str
    tone: str
    why: str
    checked: Checked
    files: int


@dataclass(frozen=True, slots=True)
class Sheet:
    idea: Idea
    translations: tuple[Translation, ...]
    variants: tuple[Variant, ...]
    may_change: bool


@dataclass(frozen=True, slots=True)
class IdeaLine:
    pk: int
    title: str
    campaign: str
    state: str
    not_before: datetime | None
    translations: tuple[Translation, ...]
    variants: int


def sheet(idea: Idea, user: User) -> Sheet:
    rows = list(
        idea.publications.exclude(state=STATE.CANCELLED)
        .select_related("account")
        .prefetch_related("files__content", "subtitles")
        .order_by("account__network", "account__handle", "language", "due_at", "pk")
    )
    house = house_of(idea, production=idea.production_id, client=idea.client_id)
    return Sheet(
        idea=idea,
        translations=translations(rows),
        variants=tuple(_variant(row, house) for row in rows),
        may_change=may(user, "change", production=idea.production_id, client=idea.client_id),
    )


def checked(row: Publication, house: House) -> Checked:
    """A stored variant under the rules of its network."""
    media = [Medium(one.content, one.alt) for one in row.files.all()]
    return check(
        row.account,
        row.text,
        warning=row.warning,
        media=media,
        has_subtitles=bool(row.subtitles.all()),
        house=house,
    )


def translations(rows: Iterable[Publication]) -> tuple[Translation, ...]:
    """In every language of the house: missing, draft, or ready once nothing of it is a draft any more."""
    held: dict[str, list[str]] = {}
    for row in rows:
        if row.state != STATE.CANCELLED:
            held.setdefault(row.language, []).append(row.state)
    return tuple(_translation(code, label, held.get(code, [])) for code, label in settings.LANGUAGES)


def listing(user: User, *, production: int, client: int | None) -> list[IdeaLine]:
    """Ideas of a production, and of its client for who reaches that; the newest first, three queries."""
    found = ideas_within_reach(user).exclude(state=Idea.State.DROPPED)
    mine = found.filter(production=production)
    if client is not None:
        mine = mine | found.filter(client=client)
    rows = mine.select_related("campaign").prefetch_related("publications").order_by("-created_at", "-pk")[:MOST]
    return [
        IdeaLine(
            pk=row.pk,
            title=row.title,
            campaign=str(row.campaign or ""),
            state=row.get_state_display(),
            not_before=row.not_before,
            translations=translations(row.publications.all()),
            variants=len(row.publications.all()),
        )
        for row in rows
    ]


def tagged_link(row: Publication) -> str:
    """The idea's link with source, medium and campaign; empty where there is none, or where it is no link."""
    idea = row.idea
    if idea is None or not idea.link:
        return ""
    try:
        return with_utm(idea.link, row.account.network, MEDIUM, idea.campaign.tag if idea.campaign else "")
    except NotALink:
        return ""


def snippets_for(user: User, *, production: int | None, client: int | None) -> QuerySet[Snippet]:
    """Those of the owner and, for who reads it, of the house."""
    rows = Snippet.objects.filter(removed_at__isnull=True)
    own = rows.none()
    if client is not None:
        own = own | rows.filter(client=client)
    if production is not None:
        own = own | rows.filter(production=production)
    if may(user, "read", production=None, client=None):
        own = own | rows.filter(client__isnull=True, production__isnull=True)
    return own.select_related("client", "production").order_by("name", "language", "pk")


def said_of(documents: Iterable[int], language: str) -> Mapping[int, str]:
    """What is usually said of these files in a language."""
    found = AltText.objects.filter(document__in=list(documents), language=language)
    return dict(found.values_list("document", "text"))


def _translation(code: str, label: str, states: list[str]) -> Translation:
    state = "missing" if not states else "draft" if any(one in NOT_READY for one in states) else "ready"
    return Translation(code, label, state, str(STATES[state]), TONE[state])


def _variant(row: Publication, house: House) -> Variant:
    line = line_of(row)
    return Variant(
        pk=row.pk,
        network=line.network,
        account=line.account,
        language=row.language,
        due_at=row.due_at,
        opening=shorten(row.text, 160, placeholder=" …"),
        label=line.label,
        tone=TONES.get(row.state, ""),
        why=line.why,
        checked=checked(row, house),
        files=len(row.files.all()),
    )
