"""A whole budget, counted from nothing."""

from coulisse.engines.budget.charges import apply_charges, set_charges
from coulisse.engines.budget.counting import count_all, set_rates
from coulisse.engines.budget.fringes import apply_all, set_fringes
from coulisse.engines.budget.late import settle
from coulisse.engines.budget.names import set_globals
from coulisse.engines.budget.records import Budget
from coulisse.engines.budget.result import Result
from coulisse.engines.budget.sheet import Sheet
from coulisse.engines.budget.tree import grow


def compute(budget: Budget) -> Result:
    """Every figure of a budget; what cannot be counted counts 0.00 and is a problem with its place.

    >>> from coulisse.engines.budget.records import Account, Global, Line
    >>> crew = Account("11", "Équipe", (Line("a", "WEEKS*5", "1", "250.00"), Line("b", "2", "", "12.345")))
    >>> str(compute(Budget(globals=(Global("WEEKS", "6.5"),), accounts=(crew,))).total)
    '8149.69 EUR'
    """
    return Result(count_sheet(budget))


def count_sheet(budget: Budget) -> Sheet:
    """The counted budget as an open sheet."""
    sheet = Sheet(budget.currency, grow(budget.accounts))
    sheet.own = dict.fromkeys(sheet.tree.numbers, 0)
    sheet.own_fringes = dict.fromkeys(sheet.tree.numbers, 0)
    set_rates(sheet, budget.rates.items())
    set_globals(sheet, budget.globals)
    set_fringes(sheet, budget.fringes)
    set_charges(sheet, budget.charges)
    count_all(sheet, budget.accounts)
    for key, amount in settle(sheet):
        sheet.amounts[key] = amount
        sheet.own[sheet.account_of[key]] += amount
    sheet.below = sheet.tree.sums_below(sheet.own)
    apply_all(sheet)
    apply_charges(sheet)
    return sheet
