"""Opening a dossier from the list of its fund, filling its pieces, asking for its PDF."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Max

from coulisse.desks.office.facts.financing import DossierBuilt, DossierOpened, PieceChanged
from coulisse.desks.office.financing.funds import funds
from coulisse.desks.office.financing.models import Call, Dossier, DossierBuild, DossierPiece
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.documents.actions import attach, keep
from coulisse.foundation.documents.models import Document
from coulisse.foundation.jobs.actions import begin
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.journal.facts import Fact
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.translated import in_language

JOB: Final = "office.build-dossier"


def open_dossier(
    *,
    production: Production,
    fund: str,
    title: str,
    language: str,
    by: User | None,
    at: datetime,
    call: Call | None = None,
) -> Dossier:
    """A dossier with the pieces that its fund asks for, named in the dossier's language."""
    known = funds()[fund]
    with transaction.atomic():
        dossier = Dossier.objects.create(
            production=production,
            fund=fund,
            title=title,
            language=language,
            call=call,
            list_read_on=known.read_on,
            list_source=in_language(known.source, language),
            list_confidence=known.confidence,
            made_by=by,
            made_at=at,
        )
        DossierPiece.objects.bulk_create(
            DossierPiece(
                dossier=dossier,
                position=position,
                code=piece.code,
                title=in_language(piece.labels, language),
                is_required=piece.required,
                from_the_plan=piece.from_the_plan,
            )
            for position, piece in enumerate(known.pieces, start=1)
        )
        _tell(DossierOpened(dossier_id=dossier.pk, title=title, fund=fund), dossier, by=by, at=at)
    return dossier


def add_piece(*, dossier: Dossier, title: str, is_required: bool, by: User, at: datetime) -> DossierPiece:
    """A piece that this call asks for besides the list."""
    with transaction.atomic():
        last = dossier.pieces.aggregate(last=Max("position"))["last"] or 0
        piece = DossierPiece.objects.create(
            dossier=dossier, position=last + 1, title=title, is_required=is_required
        )
        _changed(piece, by=by, at=at)
    return piece


def fill_piece(
    *, piece: DossierPiece, values: Mapping[str, Any], read_version: int, by: User, at: datetime
) -> DossierPiece:
    """Give a piece its document, or say why it isn't needed. Raises `StaleWrite`."""
    with transaction.atomic():
        written = piece.write(values, read_version=read_version)
        document: Document | None = written.document
        if document is not None and document.production_id in (None, written.dossier.production_id):
            attach(document=document, row=written.dossier.production, by=by, at=at)
        _changed(written, by=by, at=at)
    return written


def ask_for_pdf(*, dossier: Dossier, by: User, at: datetime, title: str) -> DossierBuild:
    """Number the next PDF and have it made in the background."""
    with transaction.atomic():
        Dossier.objects.select_for_update().get(pk=dossier.pk)
        last = dossier.builds.aggregate(last=Max("number"))["last"] or 0
        build = DossierBuild.objects.create(dossier=dossier, number=last + 1, by=by, at=at)
        begin(JOB, by=by, at=at, title=title, production=dossier.production_id, build=build.pk)
    return build


def keep_pdf(
    *,
    build: DossierBuild,
    content: bytes,
    pages: int,
    rows: list[dict[str, Any]],
    missing: list[str],
    name: str,
    at: datetime,
) -> DossierBuild:
    """Freeze what the job made: the file goes to the documents, its fingerprint and its pieces stay here."""
    dossier = build.dossier
    with transaction.atomic():
        document = keep(
            content,
            name=name,
            title=f"{dossier.title} – PDF {build.number}",
            by=build.by,
            at=at,
            about=dossier.production,
            desk=Desk.OFFICE,
            language=dossier.language,
        )
        build.document = document
        build.sha256 = document.current.sha256 if document.current else ""
        build.pages, build.content, build.missing = pages, rows, missing
        build.state, build.made_at = DossierBuild.State.MADE, at
        build.save()
        told = DossierBuilt(
            dossier_id=dossier.pk, title=dossier.title, number=build.number, pages=pages, sha256=build.sha256
        )
        _tell(told, dossier, by=build.by, at=at)
    return build


def fail_pdf(*, build: DossierBuild) -> None:
    """The job refused: the number stays taken, so that nobody takes one PDF for another."""
    build.state = DossierBuild.State.FAILED
    build.save(update_fields=["state"])


def _changed(piece: DossierPiece, *, by: User, at: datetime) -> None:
    dossier = piece.dossier
    told = PieceChanged(dossier_id=dossier.pk, title=dossier.title, piece=piece.title)
    _tell(told, dossier, by=by, at=at)


def _tell(happened: Fact, dossier: Dossier, *, by: User | None, at: datetime) -> None:
    announce(happened, by=by, at=at, about=dossier, production=dossier.production_id, desk=Desk.OFFICE)
