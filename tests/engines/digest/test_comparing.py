"""Two counts side by side: the same chance as the whole sum gives, for few and for very many."""

from fractions import Fraction
from math import comb

import pytest

from coulisse.engines.digest import Verdict, compared


def summed(n: int, whole: int, part: Fraction) -> float:
    """Every term of both tails, in exact arithmetic."""
    terms = [comb(whole, k) * part**k * (1 - part) ** (whole - k) for k in range(whole + 1)]
    return float(min(Fraction(1), 2 * min(sum(terms[: n + 1]), sum(terms[n:]))))


@pytest.mark.parametrize(("time", "time_before"), [(1, 1), (1, 3), (5, 2)])
def test_the_chance_is_that_of_the_whole_sum(time: int, time_before: int) -> None:
    part = Fraction(time, time + time_before)
    for whole in (10, 11, 40, 83):
        for n in range(whole + 1):
            found = compared(n, whole - n, time=time, time_before=time_before).chance
            assert found == pytest.approx(summed(n, whole, part), rel=1e-9), (n, whole)


def test_very_many_are_compared_alike() -> None:
    alike, more, fewer = compared(200_300, 200_000), compared(203_000, 200_000), compared(200_000, 203_000)
    assert (alike.verdict, more.verdict, fewer.verdict) == (Verdict.ALIKE, Verdict.MORE, Verdict.FEWER)
    assert more.chance == pytest.approx(fewer.chance, rel=1e-6)
    # By the normal law: 300 is 0.474 standard deviations of the difference of two counts of 200,150.
    assert alike.chance == pytest.approx(0.636, abs=0.002)


def test_a_difference_beyond_any_chance_is_said_plainly() -> None:
    assert compared(400_000, 0).verdict is Verdict.MORE
    assert compared(0, 400_000).chance == 0.0
