"""What the shell shows of the productions: the switch in the bar."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import ngettext, pgettext

from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.current import KEY, asked_production, open_production, shown_production
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.queries import OPEN_STATES, visible_to
from coulisse.foundation.ui.shell import ProductionChoice, ProductionSwitch


def production_switch(request: HttpRequest) -> dict[str, Any]:
    """The person's open productions, and the current one even when it is closed, in one query."""
    if not isinstance(request.user, User):
        return {}
    asked = asked_production(request)
    found = list(
        visible_to(request.user)
        .filter(Q(state__in=OPEN_STATES) | Q(pk=asked))
        .order_by("title")
        .only("title", "type", "state", "details")
    )
    reached = {production.pk for production in found}
    current = asked if asked in reached else None
    if current is not None and request.session.get(KEY) != current:
        open_production(request, current)
    current = current or shown_production(request)
    if current is None and len(found) == 1:
        current = found[0].pk
    choices = tuple(_choice(production, request, is_current=production.pk == current) for production in found)
    return {"productions": ProductionSwitch(choices, every=reverse("productions:list"))} if choices else {}


def _choice(production: Production, request: HttpRequest, *, is_current: bool) -> ProductionChoice:
    return ProductionChoice(
        label=production.title,
        address=_switch_address(production, request),
        detail=_detail(production),
        is_current=is_current,
    )


def _switch_address(production: Production, request: HttpRequest) -> str:
    """A list stays where it is, for the other production; the page of one object gives way to the production's."""
    match = request.resolver_match
    here = request.path if match is not None and not match.kwargs else address(production.pk)
    return f"{here}?production={production.pk}"


def _detail(production: Production) -> str:
    """« Long métrage · 32 jours »; a closed one says so."""
    said = [production.get_type_display()]
    days = production.details.get("shooting_days")
    if isinstance(days, int):
        said.append(ngettext("%(count)s day", "%(count)s days", days) % {"count": days})
    if not production.is_open:
        said.append(pgettext("production", "closed"))
    return " · ".join(said)


def address(pk: int) -> str:
    """Where a production is shown, for the sentences of the journal."""
    return reverse("productions:detail", args=[pk])
