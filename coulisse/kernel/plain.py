"""Numbers as machines write them: the dot, no grouping, ASCII digits. The command line reads nothing else."""

import re
from decimal import Decimal

from coulisse.kernel.rounding import Exact, as_fraction, round_half_away

LONGEST = 40
_PLAIN = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


class NotAPlainNumber(ValueError):
    """A text that isn't digits with at most one dot: `1,5`, `1 000`, `1e3`, `.5`, or over 40 characters."""

    def __init__(self, text: str) -> None:
        super().__init__(f"not a number written with a dot: {text[:LONGEST]!r}")
        self.text = text


def read_plain(text: str) -> Decimal:
    """Read a number written with a dot; raises NotAPlainNumber.

    >>> read_plain("-1234.50")
    Decimal('-1234.50')
    >>> read_plain("1,50")
    Traceback (most recent call last):
    coulisse.kernel.plain.NotAPlainNumber: not a number written with a dot: '1,50'
    """
    if len(text) > LONGEST or not _PLAIN.fullmatch(text):
        raise NotAPlainNumber(text)
    return Decimal(text)


def write_plain(value: Exact, places: int) -> str:
    """Write a number with a dot and exactly `places` decimals (0 or more), rounded half away from zero.

    >>> write_plain(Decimal("1234.565"), 2), write_plain(-5, 0), write_plain(Decimal("-0.001"), 2)
    ('1234.57', '-5', '0.00')
    """
    scaled = round_half_away(as_fraction(value) * 10**places)
    digits = str(abs(scaled)).rjust(places + 1, "0")
    sign = "-" if scaled < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"
