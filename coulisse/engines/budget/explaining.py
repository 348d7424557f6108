"""How a figure came about, as plain records that a page can show: the rule, its steps, what was rounded."""

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass
from fractions import Fraction

from coulisse.engines.budget.arithmetic import NOTHING, fraction
from coulisse.engines.budget.charges import accounts_under, base_of
from coulisse.engines.budget.counting import texts_of
from coulisse.engines.budget.formula import FormulaProblem, plain, read_formula
from coulisse.engines.budget.sheet import FACTORS, Key, Sheet
from coulisse.kernel.money import Money


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a figure is made of: `kind` and `of` name it, `text` is what was written.

    Kinds: line, account, fringe, pool, charge, global, formula, share (a line's part of a fringe), quantity,
    multiplier, rate, currency, sum, cutoff, floor, base, percent, excluded.
    """

    kind: str
    of: Hashable = None
    amount: Money | None = None
    value: Fraction | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A figure, its rule (the words are in docs/engines/budget.md), and its steps.

    `exact` is the amount before rounding, where something was rounded; `value` a global's value.
    """

    what: str
    of: Hashable
    rule: str
    amount: Money | None
    steps: tuple[Step, ...]
    exact: Fraction | None = None
    value: Fraction | None = None

    @property
    def rounding(self) -> Fraction:
        """What the rounding added or took, in units of the currency."""
        if self.amount is None or self.exact is None:
            return Fraction(0)
        return self.amount.fraction - self.exact


def explain(sheet: Sheet, what: str, of: Hashable) -> Explanation:
    """The explanation of a figure. Raises KeyError for what isn't in the budget."""
    return {
        "total": _total,
        "account": _account,
        "line": _line,
        "fringe": _fringe,
        "pool": _pool,
        "charge": _charge,
        "global": _global,
    }[what](sheet, of)


def _money(sheet: Sheet, cents: int) -> Money:
    return Money(cents, sheet.currency)


def _total(sheet: Sheet, of: Hashable) -> Explanation:
    steps = [Step("account", number, _money(sheet, sheet.below[number])) for number in sheet.tree.roots]
    steps += [Step("fringe", code, _money(sheet, cents)) for code, cents in sheet.fringe_totals.items()]
    steps += [Step("charge", code, _money(sheet, cents)) for code, cents in sheet.charge_totals.items()]
    cents = sum(step.amount.cents for step in steps if step.amount)
    return Explanation("total", None, "total.sum", _money(sheet, cents), tuple(steps))


def _account(sheet: Sheet, of: Hashable) -> Explanation:
    number = str(of)
    steps = [Step("line", key, _money(sheet, sheet.amounts[key])) for key in sheet.lines_of[number]]
    steps += [Step("account", one, _money(sheet, sheet.below[one])) for one in sheet.tree.children[number]]
    return Explanation("account", number, "account.sum", _money(sheet, sheet.below[number]), tuple(steps))


def _line(sheet: Sheet, of: Hashable) -> Explanation:
    line = sheet.lines[of]
    steps, exact = [], Fraction(1)
    for kind, text in zip(FACTORS, texts_of(line), strict=True):
        value = fraction(sheet.late_values.get(text) or sheet.values[text] or NOTHING)
        steps.append(Step(kind, None, None, value, text))
        exact *= value
    if line.currency not in (None, "", sheet.currency):
        rate = fraction(sheet.rates.get(line.currency) or NOTHING)
        steps.append(Step("currency", line.currency, None, rate))
        exact *= rate
    for code in dict.fromkeys(line.fringes):
        if code in sheet.shares:
            steps.append(Step("fringe", code, _money(sheet, sheet.shares[code][of])))
    rule = "line.faulty" if of in sheet.faults and not sheet.amounts[of] else "line.product"
    return Explanation("line", of, rule, _money(sheet, sheet.amounts[of]), tuple(steps), exact)


def _fringe(sheet: Sheet, of: Hashable) -> Explanation:
    code = str(of)
    amount, steps = _money(sheet, sheet.fringe_totals[code]), []
    if sheet.terms[code].is_flat:
        steps = [Step("share", key, _money(sheet, cents)) for key, cents in sheet.shares[code].items() if cents]
        return Explanation("fringe", code, "fringe.flat", amount, tuple(steps))
    people: dict[str, int] = defaultdict(int)
    for key, cents in sheet.shares[code].items():
        person = sheet.lines[key].person
        if person:
            people[person] += cents
        else:
            steps.append(Step("share", key, _money(sheet, cents)))
    steps += [Step("pool", (code, person), _money(sheet, cents)) for person, cents in people.items()]
    return Explanation("fringe", code, "fringe.percent", amount, tuple(steps))


def _pool(sheet: Sheet, of: Hashable) -> Explanation:
    """`of` is (code, person), or (code, key of a line) for a line without a person."""
    if not isinstance(of, tuple) or len(of) != 2:
        raise KeyError(of)
    code, whose = str(of[0]), of[1]
    terms, fringe = sheet.terms[code], sheet.fringes[code]
    if terms.is_flat:
        return _fringe(sheet, code)
    members: list[Key] = [key for key in sheet.shares[code] if sheet.lines[key].person == whose != ""] or [whose]
    total = sum(sheet.amounts[key] for key in members)
    steps = [Step("line", key, _money(sheet, sheet.amounts[key])) for key in members]
    steps.append(Step("sum", None, _money(sheet, total)))
    base = total
    if terms.cutoff is not None:
        base = min(base, terms.cutoff)
        steps.append(Step("cutoff", None, _money(sheet, terms.cutoff)))
    if terms.floor is not None:
        base = max(base - terms.floor, 0)
        steps.append(Step("floor", None, _money(sheet, terms.floor)))
    steps.append(Step("base", None, _money(sheet, base)))
    steps.append(Step("percent", code, None, Fraction(100 * terms.numerator, terms.denominator), fringe.value))
    steps += [Step("share", key, _money(sheet, sheet.shares[code][key])) for key in members]
    exact = Fraction(base * terms.numerator, 100 * terms.denominator)
    return Explanation("pool", of, "fringe.pool", _money(sheet, terms.due(total)), tuple(steps), exact)


def _charge(sheet: Sheet, of: Hashable) -> Explanation:
    charge = sheet.charges[str(of)]
    base, percent = base_of(sheet, charge), fraction(plain(charge.percent) or NOTHING)
    steps = []
    for number in accounts_under(sheet, charge):
        cents = sheet.own[number] + (sheet.own_fringes[number] if charge.on_fringes else 0)
        steps.append(Step("account", number, _money(sheet, cents)))
    steps += [Step("excluded", number) for number in charge.excluded]
    steps.append(Step("base", None, _money(sheet, base)))
    steps.append(Step("percent", charge.code, None, percent, charge.percent))
    amount = _money(sheet, sheet.charge_totals[charge.code])
    return Explanation("charge", of, "charge.percent", amount, tuple(steps), Fraction(base, 100) * percent / 100)


def _global(sheet: Sheet, of: Hashable) -> Explanation:
    one = sheet.globals[str(of)]
    value = sheet.names.get(one.name)
    steps: list[Step] = []
    try:
        formula = read_formula(one.formula)
        for name, _ in formula.names:
            known = sheet.names.get(name)
            steps.append(Step("global", name, None, fraction(known) if known else None))
        for number, _ in formula.accounts:
            cents = sheet.below.get(number)
            steps.append(Step("account", number, None if cents is None else _money(sheet, cents)))
    except FormulaProblem:
        pass
    steps.insert(0, Step("formula", None, None, None, one.formula))
    return Explanation(
        "global", of, "global.formula", None, tuple(steps), value=fraction(value) if value else None
    )
