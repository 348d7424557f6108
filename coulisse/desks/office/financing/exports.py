"""The plan on paper and as a workbook, in the language asked for, from the records as they stand."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coulisse.desks.office.financing.models import Source
from coulisse.desks.office.financing.queries.plan import STANDINGS, Plan, PlanGroup, PlanSource, plan_of
from coulisse.desks.office.financing.topsheet import topsheet_of
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.queries import holders_of
from coulisse.foundation.accounts.roles import role_label
from coulisse.foundation.productions.models import Production
from coulisse.kernel.times import to_brussels
from coulisse.papers.financing_plan import (
    Condition,
    Country,
    FinancingPlan,
    Funding,
    Signature,
    Tranche,
    financing_plan,
    financing_plan_xlsx,
)

LANGUAGES: Final = ("fr", "nl", "en")
MAKERS: Final = ("production_administrator", "production_manager")
"""Who prepares the plan and who approves it."""


def paper_of(production: Production, *, language: str, at: datetime) -> bytes:
    """The two pages in `language`."""
    with translation.override(language):
        return financing_plan(record_of(production, at=at), language)


def workbook_of(production: Production, *, language: str, at: datetime) -> bytes:
    with translation.override(language):
        return financing_plan_xlsx(record_of(production, at=at), language)


def record_of(production: Production, *, at: datetime) -> FinancingPlan:
    """The plan as it stands at that moment, worded in the active language."""
    today = to_brussels(at).date()
    plan = plan_of(production, day=today)
    day = plan.frozen_on or today
    company = production.company
    return FinancingPlan(
        film=production.title,
        house=str(company),
        at=to_brussels(at),
        number=plan.number,
        day=day,
        is_frozen=plan.frozen_on is not None,
        facts=_facts(production, plan),
        groups=tuple(_country(group) for group in plan.groups),
        total=plan.total,
        received=plan.received,
        standings=tuple((one.code, one.amount, one.share) for one in plan.standings),
        conditions=tuple(Condition(one.source, one.text, one.situation, one.margin) for one in plan.conditions),
        topsheet=topsheet_of(plan.budget) if plan.budget else None,
        signatures=_signatures(production, plan, to_brussels(at).date()),
    )


def _facts(production: Production, plan: Plan) -> dict[str, str]:
    partners = [source for source in plan.sources if source.kind == Source.Kind.COPRODUCER]
    company = production.company
    home = f"{company}, {company.city}" if company.city else str(company)
    return {
        "nature": _nature(production),
        "shooting": _shooting(production),
        "producer": home,
        "coproducers": " · ".join(source.name for source in partners),
        "currency": _("euro, without VAT"),
    }


def _nature(production: Production) -> str:
    words = [str(production.get_type_display()).lower()]
    runtime = production.details.get("runtime")
    if runtime:
        words.append(_("%(count)s min") % {"count": runtime})
    return ", ".join(words)


def _shooting(production: Production) -> str:
    first, last = production.starts_on, production.ends_on
    days = production.details.get("shooting_days")
    count = ngettext("%(count)s day", "%(count)s days", int(days)) % {"count": days} if days else ""
    span = f"{first:%d/%m}–{last:%d/%m/%Y}" if first and last else ""
    return ", ".join(part for part in (count, span) if part)


def _country(group: PlanGroup) -> Country:
    lines = tuple(_funding(source) for source in group.sources)
    return Country(group.name, group.amount, group.share, group.received, lines)


def _funding(source: PlanSource) -> Funding:
    return Funding(
        name=source.name,
        kind=source.aid,
        amount=source.amount,
        share=source.share,
        status=next(code for code, statuses in STANDINGS if source.status in statuses),
        paper=source.paper,
        schedule=source.schedule,
        received=source.received,
        decision_on=source.decision_on,
        tranches=tuple(
            Tranche(one.number, one.percent, one.amount, one.trigger, one.due_on, one.received_on, one.received)
            for one in source.tranches
        ),
    )


def _signatures(production: Production, plan: Plan, day: date) -> tuple[Signature, Signature, Signature]:
    """Who prepared and who approves, by their roles on the production; dated only once a version is frozen."""
    holders = holders_of(MAKERS, production=production.pk, day=day)
    made, approved = (_signature(holders, role, plan.frozen_on) for role in MAKERS)
    return made, approved, Signature(str(production.company))


def _signature(holders: Mapping[str, User], role: str, day: date | None) -> Signature:
    user = holders.get(role)
    return Signature(f"{user}, {role_label(role).lower()}", day) if user else Signature("")
