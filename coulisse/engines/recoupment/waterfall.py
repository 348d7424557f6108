"""Letting receipts run down the tiers."""

from collections.abc import Sequence
from fractions import Fraction

from coulisse.engines.recoupment.records import (
    Beneficiary,
    Kind,
    NegativeReceipts,
    Outcome,
    Step,
    Tier,
    UnsoundTier,
)
from coulisse.kernel.money import Money
from coulisse.kernel.rate import Rate


def distribute(receipts: Money, tiers: Sequence[Tier]) -> Outcome:
    """Share `receipts` out over `tiers`, in their order. Raises NegativeReceipts, UnsoundTier.

    >>> agent = Tier(Kind.FEE, "commission", (Beneficiary("agent"),), Rate.percent(25))
    >>> back = (Beneficiary("A", owed=Money(300_00)), Beneficiary("B", owed=Money(100_00)))
    >>> tiers = [agent, Tier(Kind.RECOUP, "investors", back), Tier(Kind.PROFIT, "profit", (Beneficiary("P"),))]
    >>> {name: money.plain() for name, money in distribute(Money(400_00), tiers).totals.items()}
    {'agent': '100.00', 'A': '225.00', 'B': '75.00', 'P': '0.00'}
    """
    if receipts.cents < 0:
        raise NegativeReceipts(receipts.plain())
    left, steps = receipts, []
    for tier in tiers:
        _check(tier, receipts.currency)
        asked = _asked(tier, receipts, left)
        taken = min(asked, left)
        parts = _shared(tier, taken)
        steps.append(Step(tier, left, asked, taken, left - taken, parts))
        left = left - taken
    return Outcome(receipts, tuple(steps), left)


def between(before: Money, now: Money, tiers: Sequence[Tier]) -> dict[str, Money]:
    """What each gets of a new statement, the receipts having grown from `before` to `now`.

    The whole is computed on all receipts so far, so that the order of the statements never matters.
    """
    paid, due = distribute(before, tiers).totals, distribute(now, tiers).totals
    return {name: amount - paid.get(name, Money.zero(amount.currency)) for name, amount in due.items()}


def _check(tier: Tier, currency: str) -> None:
    if not tier.to:
        raise UnsoundTier(tier.name, "nobody")
    if tier.kind in {Kind.FEE, Kind.CORRIDOR} and tier.rate is None:
        raise UnsoundTier(tier.name, "percent")
    if tier.rate is not None and not 0 <= tier.rate.ratio <= 1:
        raise UnsoundTier(tier.name, "percent")
    if tier.cap is not None and tier.cap < Money.zero(currency):
        raise UnsoundTier(tier.name, "amount")
    if tier.kind is Kind.EXPENSES and tier.cap is None and any(one.owed is None for one in tier.to):
        raise UnsoundTier(tier.name, "amount")
    if tier.kind is Kind.RECOUP and any(one.owed is None or one.owed.cents < 0 for one in tier.to):
        raise UnsoundTier(tier.name, "amount")
    weights = _weights(tier)
    if any(weight < 0 for weight in weights) or not any(weights):
        raise UnsoundTier(tier.name, "weights")


def _asked(tier: Tier, gross: Money, left: Money) -> Money:
    """What the tier would take if there were enough."""
    asked = _uncapped(tier, gross, left)
    return min(asked, tier.cap) if tier.cap is not None else asked


def _uncapped(tier: Tier, gross: Money, left: Money) -> Money:
    rate = tier.rate or Rate(Fraction(1))
    if tier.kind is Kind.FEE:
        return rate.of(gross)
    if tier.kind is Kind.CORRIDOR:
        return rate.of(left)
    if tier.kind is Kind.PROFIT:
        return left
    owed = _owed(tier.to, gross.currency)
    if tier.kind is Kind.EXPENSES:
        return owed if owed is not None else tier.cap or Money.zero(gross.currency)
    whole = owed or Money.zero(gross.currency)
    return min(whole, rate.of(left)) if tier.rate is not None else whole


def _owed(to: Sequence[Beneficiary], currency: str) -> Money | None:
    """What all are owed together; None where one is owed nothing in particular."""
    amounts = [one.owed for one in to if one.owed is not None]
    return Money.total(amounts, currency) if len(amounts) == len(to) else None


def _weights(tier: Tier) -> list[Fraction]:
    """Money that is paid back goes by what is owed; everything else by the weights agreed."""
    if tier.kind in {Kind.RECOUP, Kind.EXPENSES} and all(one.owed is not None for one in tier.to):
        owed = [Fraction(one.owed.cents) for one in tier.to if one.owed is not None]
        return owed if any(owed) else [Fraction(1)] * len(owed)
    return [one.weight for one in tier.to]


def _shared(tier: Tier, taken: Money) -> tuple[tuple[str, Money], ...]:
    amounts = taken.allocate(_weights(tier))
    return tuple((one.name, amount) for one, amount in zip(tier.to, amounts, strict=True))
