"""The whole large sample in small, through the door that a house goes through."""

from datetime import datetime
from typing import Final

import pytest
from django.db import connection
from django.utils import timezone

from coulisse.desks.audience.intake.models import Message
from coulisse.foundation.people.models import Contact
from coulisse.house import sample
from coulisse.house.sample.large import agenda, audience, book, budget, history, ledger, shelves, staff

SMALL: Final = {
    agenda: {"TASKS": 40, "UNITS": 4, "BOOKINGS_EACH": 3, "BROADCASTS": 80},
    audience: {"CONVERSATIONS": 140, "ANSWERS": 60, "OPEN": 12, "WRITERS": 30},
    book: {"CONTACTS": 200, "FIRMS": 20, "DOUBLES": 4, "EMPLOYED": 60, "ON_EACH": 6},
    budget: {"LINES": 100},
    history: {"ENTRIES": 2_000},
    ledger: {"POSTINGS": 300},
    shelves: {"DOCUMENTS": 30},
    staff: {"PRODUCTIONS": 6, "USERS": 8},
}


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_large_house_is_loaded_once_and_left_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    for module, sizes in SMALL.items():
        for name, count in sizes.items():
            assert isinstance(getattr(module, name), int)
            monkeypatch.setattr(module, name, count)
    began, said = timezone.now(), list[str]()
    assert sample.ensure(size="large", say=said.append)
    assert sample.ensure(size="large", say=said.append) is False
    assert sample.is_there("large")
    assert Contact.objects.count() > 200
    assert Message.objects.count() > 200
    assert _settled_since(Message._meta.db_table) >= began


def _settled_since(table: str) -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute("SELECT last_vacuum FROM pg_stat_user_tables WHERE relname = %s", [table])
        when: datetime = cursor.fetchone()[0]
    return when
