from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.kernel import NotAPlainNumber, read_plain, write_plain


@pytest.mark.parametrize("text", ["0", "-1", "+1.5", "007", "1234.50"])
def test_reads_a_dot(text: str) -> None:
    assert read_plain(text) == Decimal(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " 1",
        "1\n",
        "1,5",
        "1 000",
        "1_000",
        "1e3",
        ".5",
        "5.",
        "NaN",
        "Infinity",
        "--1",
        "\u22121",
        "١٢",
        "9" * 41,
    ],
)
def test_refuses_anything_else(text: str) -> None:
    with pytest.raises(NotAPlainNumber):
        read_plain(text)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=4))
def test_what_is_written_is_read_back(value: Decimal) -> None:
    assert read_plain(write_plain(value, 4)) == value


def test_zero_has_no_sign() -> None:
    assert write_plain(Decimal("-0.004"), 2) == "0.00"
