"""Lines that the floor knows better than a typed commitment, in the words of the office and on its accounts."""

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from coulisse.desks.office.budget.queries.agreed import leaf_accounts
from coulisse.desks.office.costs.actions.impact import Offered, contingency_of
from coulisse.desks.office.costs.impact_models import CostKind, DayCost, Evidence
from coulisse.foundation.productions.models import Production
from coulisse.foundation.search.writing import plain
from coulisse.kernel.money import Money

HEADINGS: Final = {
    CostKind.CREW: ("equipe preparation", "equipe tournage", "equipe", "crew", "ploeg"),
    CostKind.CAST: ("interpretation roles", "interpretation", "acteurs", "cast", "vertolking"),
}
"""Words of the headings under which such a cost is usually booked, the surest first."""


def crew_offer(production: Production, people: int, amount: Money, opens: str) -> Offered:
    """The day of the crew by the rates of the crew list: their sum only, for pay is read by fewer people."""
    with override(production.language):
        label = ngettext("Crew, %(n)s person", "Crew, %(n)s people", people) % {"n": people}
        source = _("crew list, rates by day")
    return _offered(production, CostKind.CREW, label, amount, Evidence.CONTRACT, source, opens)


def cast_offer(production: Production, roles: Sequence[str], amount: Money, opens: str) -> Offered:
    """What the actors called that day are owed."""
    with override(production.language):
        label = _("Actors: %(roles)s") % {"roles": ", ".join(roles)}
        source = _("shooting plan, rates by day of the roles called")
    return _offered(production, CostKind.CAST, label[:160], amount, Evidence.CALL_SHEET, source, opens)


def account_for(production: Production, kind: str) -> str:
    """Where the last such cost was typed; else the heading that is called so; else the contingency."""
    typed = DayCost.objects.filter(production=production, kind=kind).order_by("-pk")
    known = typed.values_list("account", flat=True).first()
    if known:
        return known
    leaves = [(account.number, plain(account.name)) for account in leaf_accounts(production)]
    for words in HEADINGS.get(CostKind(kind), ()):
        for number, name in leaves:
            if all(word in name for word in words.split()):
                return number
    return contingency_of(production) or next((number for number, _name in leaves), "")


def _offered(
    production: Production,
    kind: CostKind,
    label: str,
    amount: Money,
    evidence: Evidence,
    source: str,
    opens: str,
) -> Offered:
    return Offered(
        kind=kind,
        label=label,
        quantity=None,
        unit=None,
        amount=amount,
        account=account_for(production, kind),
        evidence=evidence,
        source=source,
        opens=opens,
    )
