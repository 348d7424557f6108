from datetime import datetime

from django.db import transaction

from coulisse.foundation.accounts.models import User
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.journal.models import Entry
from tests.doubles.desks.ledger.book import write
from tests.doubles.desks.sluice.facts import AlarmRaised, BoatPassed


def let_pass(boat: str, *, at: datetime, by: User | None = None) -> Entry:
    with transaction.atomic():
        return announce(BoatPassed(boat=boat), by=by, at=at)


def raise_alarm(why: str, *, at: datetime, by: User | None = None) -> Entry:
    with transaction.atomic():
        write("alarm", why)
        return announce(AlarmRaised(why=why), by=by, at=at)
