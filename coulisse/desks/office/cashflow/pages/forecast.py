"""Trésorerie: the curve, its weeks, a hole and the ways out; on paper, as a workbook; two side by side."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from coulisse.desks.office.cashflow import exports
from coulisse.desks.office.cashflow.asking import SPANS, Asked, asked_of
from coulisse.desks.office.cashflow.curve import SMALL, WIDE, draw
from coulisse.desks.office.cashflow.models import Scenario
from coulisse.desks.office.cashflow.queries.comparison import compare
from coulisse.desks.office.cashflow.queries.forecast import Foreseen, foresee, outlook, scenarios_of
from coulisse.desks.office.cashflow.queries.gathering import VAT_DAY, Gathered, gather
from coulisse.desks.office.cashflow.queries.screen import (
    change_words,
    coming_words,
    financing_rows,
    labels_of,
    movement_rows,
    slot_rows,
    ways_out,
    week_words,
)
from coulisse.desks.office.cashflow.words import headline, rescue, slot_name, span
from coulisse.desks.office.current import access_office, may, on_production
from coulisse.desks.office.financing.queries.plan import plan_of
from coulisse.engines.cashflow import MONTHS, WEEKS, Slot
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import SignedInRequest

STALE_BALANCE = 7
"""Days after which a balance is said to be old."""


@on_production
@require_GET
def forecast(request: SignedInRequest, production: Production) -> HttpResponse:
    access_office(request.user, production.pk)
    scenarios = scenarios_of(production)
    asked = asked_of(request.GET, [one.pk for one in scenarios])
    gathered = gather(production, localdate(timezone.now()))
    chosen = next((one for one in scenarios if one.pk == asked.scenario), None)
    changes = [*(chosen.changes if chosen else ()), *asked.changes]
    foreseen = foresee(gathered, changes)
    slots = _slots(gathered, changes, asked)
    plan = plan_of(production, day=gathered.day)
    context = {
        **_findings(gathered, foreseen),
        **_drawn(gathered, foreseen, slots, asked, base=_slots(gathered, (), asked) if changes else ()),
        "production": production,
        "asked": asked,
        "scenarios": _scenario_links(scenarios, asked),
        "chosen": chosen,
        "plan": plan,
        "financing": financing_rows(plan),
        "changes": change_words(changes, labels_of(gathered)),
        "may_change": may(request.user, "change", production.pk),
    }
    return render(request, "office/cashflow/forecast.html", context)


def _slots(gathered: Gathered, changes: Sequence[dict[str, Any]], asked: Asked) -> tuple[Slot, ...]:
    """As many weeks or months as asked for, also where nothing moves any more."""
    days = asked.length * (7 if asked.by == WEEKS else 31)
    found = foresee(gathered, changes, by=asked.by, until=gathered.opened_on + timedelta(days=days))
    return found.forecast.slots[: asked.length]


def _findings(gathered: Gathered, foreseen: Foreseen) -> dict[str, Any]:
    found, first = foreseen.forecast, foreseen.first
    balance, below = gathered.balance, foreseen.below
    if below is not None and first is not None and below.first >= first.first:
        below = None
    return {
        "gathered": gathered,
        "balance": balance,
        "is_old": balance is not None and (gathered.day - gathered.opened_on).days > STALE_BALANCE,
        "foreseen": foreseen,
        "first": week_words(first) if first else None,
        "title": headline(found, foreseen.first_at),
        "rescue": rescue(found, first, foreseen.gap, gathered.tranches) if first and foreseen.gap else "",
        "outlook": outlook(gathered, foreseen),
        "below": (week_words(below), below.lowest) if below else None,
        "prudent": (week_words(foreseen.prudent), foreseen.prudent.lowest) if foreseen.prudent else None,
        "lowest": (week_words(found.lowest), found.lowest.lowest),
        "vat_day": gathered.legal.get(VAT_DAY),
    }


def _drawn(
    gathered: Gathered, foreseen: Foreseen, slots: Sequence[Slot], asked: Asked, *, base: Sequence[Slot]
) -> dict[str, Any]:
    first = next((slot for slot in slots if slot.lowest.cents < 0), None)
    rows = slot_rows(slots, foreseen, gathered, asked)
    opened = next((slot for slot in slots if slot.key == asked.slot), None)
    curves = [
        draw(
            slots,
            frame,
            by=asked.by,
            first=first,
            first_words=_first_small if frame.is_small and asked.by == WEEKS else _first_wide(asked.by),
            coming=coming_words(foreseen, gathered, slots) if asked.by == WEEKS else None,
            base=base,
        )
        for frame in (WIDE, SMALL)
    ]
    return {
        "rows": rows,
        "curves": [(curve, list(zip(curve.columns, rows, strict=True))) for curve in curves],
        "opened": (slot_name(opened, asked.by), span(opened.first, opened.last)) if opened else None,
        "lines": movement_rows(opened, gathered, asked) if opened else (),
        "closed": asked.address("cash", slot=""),
        "ways": ways_out(foreseen, gathered, asked),
        "without_tries": asked.address("cash", tries=(), slot=""),
        "spans": [(n, asked.address("cash", length=n, slot=""), n == asked.length) for n in SPANS[asked.by]],
        "by_weeks": asked.address("cash", by=WEEKS, length=SPANS[WEEKS][0], slot=""),
        "by_months": asked.address("cash", by=MONTHS, length=SPANS[MONTHS][0], slot=""),
        "twin": asked.address("twin", twin=not asked.twin),
        "query": asked.address(slot="", twin=False),
    }


def _first_wide(by: str) -> Any:
    def words(name: str) -> str:
        said = _("%(week)s, first negative week") if by == WEEKS else _("%(week)s, first negative month")
        return said % {"week": name}

    return words


def _first_small(name: str) -> str:
    return _("%(week)s, first negative one") % {"week": name}


def _scenario_links(scenarios: Sequence[Scenario], asked: Asked) -> list[tuple[str, str, bool]]:
    """The switch: as foreseen, each scenario, and what is being tried."""
    plain = not asked.tries
    links = [
        (_("As foreseen"), asked.address("cash", scenario=None, tries=(), slot=""), plain and not asked.scenario)
    ]
    for one in scenarios:
        address = asked.address("cash", scenario=one.pk, tries=(), slot="")
        links.append((one.name, address, plain and one.pk == asked.scenario))
    if asked.tries:
        links.append((_("Being tried"), asked.address("cash", slot=""), True))
    return links


@on_production
@require_GET
def paper(request: SignedInRequest, production: Production) -> HttpResponse:
    """The forecast on A4, in the reader's language."""
    told = _told(request, production)
    content = exports.printed(told, language=(get_language() or "fr")[:2], at=timezone.now())
    return _file(content, "application/pdf", production, "pdf", inline=True)


