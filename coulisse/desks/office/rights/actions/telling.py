"""How the register's facts are told: to the production, and to the office alone."""

from datetime import datetime
from typing import Any

from django.db.models import Model

from coulisse.desks.office.rights.models import Portrayed, Work
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.journal.facts import Fact


def tell(happened: Fact, about: Model, production: int, *, by: User | None, at: datetime) -> None:
    announce(happened, by=by, at=at, about=about, production=production, desk=Desk.OFFICE)


def tell_of_work(happened: Fact, work: Work, *, by: User | None, at: datetime) -> None:
    tell(happened, work, work.production_id, by=by, at=at)


def tell_of_person(happened: Fact, person: Portrayed, *, by: User | None, at: datetime) -> None:
    tell(happened, person, person.production_id, by=by, at=at)


def of_work(work: Work) -> dict[str, Any]:
    return {"work_id": work.pk, "title": work.title}


def of_person(person: Portrayed) -> dict[str, Any]:
    return {"person_id": person.pk, "person": person.name}
