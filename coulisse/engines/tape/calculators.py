"""Seven calculators. Exact numbers in, cents out; each amount is rounded once, half away from zero.

A legal value (a VAT rate, a contribution, an allowance by kilometre) is always given by the caller, who knows its
date, its source and how far it may be trusted.
"""

from collections.abc import Sequence
from fractions import Fraction

from coulisse.engines.tape.records import Contribution, Row, Tape
from coulisse.kernel.money import Money
from coulisse.kernel.rate import Rate
from coulisse.kernel.rounding import Exact, as_fraction

WHOLE = Rate.percent(100)


class NothingToDivideBy(ValueError):
    """A share of nothing, or an exchange rate of zero."""


def vat_added(net: Money, rate: Rate) -> Tape:
    """From an amount without VAT to one with it.

    >>> vat_added(Money(10000), Rate.percent(21)).result
    Money(cents=12100, currency='EUR')
    """
    vat = rate.of(net)
    return Tape(
        (Row("", net, "net"), Row("×", rate, "vat-rate"), Row("+", vat, "vat"), Row("*", net + vat, "gross"))
    )


def vat_extracted(gross: Money, rate: Rate) -> Tape:
    """From an amount with VAT to one without: the net is rounded, the VAT is what remains.

    >>> vat_extracted(Money(10000), Rate.percent(21)).result
    Money(cents=8264, currency='EUR')
    """
    net = gross.times(1 / (1 + rate.ratio))
    return Tape(
        (
            Row("", gross, "gross"),
            Row("÷", WHOLE + rate, "one-and-rate"),
            Row("−", gross - net, "vat"),
            Row("*", net, "net"),
        )
    )


def employer_cost(gross: Money, contributions: Sequence[Contribution]) -> Tape:
    """A gross wage and what the employer pays on top; each contribution is rounded on its own.

    >>> basic = Contribution("basic", Rate.percent(25), Rate.percent(108))
    >>> employer_cost(Money(65000), [basic]).result
    Money(cents=82550, currency='EUR')
    """
    rows = [Row("", gross, "gross-wage")]
    total = gross
    for one in contributions:
        amount = gross.times(one.base.ratio * one.rate.ratio)
        if one.base != WHOLE:
            rows.append(Row("×", one.base, "base"))
        rows += [Row("×", one.rate, one.code), Row("+", amount, one.code)]
        total += amount
    return Tape((*rows, Row("*", total, "employer-cost")))


def pro_rata(amount: Money, part: Exact, whole: Exact) -> Tape:
    """A part of an amount: so many days of a month, so many copies of a run. Raises NothingToDivideBy.

    >>> pro_rata(Money(280300), 11, 21).result
    Money(cents=146824, currency='EUR')
    """
    if as_fraction(whole) == 0:
        raise NothingToDivideBy
    share = as_fraction(part) / as_fraction(whole)
    return Tape(
        (
            Row("", amount, "amount"),
            Row("×", as_fraction(part), "part"),
            Row("÷", as_fraction(whole), "whole"),
            Row("*", amount.times(share), "share"),
        )
    )


def kilometres(distance: Exact, allowance: Exact) -> Tape:
    """An allowance by kilometre, in euro with as many decimals as the law writes.

    >>> from decimal import Decimal
    >>> kilometres(120, Decimal("0.4449")).result
    Money(cents=5339, currency='EUR')
    """
    total = Money.of(as_fraction(distance) * as_fraction(allowance))
    return Tape(
        (
            Row("", as_fraction(distance), "kilometres"),
            Row("×", as_fraction(allowance), "allowance"),
            Row("*", total, "trip"),
        )
    )


def converted(amount: Money, rate: Exact, currency: str) -> Tape:
    """An amount in another currency: `rate` units of it for one of the first. Raises NothingToDivideBy.

    >>> from decimal import Decimal
    >>> converted(Money(10000, "USD"), Decimal("0.92"), "EUR").result
    Money(cents=9200, currency='EUR')
    """
    if as_fraction(rate) <= 0:
        raise NothingToDivideBy
    return Tape(
        (
            Row("", amount, "amount"),
            Row("×", as_fraction(rate), "exchange"),
            Row("*", amount.converted(rate, currency), "converted"),
        )
    )


def overtime(hourly: Money, hours: Exact, supplement: Rate) -> Tape:
    """Hours beyond the limit: the wage, and the supplement on it, each rounded on its own.

    >>> from decimal import Decimal
    >>> overtime(Money(2150), Decimal("1.25"), Rate.percent(50)).result
    Money(cents=4032, currency='EUR')
    """
    wage = hourly.times(hours)
    extra = wage.times(supplement.ratio)
    return Tape(
        (
            Row("", hourly, "hourly"),
            Row("×", Fraction(as_fraction(hours)), "hours"),
            Row("=", wage, "wage"),
            Row("×", supplement, "supplement"),
            Row("+", extra, "extra"),
            Row("*", wage + extra, "overtime"),
        )
    )
