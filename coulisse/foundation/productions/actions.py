"""Writing the productions: begin, edit, duplicate, close, reopen, archive."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from coulisse.foundation.accounts.actions.roles import grant_role
from coulisse.foundation.accounts.models import Client, Grant, User
from coulisse.foundation.accounts.roles import Level
from coulisse.foundation.companies.models import Company
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.journal.facts import Fact
from coulisse.foundation.productions.annexes import Unfinished, annexes
from coulisse.foundation.productions.blueprints import Blueprint
from coulisse.foundation.productions.facts import (
    ProductionArchived,
    ProductionBegun,
    ProductionClosed,
    ProductionDatesMoved,
    ProductionDuplicated,
    ProductionEdited,
    ProductionReopened,
    ProductionUnarchived,
)
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.searchable import findable
from coulisse.foundation.search.actions import index

State = Production.State
OPEN: Final = (State.DEVELOPMENT, State.ACTIVE)
DETAILS, TEAM = "details", "team"
OWN_PARTS: Final = (DETAILS, TEAM)


class CodeTaken(Exception):
    """Another production has this short code."""


class NotOpen(Exception):
    """The production is closed: reopen it before changing it."""


class NotClosed(Exception):
    """Only a closed production is reopened or archived."""


class NotArchived(Exception):
    """Only an archived production leaves the archive."""


def begin(
    *,
    blueprint: Blueprint,
    title: str,
    code: str,
    company: Company,
    language: str,
    by: User,
    at: datetime,
    client: Client | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    summary: str = "",
    details: Mapping[str, Any] | None = None,
) -> Production:
    """Create a production from a template, with its first tasks; who begins it works on it. Raises `CodeTaken`."""
    with transaction.atomic():
        production = _create(
            title=title,
            code=code,
            type=blueprint.type,
            company=company,
            client=client,
            language=language,
            starts_on=starts_on,
            ends_on=ends_on,
            summary=summary,
            details=dict(details or {}),
            created_at=at,
        )
        _keep_in_reach(production, by=by, at=at)
        for annex in annexes():
            if annex.begin:
                annex.begin(production, blueprint, by, at)
        _tell(
            ProductionBegun(
                production_id=production.pk, title=title, type=blueprint.type, blueprint=blueprint.code
            ),
            production,
            by=by,
            at=at,
        )
    return production


def edit(
    *, production: Production, values: Mapping[str, Any], read_version: int, by: User, at: datetime
) -> Production:
    """Write what the form holds. Raises `NotOpen`, `CodeTaken`, and `StaleWrite` if somebody saved in between."""
    with transaction.atomic():
        stored = Production.objects.select_for_update().get(pk=production.pk)
        if not stored.is_open:
            raise NotOpen(stored.title)
        changed = [name for name, value in values.items() if getattr(stored, name) != value]
        if Production.objects.exclude(pk=stored.pk).filter(code=values.get("code")).exists():
            raise CodeTaken(str(values["code"]))
        written = production.write(values, read_version=read_version)
        if changed:
            _tell(
                ProductionEdited(production_id=written.pk, title=written.title, fields=changed),
                written,
                by=by,
                at=at,
            )
        if {"starts_on", "ends_on"} & set(changed):
            _tell_dates(stored, written, by=by, at=at)
    return written


def duplicate(
    *,
    source: Production,
    title: str,
    code: str,
    parts: Collection[str],
    by: User,
    at: datetime,
    starts_on: date | None = None,
) -> Production:
    """A new production like another one; `parts` says what comes along: details, team, and what the annexes keep.

    The length stays: with a first day, the last day follows. Raises `CodeTaken`.
    """
    with transaction.atomic():
        copy = _create(
            title=title,
            code=code,
            type=source.type,
            company=source.company,
            client=source.client,
            language=source.language,
            starts_on=starts_on,
            ends_on=_moved_end(source, starts_on),
            summary=source.summary if DETAILS in parts else "",
            details=dict(source.details) if DETAILS in parts else {},
            duplicated_from=source,
            created_at=at,
        )
        if TEAM in parts:
            _copy_team(source, copy, by=by, at=at)
        _keep_in_reach(copy, by=by, at=at)
        for annex in annexes():
            if annex.duplicate and annex.code in parts:
                annex.duplicate(source, copy, by, at)
        _tell(
            ProductionDuplicated(
                production_id=copy.pk,
                title=title,
                source_id=source.pk,
                source=source.title,
                parts=sorted(parts),
            ),
            copy,
            by=by,
            at=at,
        )
    return copy


def unfinished(production: Production) -> list[Unfinished]:
    """What is still open in the rooms above, to be read before one closes."""
    return [each for annex in annexes() if annex.unfinished for each in annex.unfinished(production)]


def close(*, production: Production, reason: str, by: User, at: datetime) -> Production:
    """Close it, with a reason; what is still open is counted in the journal. Raises `NotOpen`."""
    with transaction.atomic():
        stored = _locked(production, when=OPEN, otherwise=NotOpen)
        written = stored.write(
            {"state": State.CLOSED, "closed_at": at, "closed_by": by, "closing_reason": reason},
            read_version=stored.version,
        )
        fact = ProductionClosed(
            production_id=written.pk,
            title=written.title,
            reason=reason,
            unfinished=len(unfinished(written)),
        )
        _tell(fact, written, by=by, at=at)
    return written


def reopen(*, production: Production, reason: str, by: User, at: datetime) -> Production:
    """Work goes on: a closed production may be changed again. Raises `NotClosed`."""
    with transaction.atomic():
        stored = _locked(production, when=[State.CLOSED], otherwise=NotClosed)
        written = stored.write(
            {"state": State.ACTIVE, "closed_at": None, "closed_by": None, "closing_reason": ""},
            read_version=stored.version,
        )
        _tell(
            ProductionReopened(production_id=written.pk, title=written.title, reason=reason),
            written,
            by=by,
            at=at,
        )
    return written


def archive(*, production: Production, by: User, at: datetime) -> Production:
    """Out of the daily lists, still readable. Raises `NotClosed`."""
    return _move(production, State.CLOSED, State.ARCHIVED, NotClosed, ProductionArchived, by=by, at=at)


def unarchive(*, production: Production, by: User, at: datetime) -> Production:
    """Back among the closed ones. Raises `NotArchived`."""
    return _move(production, State.ARCHIVED, State.CLOSED, NotArchived, ProductionUnarchived, by=by, at=at)


def _move(
    production: Production,
    before: State,
    after: State,
    refusal: type[Exception],
    happened: type[ProductionArchived] | type[ProductionUnarchived],
    *,
    by: User,
    at: datetime,
) -> Production:
    with transaction.atomic():
        stored = _locked(production, when=[before], otherwise=refusal)
        written = stored.write({"state": after}, read_version=stored.version)
        _tell(happened(production_id=written.pk, title=written.title), written, by=by, at=at)
    return written


def _locked(production: Production, *, when: Collection[str], otherwise: type[Exception]) -> Production:
    stored = Production.objects.select_for_update().get(pk=production.pk)
    if stored.state not in when:
        raise otherwise(stored.title)
    return stored


def _create(**values: Any) -> Production:
    try:
        with transaction.atomic():
            return Production.objects.create(**values)
    except IntegrityError as refusal:
        if Production.objects.filter(code=values["code"]).exists():
            raise CodeTaken(values["code"]) from refusal
        raise


def _moved_end(source: Production, starts_on: date | None) -> date | None:
    if starts_on is None or source.starts_on is None or source.ends_on is None:
        return None
    return starts_on + timedelta(days=(source.ends_on - source.starts_on).days)


def _keep_in_reach(production: Production, *, by: User, at: datetime) -> None:
    """Who begins a production without a role on the whole house gets theirs on it, else they lose sight of it."""
    by.forget_scope()
    if by.may("change", production=production.pk):
        return
    held = max(
        (held for held in by.scope().held if held.client is None and held.level(None) >= Level.CHANGE),
        key=lambda held: held.level(None),
        default=None,
    )
    if held is not None:
        grant_role(user=by, role=held.role, production=production, by=by, at=at)


def _copy_team(source: Production, copy: Production, *, by: User, at: datetime) -> None:
    grants = Grant.objects.in_force(localtime(at).date()).filter(production=source, user__is_active=True)
    for grant in grants.select_related("user").order_by("pk"):
        grant_role(user=grant.user, role=grant.role, production=copy, desk=grant.desk, by=by, at=at)


def _tell_dates(stored: Production, written: Production, *, by: User, at: datetime) -> None:
    def iso(day: date | None) -> str | None:
        return day.isoformat() if day else None

    fact = ProductionDatesMoved(
        production_id=written.pk,
        title=written.title,
        starts_on=iso(written.starts_on),
        ends_on=iso(written.ends_on),
        started_on=iso(stored.starts_on),
        ended_on=iso(stored.ends_on),
    )
    _tell(fact, written, by=by, at=at)


def _tell(happened: Fact, production: Production, *, by: User, at: datetime) -> None:
    announce(happened, by=by, at=at, about=production, production=production.pk)
    index(findable([production.pk]))
