"""The chain: each posting's hash covers its content and the hash before it, so that no line can change unseen."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC
from typing import Any, Final

from coulisse.desks.office.ledger.models import Posting

CONTENT: Final = (
    "sequence",
    "nature",
    "day",
    "due_on",
    "account",
    "label",
    "net_cents",
    "vat_cents",
    "recoverable_cents",
    "currency",
    "territory",
    "group",
    "shooting_day",
    "supplier",
    "paper",
    "source",
    "source_id",
    "line",
    "round",
    "why",
)
"""What is hashed as it stands; beside it the production, the author, the moment, the links to other postings."""


def hash_of(posting: Posting) -> str:
    """SHA-256 of the canonical content and of the hash before."""
    return hashlib.sha256(canonical(posting).encode()).hexdigest()


def canonical(posting: Posting) -> str:
    """The content as JSON: keys in order, no spaces, dates as ISO, the moment in UTC."""
    content: dict[str, Any] = {name: _plain(getattr(posting, name)) for name in CONTENT}
    content |= {
        "production": posting.production_id,
        "by": posting.by_id,
        "at": posting.at.astimezone(UTC).isoformat(),
        "settles": posting.settles_id,
        "follows": posting.follows_id,
        "reverses": posting.reverses_id,
        "previous": posting.previous_hash,
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


@dataclass(frozen=True, slots=True)
class Chain:
    """What the check of a chain found. `broken_at`: the number of the first posting that does not hold."""

    length: int
    broken_at: int | None = None

    @property
    def holds(self) -> bool:
        return self.broken_at is None


def check(postings: Iterable[Posting], *, end: tuple[int, str]) -> Chain:
    """Walk the chain in order; `end` is the number and the hash at which it must stop."""
    previous, count = "", 0
    for posting in postings:
        count += 1
        holds = (
            posting.sequence == count and posting.previous_hash == previous and posting.hash == hash_of(posting)
        )
        if not holds:
            return Chain(count, broken_at=count)
        previous = posting.hash
    return Chain(count, broken_at=None if (count, previous) == end else count + 1)
