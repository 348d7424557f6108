"""Reading a roll, and the legal values that the calculators start from."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any, Final

from coulisse.desks.office.tape.models import Calculation
from coulisse.engines.tape import Contribution
from coulisse.engines.tape.records import Value
from coulisse.foundation.accounts.models import User
from coulisse.foundation.parameters.queries import NoValueInForce, Valued, value_on
from coulisse.foundation.productions.models import Production
from coulisse.kernel.money import Money
from coulisse.kernel.rate import Rate

LONGEST_ROLL: Final = 200
WHOLE: Final = Rate.percent(100)
STATUSES: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "employee": (("payroll.employer_basic_rate", ""),),
    "employee-variable": (
        ("payroll.employer_basic_rate", ""),
        ("payroll.holiday_simple", ""),
        ("payroll.holiday_double", ""),
    ),
    "artist": (
        ("payroll.employer_basic_rate", "payroll.manual_base"),
        ("payroll.manual_quarterly", "payroll.manual_base"),
        ("payroll.manual_yearly", "payroll.manual_base"),
    ),
}
"""What the employer pays by status: each contribution, and the parameter that says on how much of the gross."""


@dataclass(frozen=True, slots=True)
class RollRow:
    """One line of the roll as it is shown."""

    sign: str
    value: Value
    label: str


@dataclass(frozen=True, slots=True)
class RollEntry:
    """One calculation of the roll."""

    pk: int
    kind: str
    at: datetime
    note: str
    rows: tuple[RollRow, ...]
    sources: tuple[dict[str, Any], ...]
    result: Money


def roll_of(production: Production, user: User) -> list[RollEntry]:
    """The calculations on this person's roll, the last one last. One query."""
    found = Calculation.objects.filter(production=production, by=user, torn_at__isnull=True).order_by("-pk")
    return [_entry(row) for row in reversed(found[:LONGEST_ROLL])]


def _entry(row: Calculation) -> RollEntry:
    return RollEntry(
        pk=row.pk,
        kind=str(row.get_kind_display()),
        at=row.at,
        note=row.note,
        rows=tuple(RollRow(sign, _value(shape, text), label) for sign, shape, text, label in row.rows),
        sources=tuple(row.sources),
        result=Money(row.result_cents, row.currency),
    )


def _value(shape: str, text: str) -> Value:
    if shape.startswith("money:"):
        return Money(int(text), shape.removeprefix("money:"))
    return Rate(Fraction(text)) if shape == "rate" else Fraction(text)


def contributions_on(status: str, day: date) -> tuple[list[Contribution], list[Valued]]:
    """What the employer of this status pays on `day`, with the values read. Raises NoValueInForce."""
    parts, values = [], []
    for code, base_code in STATUSES[status]:
        rate = value_on(code, day)
        base = value_on(base_code, day) if base_code else None
        parts.append(Contribution(code, Rate.percent(rate.number), Rate.percent(base.number) if base else WHOLE))
        values += [one for one in (rate, base) if one is not None and one not in values]
    return parts, values


def proposed(code: str, day: date) -> Valued | None:
    """A legal value to start from; None where nobody knows one for that day: the reader types it."""
    try:
        return value_on(code, day)
    except NoValueInForce:
        return None
