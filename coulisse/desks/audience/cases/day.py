"""From which day a list is read: today, or the day of the latest message where that lies further on."""

from datetime import date

from django.db.models import Max
from django.utils.timezone import localdate

from coulisse.desks.audience.intake.models import Conversation
from coulisse.foundation.productions.models import Production


def day_of(production: Production, today: date) -> date:
    """One indexed read."""
    latest = Conversation.objects.filter(production=production).aggregate(at=Max("received_at"))["at"]
    return max(today, localdate(latest)) if latest else today
