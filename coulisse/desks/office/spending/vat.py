"""From an amount with VAT to its three parts."""

from dataclasses import dataclass

from coulisse.kernel.money import Money
from coulisse.kernel.rate import Rate


@dataclass(frozen=True, slots=True)
class Parts:
    """Net and VAT sum to what was paid; `recoverable` is the part of the VAT that comes back."""

    net: Money
    vat: Money
    recoverable: Money

    @property
    def cost(self) -> Money:
        """What the production bears."""
        return self.net + self.vat - self.recoverable


def parts_of(gross: Money, vat: Rate, recovery: Rate) -> Parts:
    """The net amount is rounded once, half away from zero; VAT is what is left, so that no cent is lost.

    >>> parts_of(Money(6140), Rate.percent(21), Rate.percent(100))
    Parts(net=Money(cents=5074, currency='EUR'), vat=Money(cents=1066, currency='EUR'), \
recoverable=Money(cents=1066, currency='EUR'))
    """
    net = gross.times(1 / (1 + vat.ratio))
    tax = gross - net
    return Parts(net, tax, recovery.of(tax))
