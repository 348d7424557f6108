"""An address from which an answer came back is marked on the card of its owner: nobody writes to it again."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models.functions import Lower

from coulisse.desks.audience.answers.models import Answer
from coulisse.desks.audience.relations.models import WriterAddress
from coulisse.foundation.mailroom.models import Recipient, State

LOOKS_BACK: Final = timedelta(days=30)


def note_bounces(*, at: datetime) -> int:
    """Mark what came back and is not marked yet. Returns how many addresses."""
    with transaction.atomic():
        back = Recipient.objects.filter(
            state=State.BOUNCED,
            bounced_at__gte=at - LOOKS_BACK,
            pk__in=Answer.objects.filter(recipient__isnull=False).values("recipient"),
        )
        lost = dict(back.annotate(low=Lower("address")).values_list("low", "bounced_at"))
        if not lost:
            return 0
        rows = WriterAddress.objects.select_for_update().filter(
            kind=WriterAddress.Kind.EMAIL, key__in=list(lost), bounced_at__isnull=True
        )
        marked = list(rows)
        for row in marked:
            row.bounced_at = lost[row.key]
        WriterAddress.objects.bulk_update(marked, ["bounced_at"])
    return len(marked)
