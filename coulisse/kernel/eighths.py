"""Eighths of a page, the measure of a scene: written `1 3/8`, and never reduced (`2/8`, not `1/4`)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Self

from coulisse.kernel.rounding import InexactNumber

_MINUS = "\N{MINUS SIGN}"
_SPACE = "[ \u00a0\u202f\u2009]"
_WRITTEN = re.compile(
    rf"(?P<sign>[-{_MINUS}])?(?:(?P<pages>[0-9]{{1,6}})|(?:(?P<whole>[0-9]{{1,6}}){_SPACE})?(?P<part>[0-9]{{1,6}})/8)"
)


class UnreadableEighths(ValueError):
    """A text that isn't `2`, `3/8` or `1 3/8`."""

    def __init__(self, text: str) -> None:
        super().__init__(f"not a length in eighths of a page: {text[:40]!r}")
        self.text = text


@dataclass(frozen=True, slots=True, order=True)
class Eighths:
    """A length in eighths of a page; negative only as a difference (pages planned but not shot).

    >>> str(Eighths.parse("1 3/8") + Eighths.parse("7/8")), str(Eighths(8)), str(Eighths(0))
    ('2 2/8', '1', '0')
    """

    count: int

    def __post_init__(self) -> None:
        if isinstance(self.count, bool) or not isinstance(self.count, int):
            raise InexactNumber(self.count)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2`, `3/8`, `1 3/8` (any of the kernel's spaces), `11/8`; raises UnreadableEighths.

        After whole pages the part stays below 8: `1 9/8` is a slip, not a length.
        """
        found = _WRITTEN.fullmatch(text.strip())
        if found is None:
            raise UnreadableEighths(text)
        part = int(found["part"] or 0)
        if found["whole"] and part > 7:
            raise UnreadableEighths(text)
        count = 8 * int(found["pages"] or found["whole"] or 0) + part
        return cls(-count if found["sign"] else count)

    @classmethod
    def total(cls, lengths: Iterable["Eighths"]) -> Self:
        return cls(sum(length.count for length in lengths))

    @property
    def pages(self) -> Fraction:
        """The length in pages, exact."""
        return Fraction(self.count, 8)

    def __add__(self, other: "Eighths") -> Self:
        return type(self)(self.count + other.count) if isinstance(other, Eighths) else NotImplemented

    def __sub__(self, other: "Eighths") -> Self:
        return type(self)(self.count - other.count) if isinstance(other, Eighths) else NotImplemented

    def __neg__(self) -> Self:
        return type(self)(-self.count)

    def __bool__(self) -> bool:
        return self.count != 0

    def __str__(self) -> str:
        whole, part = divmod(abs(self.count), 8)
        written = f"{part}/8" if part and not whole else f"{whole} {part}/8" if part else str(whole)
        return f"-{written}" if self.count < 0 else written
