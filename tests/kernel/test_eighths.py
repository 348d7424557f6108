from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.kernel import Eighths, InexactNumber, UnreadableEighths

lengths = st.builds(Eighths, st.integers(-5000, 5000))


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("1 3/8", 11),
        ("3/8", 3),
        ("2", 16),
        ("0", 0),
        ("8/8", 8),
        ("11/8", 11),
        ("2 0/8", 16),
        ("1\u00a03/8", 11),
        (" 5/8 ", 5),
        ("-2/8", -2),
        ("\u22121 1/8", -9),
    ],
)
def test_reads(typed: str, count: int) -> None:
    assert Eighths.parse(typed) == Eighths(count)


@pytest.mark.parametrize("typed", ["", "1/4", "1 9/8", "1.5", "1  3/8", "3 /8", "/8", "1 3/8 p", "٣/8", "9" * 7])
def test_refuses(typed: str) -> None:
    with pytest.raises(UnreadableEighths):
        Eighths.parse(typed)


@pytest.mark.parametrize(("count", "written"), [(0, "0"), (2, "2/8"), (8, "1"), (18, "2 2/8"), (-11, "-1 3/8")])
def test_writes_unreduced(count: int, written: str) -> None:
    assert str(Eighths(count)) == written


@given(lengths)
def test_what_is_written_is_read_back(length: Eighths) -> None:
    assert Eighths.parse(str(length)) == length


@given(st.lists(lengths))
def test_sums(all_lengths: list[Eighths]) -> None:
    assert Eighths.total(all_lengths).pages == sum((length.pages for length in all_lengths), Fraction(0))


@given(lengths, lengths)
def test_orders_and_subtracts(a: Eighths, b: Eighths) -> None:
    assert a + b - b == a
    assert (a < b) == (a.count < b.count)
    assert bool(a) == (a != Eighths(0))
    assert -a + a == Eighths(0)


def test_counts_whole_eighths() -> None:
    with pytest.raises(InexactNumber):
        Eighths(1.5)  # type: ignore[arg-type]
