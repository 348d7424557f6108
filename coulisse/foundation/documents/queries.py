"""Reading the documents: the list, one with its versions, and those of any object."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.contrib.postgres.search import SearchQuery
from django.db import models
from django.db.models import Func, Q, QuerySet
from django.urls import reverse

from coulisse.foundation.accounts.models import Client
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.documents.access import may_change
from coulisse.foundation.documents.models import Attachment, Document, Version
from coulisse.foundation.documents.previews import has_preview
from coulisse.foundation.documents.searchable import KIND
from coulisse.foundation.documents.subjects import Place, Subject, label_of, place_of, readable, shown
from coulisse.foundation.documents.vault import vault
from coulisse.foundation.documents.writing import written_size
from coulisse.foundation.journal.models import Entry
from coulisse.foundation.productions.models import Production
from coulisse.foundation.search.models import CONFIGURATIONS, Item
from coulisse.foundation.search.writing import plain

if TYPE_CHECKING:
    from coulisse.foundation.accounts.models import User

ICONS: Final = {
    "picture": "image",
    "pdf": "file-text",
    "word": "file-text",
    "sheet": "table",
    "slides": "images",
    "text": "file-text",
    "sound": "microphone",
    "film": "film-strip",
    "mail": "envelope-simple",
    "archive": "archive",
    "other": "files",
}
SORTS: Final = {
    "title": "title",
    "kind": "kind",
    "where": "production__title",
    "size": "current__size",
    "changed": "changed_at",
}
NEWEST: Final = "-changed"
COLUMNS: Final = (
    *("title", "kind", "private", "tags", "language", "kept_at", "changed_at", "trashed_at"),
    *("production__title", "client__name", "kept_by__name", "kept_by__email"),
    *(f"current__{name}" for name in ("number", "sha256", "size", "media_type", "name", "trouble")),
)
MOST_TAGS: Final = 200


# What may be read


def visible_to(user: "User") -> QuerySet[Document]:
    """The documents of the house, the productions and the clients that this person reads, out of the trash."""
    if not user.is_active:
        return Document.objects.none()
    return Document.objects.filter(_in_scope(user) & _not_too_private(user), trashed_at__isnull=True)


def trashed_for(user: "User") -> QuerySet[Document]:
    """What lies in the trash and this person may take back."""
    if not user.is_active:
        return Document.objects.none()
    changeable = _in_scope(user, "change") & _not_too_private(user)
    return Document.objects.filter(changeable, trashed_at__isnull=False)


def _in_scope(user: "User", to: str = "read") -> Q:
    within = _at_desk(user, to, None)
    for desk in Desk:
        within |= _at_desk(user, to, desk)
    return within


def _at_desk(user: "User", to: str, desk: Desk | None) -> Q:
    """What a desk alone reads (None: everybody of the scope), where this person holds that desk."""
    within = Q(pk__in=())
    if user.may(to, desk=desk):
        within |= Q(production_id__isnull=True, client_id__isnull=True)
    for field, reached in (
        ("production_id", user.scope().productions(to, desk=desk)),
        ("client_id", user.scope().clients(to, desk=desk)),
    ):
        if reached is None:
            within |= Q(**{f"{field}__isnull": False})
        elif reached:
            within |= Q(**{f"{field}__in": reached})
    return Q(desk=desk or "") & within


def _not_too_private(user: "User") -> Q:
    """Nobody's production is number 0: who may read its private things may read all of the house's."""
    scope = user.scope()
    if scope.may_private(production=0):
        return Q()
    held = {held.production for held in scope.held if held.production is not None}
    open_here = Q(production_id__in={number for number in held if scope.may_private(production=number)})
    if scope.may_private():
        open_here |= Q(production_id__isnull=True, client_id__isnull=True)
    return Q(private=False) | open_here


# What is shown


@dataclass(frozen=True, slots=True)
class Line:
    """One document in a list."""

    id: int
    title: str
    kind: str
    kind_label: str
    icon: str
    where: str
    private: bool
    tags: Sequence[str]
    name: str
    number: int
    size: str
    changed_at: datetime
    trashed_at: datetime | None
    kept_by: str
    is_drawn: bool

    @property
    def address(self) -> str:
        return reverse("documents:detail", args=[self.id])

    @property
    def download(self) -> str:
        return reverse("documents:download", args=[self.id, self.number])

    @property
    def thumbnail(self) -> str:
        """Address of a small picture, empty where there is none."""
        return reverse("documents:thumbnail", args=[self.id, self.number]) if self.is_drawn else ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader of the list asks for. `where`: `house`, `production:3`, `client:2` or empty."""

    words: str = ""
    where: str = ""
    kind: str = ""
    tag: str = ""
    sort: str = NEWEST


