"""Where the roles of many publications stand at once: the dots of the calendar's cards."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import Prefetch, Q

from coulisse.desks.community.approving.models import ContentRevision, Submission, SubmittedPublication
from coulisse.desks.community.approving.queries.shown import RoleBar, bar_of
from coulisse.desks.community.approving.standing import approvals


def dots_of(publications: Iterable[int], *, at: datetime) -> Mapping[int, tuple[RoleBar, ...]]:
    """By publication, the roles of its last submission in the order of the route; four queries.

    What was taken back before everybody had approved it asks nobody.
    """
    counts = Q(is_open=True) | Q(submission__agreed_at__isnull=False)
    items = SubmittedPublication.objects.filter(counts, publication__in=publications)
    last = items.order_by("publication", "-is_open", "-pk").distinct("publication")
    under = dict(last.values_list("publication", "submission"))
    parts = ContentRevision.objects.defer("content")  # what the parts are made of is not read, and long
    rows = Submission.objects.filter(pk__in=set(under.values()))
    rows = rows.prefetch_related(Prefetch("revisions", parts), "decisions")
    bars = {one.row.pk: tuple(bar_of(one, role) for role in one.state.roles) for one in approvals(rows, at=at)}
    return {publication: bars[submission] for publication, submission in under.items()}
