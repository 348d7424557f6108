"""What the audience desk receives of a comment that is handed over."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from coulisse.desks.community.moderation.models import Comment
from coulisse.foundation.productions.models import Production


@dataclass(frozen=True, slots=True)
class Handed:
    """One comment in its own words, as the public wrote it."""

    comment_id: int
    key: str
    text: str
    subject: str
    name: str
    handle: str
    """`bluesky:hubert.test`, which recognises the same person again."""
    language: str
    said_at: datetime
    production: Production | None
    note: str


def handed(comments: Iterable[int]) -> tuple[Handed, ...]:
    """In the order in which they were written; one query."""
    rows = Comment.objects.filter(pk__in=set(comments), transfer__isnull=False)
    rows = rows.select_related("account", "author", "production", "publication", "transfer")
    return tuple(_handed(row) for row in rows.order_by("said_at", "pk"))


def _handed(row: Comment) -> Handed:
    post = " ".join(row.publication.text.split())[:80] if row.publication is not None else ""
    where = f"{row.account.get_network_display()}, {row.account.handle}"
    body = f"{row.text}\n\n{row.address}" if row.address else row.text
    return Handed(
        comment_id=row.pk,
        key=f"community:comment:{row.pk}",
        text=body,
        subject=f"{where} : {post}" if post else where,
        name=row.author.name or row.author.handle,
        handle=f"{row.account.network}:{row.author.handle}",
        language=row.language,
        said_at=row.said_at,
        production=row.production,
        note=row.transfer.note,
    )
