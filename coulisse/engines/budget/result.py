"""What a counted budget says: amounts as Money, made when they are asked for, and problems with their place."""

from collections.abc import Hashable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property

from coulisse.engines.budget.arithmetic import NOTHING, fraction
from coulisse.engines.budget.counting import texts_of
from coulisse.engines.budget.cuts import CutSums, cut_sums
from coulisse.engines.budget.explaining import Explanation, explain
from coulisse.engines.budget.records import LineResult, Problem
from coulisse.engines.budget.reporting import problems_of, problems_of_line
from coulisse.engines.budget.sheet import Sheet
from coulisse.kernel.money import Money


class Result:
    """Figures of one budget at one moment. Nothing of it changes afterwards."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._cuts: dict[str, CutSums] = {}

    @property
    def currency(self) -> str:
        return self._sheet.currency

    @cached_property
    def total(self) -> Money:
        """Lines, fringes and charges."""
        sheet = self._sheet
        parts = (sheet.own, sheet.fringe_totals, sheet.charge_totals)
        return self._money(sum(sum(part.values()) for part in parts))

    @cached_property
    def accounts(self) -> dict[str, Money]:
        """By account, its lines and all lines below it, without fringes."""
        return self._monies(self._sheet.below)

    @cached_property
    def own(self) -> dict[str, Money]:
        """By account, its own lines, without fringes."""
        return self._monies(self._sheet.own)

    @cached_property
    def fringes(self) -> dict[str, Money]:
        return self._monies(self._sheet.fringe_totals)

    @cached_property
    def charges(self) -> dict[str, Money]:
        return self._monies(self._sheet.charge_totals)

    @cached_property
    def own_fringes(self) -> dict[str, Money]:
        """By account, the fringes of its own lines."""
        return self._monies(self._sheet.own_fringes)

    @cached_property
    def loaded(self) -> dict[str, Money]:
        """By account, all that it comes to: lines and their fringes, charges shown on it, and all below it."""
        sheet = self._sheet
        own = {number: sheet.own[number] + sheet.own_fringes[number] for number in sheet.own}
        for code, cents in sheet.charge_totals.items():
            if sheet.charges[code].account in own:
                own[sheet.charges[code].account] += cents
        return self._monies(sheet.tree.sums_below(own))

    @cached_property
    def lines(self) -> Mapping[Hashable, LineResult]:
        """By key, in the order of the budget; each is made when it is looked up."""
        return _Lines(self._sheet)

    @cached_property
    def line_cents(self) -> Mapping[Hashable, int]:
        """By key, the amount in cents: for whoever reads thousands of them."""
        return self._sheet.amounts

    @cached_property
    def globals(self) -> dict[str, Fraction]:
        """Those that have a value."""
        sheet = self._sheet
        return {name: fraction(sheet.names[name]) for name in sheet.globals if name in sheet.names}

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(problems_of(self._sheet))

    def cuts(self, kind: str) -> dict[str, Money]:
        """The total by the codes of one kind of cut ("territory", "group"…); "" is what is not assigned."""
        return self._monies(self._cut(kind).total)

    def cuts_by_account(self, kind: str) -> dict[str, dict[str, Money]]:
        """By account and code, what `loaded` comes to."""
        return {number: self._monies(sums) for number, sums in self._cut(kind).by_account.items()}

    def explain(self, what: str = "total", of: Hashable = None) -> Explanation:
        """How a figure came about: ("total"), ("account", "31"), ("line", key), ("fringe", "ONSS"),
        ("pool", ("ONSS", "p1")), ("charge", "FG") or ("global", "WEEKS"). Raises KeyError for what isn't there."""
        return explain(self._sheet, what, of)

    def _cut(self, kind: str) -> CutSums:
        if kind not in self._cuts:
            self._cuts[kind] = cut_sums(self._sheet, kind)
        return self._cuts[kind]

    def _money(self, cents: int) -> Money:
        return Money(cents, self._sheet.currency)

    def _monies(self, cents: Mapping[str, int]) -> dict[str, Money]:
        return {name: self._money(one) for name, one in cents.items()}


class _Lines(Mapping[Hashable, LineResult]):
    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def __getitem__(self, key: Hashable) -> LineResult:
        return line_result(self._sheet, key)

    def __iter__(self) -> Iterator[Hashable]:
        return (key for number in self._sheet.tree.numbers for key in self._sheet.lines_of[number])

    def __len__(self) -> int:
        return len(self._sheet.lines)


def line_result(sheet: Sheet, key: Hashable) -> LineResult:
    """One line with its figures. Raises KeyError."""
    line = sheet.lines[key]
    values = [sheet.late_values.get(text) or sheet.values[text] or NOTHING for text in texts_of(line)]
    quantity, multiplier, rate = (fraction(value) for value in values)
    codes = [code for code in dict.fromkeys(line.fringes) if code in sheet.terms]
    return LineResult(
        key=key,
        account=sheet.account_of[key],
        quantity=quantity,
        multiplier=multiplier,
        rate=rate,
        amount=Money(sheet.amounts[key], sheet.currency),
        fringes=tuple((code, Money(sheet.shares[code][key], sheet.currency)) for code in codes),
        problems=tuple(problems_of_line(sheet, key)),
    )
