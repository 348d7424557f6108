"""Who is seen in a work, decided by a person: a name, a crowd, somebody cut out, and that the list is complete."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from coulisse.desks.office.facts.rights import (
    CrowdDecided,
    PeopleListed,
    PeopleReopened,
    PersonChanged,
    PersonEntered,
    PersonHidden,
    PersonShown,
    PersonTakenOff,
    PersonVisible,
)
from coulisse.desks.office.rights.actions.telling import of_person, of_work, tell_of_person, tell_of_work
from coulisse.desks.office.rights.actions.works import cards_named
from coulisse.desks.office.rights.chains import works_made_of
from coulisse.desks.office.rights.models import Concealment, Depiction, Portrayed, Work
from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.models import Production


class ShownAlready(Exception):
    """That person is listed on this work."""


class OfAnotherProduction(Exception):
    """That person is of another production."""


class ReasonMissing(Exception):
    """An exception says why."""


class NotASource(Exception):
    """Nobody can be hidden who isn't seen in what the work is made from."""


def add_person(*, production: Production, values: Mapping[str, Any], by: User, at: datetime) -> Portrayed:
    """Somebody who is shown. `values` holds `name` and `is_minor`, which whoever enters them decides."""
    card = cards_named([values["name"]]).get(values["name"].casefold())
    with transaction.atomic():
        made = Portrayed.objects.create(
            production=production, contact_id=card, age_decided_by=by, age_decided_at=at, **values
        )
        tell_of_person(PersonEntered(**of_person(made), is_minor=made.is_minor), made, by=by, at=at)
    return made


def change_person(
    *, person: Portrayed, values: Mapping[str, Any], read_version: int, by: User, at: datetime
) -> Portrayed:
    """Write the sheet; another answer about the age is another decision. Raises `StaleWrite`."""
    with transaction.atomic():
        stored = Portrayed.objects.select_for_update().get(pk=person.pk)
        fields = tuple(name for name, value in values.items() if getattr(stored, name) != value)
        wanted = dict(values)
        if "is_minor" in fields:
            wanted |= {"age_decided_by": by, "age_decided_at": at}
        if "name" in fields:
            wanted["contact_id"] = cards_named([values["name"]]).get(values["name"].casefold())
        written = person.write(wanted, read_version=read_version)
        tell_of_person(PersonChanged(**of_person(written), fields=fields), written, by=by, at=at)
    return written


def show(*, work: Work, person: Portrayed, where: str = "", by: User, at: datetime) -> Depiction:
    """Note that somebody is seen in a work. Raises `ShownAlready`, `OfAnotherProduction`."""
    if person.production_id != work.production_id:
        raise OfAnotherProduction(person.pk)
    with transaction.atomic():
        try:
            with transaction.atomic():
                made = Depiction.objects.create(work=work, person=person, where=where)
        except IntegrityError:
            raise ShownAlready(person.pk) from None
        tell_of_work(PersonShown(**of_work(work), person_id=person.pk, person=person.name), work, by=by, at=at)
    return made


def take_off(*, depiction: Depiction, by: User, at: datetime) -> None:
    """Somebody, or a crowd, isn't seen in this work after all."""
    with transaction.atomic():
        work, person = depiction.work, depiction.person
        Depiction.objects.filter(pk=depiction.pk).delete()
        told = PersonTakenOff(**of_work(work), person_id=person.pk if person else 0, person=str(depiction))
        tell_of_work(told, work, by=by, at=at)


def show_crowd(
    *, work: Work, decision: str, where: str = "", reason: str = "", by: User, at: datetime
) -> Depiction:
    """People whom nobody names, with what was decided about them. Raises `ReasonMissing`."""
    _refuse_without_reason(decision, reason)
    with transaction.atomic():
        made = Depiction.objects.create(
            work=work, crowd=decision, where=where, **_decided(decision, reason, by=by, at=at)
        )
        tell_of_work(CrowdDecided(**of_work(work), decision=decision, reason=reason), work, by=by, at=at)
    return made


def decide_crowd(
    *, depiction: Depiction, decision: str, reason: str, read_version: int, by: User, at: datetime
) -> Depiction:
    """Decide about a crowd, or anew. Raises `ReasonMissing`, `StaleWrite`."""
    _refuse_without_reason(decision, reason)
    with transaction.atomic():
        values = {"crowd": decision, **_decided(decision, reason, by=by, at=at)}
        written = depiction.write(values, read_version=read_version)
        work = written.work
        tell_of_work(CrowdDecided(**of_work(work), decision=decision, reason=reason), work, by=by, at=at)
    return written


def hide(*, work: Work, depiction: Depiction, how: str, by: User, at: datetime) -> Concealment:
    """Say that somebody of the source can't be recognised in this work. Raises `NotASource`."""
    with transaction.atomic():
        if depiction.work_id not in works_made_of([work.pk]) - {work.pk}:
            raise NotASource(depiction.pk)
        made, is_new = Concealment.objects.update_or_create(
            work=work,
            depiction=depiction,
            defaults={"how": how, "decided_by": by, "decided_at": at},
        )
        if is_new:
            told = PersonHidden(**of_work(work), person_id=depiction.person_id, person=str(depiction))
            tell_of_work(told, work, by=by, at=at)
    return made


def uncover(*, concealment: Concealment, by: User, at: datetime) -> None:
    """The inverse of `hide`."""
    with transaction.atomic():
        work, depiction = concealment.work, concealment.depiction
        Concealment.objects.filter(pk=concealment.pk).delete()
        told = PersonVisible(**of_work(work), person_id=depiction.person_id, person=str(depiction))
        tell_of_work(told, work, by=by, at=at)


def list_is_complete(*, work: Work, by: User, at: datetime) -> Work:
    """Say that everybody who can be recognised is listed, be it nobody."""
    return _set_listed(work, by, at, by=by, at=at)


def list_is_open(*, work: Work, by: User, at: datetime) -> Work:
    """The inverse: somebody has to look again."""
    return _set_listed(work, None, None, by=by, at=at)


def _set_listed(work: Work, who: User | None, when: datetime | None, *, by: User, at: datetime) -> Work:
    with transaction.atomic():
        fresh = Work.objects.select_for_update().get(pk=work.pk)
        if (fresh.people_decided_at is None) == (when is None):
            return fresh
        fresh.people_decided_by, fresh.people_decided_at = who, when
        fresh.version += 1
        fresh.save(update_fields=["people_decided_by", "people_decided_at", "version"])
        told = PeopleReopened(**of_work(fresh)) if when is None else PeopleListed(**of_work(fresh))
        tell_of_work(told, fresh, by=by, at=at)
    return fresh


def _refuse_without_reason(decision: str, reason: str) -> None:
    if decision == Depiction.Crowd.EXCEPTION and not reason.strip():
        raise ReasonMissing


def _decided(decision: str, reason: str, *, by: User, at: datetime) -> dict[str, Any]:
    is_open = decision == Depiction.Crowd.UNDECIDED
    return {
        "reason": reason.strip(),
        "decided_by": None if is_open else by,
        "decided_at": None if is_open else at,
    }
