"""The strategy, written: objectives, what tells whether they are reached, pillars, campaigns, ideas."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.db import IntegrityError, transaction

from coulisse.desks.community.facts.strategy import (
    CampaignAdded,
    IdeaAdded,
    IdeaStateChanged,
    IndicatorRead,
    ObjectiveClosed,
    ObjectiveSet,
)
from coulisse.desks.community.strategy.models import Campaign, Idea, Indicator, Objective, Pillar, Reading
from coulisse.foundation.accounts.models import Client, User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.journal.facts import Fact
from coulisse.foundation.productions.models import Production

NEXT: Final[dict[str, tuple[str, ...]]] = {
    Idea.State.OPEN: (Idea.State.PLANNED, Idea.State.DROPPED),
    Idea.State.PLANNED: (Idea.State.OPEN, Idea.State.DROPPED),
    Idea.State.DROPPED: (Idea.State.OPEN,),
}
"""What an idea may become."""


class OfAnotherOwner(ValueError):
    """A campaign or a pillar that belongs to another client or production than the idea."""


class TagTaken(ValueError):
    """Another campaign of the objective has this name in its links."""


class ReadAlready(ValueError):
    """The indicator was read on that day already; carries that value."""

    def __init__(self, value: Decimal) -> None:
        super().__init__(str(value))
        self.value = value


class ObjectiveIsClosed(Exception):
    """Nothing is added to an objective that is over."""


class NotNow(Exception):
    """The idea cannot become that from what it is; carries its state."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


@transaction.atomic
def set_objective(
    *,
    name: str,
    starts_on: date,
    ends_on: date,
    by: User,
    at: datetime,
    production: Production | None = None,
    client: Client | None = None,
) -> Objective:
    """For a client or for a production: exactly one of the two."""
    row = Objective.objects.create(
        name=name, starts_on=starts_on, ends_on=ends_on, production=production, client=client
    )
    _tell(row, ObjectiveSet(objective_id=row.pk, name=row.name), by, at)
    return row


@transaction.atomic
def edit_objective(*, objective: Objective, values: Mapping[str, Any], read_version: int) -> Objective:
    """Raises `StaleWrite`."""
    return objective.write(values, read_version=read_version)


@transaction.atomic
def close_objective(*, objective: Objective, by: User, at: datetime) -> Objective:
    """It is over: read, and added to no more. Raises `ObjectiveIsClosed`."""
    row = _open(objective)
    row.closed_at = at
    row.version += 1
    row.save(update_fields=["closed_at", "version"])
    _tell(row, ObjectiveClosed(objective_id=row.pk, name=row.name), by, at)
    return row


@transaction.atomic
def add_indicator(*, objective: Objective, values: Mapping[str, Any]) -> Indicator:
    """`values` are name, unit, start, target, metric. Raises `ObjectiveIsClosed`."""
    return Indicator.objects.create(objective=_open(objective), **values)


@transaction.atomic
def edit_indicator(*, indicator: Indicator, values: Mapping[str, Any], read_version: int) -> Indicator:
    """Raises `StaleWrite`."""
    return indicator.write(values, read_version=read_version)


@transaction.atomic
def read_indicator(
    *, indicator: Indicator, on: date, value: Decimal, source: str, by: User, at: datetime, instead: bool = False
) -> Reading:
    """What it stood at on a day, and who says so. Raises `ReadAlready`, unless put `instead`."""
    held = Reading.objects.select_for_update().filter(indicator=indicator, on=on).first()
    if held is not None and not instead:
        raise ReadAlready(held.value)
    row, _made = Reading.objects.update_or_create(
        indicator=indicator, on=on, defaults={"value": value, "source": source, "read_by": by}
    )
    fact = IndicatorRead(
        objective_id=indicator.objective_id, name=indicator.name, on=on, value=str(value), source=source
    )
    _tell(indicator.objective, fact, by, at)
    return row


@transaction.atomic
def add_pillar(*, objective: Objective, values: Mapping[str, Any]) -> Pillar:
    """`values` are name, publics, networks, share. Raises `ObjectiveIsClosed`."""
    return Pillar.objects.create(objective=_open(objective), **values)


@transaction.atomic
def edit_pillar(*, pillar: Pillar, values: Mapping[str, Any], read_version: int) -> Pillar:
    """Raises `StaleWrite`."""
    return pillar.write(values, read_version=read_version)


