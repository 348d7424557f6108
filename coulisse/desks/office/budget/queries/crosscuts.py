"""The same total cut another way: by territory, group, location, set or funder, account by account."""

from dataclasses import dataclass

from coulisse.desks.office.budget.charts import Form, form_place, forms
from coulisse.desks.office.budget.models import Budget
from coulisse.desks.office.budget.queries.agreed import AgreedAccount, accounts_of
from coulisse.desks.office.budget.queries.opened import Opened, opened
from coulisse.desks.office.budget.queries.totals import cuts_of, totals_of
from coulisse.kernel.money import Money


@dataclass(frozen=True, slots=True)
class CutRow:
    """One account, its total and what of it goes to each code."""

    account: AgreedAccount
    parts: tuple[Money, ...]


@dataclass(frozen=True, slots=True)
class CrossCut:
    """`codes` over the columns; "" is what is assigned to none. `totals` sum to `total`."""

    kind: str
    codes: tuple[str, ...]
    rows: tuple[CutRow, ...]
    totals: tuple[Money, ...]
    total: Money


def cross_cut(budget: Budget, kind: str) -> CrossCut:
    book = opened(budget)
    with book.lock:
        cuts = cuts_of(book.rows, book.result, kind)
        codes = _codes(cuts)
        accounts = accounts_of(book)
        rows = tuple(
            CutRow(account, tuple(Money(cuts[account.number].get(code, 0), book.currency) for code in codes))
            for account in accounts
        )
        tops = [account.number for account in accounts if account.level == 0] + [""]
        sums = [sum(cuts.get(number, {}).get(code, 0) for number in tops) for code in codes]
        totals = tuple(Money(cents, book.currency) for cents in sums)
        return CrossCut(kind, codes, rows, totals, book.result.total)


def _codes(cuts: dict[str, dict[str, int]]) -> tuple[str, ...]:
    """Largest first, what is not assigned last."""
    sums: dict[str, int] = {}
    for parts in cuts.values():
        for code, cents in parts.items():
            if cents:
                sums[code] = sums.get(code, 0) + abs(cents)
    ordered = sorted((code for code in sums if code), key=lambda code: (-sums[code], code))
    return (*ordered, *([""] if "" in sums else []))


@dataclass(frozen=True, slots=True)
class FormRow:
    code: str
    name: str
    total: Money
    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormView:
    """The budget in the headings of a partner's form; `left` is what the template maps to none."""

    form: Form
    rows: tuple[FormRow, ...]
    left: tuple[AgreedAccount, ...]
    left_total: Money
    total: Money


def partner_form(budget: Budget, key: str) -> FormView:
    """Raises KeyError for a form that isn't known."""
    form = forms()[key]
    book = opened(budget)
    with book.lock:
        return _form(book, form, form_place(budget.chart, key))


def _form(book: Opened, form: Form, places: dict[str, str]) -> FormView:
    own = totals_of(book.rows, book.result).own
    accounts = accounts_of(book)
    heading = {
        account.number: _place(account, places, {one.number: one for one in accounts}) for account in accounts
    }
    rows = []
    for code, name in form.headings.items():
        numbers = tuple(number for number, place in heading.items() if place == code and own[number])
        rows.append(FormRow(code, name, Money(sum(own[one] for one in numbers), book.currency), numbers))
    left = tuple(account for account in accounts if not heading[account.number] and own[account.number])
    total = book.result.total
    mapped = Money.total((row.total for row in rows), book.currency)
    return FormView(form, tuple(rows), left, total - mapped, total)


def _place(account: AgreedAccount, places: dict[str, str], known: dict[str, AgreedAccount]) -> str:
    """The heading of an account in the form: its own, else that of the account above."""
    one: AgreedAccount | None = account
    for _level in range(account.level + 1):
        if one is None:
            return ""
        if one.number in places:
            return places[one.number]
        one = known.get(one.parent)
    return ""
