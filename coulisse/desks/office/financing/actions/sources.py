"""Sources of the plan: added, changed, taken off and put back, put in order."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Max

from coulisse.desks.office.facts.financing import SourceAdded, SourceChanged, SourceRemoved, SourceRestored
from coulisse.desks.office.financing.actions.tranches import deal_again
from coulisse.desks.office.financing.models import Source
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.documents.actions import attach
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.journal.facts import Fact
from coulisse.foundation.productions.models import Production

STEP: Final = 10


def add_source(*, production: Production, values: Mapping[str, Any], by: User | None, at: datetime) -> Source:
    """Put one who pays at the end of the plan."""
    with transaction.atomic():
        last = Source.objects.filter(production=production).aggregate(last=Max("position"))["last"] or 0
        source = Source.objects.create(production=production, **{"position": last + STEP, **values})
        tell(SourceAdded(source_id=source.pk, name=source.name, cents=source.amount_cents), source, by=by, at=at)
        _attach_paper(source, by=by, at=at)
    return source


def edit_source(*, source: Source, values: Mapping[str, Any], read_version: int, by: User, at: datetime) -> Source:
    """Change a source; where all its tranches are shares, they are dealt again. Raises `StaleWrite`."""
    with transaction.atomic():
        changed = tuple(name for name, value in values.items() if getattr(source, name) != value)
        written = source.write(values, read_version=read_version)
        if source.amount_cents != written.amount_cents:
            deal_again(written)
        tell(
            SourceChanged(source_id=written.pk, name=written.name, fields=changed or tuple(values)),
            written,
            by=by,
            at=at,
        )
        if "document_id" in changed:
            _attach_paper(written, by=by, at=at)
    return written


def remove_source(*, source: Source, by: User, at: datetime) -> Source:
    """Take a source off the plan. Off already stays off."""
    return _set_removed(source, at, SourceRemoved, by=by, at=at)


def restore_source(*, source: Source, by: User, at: datetime) -> Source:
    """The inverse of `remove_source`: with its tranches and conditions."""
    return _set_removed(source, None, SourceRestored, by=by, at=at)


def _set_removed(
    source: Source,
    removed_at: datetime | None,
    told: type[SourceRemoved] | type[SourceRestored],
    *,
    by: User,
    at: datetime,
) -> Source:
    with transaction.atomic():
        fresh = Source.objects.select_for_update().get(pk=source.pk)
        if (fresh.removed_at is None) == (removed_at is None):
            return fresh
        fresh.removed_at = removed_at
        fresh.version += 1
        fresh.save(update_fields=["removed_at", "version"])
        tell(told(source_id=fresh.pk, name=fresh.name, cents=fresh.amount_cents), fresh, by=by, at=at)
    return fresh


def tell(happened: Fact, source: Source, *, by: User | None, at: datetime) -> None:
    announce(happened, by=by, at=at, about=source, production=source.production_id, desk=Desk.OFFICE)


def _attach_paper(source: Source, *, by: User | None, at: datetime) -> None:
    """The paper of the source shows on its production among the documents as well."""
    if source.document is not None:
        attach(document=source.document, row=source.production, by=by, at=at)
