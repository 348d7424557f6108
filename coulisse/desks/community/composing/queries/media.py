"""The media of an owner: pictures, films, recordings; where each stands, what is said of it, where it is used."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import ngettext

from coulisse.desks.community.composing.models import AltText
from coulisse.desks.community.composing.refusals import Refusal, in_words, names_are_open
from coulisse.desks.community.publishing.access import publications_within_reach
from coulisse.desks.community.publishing.crops import made_from
from coulisse.desks.community.publishing.models import Crop, Publication
from coulisse.desks.community.questions import WhereFilesStand, WhoIsShown
from coulisse.foundation.accounts.models import User
from coulisse.foundation.documents.models import Document
from coulisse.foundation.documents.previews import has_preview
from coulisse.foundation.documents.queries import visible_to
from coulisse.foundation.journal.links import Reason, ask
from coulisse.foundation.productions.models import Production

KINDS: Final = (Document.Kind.PICTURE, Document.Kind.FILM, Document.Kind.SOUND)
SHOWABLE: Final = (Document.Kind.PICTURE, Document.Kind.FILM)
MOST: Final = 200
"""Files that a page offers: the newest."""
CLEARED: Final = "rights.cleared"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a file stands for a network and a day. `until`: the last day, where there is one, in words."""

    is_cleared: bool
    until: str
    refusals: tuple[Refusal, ...]

    @property
    def tone(self) -> str:
        return "stop" if not self.is_cleared else "warn" if self.until else "ok"


@dataclass(frozen=True, slots=True)
class MediaLine:
    """One file of the library."""

    document: int
    title: str
    kind: str
    icon: str
    thumbnail: str
    """Address of a small picture, empty where there is none."""
    size: str
    languages: tuple[str, ...]
    """In which something is said of it."""
    crop_of: int
    used: int
    standing: Standing


def media_of(user: User, *, production: int | None, client: int | None) -> QuerySet[Document]:
    """What this reader reaches of a production (and its client), or of a client; private papers are no media."""
    owned = Q(pk__in=())
    if production is not None:
        owned |= Q(production=production) | Q(client__in=_client_of(production))
    if client is not None:
        owned |= Q(client=client) | Q(production__client=client)
    if production is None and client is None:
        owned = Q(production__isnull=True, client__isnull=True)
    found = visible_to(user).filter(owned, kind__in=KINDS, current__isnull=False, private=False)
    return found.select_related("current").order_by("-changed_at", "-pk")


def library(user: User, *, production: int, network: str, on: date, client: int | None = None) -> list[MediaLine]:
    """The newest media with where each stands; the number of queries does not grow with them."""
    rows = list(media_of(user, production=production, client=client)[:MOST])
    keys = [row.pk for row in rows]
    stand = standings(keys, network=network, on=on, user=user)
    said: dict[int, list[str]] = {}
    for document, language in AltText.objects.filter(document__in=keys).values_list("document", "language"):
        said.setdefault(document, []).append(language)
    crops = dict(Crop.objects.filter(document__in=keys).values_list("document", "original__document"))
    counted = _used(user, keys)
    return [
        MediaLine(
            document=row.pk,
            title=row.title,
            kind=row.get_kind_display(),
            icon={"picture": "image", "film": "film-strip"}.get(row.kind, "microphone"),
            thumbnail=thumbnail_of(row),
            size=_size(row),
            languages=tuple(said.get(row.pk, ())),
            crop_of=crops.get(row.pk) or 0,
            used=counted.get(row.pk, 0),
            standing=stand[row.pk],
        )
        for row in rows
    ]


def standings(documents: Sequence[int], *, network: str, on: date, user: User) -> dict[int, Standing]:
    """Asked once for all of them; who cannot be asked clears nothing."""
    asked = tuple(documents)
    answer = ask(WhereFilesStand(network, on, asked, made_from(asked)))
    by_document: dict[int, list[Reason]] = {pk: [] for pk in asked}
    unanswered: list[Reason] = []
    for one in answer.reasons:
        document = int(one.params.get("document") or 0)
        by_document.get(document, unanswered).append(one)
    told = dict(_words(answer.reasons, user))
    return {pk: _standing(found or unanswered, told) for pk, found in by_document.items()}


def _words(reasons: Iterable[Reason], user: User) -> Iterable[tuple[str, Refusal]]:
    """By the text of a reason: reasons hold mappings, which cannot be keys."""
    against = [one for one in reasons if one.code != CLEARED]
    for one in in_words(against, user):
        yield f"{one.code} {one.document} {one.sentence}", one


def _standing(found: list[Reason], told: dict[str, Refusal]) -> Standing:
    codes = {(one.code, int(one.params.get("document") or 0)) for one in found}
    cleared = bool(found) and all(one.code == CLEARED for one in found)
    until = next((str(one.params["day"]) for one in found if one.code == CLEARED and one.params.get("day")), "")
    refusals = tuple(one for one in told.values() if (one.code, one.document) in codes)
    return Standing(cleared, date_format(date.fromisoformat(until), "d/m/Y") if until else "", refusals)


def people_of(document: int, user: User) -> list[str]:
    """Who is seen, where the reader may read names; else how many are."""
    answer = ask(WhoIsShown((document,), made_from((document,))))
    open_, closed = [], 0
    for one in answer.reasons:
        if "who" not in one.params:
            continue
        if names_are_open(one, user):
            open_.append(str(one.params["who"]))
        else:
            closed += 1
    if not closed:
        return open_
    words = ngettext("%(count)s person, whom the office names", "%(count)s people, whom the office names", closed)
    return [*open_, words % {"count": closed}]


def thumbnail_of(row: Document) -> str:
    current = row.current
    if current is None or current.trouble or not has_preview(current.media_type):
        return ""
    return reverse("documents:thumbnail", args=[row.pk, current.number])


def _used(user: User, documents: Sequence[int]) -> dict[int, int]:
    rows = publications_within_reach(user).exclude(state=Publication.State.CANCELLED)
    found = rows.filter(files__content__document__in=documents).order_by()
    return dict(
        found.values_list("files__content__document")
        .annotate(n=Count("pk", distinct=True))
        .values_list("files__content__document", "n")
    )


def _size(row: Document) -> str:
    current = row.current
    return f"{current.width} × {current.height}" if current is not None and current.width else ""


def _client_of(production: int) -> QuerySet[Production]:
    return Production.objects.filter(pk=production, client__isnull=False).values("client")  # type: ignore[return-value]
