"""May it be published: asked when it is armed, and again at the second of sending or of being handed over.

First of the desk itself (embargo, approval), then of whoever guards rights; what somebody overrode, with a reason
and for this very content, is not asked again.
"""

from datetime import date, datetime
from typing import Final

from django.utils import timezone

from coulisse.desks.community.publishing.agreement import held_back
from coulisse.desks.community.publishing.crops import made_from
from coulisse.desks.community.publishing.models import Publication
from coulisse.desks.community.publishing.overrides import left_of
from coulisse.desks.community.questions import MayPublish
from coulisse.foundation.journal.links import Answer, Reason, ask

EMPTY: Final = "publishing.empty"


def may_publish(row: Publication, *, at: datetime) -> Answer:
    """Of a text alone nobody else is asked: it shows, plays and quotes nobody's work."""
    own = held_back(row, at=at)
    if own:
        return Answer(False, own)
    if not row.text.strip() and not documents_of(row):
        return Answer(False, (Reason(EMPTY),))
    answer = rights_of(row, at=at)
    if answer.allowed or not answer.reasons:
        return answer
    left = left_of(row, answer.reasons)
    return Answer(not left, left, answer.sources)


def rights_of(row: Publication, *, at: datetime) -> Answer:
    """What the register of rights says of its files, whatever somebody overrode."""
    documents = documents_of(row)
    if not documents:
        return Answer(True)
    return ask(
        MayPublish(
            publication=row.pk,
            network=row.account.network,
            production=row.production_id or row.account.production_id,
            client=row.account.client_id,
            on=day_of(row, at=at),
            documents=documents,
            made_from=made_from(documents),
        )
    )


def documents_of(row: Publication) -> tuple[int, ...]:
    return tuple(row.files.order_by("place", "pk").values_list("content__document", flat=True))


def day_of(row: Publication, *, at: datetime) -> date:
    """The day on which it would be seen first: it leaves at its moment, or at once."""
    return timezone.localtime(max(at, row.due_at)).date()
