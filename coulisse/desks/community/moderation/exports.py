"""The report file on paper and as a folder: the PDF, each piece in its canonical form, the hashes over all."""

import json
from collections.abc import Sequence
from hashlib import sha256
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils import translation

from coulisse.desks.community.moderation.models import CommentEvidence, ModerationStep, ReportFile
from coulisse.desks.community.moderation.words import severity
from coulisse.kernel.times import to_brussels
from coulisse.papers.report_file import WORDS, Frame, Happened, ReportPaper, report_file

HOUSE: Final = "Coulisse"


def report_pdf(file: ReportFile, pieces: Sequence[CommentEvidence]) -> bytes:
    """The same file and pieces give the same bytes."""
    language = file.language if file.language in WORDS else "fr"
    production = file.production
    steps = ModerationStep.objects.filter(comment__in=[one.comment_id for one in pieces])
    numbers = {one.comment_id: place for place, one in enumerate(pieces, 1)}
    with translation.override(language):
        paper = ReportPaper(
            code=file.code,
            to=file.to,
            house=str(production.company) if production else HOUSE,
            programme=production.title if production else "",
            made_at=to_brussels(file.at),
            made_by=str(file.by or ""),
            facts=file.facts,
            frames=[_frame(one) for one in pieces],
            chronology=[
                Happened(
                    at=to_brussels(step.at),
                    piece=numbers[step.comment_id],
                    what=step.get_kind_display(),
                    note=step.note,
                    by=str(step.by or (step.rule.name if step.rule else "")),
                )
                for step in steps.select_related("by", "rule").order_by("at", "pk")
            ],
        )
        return report_file(paper, language)


def _frame(one: CommentEvidence) -> Frame:
    told = json.loads(one.content)
    return Frame(
        network=told["network"],
        account=told["account"],
        author=told["author"]["handle"],
        author_name=told["author"]["name"],
        author_id=told["author"]["id"],
        address=told["address"],
        remote_id=told["remote_id"],
        severity=severity(one.comment.severity),
        said_at=to_brussels(one.comment.said_at),
        arrived_at=to_brussels(one.comment.arrived_at),
        frozen_at=to_brussels(one.at),
        text=told["text"],
        sha256=one.sha256,
    )


def report_zip(file: ReportFile) -> bytes:
    """The PDF as it was kept, the evidence byte for byte, and `SHA256SUMS` over all of them."""
    entries: list[tuple[str, bytes]] = [(f"{file.code}.pdf", bytes(file.pdf))]
    for piece in file.pieces.select_related("evidence").order_by("place"):
        entries.append((f"{piece.place:02}-comment.json", piece.evidence.content.encode()))
    sums = "".join(f"{sha256(content).hexdigest()}  {name}\n" for name, content in entries)
    out = BytesIO()
    moment = to_brussels(file.at).timetuple()[:6]
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for name, content in [*entries, ("SHA256SUMS", sums.encode())]:
            packed.writestr(ZipInfo(name, moment), content, ZIP_DEFLATED)
    return out.getvalue()
