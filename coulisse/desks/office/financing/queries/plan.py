"""The financing plan as it stands: by country, against the agreed budget, with what is not sure yet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import pgettext

from coulisse.desks.office.budget.queries.agreed import AgreedBudget, agreed_budget
from coulisse.desks.office.financing.countries import territory_name
from coulisse.desks.office.financing.models import Condition, PlanVersion, Source, Tranche
from coulisse.desks.office.financing.queries.conditions import PlanCondition, read_conditions
from coulisse.desks.office.financing.queries.frozen import content_of, terms_of
from coulisse.desks.office.financing.wording import percent_written, schedule_of, share_of
from coulisse.foundation.productions.models import Production
from coulisse.kernel.allocation import largest_remainder
from coulisse.kernel.money import Money
from coulisse.kernel.rate import Rate

STANDINGS: Final = (
    ("secured", (Source.Status.LETTER, Source.Status.PAID)),
    ("signed", (Source.Status.SIGNED,)),
    ("hoped", (Source.Status.ASKED,)),
)
"""How solid the money is, in three words of the paper: acquis, signé, pressenti."""
BAR_WIDTH: Final = 116
BAR_GAP: Final = 3
TONES: Final = {"asked": "warn", "letter": "ok", "signed": "ok", "paid": "ok"}


@dataclass(frozen=True, slots=True)
class PlanTranche:
    """One payment, as the plan shows it."""

    pk: int
    version: int
    number: int
    percent: str
    """`40 %`, empty where the amount itself was agreed."""
    amount: Money
    received: Money
    due_on: date | None
    received_on: date | None
    trigger: str
    state: str
    """received, partly, late or due."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One tranche drawn: where it begins, how wide it is, in what state."""

    start: int
    width: int
    state: str


@dataclass(frozen=True, slots=True)
class PlanSource:
    """One who pays, with all that hangs on it."""

    pk: int
    version: int
    name: str
    kind: str
    kind_label: str
    aid: str
    fund: str
    country: str
    amount: Money
    share: Rate
    status: str
    status_label: str
    tone: str
    paper: str
    paper_on: date | None
    document_title: str
    document_address: str
    decision_on: date | None
    schedule: str
    note: str
    received: Money
    tranches: tuple[PlanTranche, ...]
    conditions: tuple[PlanCondition, ...]
    dealt: Money
    """What its tranches sum to."""

    @property
    def confirmed(self) -> bool:
        return self.status != Source.Status.ASKED

    @property
    def undealt(self) -> Money:
        """What no tranche pays yet; zero also where no tranche was written at all."""
        return self.amount - self.dealt if self.tranches else Money.zero()

    @property
    def received_count(self) -> int:
        return sum(one.state == "received" for one in self.tranches)

    @property
    def bars(self) -> tuple[Bar, ...]:
        """The tranches as bars side by side, as wide as what they pay."""
        if not self.tranches:
            return ()
        room = BAR_WIDTH - BAR_GAP * (len(self.tranches) - 1)
        widths = largest_remainder(
            max(room, len(self.tranches)), [max(one.amount.cents, 1) for one in self.tranches]
        )
        starts = [sum(widths[:at]) + BAR_GAP * at for at in range(len(widths))]
        return tuple(
            Bar(start, width, one.state) for start, width, one in zip(starts, widths, self.tranches, strict=True)
        )


@dataclass(frozen=True, slots=True)
class PlanGroup:
    """The sources of one country."""

    country: str
    name: str
    sources: tuple[PlanSource, ...]
    amount: Money
    share: Rate
    received: Money


