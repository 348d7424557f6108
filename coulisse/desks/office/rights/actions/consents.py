"""Consents as they are given on paper, and taken back."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from coulisse.desks.office.facts.rights import ConsentGiven, ConsentWithdrawn
from coulisse.desks.office.rights.actions.telling import of_person, tell_of_person
from coulisse.desks.office.rights.chains import works_made_from
from coulisse.desks.office.rights.models import Consent, Depiction, Portrayed, Work
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.documents.actions import keep
from coulisse.foundation.documents.models import Document
from coulisse.foundation.documents.vault import Content


class NothingAgreed(Exception):
    """A consent is to taking pictures, to a purpose, or to both."""


class ReasonMissing(Exception):
    """A withdrawal says why, or in which words it came."""


class NothingToWithdraw(Exception):
    """None of these consents stands."""


class OfAnotherPerson(Exception):
    """One act is about one person."""


def give(
    *,
    person: Portrayed,
    taking: bool,
    purposes: Sequence[str],
    values: Mapping[str, Any],
    paper: Content | None = None,
    paper_name: str = "",
    by: User | None,
    at: datetime,
) -> list[Consent]:
    """One row for taking, one for each purpose.

    `values`: work, networks, territories, starts_on, until, signed_by, by_guardian, release, document. Raises
    `NothingAgreed`, and what `documents.keep` raises.
    """
    kinds = [("taking", "")] * taking + [("using", purpose) for purpose in dict.fromkeys(purposes)]
    if not kinds:
        raise NothingAgreed
    with transaction.atomic():
        document = values.get("document") or _keep(person, paper, paper_name, by=by, at=at)
        made = [
            Consent.objects.create(
                person=person,
                kind=kind,
                purpose=purpose,
                entered_by=by,
                entered_at=at,
                **{**values, "document": document},
            )
            for kind, purpose in kinds
        ]
        told = ConsentGiven(
            **of_person(person),
            consent_ids=tuple(row.pk for row in made),
            purposes=tuple(row.purpose for row in made),
        )
        if values.get("release") is None:
            tell_of_person(told, person, by=by, at=at)
    return made


def withdraw(
    *, person: Portrayed, consents: Iterable[Consent], reason: str, by: User, at: datetime
) -> list[Consent]:
    """Take consents back from now on; they stay in the register with who said it, when and why.

    Raises `ReasonMissing`, `NothingToWithdraw`, `OfAnotherPerson`.
    """
    if not reason.strip():
        raise ReasonMissing
    wanted = [row.pk for row in consents]
    with transaction.atomic():
        rows = list(
            Consent.objects.select_for_update().filter(pk__in=wanted, withdrawn_at__isnull=True).order_by("pk")
        )
        if any(row.person_id != person.pk for row in rows):
            raise OfAnotherPerson(person.pk)
        if not rows:
            raise NothingToWithdraw(person.pk)
        for row in rows:
            row.withdrawn_at, row.withdrawn_why, row.withdrawn_by = at, reason.strip(), by
            row.version += 1
            row.save(update_fields=["withdrawn_at", "withdrawn_why", "withdrawn_by", "version"])
        told = ConsentWithdrawn(
            **of_person(person),
            consent_ids=tuple(row.pk for row in rows),
            purposes=tuple(row.purpose for row in rows),
            work_ids=tuple(sorted(works_showing([person.pk]))),
            reason=reason.strip(),
        )
        tell_of_person(told, person, by=by, at=at)
    return rows


def works_showing(people: Collection[int]) -> set[int]:
    """Every work in which one of them is seen, and what is made from it."""
    shown = Depiction.objects.filter(person__in=people).values_list("work", flat=True)
    return set(
        Work.objects.filter(pk__in=works_made_from(shown), removed_at__isnull=True).values_list("pk", flat=True)
    )


def _keep(
    person: Portrayed, paper: Content | None, name: str, *, by: User | None, at: datetime
) -> Document | None:
    if paper is None:
        return None
    return keep(
        paper,
        name=name,
        title=person.name[:200],
        production=person.production_id,
        private=person.is_minor,
        desk=Desk.OFFICE,
        tags=("autorisation",),
        by=by,
        at=at,
    )
