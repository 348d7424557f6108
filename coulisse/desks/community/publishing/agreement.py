"""What was approved is what leaves: the whole of a publication under one hash, and what holds it back.

A moment tied to a broadcast is hashed as broadcast and offset, so that a move of the grid asks nobody again.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final, Protocol

from coulisse.desks.community.clients.queries import needs_approval
from coulisse.desks.community.publishing.models import Publication, PublicationFile, Subtitles
from coulisse.foundation.grid.models import Broadcast
from coulisse.foundation.journal.links import Reason

EMBARGO: Final = "publishing.embargo"
NOT_AGREED: Final = "publishing.not-agreed"
CHANGED_SINCE: Final = "publishing.changed-since"
OFF_THE_GRID: Final = "publishing.off-the-grid"


class Content(Protocol):
    """What is hashed of a publication: its row, or as much of it."""

    @property
    def pk(self) -> int: ...
    @property
    def account_id(self) -> int: ...
    @property
    def language(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def warning(self) -> str: ...
    @property
    def broadcast_id(self) -> int | None: ...
    @property
    def offset_minutes(self) -> int | None: ...
    @property
    def due_at(self) -> datetime: ...


def content_hash(row: Content) -> str:
    """SHA-256 (hexadecimal) over account, words, files with what is said of them, subtitles, moment."""
    return content_hashes([row])[row.pk]


def content_hashes(rows: Iterable[Content]) -> dict[int, str]:
    """The hashes of several publications by their number; two queries for all of them."""
    wanted = {row.pk: row for row in rows}
    files: dict[int, list[list[str]]] = {pk: [] for pk in wanted}
    subtitles: dict[int, list[list[str]]] = {pk: [] for pk in wanted}
    shown = PublicationFile.objects.filter(publication__in=wanted).order_by("place", "pk")
    for pk, sha256, alt in shown.values_list("publication_id", "content__sha256", "alt"):
        files[pk].append([sha256, alt])
    spoken = Subtitles.objects.filter(publication__in=wanted).order_by("language")
    for pk, language, sha256 in spoken.values_list("publication_id", "language", "content__sha256"):
        subtitles[pk].append([language, sha256])
    return {pk: _hash(row, files[pk], subtitles[pk]) for pk, row in wanted.items()}


def _hash(row: Content, files: list[list[str]], subtitles: list[list[str]]) -> str:
    whole: list[object] = [row.account_id, row.language, row.text, row.warning, files, moment_of(row)]
    if subtitles:
        whole.append(subtitles)
    return hashlib.sha256(json.dumps(whole, ensure_ascii=False).encode()).hexdigest()


def moment_of(row: Content) -> str:
    """As it counts for approval: the broadcast and the offset where it is tied, else the hour itself."""
    if row.broadcast_id is not None:
        return f"broadcast {row.broadcast_id} {row.offset_minutes:+d}"
    return row.due_at.astimezone(UTC).isoformat()


def asks_approval(row: Publication) -> bool:
    """It was handed in, or the brief of its owner lets nothing out that was not."""
    return row.agreement_asked or needs_approval(
        production=row.production_id or row.account.production_id, client=row.account.client_id
    )


def held_back(row: Publication, *, at: datetime) -> tuple[Reason, ...]:
    """Why the desk itself does not let it out: embargo, a cancelled broadcast, words that nobody approved."""
    reasons = []
    if row.idea is not None and row.idea.not_before is not None and row.idea.not_before > max(at, row.due_at):
        reasons.append(Reason(EMBARGO, {"until": row.idea.not_before.isoformat()}))
    if row.broadcast is not None and row.broadcast.state == Broadcast.State.CANCELLED:
        reasons.append(Reason(OFF_THE_GRID))
    if asks_approval(row) and row.agreed_hash != content_hash(row):
        reasons.append(Reason(CHANGED_SINCE if row.agreed_hash else NOT_AGREED))
    return tuple(reasons)