@on_production
@require_GET
def workbook(request: SignedInRequest, production: Production) -> HttpResponse:
    """The forecast as a workbook whose balances are formulas."""
    content = exports.workbook(_told(request, production), at=timezone.now())
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _file(content, kind, production, "xlsx")


def _told(request: SignedInRequest, production: Production) -> exports.Told:
    access_office(request.user, production.pk)
    scenarios = scenarios_of(production)
    asked = asked_of(request.GET, [one.pk for one in scenarios])
    gathered = gather(production, localdate(timezone.now()))
    chosen = next((one for one in scenarios if one.pk == asked.scenario), None)
    changes = [*(chosen.changes if chosen else ()), *asked.changes]
    foreseen = foresee(gathered, changes)
    return exports.Told(
        production=production,
        scenario=chosen.name if chosen else "",
        changes=tuple(change_words(changes, labels_of(gathered))),
        gathered=gathered,
        foreseen=foreseen,
        slots=_slots(gathered, changes, asked),
        by=asked.by,
        title=headline(foreseen.forecast, foreseen.first_at),
        rescue=rescue(foreseen.forecast, foreseen.first, foreseen.gap, gathered.tranches)
        if foreseen.first and foreseen.gap
        else "",
    )


def _file(
    content: bytes, kind: str, production: Production, extension: str, *, inline: bool = False
) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    name = f"{slugify(production.title)}-{slugify(_('Cash'))}.{extension}"
    response.headers["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@on_production
@require_GET
def comparison(request: SignedInRequest, production: Production) -> HttpResponse:
    """Two scenarios side by side, week by week."""
    access_office(request.user, production.pk)
    scenarios = scenarios_of(production)
    gathered = gather(production, localdate(timezone.now()))
    left, right = (_asked_scenario(request, name, scenarios) for name in ("a", "b"))
    if left is None and right is None and scenarios:
        right = scenarios[0]
    context = {
        "production": production,
        "scenarios": scenarios,
        "left": left,
        "right": right,
        "found": compare(gathered, left, right),
    }
    return render(request, "office/cashflow/compare.html", context)


def _asked_scenario(request: SignedInRequest, name: str, scenarios: Sequence[Scenario]) -> Scenario | None:
    return next((one for one in scenarios if str(one.pk) == request.GET.get(name)), None)