@transaction.atomic
def add_campaign(*, objective: Objective, values: Mapping[str, Any], by: User, at: datetime) -> Campaign:
    """`values` are name, tag, starts_on, ends_on, budget_cents. Raises `TagTaken`, `ObjectiveIsClosed`."""
    held = _open(objective)
    try:
        with transaction.atomic():
            row = Campaign.objects.create(objective=held, **values)
    except IntegrityError:
        raise TagTaken(str(values["tag"])) from None
    _tell(held, CampaignAdded(campaign_id=row.pk, name=row.name), by, at)
    return row


def edit_campaign(*, campaign: Campaign, values: Mapping[str, Any], read_version: int) -> Campaign:
    """Raises `TagTaken`, `StaleWrite`."""
    try:
        with transaction.atomic():
            return campaign.write(values, read_version=read_version)
    except IntegrityError:
        raise TagTaken(str(values["tag"])) from None


@transaction.atomic
def close_campaign(*, campaign: Campaign, at: datetime) -> Campaign:
    """No idea is added to it any more; its posts stay."""
    row = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if row.closed_at is None:
        row.closed_at = at
        row.version += 1
        row.save(update_fields=["closed_at", "version"])
    return row


@transaction.atomic
def add_idea(
    *,
    title: str,
    by: User | None,
    at: datetime,
    production: Production | None = None,
    client: Client | None = None,
    campaign: Campaign | None = None,
    pillar: Pillar | None = None,
    note: str = "",
    link: str = "",
    found_at: str = "",
    not_before: datetime | None = None,
    state: str = Idea.State.OPEN,
) -> Idea:
    """One thing to tell, for a client, a production, or (neither) the house. Raises `OfAnotherOwner`."""
    _same_owner(production, client, campaign, pillar)
    row = Idea.objects.create(
        title=title[:200],
        note=note,
        link=link,
        found_at=found_at,
        not_before=not_before,
        state=state,
        production=production,
        client=client,
        campaign=campaign,
        pillar=pillar,
        created_by=by,
        created_at=at,
    )
    _tell(row, IdeaAdded(idea_id=row.pk, title=row.title), by, at)
    return row


@transaction.atomic
def edit_idea(*, idea: Idea, values: Mapping[str, Any], read_version: int) -> Idea:
    """`values` may be title, note, link, not_before, campaign, pillar. Raises `OfAnotherOwner`, `StaleWrite`."""
    _same_owner(idea.production, idea.client, values.get("campaign"), values.get("pillar"))
    return idea.write(values, read_version=read_version)


@transaction.atomic
def move_idea(*, idea: Idea, to: str, by: User | None, at: datetime) -> Idea:
    """Planned, dropped, or to be worked out again; moved to where it is, nothing happens. Raises `NotNow`."""
    row = Idea.objects.select_for_update(of=("self",)).get(pk=idea.pk)
    if row.state == to:
        return row
    if to not in NEXT[row.state]:
        raise NotNow(row.state)
    row.state = to
    row.version += 1
    row.save(update_fields=["state", "version"])
    _tell(row, IdeaStateChanged(idea_id=row.pk, title=row.title, state=to), by, at)
    return row


def _open(objective: Objective) -> Objective:
    row = Objective.objects.select_for_update(of=("self",)).get(pk=objective.pk)
    if row.closed_at is not None:
        raise ObjectiveIsClosed(row.name)
    return row


def _same_owner(
    production: Production | None, client: Client | None, campaign: Campaign | None, pillar: Pillar | None
) -> None:
    """What is planned for somebody hangs on nobody else's plan; a production may hang on its client's."""
    own_client = client.pk if client else production.client_id if production else None
    for held in (campaign, pillar):
        if held is None:
            continue
        of = held.objective
        theirs = of.client_id or (of.production.client_id if of.production else None)
        same_client = theirs is not None and theirs == own_client
        same_production = production is not None and of.production_id == production.pk
        if not (same_client or same_production):
            raise OfAnotherOwner(str(held))


def _tell(row: Objective | Idea, fact: Fact, by: User | None, at: datetime) -> None:
    announce(
        fact, by=by, at=at, about=row, production=row.production_id, client=row.client_id, desk=Desk.COMMUNITY
    )
