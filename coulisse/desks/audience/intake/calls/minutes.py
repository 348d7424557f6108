"""The minute on air that somebody types: « 20:52 » of the latest broadcast of the programme."""

from datetime import datetime, time, timedelta
from typing import Final

from coulisse.foundation.grid.models import Broadcast
from coulisse.kernel.times import to_brussels

BACK: Final = timedelta(days=60)


def typed_minute(production: int, minute: time, before: datetime) -> tuple[Broadcast, datetime] | None:
    """The broadcast that held this minute, the latest one before a moment; None where none did."""
    rows = Broadcast.objects.filter(
        programme__production=production, starts_at__lte=before, starts_at__gte=before - BACK
    ).exclude(state=Broadcast.State.CANCELLED)
    for broadcast in rows.order_by("-starts_at")[:60]:
        local = to_brussels(broadcast.starts_at)
        moment = local.replace(hour=minute.hour, minute=minute.minute, second=0, microsecond=0)
        if moment < local:
            moment += timedelta(days=1)
        if broadcast.starts_at <= moment <= broadcast.ends_at:
            return broadcast, moment
    return None
