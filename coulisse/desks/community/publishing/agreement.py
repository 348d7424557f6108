"""What was approved is what leaves: the whole of a publication under one hash, and what holds it back.

A moment tied to a broadcast is hashed as broadcast and offset, so that a move of the grid asks nobody again.
"""

import hashlib
import json
from datetime import UTC, datetime
from typing import Final

from coulisse.desks.community.clients.queries import needs_approval
from coulisse.desks.community.publishing.models import Publication
from coulisse.foundation.journal.links import Reason

EMBARGO: Final = "publishing.embargo"
NOT_AGREED: Final = "publishing.not-agreed"
CHANGED_SINCE: Final = "publishing.changed-since"


def content_hash(row: Publication) -> str:
    """SHA-256 (hexadecimal) over the account, the words, the files with what is said of them, the moment."""
    files = row.files.order_by("place", "pk").values_list("content__sha256", "alt")
    whole = [row.account_id, row.language, row.text, row.warning, [list(one) for one in files], moment_of(row)]
    return hashlib.sha256(json.dumps(whole, ensure_ascii=False).encode()).hexdigest()


def moment_of(row: Publication) -> str:
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
    """Why the desk itself does not let it out: its embargo, or words that nobody approved."""
    reasons = []
    if row.idea is not None and row.idea.not_before is not None and row.idea.not_before > max(at, row.due_at):
        reasons.append(Reason(EMBARGO, {"until": row.idea.not_before.isoformat()}))
    if asks_approval(row) and row.agreed_hash != content_hash(row):
        reasons.append(Reason(CHANGED_SINCE if row.agreed_hash else NOT_AGREED))
    return tuple(reasons)
