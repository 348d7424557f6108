"""From a cancelled day to a costed proposal, and from the proposal to a forecast. Never to an actual cost."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from coulisse.desks.office.costs.actions.forecasts import ForecastLine, forecast_unforeseen, withdraw_forecast
from coulisse.desks.office.costs.impact_models import CostKind, DayCost, Impact, ImpactLine
from coulisse.desks.office.costs.models import CostSettings
from coulisse.desks.office.facts.spending import (
    DayCostNoted,
    ImpactForeseen,
    ImpactJudged,
    ImpactProposed,
    ImpactTakenBack,
)
from coulisse.desks.office.ledger.actions import locked_head
from coulisse.desks.office.ledger.models import Posting
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.documents.actions import keep
from coulisse.foundation.documents.vault import Content
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.journal.facts import Fact
from coulisse.foundation.productions.models import Production
from coulisse.kernel.money import Money

SOURCE: Final = "office.costs.impact"
COPIED: Final = ("kind", "label", "quantity", "unit_cents", "cents", "account", "evidence", "source")
KINDS: Final = {kind: order for order, kind in enumerate(CostKind.values)}


class NothingToForesee(Exception):
    """The impact has no line, or all of it comes back."""


class ForeseenAlready(Exception):
    """It is in the forecast: take it out before anything is changed."""


class NotForeseen(Exception):
    """It is not in the forecast."""


class LineGone(Exception):
    """The table was computed anew meanwhile, without this line."""


class MoreThanItCosts(Exception):
    """No more comes back than the line costs."""


class ReasonMissing(Exception):
    """What is taken out of the forecast says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A line that another desk knows better than a typed one: used where nobody typed that kind for the day."""

    kind: str
    label: str
    quantity: int | None
    unit: Money | None
    amount: Money
    account: str
    evidence: str
    source: str
    opens: str = ""


def note_cost(
    *,
    production: Production,
    values: Mapping[str, Any],
    paper: Content | None = None,
    paper_name: str = "",
    by: User,
    at: datetime,
) -> DayCost:
    """An external commitment of a day, with its paper."""
    with transaction.atomic():
        cost = DayCost(production=production, entered_by=by, entered_at=at, **values)
        if paper is not None:
            cost.paper = keep(
                paper,
                name=paper_name,
                title=cost.source[:200],
                production=production.pk,
                desk=Desk.OFFICE,
                by=by,
                at=at,
            )
        cost.save()
        told = DayCostNoted(cost_id=cost.pk, label=cost.label, day=cost.day, cents=cost.cents)
        _tell(told, cost, production.pk, by=by, at=at)
    return cost


def remove_cost(*, cost: DayCost, by: User, at: datetime) -> None:
    """A commitment typed by mistake: told as one of zero. Lines of an impact keep their figures."""
    with transaction.atomic():
        told = DayCostNoted(cost_id=cost.pk, label=cost.label, day=cost.day, cents=0)
        _tell(told, cost, cost.production_id, by=by, at=at)
        cost.delete()


def propose(
    *,
    production: Production,
    day: date,
    source: str,
    unit: str = "",
    number: int | None = None,
    plan: int | None = None,
    is_real: bool = True,
    reason: str = "",
    offered: Sequence[Offered] = (),
    by: User | None,
    at: datetime,
) -> Impact:
    """The costs of the day, line by line. One impact a day: a second fact about the same day never doubles it.

    A day that a « what if » cancelled first, and the approved plan later, becomes real and is proposed anew as far
    as it is not foreseen yet.
    """
    with transaction.atomic():
        impact, is_new = Impact.objects.select_for_update().get_or_create(
            production=production,
            day=day,
            unit=unit,
            defaults={
                "number": number,
                "plan": plan,
                "is_real": is_real,
                "reason": reason,
                "source": source,
                "declared_by": by,
                "declared_at": at,
            },
        )
        if not is_new:
            _cancelled_again(impact, plan=plan, is_real=is_real, reason=reason)
        if impact.state != Impact.State.FORESEEN and (is_new or impact.source != source):
            _draw(impact, offered)
        if is_new:
            told = ImpactProposed(impact_id=impact.pk, day=day, cents=_cents(impact))
            _tell(told, impact, production.pk, by=None, at=at)
    return impact


def draw_again(*, impact: Impact, at: datetime) -> Impact:
    """Read the typed commitments again; lines of other desks stay. Raises `ForeseenAlready`."""
    with transaction.atomic():
        stored = _locked(impact)
        _refuse_foreseen(stored)
        offered = [_as_offered(line) for line in stored.lines.exclude(opens="")]
        _draw(stored, offered)
    return stored


def day_put_back(*, production: Production, day: date, unit: str, at: datetime) -> Impact | None:
    """The day is shot after all: the impact says so, and nothing that is foreseen moves by itself."""
    with transaction.atomic():
        found = Impact.objects.select_for_update().filter(production=production, day=day, unit=unit).first()
        if found is not None:
            found.back_at = at
            if found.state == Impact.State.PROPOSED:
                found.state = Impact.State.DROPPED
            _save(found, "back_at", "state")
    return found


def judge(
    *, line: ImpactLine, recoverable: Money, why: str, read_version: int, by: User, at: datetime
) -> ImpactLine:
    """What of a line comes back. Raises `MoreThanItCosts`, `ForeseenAlready`, `LineGone`, `StaleWrite`."""
    if not 0 <= recoverable.cents <= max(line.cents, 0):
        raise MoreThanItCosts(line.cents)
    with transaction.atomic():
        impact = _locked(line.impact)
        _refuse_foreseen(impact)
        if not ImpactLine.objects.filter(pk=line.pk).exists():
            raise LineGone(line.pk)
        values = {"recoverable_cents": recoverable.cents, "recoverable_why": why.strip()}
        written = line.write(values, read_version=read_version)
        told = ImpactJudged(impact_id=impact.pk, day=impact.day, label=line.label, cents=recoverable.cents)
        _tell(told, impact, impact.production_id, by=by, at=at)
    return written


def foresee(*, impact: Impact, day: date, by: User, at: datetime) -> Impact:
    """Put the net cost into the forecast, account by account, and take it from the contingency.

    Raises `ForeseenAlready`, `NothingToForesee`, and what the ledger raises.
    """
    with transaction.atomic():
        stored = _locked(impact)
        _refuse_foreseen(stored)
        lines = [line for line in stored.lines.all() if line.cents != line.recoverable_cents]
        if not lines:
            raise NothingToForesee(stored.pk)
        closed_until = locked_head(stored.production).closed_until
        forecast_unforeseen(
            production=stored.production,
            label=title_of(stored),
            lines=[_forecast(line, stored) for line in lines],
            taken_from=contingency_of(stored.production),
            source=SOURCE,
            source_id=str(stored.pk),
            day=day if closed_until is None else max(day, closed_until + timedelta(days=1)),
            shooting_day=stored.day,
            by=by,
            at=at,
        )
        stored.state, stored.foreseen_by, stored.foreseen_at = Impact.State.FORESEEN, by, at
        _save(stored, "state", "foreseen_by", "foreseen_at")
        net = sum(line.cents - line.recoverable_cents for line in lines)
        _tell(
            ImpactForeseen(impact_id=stored.pk, day=stored.day, net=net),
            stored,
            stored.production_id,
            by=by,
            at=at,
        )
    return stored


def take_back(*, impact: Impact, why: str, by: User, at: datetime) -> Impact:
    """Reverse the forecast; the proposal stands again. Raises `NotForeseen`, `ReasonMissing`."""
    if not why.strip():
        raise ReasonMissing
    with transaction.atomic():
        stored = _locked(impact)
        if stored.state != Impact.State.FORESEEN:
            raise NotForeseen(stored.pk)
        withdraw_forecast(
            production=stored.production, source=SOURCE, source_id=str(stored.pk), why=why, by=by, at=at
        )
        stored.state, stored.foreseen_by, stored.foreseen_at = Impact.State.PROPOSED, None, None
        _save(stored, "state", "foreseen_by", "foreseen_at")
        told = ImpactTakenBack(impact_id=stored.pk, day=stored.day, why=why.strip())
        _tell(told, stored, stored.production_id, by=by, at=at)
    return stored


def title_of(impact: Impact) -> str:
    """« J14 annulé (16/03/2027) », as the books keep it: in the language of the production, whoever presses."""
    day = f"{impact.day:%d/%m/%Y}"
    with override(impact.production.language):
        if impact.number:
            return _("Day %(number)s cancelled (%(day)s)") % {"number": impact.number, "day": day}
        return _("Day cancelled (%(day)s)") % {"day": day}


def contingency_of(production: Production) -> str:
    """The account that pays for what nobody foresaw; empty where none is named."""
    found = CostSettings.objects.filter(production=production).values_list("contingency", flat=True).first()
    return found or ""


def _forecast(line: ImpactLine, impact: Impact) -> ForecastLine:
    return ForecastLine(
        account=line.account,
        label=f"{title_of(impact)} · {line.label}"[:200],
        amount=Money(line.cents - line.recoverable_cents),
        paper=line.source[:120],
    )


def _cancelled_again(impact: Impact, *, plan: int | None, is_real: bool, reason: str) -> None:
    if is_real and not impact.is_real:
        impact.is_real, impact.plan, impact.reason = True, plan, reason
    if impact.state == Impact.State.DROPPED:
        impact.state = Impact.State.PROPOSED
    impact.back_at = None
    _save(impact, "is_real", "plan", "reason", "state", "back_at")


def _draw(impact: Impact, offered: Iterable[Offered]) -> None:
    """The lines from what was typed for the day, and from what the other desks offer for the kinds left out."""
    judged = {(line.kind, line.label, line.cents): line for line in impact.lines.all()}
    impact.lines.all().delete()
    typed = list(DayCost.objects.filter(production=impact.production_id, day=impact.day))
    known = {cost.kind for cost in typed}
    lines = [_line_of_cost(impact, cost) for cost in typed]
    lines += [_line_of_offer(impact, offer) for offer in offered if offer.kind not in known]
    for line in lines:
        before = judged.get((line.kind, line.label, line.cents))
        if before is not None:
            line.recoverable_cents, line.recoverable_why = before.recoverable_cents, before.recoverable_why
    ImpactLine.objects.bulk_create(sorted(lines, key=lambda line: KINDS[line.kind]))


def _line_of_cost(impact: Impact, cost: DayCost) -> ImpactLine:
    return ImpactLine(impact=impact, commitment=cost, **{name: getattr(cost, name) for name in COPIED})


def _line_of_offer(impact: Impact, offer: Offered) -> ImpactLine:
    return ImpactLine(
        impact=impact,
        kind=offer.kind,
        label=offer.label,
        quantity=offer.quantity,
        unit_cents=offer.unit.cents if offer.unit else None,
        cents=offer.amount.cents,
        account=offer.account,
        evidence=offer.evidence,
        source=offer.source,
        opens=offer.opens,
    )


def _as_offered(line: ImpactLine) -> Offered:
    return Offered(
        kind=line.kind,
        label=line.label,
        quantity=line.quantity,
        unit=None if line.unit_cents is None else Money(line.unit_cents),
        amount=Money(line.cents),
        account=line.account,
        evidence=line.evidence,
        source=line.source,
        opens=line.opens,
    )


def _cents(impact: Impact) -> int:
    return sum(impact.lines.values_list("cents", flat=True))


def stands(impact: Impact) -> bool:
    """Whether the forecast is in the books: the cost report may have taken it out from its own page."""
    if impact.state != Impact.State.FORESEEN:
        return False
    posted = Posting.objects.filter(production=impact.production_id, source=SOURCE, source_id=str(impact.pk))
    return posted.filter(reverses__isnull=True, reversal__isnull=True).exists()


def _locked(impact: Impact) -> Impact:
    """The row, held; one whose forecast was taken out of the books elsewhere is a proposal again."""
    found = Impact.objects.select_for_update(of=("self",)).select_related("production__company")
    stored = found.get(pk=impact.pk)
    if stored.state == Impact.State.FORESEEN and not stands(stored):
        stored.state, stored.foreseen_by, stored.foreseen_at = Impact.State.PROPOSED, None, None
        _save(stored, "state", "foreseen_by", "foreseen_at")
    return stored


def _refuse_foreseen(stored: Impact) -> None:
    if stored.state == Impact.State.FORESEEN:
        raise ForeseenAlready(stored.pk)


def _save(impact: Impact, *fields: str) -> None:
    impact.version += 1
    impact.save(update_fields=[*fields, "version"])


def _tell(happened: Fact, about: Impact | DayCost, production: int, *, by: User | None, at: datetime) -> None:
    announce(happened, by=by, at=at, about=about, production=production, desk=Desk.OFFICE)
