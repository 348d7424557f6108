"""A file for the police or for Unia: made once, its bytes and their hash kept as they were handed over."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.db.models import Max

from coulisse.desks.community.facts.moderation import ReportMade
from coulisse.desks.community.moderation.actions.deciding import KIND, freeze, locked, log, save, see
from coulisse.desks.community.moderation.exports import report_pdf
from coulisse.desks.community.moderation.models import CommentEvidence, ReportFile, ReportPiece
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.productions.models import Production


class NothingChosen(ValueError):
    """A file without a comment."""


@transaction.atomic
def make_report(
    *,
    comments: Iterable[int],
    production: Production,
    to: str,
    language: str,
    facts: str,
    by: User,
    at: datetime,
) -> ReportFile:
    """Freeze what is not frozen yet, print it, keep the bytes. Raises `NothingChosen`."""
    rows = [row for row in locked(sorted(set(comments))) if row.production_id == production.pk]
    if not rows:
        raise NothingChosen
    freeze(rows, by=by, at=at)
    for row in rows:
        see(row, by, at)
        row.acted_at, row.acted_by = row.acted_at or at, row.acted_by or by
    save(rows)
    # One at a time: a number is never given twice.
    list(ReportFile.objects.select_for_update().order_by("-number").values_list("pk")[:1])
    last = ReportFile.objects.aggregate(last=Max("number"))["last"] or 0
    kept = CommentEvidence.objects.filter(comment__in=rows).select_related("comment__author", "comment__account")
    pieces = sorted(kept, key=lambda one: (one.comment.said_at, one.pk))
    file = ReportFile(
        production=production,
        number=last + 1,
        to=ReportFile.To(to),
        language=language,
        facts=facts.strip(),
        by=by,
        at=at,
    )
    log(rows, KIND.REPORTED, note=f"{file.code} · {file.get_to_display()}", by=by, at=at)
    file.pdf = report_pdf(file, pieces)
    file.sha256 = sha256(file.pdf).hexdigest()
    file.save()
    ReportPiece.objects.bulk_create(
        ReportPiece(file=file, place=place, evidence=one) for place, one in enumerate(pieces, 1)
    )
    told = ReportMade(file_id=file.pk, code=file.code, pieces=len(pieces), sha256=file.sha256)
    announce(told, by=by, at=at, about=file, production=production.pk, desk=Desk.COMMUNITY, private=True)
    return file