def listed(found: QuerySet[Document], wanted: Wanted) -> QuerySet[Document]:
    """Those asked for, in order, with what a line needs."""
    if wanted.words.strip():
        found = found.filter(_matching(wanted.words))
    if wanted.where:
        found = found.filter(_where(wanted.where))
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.tag:
        found = found.filter(tags__contains=[wanted.tag])
    return _with_relations(found).order_by(*_order(wanted.sort))


def _with_relations(found: QuerySet[Document]) -> QuerySet[Document]:
    """Only what a line shows: a database that sorts thousands of rows carries all that it was asked for."""
    return found.select_related("current", "production", "client", "kept_by").only(*COLUMNS)


def _matching(words: str) -> Q:
    """By the index of the house, in any of its languages; and by title, for what is too private to be indexed."""
    terms = ["".join(sign for sign in word if sign.isalnum()) for word in plain(words[:120]).split()]
    raw = " & ".join(term for term in terms if term)
    if not raw:
        return Q(title__icontains=words.strip())
    question = SearchQuery(f"{raw}:*", config="simple", search_type="raw")
    for configuration in CONFIGURATIONS:
        question |= SearchQuery(f"{raw}:*", config=configuration, search_type="raw")
    in_index = Item.objects.filter(kind=KIND, vector=question).values("object_id")
    return Q(pk__in=in_index) | Q(title__icontains=words.strip())


def _where(where: str) -> Q:
    name, _colon, number = where.partition(":")
    if name == "house":
        return Q(production_id__isnull=True, client_id__isnull=True)
    if name not in {"production", "client"} or not number.isascii() or not number.isdecimal() or len(number) > 17:
        return Q(pk__in=())
    return Q(**{f"{name}_id": int(number)})


def _order(sort: str) -> tuple[str, ...]:
    name = sort.removeprefix("-")
    if name not in SORTS:
        return _order(NEWEST)
    falling = "-" if sort.startswith("-") else ""
    return (falling + SORTS[name], f"{falling}id") if name == "changed" else (falling + SORTS[name], "title", "id")


def lines(found: Iterable[Document]) -> list[Line]:
    return [_line(document) for document in found]


def _line(document: Document) -> Line:
    current = document.current
    number = current.number if current else 0
    drawn = current is not None and has_preview(current.media_type) and not current.trouble
    return Line(
        id=document.pk,
        title=document.title,
        kind=document.kind,
        kind_label=document.get_kind_display(),
        icon=ICONS[document.kind],
        where=str(document.production or document.client or ""),
        private=document.private,
        tags=document.tags,
        name=current.name if current else "",
        number=number,
        size=written_size(current.size) if current else "",
        changed_at=document.changed_at,
        trashed_at=document.trashed_at,
        kept_by=str(document.kept_by or ""),
        is_drawn=drawn,
    )


# The documents of an object


@dataclass(frozen=True, slots=True)
class Attached:
    """What `documents/attached.html` shows on the page of an object."""

    label: str
    pk: int
    lines: Sequence[Line]
    may_add: bool


def for_object(row: models.Model, user: "User") -> list[Line]:
    """The documents about an object that this person is reading, newest first: one query."""
    return lines(_with_relations(about(row, user)).order_by("-changed_at", "-id")[:200])


def attached_to(row: models.Model, user: "User") -> Attached:
    """The same, with whether one may add to them: `{% include "documents/attached.html" with attached=… %}`."""
    place = place_of(row)
    may_add = user.may("change", production=place.production, client=place.client)
    return Attached(label_of(row), row.pk, for_object(row, user), may_add)


def about(row: models.Model, user: "User") -> QuerySet[Document]:
    """Those in reach anyway, and those that an object in reach opens."""
    place = place_of(row)
    opened = Q(production_id__isnull=True) | Q(production_id=place.production)
    opened &= Q(client_id__isnull=True) | Q(client_id=place.client)
    opened &= Q(desk="")
    pks = Attachment.objects.filter(subject=label_of(row), subject_id=row.pk).values("document_id")
    found = Document.objects.filter(pk__in=pks, trashed_at__isnull=True)
    return found.filter((_in_scope(user) | opened) & _not_too_private(user))


