"""Keeping what was tried under a name."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from coulisse.desks.office.cashflow.models import Scenario
from coulisse.desks.office.facts.cashflow import (
    OneScenario,
    ScenarioDropped,
    ScenarioRestored,
    ScenarioSaved,
)
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.productions.models import Production

ONE_NAME = "one_cash_scenario_per_name"


class NameTaken(Exception):
    """A scenario of this production has that name already."""


class NothingChanges(Exception):
    """A scenario without any change is the forecast itself."""


def save_scenario(
    *, production: Production, name: str, changes: Sequence[dict[str, Any]], by: User | None, at: datetime
) -> Scenario:
    """Keep a list of changes. Raises `NameTaken`, `NothingChanges`."""
    if not changes:
        raise NothingChanges
    try:
        with transaction.atomic():
            row = Scenario.objects.create(
                production=production, name=name.strip(), changes=list(changes), by=by, at=at
            )
            _announce(ScenarioSaved, row, by=by, at=at)
    except IntegrityError as error:
        if ONE_NAME in str(error):
            raise NameTaken(name) from error
        raise
    return row


def drop_scenario(*, scenario: Scenario, by: User, at: datetime) -> Scenario:
    """Take a scenario away. Away already stays away."""
    with transaction.atomic():
        fresh = Scenario.objects.select_for_update().get(pk=scenario.pk)
        if fresh.dropped_at is None:
            _set_dropped(fresh, at)
            _announce(ScenarioDropped, fresh, by=by, at=at)
    return fresh


def restore_scenario(*, scenario: Scenario, by: User, at: datetime) -> Scenario:
    """The inverse of `drop_scenario`. Raises `NameTaken` when its name was given again meanwhile."""
    try:
        with transaction.atomic():
            fresh = Scenario.objects.select_for_update().get(pk=scenario.pk)
            if fresh.dropped_at is not None:
                _set_dropped(fresh, None)
                _announce(ScenarioRestored, fresh, by=by, at=at)
    except IntegrityError as error:
        if ONE_NAME in str(error):
            raise NameTaken(scenario.name) from error
        raise
    return fresh


def _set_dropped(row: Scenario, moment: datetime | None) -> None:
    row.dropped_at = moment
    row.version += 1
    row.save(update_fields=["dropped_at", "version"])


def _announce(happened: type[OneScenario], row: Scenario, *, by: User | None, at: datetime) -> None:
    told = happened(scenario_id=row.pk, name=row.name)
    announce(told, by=by, at=at, about=row, production=row.production_id, desk=Desk.OFFICE)
