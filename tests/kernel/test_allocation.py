from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.kernel import NegativeWeight, NothingToShareBy, largest_remainder

weights = st.lists(
    st.one_of(
        st.integers(0, 10**6),
        st.decimals(min_value=0, max_value=1000, places=3),
        st.fractions(min_value=0, max_value=1000, max_denominator=97),
    ),
    min_size=1,
    max_size=12,
).filter(any)
totals = st.integers(-(10**9), 10**9)


@pytest.mark.parametrize(
    ("total", "shares", "parts"),
    [
        (12005, ["51", "34", "15"], (6122, 4082, 1801)),
        (100, ["1", "1", "1"], (34, 33, 33)),
        (5, ["1", "1"], (3, 2)),
        (-5, ["1", "1"], (-3, -2)),
        (1, ["0", "1", "1"], (0, 1, 0)),
        (7, ["0.1", "0.2", "0.3"], (1, 2, 4)),
        (0, ["0", "0"], (0, 0)),
        (0, [], ()),
    ],
)
def test_shares(total: int, shares: list[str], parts: tuple[int, ...]) -> None:
    assert largest_remainder(total, [Decimal(share) for share in shares]) == parts


@given(totals, weights)
def test_nothing_is_lost(total: int, shares: list[Fraction]) -> None:
    assert sum(largest_remainder(total, shares)) == total


@given(totals, weights)
def test_a_negative_is_the_mirror(total: int, shares: list[Fraction]) -> None:
    assert largest_remainder(-total, shares) == tuple(-part for part in largest_remainder(total, shares))


@given(totals, weights)
def test_no_part_is_a_whole_unit_from_its_exact_share(total: int, shares: list[Fraction]) -> None:
    whole = sum(Fraction(share) for share in shares)
    for part, share in zip(largest_remainder(total, shares), shares, strict=True):
        assert abs(part - total * Fraction(share) / whole) < 1


@given(st.integers(0, 10**9), weights)
def test_a_heavier_weight_never_receives_less_and_equal_ones_favour_the_earlier(
    total: int, shares: list[Fraction]
) -> None:
    received = list(zip(shares, largest_remainder(total, shares), strict=True))
    for index, (weight, part) in enumerate(received):
        for later_weight, later_part in received[index + 1 :]:
            assert part >= later_part or weight < later_weight
            assert part <= later_part or weight >= later_weight


@given(totals, weights, st.integers(1, 1000))
def test_only_the_proportions_of_the_weights_matter(total: int, shares: list[Fraction], factor: int) -> None:
    scaled = [Fraction(share) * factor for share in shares]
    assert largest_remainder(total, scaled) == largest_remainder(total, shares)


def test_refuses_a_negative_weight() -> None:
    with pytest.raises(NegativeWeight):
        largest_remainder(10, [3, -1])


@pytest.mark.parametrize("shares", [[], [0], [0, 0]])
def test_refuses_to_share_by_nothing(shares: list[int]) -> None:
    with pytest.raises(NothingToShareBy):
        largest_remainder(10, shares)