def attached_among(documents: Iterable[int], subject: str) -> dict[int, list[int]]:
    """For each document the objects of one kind (`office.work`) that it is attached to; an empty list for none."""
    found: dict[int, list[int]] = {pk: [] for pk in documents}
    rows = Attachment.objects.filter(document__in=found, subject=subject).order_by("pk")
    for document, pk in rows.values_list("document_id", "subject_id"):
        found[document].append(pk)
    return found


def documents_about(subject: str, pks: Iterable[int]) -> list[int]:
    """The other way round: the documents attached to any of these objects of one kind, whoever reads."""
    rows = Attachment.objects.filter(subject=subject, subject_id__in=list(pks), document__trashed_at__isnull=True)
    return list(dict.fromkeys(rows.order_by("document").values_list("document", flat=True)))


def subjects_of(document: Document, user: "User") -> list[Subject]:
    """What the document is about, as far as this person may read it."""
    rows = (readable(user, each.subject, each.subject_id) for each in document.attachments.order_by("pk")[:50])
    return [shown(row) for row in rows if row is not None]


# One document


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version in the history."""

    number: int
    name: str
    size: str
    media_type: str
    sha256: str
    note: str
    uploaded_by: str
    uploaded_at: datetime
    is_current: bool


def history(document: Document) -> list[VersionLine]:
    """All versions, the newest first."""
    versions = document.versions.select_related("uploaded_by").defer("text").order_by("-number")
    return [
        VersionLine(
            number=each.number,
            name=each.name,
            size=written_size(each.size),
            media_type=each.media_type,
            sha256=each.sha256,
            note=each.note,
            uploaded_by=str(each.uploaded_by or ""),
            uploaded_at=each.uploaded_at,
            is_current=each.pk == document.current_id,
        )
        for each in versions[:200]
    ]


def taken_at(version: Version) -> datetime | None:
    """When a photo was taken, by its camera's clock."""
    return datetime.fromisoformat(version.taken_at) if version.taken_at else None


def last_hand(document: Document) -> str:
    """Who wrote last about this document, by the journal."""
    entry = (
        Entry.objects.filter(subject=label_of(document), subject_id=document.pk, by__isnull=False)
        .select_related("by")
        .order_by("-at", "-id")
        .first()
    )
    return str(entry.by) if entry is not None else ""


# What can be chosen


def tag_choices(user: "User") -> list[str]:
    """The tags in use on what this person reads."""
    each = Func("tags", function="unnest", output_field=models.CharField())
    tags = visible_to(user).annotate(each_tag=each).values_list("each_tag", flat=True).order_by("each_tag")
    return list(tags.distinct()[:MOST_TAGS])


def where_choices(user: "User", to: str = "read") -> list[tuple[str, str]]:
    """Productions and clients within reach, as the values of `Wanted.where`; the house itself is the page's."""
    productions, clients = user.scope().productions(to), user.scope().clients(to)
    works = Production.objects.all() if productions is None else Production.objects.filter(pk__in=productions)
    names = Client.objects.all() if clients is None else Client.objects.filter(pk__in=clients)
    return [
        *((f"production:{pk}", title) for pk, title in works.order_by("title").values_list("pk", "title")),
        *((f"client:{pk}", name) for pk, name in names.order_by("name").values_list("pk", "name")),
    ]


def place_named(where: str) -> Place:
    """The scope that a choice stands for."""
    name, _colon, number = where.partition(":")
    if name == "production":
        return Place(production=int(number))
    return Place(client=int(number)) if name == "client" else Place()


def name_of(place: Place) -> str:
    if place.production is not None:
        return f"production:{place.production}"
    return f"client:{place.client}" if place.client is not None else "house"


def changeable(user: "User", pks: Iterable[int], *, trashed: bool = False) -> list[Document]:
    """Those of a selection that this person may change; the others are left aside."""
    found = trashed_for(user) if trashed else visible_to(user)
    rows = found.filter(pk__in=list(pks)[:500]).order_by("pk")
    return [row for row in rows if may_change(user, row)]


# For letters


def content_of(pk: int) -> bytes | None:
    """What a letter that encloses this document sends: its current version, None where there is none any more.

    Whoever enclosed it had it in reach; the letter leaves later, and asks nobody again.
    """
    document = Document.objects.filter(pk=pk, trashed_at__isnull=True).select_related("current").first()
    if document is None or document.current is None or not vault().holds(document.current.sha256):
        return None
    with vault().open(document.current.sha256) as file:
        return file.read()
