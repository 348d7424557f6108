"""From a dossier to the pieces that its PDF binds: what is there, what is joined apart, what is missing."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import translation

from coulisse.desks.office.financing.exports import paper_of
from coulisse.desks.office.financing.funds import fund_name
from coulisse.desks.office.financing.models import Dossier, DossierBuild, DossierPiece
from coulisse.desks.office.financing.queries.dossiers import usable
from coulisse.foundation.documents.darkroom.develop import order
from coulisse.foundation.documents.darkroom.trouble import Troubled
from coulisse.foundation.documents.models import Version
from coulisse.foundation.documents.vault import vault
from coulisse.kernel.times import to_brussels
from coulisse.papers import dossier as paper
from coulisse.papers import press


@dataclass(slots=True)
class Gathered:
    """What was found for each piece, in the order of the list."""

    pieces: list[paper.Piece] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    apart: list[tuple[str, str]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def bound(self, row: DossierPiece, piece: paper.Piece, **told: Any) -> None:
        self.pieces.append(piece)
        self.rows.append({"piece": row.pk, "title": row.title, "pages": piece.pages, "page": 0, **told})


def gather(dossier: Dossier, *, at: datetime) -> Gathered:
    """Read every piece. Raises `papers.dossier.UnreadablePiece` with the title of the one that cannot be read."""
    found = Gathered()
    for row in dossier.pieces.select_related("document__current").order_by("position", "pk"):
        document = usable(row.document)
        version = document.current if document else None
        if row.from_the_plan and version is None:
            content = paper_of(dossier.production, language=dossier.language, at=at)
            pages = press.page_count(content)
            found.bound(row, paper.Piece(row.title, content, paper.PDF, pages), document=None, number=0, sha256="")
        elif version is None:
            if not row.waived:
                found.missing.append(row.title)
        else:
            _take(found, row, version)
    return found


def _take(found: Gathered, row: DossierPiece, version: Version) -> None:
    told = {"document": version.document_id, "number": version.number, "sha256": version.sha256}
    if version.media_type not in paper.ENDINGS:
        found.apart.append((row.title, version.name))
        found.rows.append({"piece": row.pk, "title": row.title, "pages": 0, "page": 0, **told})
        return
    pages = _pages(row, version) if version.media_type == paper.PDF else 1
    with vault().open(version.sha256) as file:
        content = file.read()
    found.bound(row, paper.Piece(row.title, content, version.media_type, pages), **told)


def _pages(row: DossierPiece, version: Version) -> int:
    """As it was examined; else asked now, behind the wall where strange files are read."""
    if version.trouble:
        raise paper.UnreadablePiece(row.title)
    if version.pages:
        return version.pages
    try:
        return int(order("read", vault().place(version.sha256))["pages"])
    except Troubled:
        raise paper.UnreadablePiece(row.title) from None


def bind(build: DossierBuild, *, at: datetime) -> tuple[paper.Bound, Gathered]:
    """The PDF of a dossier, with the page on which each piece begins written into its rows."""
    dossier = build.dossier
    with translation.override(dossier.language):
        found = gather(dossier, at=at)
        record = paper.Dossier(
            title=dossier.title,
            production=dossier.production.title,
            house=str(dossier.production.company),
            fund=fund_name(dossier.fund),
            call=f"{dossier.call.title}, {dossier.call.day:%d/%m/%Y}" if dossier.call else "",
            number=build.number,
            at=to_brussels(at),
            pieces=found.pieces,
            missing=found.missing,
            apart=found.apart,
        )
        made = paper.bind(record, dossier.language)
    begins = iter(made.begins)
    for row in found.rows:
        if row["pages"]:
            row["page"] = next(begins)
    return made, found
