from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.kernel import InexactNumber, NotFinite, as_fraction, round_half_away, round_toward_zero


@pytest.mark.parametrize(
    ("value", "nearest", "cut"),
    [
        (0, 0, 0),
        (Decimal("0.5"), 1, 0),
        (Decimal("-0.5"), -1, 0),
        (Decimal("1.5"), 2, 1),
        (Decimal("2.5"), 3, 2),
        (Decimal("2.4999999999999999999999999"), 2, 2),
        (Fraction(-7, 2), -4, -3),
        (Fraction(1, 3), 0, 0),
    ],
)
def test_rounds_half_away_and_cuts_toward_zero(value: Decimal | Fraction | int, nearest: int, cut: int) -> None:
    assert round_half_away(value) == nearest
    assert round_toward_zero(value) == cut


@given(st.fractions())
def test_rounding_is_mirrored_and_never_further_than_a_half(value: Fraction) -> None:
    assert round_half_away(-value) == -round_half_away(value)
    assert abs(round_half_away(value) - value) <= Fraction(1, 2)
    assert abs(round_toward_zero(value)) <= abs(value) < abs(round_toward_zero(value)) + 1


@pytest.mark.parametrize("value", [0.1, True, "1", None])
def test_refuses_what_is_not_exact(value: object) -> None:
    with pytest.raises(InexactNumber):
        as_fraction(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "sNaN"])
def test_refuses_what_is_not_finite(value: str) -> None:
    with pytest.raises(NotFinite):
        round_half_away(Decimal(value))
