"""What the pages of report files show: never the words of a piece."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count, Q

from coulisse.desks.community.moderation.models import Comment, ReportFile
from coulisse.desks.community.moderation.queries.listing import Line, line_of, of_production, rule_names
from coulisse.desks.community.moderation.words import severity
from coulisse.engines.moderation import ORDER, Severity
from coulisse.foundation.accounts.models import User
from coulisse.foundation.counted import counted

MOST: Final = 100


@dataclass(frozen=True, slots=True)
class FileLine:
    pk: int
    code: str
    to: str
    at: datetime
    by: str
    pieces: int
    sha256: str


@dataclass(frozen=True, slots=True)
class PieceLine:
    place: int
    comment_id: int
    author: str
    severity: str
    said_at: datetime
    sha256: str


def file_lines(production: int) -> tuple[FileLine, ...]:
    """One query; the bytes of the files stay where they are."""
    rows = ReportFile.objects.filter(production=production).defer("pdf").select_related("by")
    return tuple(
        FileLine(row.pk, row.code, row.get_to_display(), row.at, str(row.by or ""), row.n, row.sha256)
        for row in counted(rows, n=Count("pieces"))
    )


def pieces_of(file: ReportFile) -> tuple[PieceLine, ...]:
    rows = file.pieces.select_related("evidence__comment__author").order_by("place")
    return tuple(
        PieceLine(
            row.place,
            row.evidence.comment_id,
            row.evidence.comment.author.handle,
            severity(row.evidence.comment.severity),
            row.evidence.comment.said_at,
            row.evidence.sha256,
        )
        for row in rows
    )


def candidates(user: User, *, production: int, picked: Iterable[int], at: datetime) -> tuple[Line, ...]:
    """Threats and hate of a production, and what was ticked elsewhere; two queries."""
    grave = ORDER.index(Severity.HATE)
    rows = of_production(user, production).filter(Q(rank__lte=grave) | Q(pk__in=list(picked)))
    found: list[Comment] = list(
        rows.select_related("author", "account").order_by("rank", "-said_at", "-pk")[:MOST]
    )
    names = rule_names(found)
    return tuple(line_of(row, names, at) for row in found)