@dataclass(frozen=True, slots=True)
class Standing:
    """How much of the plan is as solid as that."""

    code: str
    word: str
    amount: Money
    share: Rate

    @property
    def points(self) -> int:
        """The length of its bar, in hundredths of a percent."""
        return int(self.share.as_percent * 100)


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole plan on a day."""

    groups: tuple[PlanGroup, ...]
    total: Money
    received: Money
    budget: AgreedBudget | None
    standings: tuple[Standing, ...]
    number: int
    """Of the version that this is, or of the one that it will become."""
    frozen_on: date | None
    """The day of that version; None while something was changed since the last one."""

    @property
    def sources(self) -> tuple[PlanSource, ...]:
        return tuple(source for group in self.groups for source in group.sources)

    @property
    def conditions(self) -> tuple[PlanCondition, ...]:
        return tuple(one for source in self.sources for one in source.conditions)

    @property
    def cost(self) -> Money | None:
        return self.budget.total if self.budget else None

    @property
    def gap(self) -> Money | None:
        """Financing minus cost: below zero, money is missing. None without a budget."""
        return self.total - self.budget.total if self.budget else None

    @property
    def missing(self) -> Money | None:
        """What is to be found, where something is."""
        gap = self.gap
        return -gap if gap is not None and gap.cents < 0 else None

    @property
    def at_risk(self) -> tuple[PlanSource, ...]:
        return tuple(source for source in self.sources if not source.confirmed)

    @property
    def risk(self) -> Money:
        return Money.total(source.amount for source in self.at_risk)

    @property
    def risk_share(self) -> Rate:
        return share_of(self.risk, self.total)

    @property
    def whole(self) -> Rate:
        return Rate.percent(100)

    @property
    def outstanding(self) -> Money:
        return self.total - self.received

    @property
    def expected(self) -> tuple[tuple[PlanSource, PlanTranche], ...]:
        """What is still to come, by day; what has no day comes last."""
        open_ones = [
            (source, one) for source in self.sources for one in source.tranches if one.state != "received"
        ]
        return tuple(sorted(open_ones, key=lambda pair: (pair[1].due_on or date.max, pair[0].pk, pair[1].number)))


def plan_of(production: Production, *, day: date | None = None) -> Plan:
    """The plan of a production, its states and margins counted on `day`; a constant number of queries."""
    rows = sources_of(production)
    budget = agreed_budget(production)
    last = PlanVersion.objects.filter(production=production).order_by("-number").first()
    is_same = last is not None and terms_of(last.content) == terms_of(content_of(rows))
    total = Money.total(Money(row.amount_cents) for row in rows)
    sources = [_source(row, total, budget, day) for row in rows]
    return Plan(
        groups=_groups(sources, total),
        total=total,
        received=Money.total(source.received for source in sources),
        budget=budget,
        standings=_standings(sources, total),
        number=(last.number if last else 0) + (0 if is_same else 1),
        frozen_on=last.day if last and is_same else None,
    )


def sources_of(production: Production) -> list[Source]:
    """The rows of the plan with their tranches, conditions and papers: three queries."""
    rows = Source.objects.filter(production=production, removed_at__isnull=True)
    standing = Prefetch("conditions", Condition.objects.filter(removed_at__isnull=True))
    return list(rows.select_related("document").prefetch_related("tranches", standing))


def _source(row: Source, total: Money, budget: AgreedBudget | None, day: date | None) -> PlanSource:
    tranches = list(row.tranches.all())
    amount = Money(row.amount_cents)
    document = row.document if row.document is not None and row.document.trashed_at is None else None
    return PlanSource(
        pk=row.pk,
        version=row.version,
        name=row.name,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        aid=row.aid or row.get_kind_display(),
        fund=row.fund,
        country=row.country,
        amount=amount,
        share=share_of(amount, total),
        status=row.status,
        status_label=row.get_status_display(),
        tone=TONES[row.status],
        paper=row.paper,
        paper_on=row.paper_on,
        document_title=document.title if document else "",
        document_address=reverse("documents:detail", args=[document.pk]) if document else "",
        decision_on=row.decision_on,
        schedule=schedule_of(row, tranches),
        note=row.note,
        received=Money.total(Money(one.received_cents) for one in tranches),
        tranches=tuple(_tranche(one, day) for one in tranches),
        conditions=tuple(read_conditions(row, budget, day)),
        dealt=Money.total(Money(one.amount_cents) for one in tranches),
    )


def _tranche(row: Tranche, day: date | None) -> PlanTranche:
    return PlanTranche(
        pk=row.pk,
        version=row.version,
        number=row.position,
        percent="" if row.percent is None else percent_written(row.percent),
        amount=Money(row.amount_cents),
        received=Money(row.received_cents),
        due_on=row.due_on,
        received_on=row.received_on,
        trigger=row.trigger,
        state=_state(row, day),
    )


def _state(row: Tranche, day: date | None) -> str:
    if row.received_cents and row.received_cents >= row.amount_cents:
        return "received"
    if row.received_cents:
        return "partly"
    return "late" if day is not None and row.due_on is not None and row.due_on < day else "due"


def _groups(sources: Sequence[PlanSource], total: Money) -> tuple[PlanGroup, ...]:
    countries = list(dict.fromkeys(source.country for source in sources))
    return tuple(_group(code, [one for one in sources if one.country == code], total) for code in countries)


def _group(country: str, sources: Sequence[PlanSource], total: Money) -> PlanGroup:
    amount = Money.total(source.amount for source in sources)
    return PlanGroup(
        country=country,
        name=territory_name(country),
        sources=tuple(sources),
        amount=amount,
        share=share_of(amount, total),
        received=Money.total(source.received for source in sources),
    )


def _standings(sources: Iterable[PlanSource], total: Money) -> tuple[Standing, ...]:
    held = list(sources)
    words = {
        "secured": pgettext("solidity of the financing", "secured"),
        "signed": pgettext("solidity of the financing", "signed"),
        "hoped": pgettext("solidity of the financing", "hoped for"),
    }
    found = []
    for code, statuses in STANDINGS:
        amount = Money.total(one.amount for one in held if one.status in statuses)
        found.append(Standing(code, words[code], amount, share_of(amount, total)))
    return tuple(found)
