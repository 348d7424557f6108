"""Counting lines: quantity × multiplier × rate × currency rate, exact, rounded once to the cent."""

from collections.abc import Iterable, Sequence

from coulisse.engines.budget.arithmetic import MOST_CENTS, NOTHING, ONE, rounded
from coulisse.engines.budget.formula import FormulaProblem, plain, read_formula
from coulisse.engines.budget.names import value_text
from coulisse.engines.budget.records import Account, Line
from coulisse.engines.budget.sheet import FACTORS, Fault, Key, Sheet


class DuplicateLine(ValueError):
    """Two lines with one key: the caller's mistake, for a key is what a line is told apart by."""

    def __init__(self, key: Key) -> None:
        super().__init__(f"two lines have the key {key!r}")
        self.key = key


def set_rates(sheet: Sheet, rates: Iterable[tuple[str, str]]) -> None:
    """Take the rates of currencies; the budget's own is worth 1, and so is no currency at all."""
    for currency, text in rates:
        set_rate(sheet, currency, text)
    sheet.rates |= {None: ONE, "": ONE, sheet.currency: ONE}


def set_rate(sheet: Sheet, currency: str, text: str) -> None:
    where = f"rates/{currency}"
    sheet.faults_elsewhere.pop(where, None)
    sheet.rates.pop(currency, None)
    value = plain(text)
    if value is None or value[0] <= 0:
        sheet.faults_elsewhere[where] = [Fault("bad-rate", params=(("currency", currency),))]
    else:
        sheet.rates[currency] = value


def count_all(sheet: Sheet, accounts: Sequence[Account]) -> None:
    """Count every line that waits for nothing. The hot loop: all it does is look up, multiply and round."""
    values, rates, amounts = sheet.values, sheet.rates, sheet.amounts
    values[""] = NOTHING
    texts = {"1"}
    for account in accounts:
        for line in account.lines:
            texts.update((line.quantity, line.multiplier, line.rate))
    for text in texts - {""}:
        values[text] = value = plain(text)
        if value is None:
            learn(sheet, text)
    lines, account_of = sheet.lines, sheet.account_of
    for account in accounts:
        number, total = account.number, sheet.own.get(account.number, 0)
        keys = sheet.lines_of.setdefault(number, [])
        for line in account.lines:
            key = line.key
            if key in lines:
                raise DuplicateLine(key)
            lines[key], account_of[key] = line, number
            keys.append(key)
            try:
                a, b = values[line.quantity]  # type: ignore[misc]
                c, d = values[line.multiplier or "1"]  # type: ignore[misc]
                e, f = values[line.rate]  # type: ignore[misc]
                g, h = rates[line.currency]
            except (KeyError, TypeError):  # a text without a value, or a currency without a rate
                amounts[key] = amount = first_count(sheet, line)
                total += amount
                continue
            numerator, denominator = 100 * a * c * e * g, b * d * f * h
            if numerator < 0:
                amount = -((denominator - 2 * numerator) // (2 * denominator))
            else:
                amount = (2 * numerator + denominator) // (2 * denominator)
            if not -MOST_CENTS <= amount <= MOST_CENTS:
                amount = first_count(sheet, line)
            amounts[key] = amount
            total += amount
        sheet.own[number] = total


def first_count(sheet: Sheet, line: Line) -> int:
    """Count one line whatever its state; a late one is 0 until `late.settle` comes to it."""
    if line.key in sheet.faults:
        del sheet.faults[line.key]
    if line.key in sheet.late_lines:
        del sheet.late_lines[line.key]
    values = sheet.values
    try:
        a, b = values[line.quantity]  # type: ignore[misc]
        c, d = values[line.multiplier or "1"]  # type: ignore[misc]
        e, f = values[line.rate]  # type: ignore[misc]
        g, h = sheet.rates[line.currency]
        amount = rounded(100 * a * c * e * g, b * d * f * h)
        if -MOST_CENTS <= amount <= MOST_CENTS:
            return amount
    except (KeyError, TypeError):  # a text that is new, late or faulty, or a currency without a rate
        pass
    if is_late(sheet, line):
        sheet.late_lines[line.key] = None
        return 0
    return count(sheet, line)


def texts_of(line: Line) -> tuple[str, str, str]:
    return line.quantity, line.multiplier or "1", line.rate


def is_late(sheet: Sheet, line: Line) -> bool:
    """Whether some factor waits for an account. Every text is read and valued here, once."""
    found = False
    for text in texts_of(line):
        if text not in sheet.values:
            learn(sheet, text)
        found |= text in sheet.late_texts
    return found


def count(sheet: Sheet, line: Line) -> int:
    """The cents of a line all of whose factors are valued; its problems are written down."""
    faults: list[Fault] = []
    numerator, denominator = 100, 1
    for field, text in zip(FACTORS, texts_of(line), strict=True):
        value = sheet.late_values.get(text) if text in sheet.late_texts else sheet.values[text]
        if value is None:
            faults.append(fault_of(sheet.bad_texts[text], field))
            value = NOTHING
        numerator *= value[0]
        denominator *= value[1]
    rate = sheet.rates.get(line.currency)
    if rate is None:
        faults.append(Fault("missing-rate", "currency", (("currency", str(line.currency)),)))
    else:
        numerator, denominator = numerator * rate[0], denominator * rate[1]
    amount = 0 if faults else rounded(numerator, denominator)
    if abs(amount) > MOST_CENTS:
        faults.append(Fault("amount-too-large"))
        amount = 0
    if faults:
        sheet.faults[line.key] = tuple(faults)
    return amount


def fault_of(problem: FormulaProblem, field: str = "") -> Fault:
    name = (("name", problem.name),) if problem.name else ()
    return Fault(problem.code, field, (("place", problem.place), *name))


def learn(sheet: Sheet, text: str) -> None:
    """Read a text and value it, unless it waits for an account."""
    sheet.values[text] = value = plain(text)
    if value is not None:
        return
    sheet.bad_texts.pop(text, None)
    sheet.late_texts.discard(text)
    try:
        formula = read_formula(text)
        if formula.accounts or (sheet.late_names and any(name in sheet.late_names for name, _ in formula.names)):
            sheet.late_texts.add(text)
        else:
            sheet.values[text] = value_text(sheet, formula)
    except FormulaProblem as problem:
        sheet.bad_texts[text] = problem
