"""Dossiers: which pieces are there, which are missing, what was frozen and what changed since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import get_language

from coulisse.desks.office.financing.funds import fund_name, funds
from coulisse.desks.office.financing.models import Dossier, DossierBuild, DossierPiece
from coulisse.foundation.counted import counted
from coulisse.foundation.documents.models import Document
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.translated import in_language


@dataclass(frozen=True, slots=True)
class PieceLine:
    """One line of the checklist."""

    pk: int
    version: int
    title: str
    required: bool
    from_the_plan: bool
    waived: str
    document_pk: int | None
    document_title: str
    document_address: str
    document_number: int
    changed_since: bool
    """Another content than the one that the last frozen PDF holds."""
    can_be_bound: bool
    """A PDF or a picture: it goes into the PDF page by page; anything else is only listed."""

    @property
    def there(self) -> bool:
        return self.from_the_plan or self.document_pk is not None

    @property
    def missing(self) -> bool:
        return not self.there and not self.waived

    @property
    def blocks(self) -> bool:
        return self.missing and self.required


@dataclass(frozen=True, slots=True)
class BuildLine:
    """One frozen PDF."""

    pk: int
    number: int
    state: str
    pages: int
    sha256: str
    document_pk: int | None
    address: str
    missing: tuple[str, ...]
    content: tuple[dict[str, object], ...]
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DossierView:
    """One dossier, the missing pieces on top."""

    pk: int
    version: int
    title: str
    fund: str
    language: str
    call_title: str
    call_day: date | None
    source: str
    read_on: date | None
    confidence: str
    pieces: tuple[PieceLine, ...]
    builds: tuple[BuildLine, ...]

    @property
    def missing(self) -> tuple[PieceLine, ...]:
        return tuple(one for one in self.pieces if one.missing)

    @property
    def blocking(self) -> tuple[PieceLine, ...]:
        return tuple(one for one in self.pieces if one.blocks)

    @property
    def present(self) -> tuple[PieceLine, ...]:
        return tuple(one for one in self.pieces if not one.missing)

    @property
    def ready(self) -> int:
        return len(self.present)

    @property
    def changed(self) -> tuple[PieceLine, ...]:
        return tuple(one for one in self.pieces if one.changed_since)

    @property
    def last(self) -> BuildLine | None:
        return next((one for one in self.builds if one.state == DossierBuild.State.MADE), None)


@dataclass(frozen=True, slots=True)
class DossierLine:
    """A dossier in the list."""

    pk: int
    title: str
    fund: str
    pieces: int
    missing: int
    call_day: date | None
    frozen: int
    """Number of the last frozen PDF; 0 for none."""
    made_at: datetime


def dossiers_of(production: Production) -> list[DossierLine]:
    """The dossiers of a production: one query."""
    lacking = Q(
        pieces__document__isnull=True, pieces__waived="", pieces__from_the_plan=False, pieces__is_required=True
    )
    made = Q(builds__state=DossierBuild.State.MADE)
    rows = Dossier.objects.filter(production=production).select_related("call")
    found = counted(
        rows,
        all_pieces=Count("pieces", distinct=True),
        lacking=Count("pieces", filter=lacking, distinct=True),
        frozen=Count("builds", filter=made, distinct=True),
    )
    return [
        DossierLine(
            pk=row.pk,
            title=row.title,
            fund=fund_name(row.fund),
            pieces=row.all_pieces,
            missing=row.lacking,
            call_day=row.call.day if row.call else None,
            frozen=row.frozen,
            made_at=row.made_at,
        )
        for row in found
    ]


def dossier_view(dossier: Dossier) -> DossierView:
    """One dossier with its pieces and frozen PDFs: two queries."""
    builds = tuple(_build(row) for row in dossier.builds.select_related("by").order_by("-number"))
    last = next((one for one in builds if one.state == DossierBuild.State.MADE), None)
    held = {row["piece"]: row for row in last.content} if last else {}
    rows = dossier.pieces.select_related("document__current").order_by("position", "pk")
    pieces = tuple(_piece(row, held.get(row.pk), frozen=last is not None) for row in rows)
    call, known = dossier.call, funds().get(dossier.fund)
    return DossierView(
        pk=dossier.pk,
        version=dossier.version,
        title=dossier.title,
        fund=fund_name(dossier.fund),
        language=dossier.language,
        call_title=call.title if call else "",
        call_day=call.day if call else None,
        source=in_language(known.source, get_language() or "fr") if known else dossier.list_source,
        read_on=dossier.list_read_on,
        confidence=dossier.list_confidence,
        pieces=pieces,
        builds=builds,
    )


def usable(document: Document | None) -> Document | None:
    """A document with a content, out of the trash."""
    if document is None or document.trashed_at is not None or document.current is None:
        return None
    return document


def _piece(row: DossierPiece, held: dict[str, object] | None, *, frozen: bool) -> PieceLine:
    document = usable(row.document)
    current = document.current if document else None
    sha = current.sha256 if current else ""
    was = str(held.get("sha256", "")) if held else ""
    changed = frozen and not row.from_the_plan and sha != was
    return PieceLine(
        pk=row.pk,
        version=row.version,
        title=row.title,
        required=row.is_required,
        from_the_plan=row.from_the_plan,
        waived=row.waived,
        document_pk=document.pk if document else None,
        document_title=document.title if document else "",
        document_address=reverse("documents:detail", args=[document.pk]) if document else "",
        document_number=current.number if current else 0,
        changed_since=changed,
        can_be_bound=row.from_the_plan or document is None or document.kind in {"pdf", "picture"},
    )


def _build(row: DossierBuild) -> BuildLine:
    return BuildLine(
        pk=row.pk,
        number=row.number,
        state=row.state,
        pages=row.pages,
        sha256=row.sha256,
        document_pk=row.document_id,
        address=reverse("office:financing:dossier-pdf", args=[row.pk]) if row.document_id else "",
        missing=tuple(row.missing),
        content=tuple(row.content),
        by=str(row.by or ""),
        at=row.at,
    )


def documents_to_choose(lines: Sequence[tuple[int, str]], chosen: int | None, title: str) -> list[tuple[str, str]]:
    """The choices of a piece: nothing, what it holds, what is in reach."""
    held = {} if chosen is None else {str(chosen): title}
    return [("", "—"), *{**held, **{str(pk): name for pk, name in lines}}.items()]
