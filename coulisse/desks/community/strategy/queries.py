"""What the strategy knows: for its own pages, and for the other slices."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from textwrap import shorten
from typing import Any, Final

from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import NoReverseMatch, reverse

from coulisse.desks.community.clients.workspaces import Workspace, within_reach
from coulisse.desks.community.strategy.access import ideas_within_reach
from coulisse.desks.community.strategy.models import Campaign, Idea, Indicator, Objective, Pillar, Reading
from coulisse.desks.community.strategy.words import IDEA_TONES, PACES, TONES
from coulisse.engines.reach import Pace, Progress, Target, progress
from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.models import Production
from coulisse.kernel.money import Money
from coulisse.kernel.period import Period
from coulisse.kernel.plain import write_plain

IDEAS_SHOWN: Final = 300
LANE_SHOWN: Final = 60
CALLED_OFF: Final = "cancelled"
PUBLISHED: Final = "confirmed"
"""States of a publication, which this slice does not know otherwise."""


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """What a figure stood at on a day, who says so, and who typed it."""

    on: date
    value: Decimal
    source: str
    read_by: str


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """A figure with where it stands. `done` is in whole per cent of the way, at most 100, for a bar."""

    pk: int
    name: str
    unit: str
    start: Decimal
    target: Decimal
    value: Decimal | None
    read_on: date | None
    source: str
    progress: Progress
    label: str
    tone: str
    done: int
    expected: Decimal
    per_day_left: Decimal | None
    readings: tuple[ReadingLine, ...]

    @property
    def is_behind(self) -> bool:
        return self.progress.pace in (Pace.BEHIND, Pace.MISSED)


@dataclass(frozen=True, slots=True)
class PublicationLine:
    """A publication that hangs on an idea."""

    pk: int
    opening: str
    account: str
    network: str
    language: str
    due_at: datetime
    label: str
    is_published: bool


@dataclass(frozen=True, slots=True)
class IdeaLine:
    """An idea, with what hangs on it. `compose`: where it is worked out; empty where nobody may."""

    pk: int
    title: str
    note: str
    link: str
    found_at: str
    not_before: datetime | None
    state: str
    label: str
    tone: str
    campaign: str
    pillar: str
    publications: tuple[PublicationLine, ...]
    count: int
    compose: str


@dataclass(frozen=True, slots=True)
class PillarLine:
    """`share` is planned, `actual` is of the publications that hang on some pillar; None where none does."""

    pk: int
    name: str
    publics: str
    networks: str
    share: int | None
    actual: int | None
    count: int


@dataclass(frozen=True, slots=True)
class CampaignLine:
    pk: int
    name: str
    tag: str
    starts_on: date
    ends_on: date
    budget: Money | None
    is_open: bool
    ideas: tuple[IdeaLine, ...]
    planned: int
    published: int


@dataclass(frozen=True, slots=True)
class ObjectiveLine:
    """An objective with all that hangs on it."""

    pk: int
    name: str
    starts_on: date
    ends_on: date
    closed_at: datetime | None
    indicators: tuple[IndicatorLine, ...]
    pillars: tuple[PillarLine, ...]
    campaigns: tuple[CampaignLine, ...]

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def paid(self) -> Money | None:
        """What its campaigns may spend together; None where one of them does not say."""
        budgets = [one.budget for one in self.campaigns]
        if not budgets or None in budgets:
            return None
        return Money(sum(one.cents for one in budgets if one is not None))


@dataclass(frozen=True, slots=True)
class Tree:
    objectives: tuple[ObjectiveLine, ...]
    loose: tuple[IdeaLine, ...]
    """Ideas that hang on no campaign, without the dropped ones."""


@dataclass(frozen=True, slots=True)
class Lane:
    state: str
    label: str
    ideas: tuple[IdeaLine, ...]
    count: int


# ---- for the other slices -----------------------------------------------------------------------------------


def campaigns_of(*, production: int | None = None, client: int | None = None) -> QuerySet[Campaign]:
    """Open campaigns that work for this owner may hang on; of a production also those of its client.

    Whoever shows them asks `access.campaigns_within_reach` besides.
    """
    rows = Campaign.objects.filter(closed_at__isnull=True, objective__closed_at__isnull=True)
    return rows.filter(_of(production, client)).select_related("objective")


def pillars_of(*, production: int | None = None, client: int | None = None) -> QuerySet[Pillar]:
    """Pillars of open objectives, as `campaigns_of`."""
    rows = Pillar.objects.filter(objective__closed_at__isnull=True)
    return rows.filter(_of(production, client)).select_related("objective")


def _of(production: int | None, client: int | None) -> Q:
    if client is not None:
        return Q(objective__client=client) | Q(objective__production__client=client)
    if production is None:
        return Q(pk__isnull=True)
    # A subquery: a join would give a campaign as often as its client has productions.
    clients = Production.objects.filter(pk=production, client__isnull=False).values("client")
    return Q(objective__production=production) | Q(objective__client__in=clients)


# ---- the pages of the slice ---------------------------------------------------------------------------------


def tree(workspace: Workspace, user: User, *, today: date) -> Tree:
    """Everything from the objectives down to the publications. Eight queries, however much there is."""
    objectives = Objective.objects.filter(workspace.holds(), within_reach(user))
    rows = _with_branches(objectives).order_by("closed_at", "starts_on", "pk")
    ideas = [_idea(row) for row in _with_publications(_of_workspace(workspace, user))[:IDEAS_SHOWN]]
    held: dict[int, list[tuple[IdeaLine, int | None]]] = {}
    loose = []
    for line, campaign, pillar in ideas:
        if campaign is None:
            loose.append(line)
        else:
            held.setdefault(campaign, []).append((line, pillar))
    lines = tuple(_objective(row, held, today) for row in rows)
    return Tree(lines, tuple(one for one in loose if one.state != Idea.State.DROPPED))


def review(objective: Objective, user: User, *, today: date) -> ObjectiveLine:
    """One objective, with every reading: what was wanted, what became of it."""
    row = _with_branches(Objective.objects.filter(pk=objective.pk)).get()
    rows = _with_publications(ideas_within_reach(user).filter(campaign__objective=objective))
    held: dict[int, list[tuple[IdeaLine, int | None]]] = {}
    for line, campaign, pillar in (_idea(one) for one in rows):
        held.setdefault(campaign or 0, []).append((line, pillar))
    return _objective(row, held, today)


def lanes(workspace: Workspace, user: User, *, campaign: int | None = None) -> tuple[Lane, ...]:
    """The board of ideas, a column for each state. Five queries."""
    rows = _of_workspace(workspace, user)
    if campaign is not None:
        rows = rows.filter(campaign=campaign)
    counts = dict(rows.order_by().values_list("state").annotate(n=Count("pk")))
    found = []
    for state in Idea.State:
        ideas = [_idea(row)[0] for row in _with_publications(rows.filter(state=state))[:LANE_SHOWN]]
        found.append(Lane(state.value, str(state.label), tuple(ideas), counts.get(state.value, 0)))
    return tuple(found)


def idea_line(idea: Idea) -> IdeaLine:
    """One idea with its publications."""
    return _idea(_with_publications(Idea.objects.filter(pk=idea.pk)).get())[0]


def _of_workspace(workspace: Workspace, user: User) -> QuerySet[Idea]:
    return ideas_within_reach(user).filter(workspace.holds())


def _with_branches(rows: QuerySet[Objective]) -> QuerySet[Objective]:
    readings = Prefetch("readings", Reading.objects.select_related("read_by").order_by("on"))
    return rows.prefetch_related(
        Prefetch("indicators", Indicator.objects.prefetch_related(readings)), "pillars", "campaigns"
    )


def _with_publications(rows: QuerySet[Idea]) -> QuerySet[Idea]:
    return rows.select_related("campaign", "pillar").prefetch_related("publications__account")


def _objective(row: Objective, held: dict[int, list[tuple[IdeaLine, int | None]]], today: date) -> ObjectiveLine:
    campaigns = tuple(row.campaigns.all())
    ideas = [pair for campaign in campaigns for pair in held.get(campaign.pk, ())]
    return ObjectiveLine(
        pk=row.pk,
        name=row.name,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        closed_at=row.closed_at,
        indicators=tuple(indicator_line(one, row, today) for one in row.indicators.all()),
        pillars=_pillars(row.pillars.all(), ideas),
        campaigns=tuple(_campaign(one, [line for line, _pillar in held.get(one.pk, ())]) for one in campaigns),
    )


def indicator_line(row: Indicator, objective: Objective, today: date) -> IndicatorLine:
    """Held against the straight line on the day of its last reading; without one, today."""
    readings = tuple(row.readings.all())
    last = readings[-1] if readings else None
    target = Target(Fraction(row.start), Fraction(row.target), Period(objective.starts_on, objective.ends_on))
    found = progress(target, Fraction(last.value) if last else None, last.on if last else today)
    done = 0 if found.done is None else max(0, min(100, int(found.done * 100)))
    return IndicatorLine(
        pk=row.pk,
        name=row.name,
        unit=row.unit,
        start=_short(row.start),
        target=_short(row.target),
        value=_short(last.value) if last else None,
        read_on=last.on if last else None,
        source=last.source if last else "",
        progress=found,
        label=str(PACES[found.pace]),
        tone=TONES[found.pace],
        done=done,
        expected=_rounded(found.expected),
        per_day_left=None if found.per_day_left is None else _rounded(found.per_day_left),
        readings=tuple(
            ReadingLine(one.on, _short(one.value), one.source, str(one.read_by or "")) for one in readings
        ),
    )


def _short(value: Decimal) -> Decimal:
    """Without the zeros that the column adds: 1200, not 1200.00."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def _rounded(value: Fraction) -> Decimal:
    """To the unit, or to a tenth where that would hide it."""
    return Decimal(write_plain(value, 0 if abs(value) >= 10 or value.denominator == 1 else 1))


