"""A table taken in, and what was found in it kept: nothing of it is left out in silence."""

from datetime import datetime
from hashlib import sha256

from coulisse.desks.community.moderation.actions.taking_in import MOST_TOGETHER, take_in
from coulisse.desks.community.moderation.imports import MOST_TOLD, read_comments
from coulisse.desks.community.moderation.models import CommentImport
from coulisse.desks.community.publishing.models import NetworkAccount
from coulisse.foundation.accounts.models import User


def import_table(*, account: NetworkAccount, name: str, content: bytes, by: User, at: datetime) -> CommentImport:
    """Raises `Unreadable`, `NoComments`. The same table again brings nothing twice."""
    read = read_comments(content)
    fresh = known = 0
    for start in range(0, len(read.comments), MOST_TOGETHER):
        some = read.comments[start : start + MOST_TOGETHER]
        taken = take_in(account=account, incoming=some, by=by, at=at)
        fresh, known = fresh + taken.fresh, known + taken.known
    return CommentImport.objects.create(
        account=account,
        production=account.production,
        name=name[:200],
        sha256=sha256(content).hexdigest(),
        lines=len(read.comments) + len(read.problems),
        fresh=fresh,
        known=known,
        columns=[list(pair) for pair in read.columns],
        problems=[
            {"line": one.line, "code": one.code, "value": one.value[:80]} for one in read.problems[:MOST_TOLD]
        ],
        refused=len(read.problems),
        by=by,
        at=at,
    )
