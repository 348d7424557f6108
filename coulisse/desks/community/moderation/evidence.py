"""A comment as it stood, in one form for ever: what is hashed is what is kept."""

import json
from datetime import datetime
from hashlib import sha256

from coulisse.desks.community.moderation.models import Comment, CommentEvidence
from coulisse.foundation.accounts.models import User


def content_of(comment: Comment, *, at: datetime) -> str:
    """Canonical JSON: keys sorted, no spaces, moments in UTC. The rows of author and account are read."""
    account, author = comment.account, comment.author
    told = {
        "account": account.handle,
        "address": comment.address,
        "author": {"handle": author.handle, "id": author.key, "name": author.name},
        "frozen_at": at.isoformat(),
        "in_reply_to": comment.in_reply_to,
        "network": account.network,
        "remote_id": comment.remote_id,
        "said_at": comment.said_at.isoformat(),
        "server": account.server,
        "text": comment.text,
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hash_of(content: str) -> str:
    return sha256(content.encode()).hexdigest()


def piece(comment: Comment, *, by: User | None, at: datetime) -> CommentEvidence:
    """A row to be written."""
    content = content_of(comment, at=at)
    return CommentEvidence(comment=comment, at=at, by=by, content=content, sha256=hash_of(content))
