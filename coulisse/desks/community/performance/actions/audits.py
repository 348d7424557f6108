"""Making an audit of an account: frozen with the posts that it is counted from."""

from datetime import date, datetime, time, timedelta

from django.db import transaction

from coulisse.desks.community.facts.performance import AccountAudited
from coulisse.desks.community.performance.models import AccountAudit, PostRecord
from coulisse.desks.community.performance.queries.auditing import as_posts
from coulisse.desks.community.performance.queries.figures import posts_of
from coulisse.desks.community.publishing.models import NetworkAccount
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.kernel.times import Never, Twice, in_brussels


class NothingToAudit(Exception):
    """No post of the account is known in these days."""


def make(
    *, account: NetworkAccount, first_on: date, last_on: date, metric: str, by: User, at: datetime
) -> AccountAudit:
    """Raises NothingToAudit."""
    records = PostRecord.objects.filter(
        account=account,
        published_at__gte=in_brussels(first_on, time(0), twice=Twice.EARLIER, never=Never.SHIFT),
        published_at__lt=in_brussels(last_on + timedelta(days=1), time(0), twice=Twice.EARLIER, never=Never.SHIFT),
    )
    posts = posts_of(records.order_by("published_at", "pk"))
    if not posts:
        raise NothingToAudit(account.pk)
    sources = dict.fromkeys(one.source for post in posts for one in post.readings.values())
    with transaction.atomic():
        row = AccountAudit.objects.create(
            account=account,
            first_on=first_on,
            last_on=last_on,
            metric=metric,
            posts=as_posts(
                (
                    one.record.pk,
                    one.record.published_at,
                    one.record.has_hour,
                    one.value(metric),
                    one.record.format,
                )
                for one in posts
            ),
            sources=list(sources),
            made_by=by,
            made_at=at,
        )
        told = AccountAudited(audit_id=row.pk, account=str(account), posts=len(posts))
        announce(
            told,
            by=by,
            at=at,
            about=row,
            production=account.production_id,
            client=account.client_id,
            desk=Desk.COMMUNITY,
        )
    return row
