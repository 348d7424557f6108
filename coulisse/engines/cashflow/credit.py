"""What a bridging credit costs."""

from datetime import date
from fractions import Fraction

from coulisse.kernel.money import Money
from coulisse.kernel.rate import Rate

YEAR = 365


def interest(amount: Money, rate: Rate, first: date, last: date) -> Money:
    """Simple interest by day on a year of 365 days, the day of paying back not counted; rounded once.

    >>> interest(Money(3_841_260), Rate.percent(6), date(2027, 5, 24), date(2027, 5, 31))
    Money(cents=4420, currency='EUR')
    """
    return amount.times(rate.ratio * Fraction((last - first).days, YEAR))
