"""May it be published: asked when it is armed, and again at the second of sending.

First of the desk itself (embargo, approval), then of whoever guards rights.
"""

from datetime import datetime

from django.utils import timezone

from coulisse.desks.community.publishing.agreement import held_back
from coulisse.desks.community.publishing.models import Publication
from coulisse.desks.community.questions import MayPublish
from coulisse.foundation.journal.links import Answer, ask


def may_publish(row: Publication, *, at: datetime) -> Answer:
    """Of a text alone nobody else is asked: it shows, plays and quotes nobody's work."""
    own = held_back(row, at=at)
    if own:
        return Answer(False, own)
    documents = tuple(row.files.values_list("content__document", flat=True).distinct())
    if not documents:
        return Answer(True)
    return ask(
        MayPublish(
            publication=row.pk,
            network=row.account.network,
            production=row.production_id or row.account.production_id,
            client=row.account.client_id,
            on=timezone.localtime(max(at, row.due_at)).date(),
            documents=documents,
        )
    )
