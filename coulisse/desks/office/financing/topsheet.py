"""The agreed budget as the second page of the financing plan prints it."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from coulisse.desks.office.budget.queries.agreed import AgreedBudget, AgreedGlobal
from coulisse.desks.office.financing.countries import territory_name
from coulisse.foundation.search.writing import plain
from coulisse.foundation.ui.figures import reader
from coulisse.kernel.money import Money
from coulisse.kernel.plain import NotAPlainNumber, read_plain
from coulisse.kernel.writing import write_number
from coulisse.papers.financing_plan import Account, Topsheet

DEEPEST: Final = 1
"""Headings and accounts: what lies below is the detail."""
MOST_TERRITORIES: Final = 4
RESERVE: Final = ("imprevu", "onvoorzien", "contingenc")


def topsheet_of(budget: AgreedBudget) -> Topsheet:
    """The budget by account, with what is spent in each country."""
    codes = _territories(budget)
    accounts = [account for account in budget.accounts if account.level <= DEEPEST]
    rows = tuple(
        Account(one.number, one.name, one.total, _cuts(budget, one.number, codes), one.level == 0)
        for one in accounts
    )
    tops = [row for row in rows if row.is_top]
    return Topsheet(
        number=budget.number,
        agreed_on=budget.agreed_on,
        territories=tuple(_name(code) for code in codes),
        accounts=rows,
        total=budget.total,
        cuts=tuple(Money.total((row.cuts[at] for row in tops), budget.total.currency) for at in range(len(codes))),
        globals=tuple((one.label or _words(one.name), _value(one)) for one in budget.globals[:5]),
        reserve=next((row.number for row in tops if _is_reserve(row.name)), ""),
    )


def _territories(budget: AgreedBudget) -> list[str]:
    """The largest first; what is assigned to no country comes last, if there is anything."""
    sums: dict[str, int] = {}
    tops = {account.number for account in budget.accounts if account.level == 0}
    for number, cuts in budget.by_territory.items():
        if number in tops:
            for code, amount in cuts.items():
                sums[code] = sums.get(code, 0) + amount.cents
    named = sorted((code for code in sums if code and sums[code]), key=lambda code: -sums[code])
    return [*named[:MOST_TERRITORIES], *([""] if sums.get("") else [])]


def _cuts(budget: AgreedBudget, number: str, codes: list[str]) -> tuple[Money, ...]:
    found = budget.by_territory.get(number, {})
    return tuple(found.get(code, Money.zero(budget.total.currency)) for code in codes)


def _name(code: str) -> str:
    return territory_name(code) if code else pgettext("territory", "not assigned")


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _value(one: AgreedGlobal) -> str:
    """A plain number in the reader's hand, with its unit; a formula says that it is one."""
    try:
        return f"{write_number(read_plain(one.formula), reader())} {one.unit}".rstrip().replace(" €", "\u00a0€")
    except NotAPlainNumber:
        return _("by formula")


def _is_reserve(name: str) -> bool:
    return any(word in plain(name) for word in RESERVE)
