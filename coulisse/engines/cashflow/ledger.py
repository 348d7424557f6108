"""What is committed on an account takes the place of what was planned there, so that nothing counts twice."""

from collections.abc import Iterable
from dataclasses import replace

from coulisse.engines.cashflow.records import Movement
from coulisse.kernel.money import Money


def give_way(planned: Iterable[Movement], committed: Iterable[Movement]) -> list[Movement]:
    """The planned outflows, less what open commitments on the same account took over: the earliest first.

    A plan without an account, and money that comes in, give way to nothing.
    """
    left: dict[str, int] = {}
    for one in committed:
        if one.account and one.amount.cents < 0:
            left[one.account] = left.get(one.account, 0) - one.amount.cents
    kept = []
    for one in sorted(planned, key=lambda each: (each.day, each.key)):
        taken = min(left.get(one.account, 0), -one.amount.cents) if one.account and one.amount.cents < 0 else 0
        if taken == 0:
            kept.append(one)
            continue
        left[one.account] -= taken
        if taken < -one.amount.cents:
            kept.append(_less(one, taken))
    return kept


def _less(one: Movement, taken: int) -> Movement:
    whole = -one.amount.cents
    rest, _gone = one.amount.allocate((whole - taken, taken))
    back = one.vat_back.allocate((whole - taken, taken))[0] if one.vat_back else None
    return replace(one, amount=rest, vat_back=back, taken=Money(taken, one.amount.currency))
