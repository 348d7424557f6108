"""Entering a work, saying whose it is and what it is made from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from coulisse.desks.office.facts.rights import (
    ChainCut,
    ChainLinked,
    WorkChanged,
    WorkEntered,
    WorkRemoved,
    WorkRestored,
)
from coulisse.desks.office.rights.actions.telling import of_work, tell_of_work
from coulisse.desks.office.rights.chains import works_made_of
from coulisse.desks.office.rights.models import Credit, Derivation, Work
from coulisse.foundation.accounts.models import User
from coulisse.foundation.documents.actions import attach, detach
from coulisse.foundation.documents.models import Document
from coulisse.foundation.people.models import Contact
from coulisse.foundation.productions.models import Production


class NeedsMissing(Exception):
    """A work under licence says which licences it needs."""


class MadeFromItself(Exception):
    """The chain would come back to where it began."""


class LinkedAlready(Exception):
    """The chain holds that link."""


class OfAnotherProduction(Exception):
    """Works of one chain belong to one production: what one may read of it is then decided once."""


@dataclass(frozen=True, slots=True)
class Named:
    """A line of the credits, as typed."""

    part: str
    name: str


def enter(
    *, production: Production, values: Mapping[str, Any], credits: Iterable[Named] = (), by: User, at: datetime
) -> Work:
    """A new work. Raises `NeedsMissing`."""
    _refuse_without_needs(values)
    with transaction.atomic():
        work = Work.objects.create(production=production, entered_by=by, entered_at=at, **values)
        _write_credits(work, credits)
        _hold(work, None, by=by, at=at)
        tell_of_work(WorkEntered(**of_work(work)), work, by=by, at=at)
    return work


def change(
    *,
    work: Work,
    values: Mapping[str, Any],
    credits: Iterable[Named] | None = None,
    read_version: int,
    by: User,
    at: datetime,
) -> Work:
    """Write the sheet. Raises `NeedsMissing`, `StaleWrite`."""
    _refuse_without_needs({"holding": work.holding, "needs": work.needs, **values})
    with transaction.atomic():
        stored = Work.objects.select_for_update().get(pk=work.pk)
        fields = tuple(name for name, value in values.items() if getattr(stored, name) != value)
        written = work.write(values, read_version=read_version)
        if credits is not None:
            _write_credits(written, credits)
        _hold(written, stored.document, by=by, at=at)
        tell_of_work(WorkChanged(**of_work(written), fields=fields), written, by=by, at=at)
    return written


def remove(*, work: Work, by: User, at: datetime) -> Work:
    """Off the register: it is cleared for nothing any more. Away already stays away."""
    return _set_removed(work, at, by=by, at=at)


def restore(*, work: Work, by: User, at: datetime) -> Work:
    """The inverse of `remove`."""
    return _set_removed(work, None, by=by, at=at)


def link(
    *,
    work: Work,
    source: Work,
    kind: str,
    has_people: bool = True,
    has_music: bool = True,
    by: User,
    at: datetime,
) -> Derivation:
    """Write that a work is made from another. Raises `MadeFromItself`, `LinkedAlready`, `OfAnotherProduction`."""
    if work.production_id != source.production_id:
        raise OfAnotherProduction(source.pk)
    with transaction.atomic():
        # The two rows are locked in one order, so that two links that would close a circle cannot both be written.
        list(Work.objects.select_for_update().filter(production=work.production_id).order_by("pk"))
        if work.pk in works_made_of([source.pk]):
            raise MadeFromItself(work.pk)
        try:
            with transaction.atomic():
                made = Derivation.objects.create(
                    work=work,
                    source=source,
                    kind=kind,
                    has_people=has_people,
                    has_music=has_music,
                    decided_by=by,
                    decided_at=at,
                )
        except IntegrityError:
            raise LinkedAlready(source.pk) from None
        told = ChainLinked(**of_work(work), source_id=source.pk, source=source.title)
        tell_of_work(told, work, by=by, at=at)
    return made


def cut(*, derivation: Derivation, by: User, at: datetime) -> None:
    """Take a link of the chain away, and with it who was said to be hidden of its people."""
    with transaction.atomic():
        work, source = derivation.work, derivation.source
        Derivation.objects.filter(pk=derivation.pk).delete()
        left = works_made_of([work.pk])
        work.concealments.exclude(depiction__work__in=left).delete()
        tell_of_work(ChainCut(**of_work(work), source_id=source.pk, source=source.title), work, by=by, at=at)


def _hold(work: Work, before: Document | None, *, by: User, at: datetime) -> None:
    """The file of a work hangs on it, so that whoever shows the file finds whose rights it needs."""
    if before is not None and before != work.document:
        detach(document=before, row=work, by=by, at=at)
    if work.document is not None:
        attach(document=work.document, row=work, by=by, at=at)


def _refuse_without_needs(values: Mapping[str, Any]) -> None:
    if values.get("holding") == Work.Holding.LICENSED and not values.get("needs"):
        raise NeedsMissing


def _write_credits(work: Work, credits: Iterable[Named]) -> None:
    wanted = {(one.part, one.name.strip()) for one in credits if one.name.strip()}
    work.credits.all().delete()
    cards = cards_named({name for _part, name in wanted})
    Credit.objects.bulk_create(
        Credit(work=work, part=part, name=name, contact_id=cards.get(name.casefold()))
        for part, name in sorted(wanted)
    )


def cards_named(names: Iterable[str]) -> dict[str, int]:
    """The card of each name, where exactly one card of the book bears it. Keys are case-folded."""
    found: dict[str, list[int]] = {}
    for pk, name in Contact.objects.filter(name__in=set(names)).values_list("pk", "name"):
        found.setdefault(name.casefold(), []).append(pk)
    return {name: pks[0] for name, pks in found.items() if len(pks) == 1}


def _set_removed(work: Work, removed_at: datetime | None, *, by: User, at: datetime) -> Work:
    with transaction.atomic():
        fresh = Work.objects.select_for_update().get(pk=work.pk)
        if (fresh.removed_at is None) == (removed_at is None):
            return fresh
        fresh.removed_at = removed_at
        fresh.version += 1
        fresh.save(update_fields=["removed_at", "version"])
        told = WorkRestored(**of_work(fresh)) if removed_at is None else WorkRemoved(**of_work(fresh))
        tell_of_work(told, fresh, by=by, at=at)
    return fresh