def _pillars(rows: Iterable[Pillar], ideas: Sequence[tuple[IdeaLine, int | None]]) -> tuple[PillarLine, ...]:
    counts: dict[int, int] = {}
    for line, pillar in ideas:
        if pillar is not None:
            counts[pillar] = counts.get(pillar, 0) + line.count
    whole = sum(counts.values())
    return tuple(
        PillarLine(
            row.pk,
            row.name,
            row.publics,
            row.networks,
            row.share,
            int(write_plain(Fraction(100 * counts.get(row.pk, 0), whole), 0)) if whole else None,
            counts.get(row.pk, 0),
        )
        for row in rows
    )


def _campaign(row: Campaign, ideas: list[IdeaLine]) -> CampaignLine:
    return CampaignLine(
        pk=row.pk,
        name=row.name,
        tag=row.tag,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        budget=None if row.budget_cents is None else Money(row.budget_cents),
        is_open=row.closed_at is None,
        ideas=tuple(one for one in ideas if one.state != Idea.State.DROPPED),
        planned=sum(one.count for one in ideas),
        published=sum(each.is_published for one in ideas for each in one.publications),
    )


def _idea(row: Idea) -> tuple[IdeaLine, int | None, int | None]:
    publications = sorted(
        (one for one in row.publications.all() if one.state != CALLED_OFF), key=lambda one: (one.due_at, one.pk)
    )
    line = IdeaLine(
        pk=row.pk,
        title=row.title,
        note=row.note,
        link=row.link,
        found_at=row.found_at,
        not_before=row.not_before,
        state=row.state,
        label=row.get_state_display(),
        tone=IDEA_TONES[row.state],
        campaign=row.campaign.name if row.campaign else "",
        pillar=row.pillar.name if row.pillar else "",
        publications=tuple(_publication(one) for one in publications),
        count=len(publications),
        compose=compose_address(row.pk),
    )
    return line, row.campaign_id, row.pillar_id


def _publication(row: Any) -> PublicationLine:
    return PublicationLine(
        pk=row.pk,
        opening=shorten(row.text, 90, placeholder=" …"),
        account=row.account.handle,
        network=row.account.get_network_display(),
        language=row.language,
        due_at=row.due_at,
        label=row.get_state_display(),
        is_published=row.state == PUBLISHED,
    )


def compose_address(idea: int) -> str:
    """Where an idea is worked out for each network; empty in a house without a composer."""
    try:
        return reverse("community:composing:idea", args=[idea])
    except NoReverseMatch:
        return ""
