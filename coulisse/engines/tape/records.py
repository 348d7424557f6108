"""What a calculator takes and gives: a paper roll, line by line."""

from dataclasses import dataclass
from fractions import Fraction

from coulisse.kernel.money import Money
from coulisse.kernel.rate import Rate

Value = Money | Rate | Fraction


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the roll. `label` is a code for the reader's words, or a parameter's own code.

    `sign` is one of `` (a figure entered), `×`, `÷`, `+`, `−`, `=` (a partial result) and `*` (the total).
    """

    sign: str
    value: Value
    label: str


@dataclass(frozen=True, slots=True)
class Tape:
    """The whole roll; its last line is the result."""

    rows: tuple[Row, ...]

    @property
    def result(self) -> Money:
        last = self.rows[-1].value
        if not isinstance(last, Money):
            raise TypeError("a tape ends on an amount")
        return last


@dataclass(frozen=True, slots=True)
class Contribution:
    """What an employer pays on top of a gross wage: `rate` of `base` of the gross; `code` names the parameter."""

    code: str
    rate: Rate
    base: Rate
