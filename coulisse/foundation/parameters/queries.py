"""Reading parameters: the value in force on a day, the list, two days side by side, who uses a value."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import models
from django.db.models import Count, Q, QuerySet

from coulisse.foundation.accounts.models import User
from coulisse.foundation.parameters.models import Parameter, Use, Value
from coulisse.foundation.search.writing import plain
from coulisse.kernel.confidence import Confidence
from coulisse.kernel.period import Period

DAY = timedelta(days=1)


class NoValueInForce(Exception):
    """Nobody has a value for that day: the screen asks for one, a calculation stops and says so."""


class ValueNotFound(NoValueInForce):
    """A value is known to exist for that day, and was not found yet."""


@dataclass(frozen=True, slots=True)
class Valued:
    """One value as a page or an engine takes it, with all that explains it."""

    pk: int
    parameter: int
    code: str
    labels: dict[str, str]
    unit: str
    text: str
    in_force: Period
    territory: str
    joint_committee: str
    regime: str
    source: str
    read_on: date
    confidence: Confidence
    is_ours: bool
    checked_by: str
    checked_on: date | None

    @property
    def to_be_confirmed(self) -> bool:
        """Shown beside the value wherever it is used; never a reason to block."""
        return self.confidence.to_be_confirmed and self.checked_on is None

    @property
    def number(self) -> Fraction:
        """The value as an exact number (`4.21`, `10/9`). Raises ValueError for a list or an hour."""
        return Fraction(self.text)

    @property
    def decimal(self) -> Decimal:
        """The value as a decimal number. Raises decimal.InvalidOperation for anything else."""
        return Decimal(self.text)


def value_on(code: str, day: date, *, territory: str = "", joint_committee: str = "", regime: str = "") -> Valued:
    """The value in force on `day`. Raises NoValueInForce, or ValueNotFound where it is known to be missing.

    A value for the very territory, joint committee or regime wins over the general one.
    """
    rows = Value.objects.filter(
        parameter__code=code,
        in_force__contains=day,
        territory__in=["", territory],
        joint_committee__in=["", joint_committee],
        regime__in=["", regime],
    ).select_related("parameter", "checked_by")
    best = max(
        rows, key=lambda row: sum(map(bool, (row.territory, row.joint_committee, row.regime))), default=None
    )
    if best is None:
        raise NoValueInForce(code, day)
    if not best.text:
        raise ValueNotFound(code, day)
    return valued(best)


def valued(row: Value) -> Valued:
    """The view record of a row read with its parameter and its checker."""
    upper = row.in_force.upper
    return Valued(
        pk=row.pk,
        parameter=row.parameter_id,
        code=row.parameter.code,
        labels=row.parameter.labels,
        unit=row.parameter.unit,
        text=row.text,
        in_force=Period(row.in_force.lower, upper - DAY if upper else None),
        territory=row.territory,
        joint_committee=row.joint_committee,
        regime=row.regime,
        source=row.source,
        read_on=row.read_on,
        confidence=Confidence(row.confidence),
        is_ours=row.is_ours,
        checked_by=str(row.checked_by) if row.checked_by else "",
        checked_on=row.checked_at.date() if row.checked_at else None,
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list: a parameter and its values in force on the day asked for."""

    pk: int
    code: str
    group: str
    labels: dict[str, str]
    unit: str
    values: tuple[Valued, ...]

    @property
    def first(self) -> Valued | None:
        return self.values[0] if self.values else None


def listed(day: date, *, group: str = "", words: str = "", doubtful: bool = False) -> list[Line]:
    """The parameters with their values on a day, in two queries. `doubtful`: only those to be confirmed."""
    parameters = Parameter.objects.all()
    if group:
        parameters = parameters.filter(group=group)
    in_force = _in_force_by_parameter(parameters, day)
    lines = [
        Line(row.pk, row.code, row.group, row.labels, row.unit, tuple(in_force.get(row.pk, ())))
        for row in parameters
    ]
    wanted = plain(words).split()
    return [line for line in lines if _matches(line, wanted) and (not doubtful or _is_doubtful(line))]


def _in_force_by_parameter(parameters: QuerySet[Parameter], day: date) -> dict[int, list[Valued]]:
    rows = Value.objects.filter(parameter__in=parameters, in_force__contains=day)
    found: dict[int, list[Valued]] = {}
    ordered = rows.select_related("parameter", "checked_by").order_by("territory", "joint_committee", "regime")
    for row in ordered:
        found.setdefault(row.parameter_id, []).append(valued(row))
    return found


def _matches(line: Line, words: Sequence[str]) -> bool:
    text = plain(f"{line.code.replace('.', ' ')} {' '.join(line.labels.values())}")
    return all(word in text for word in words)


def _is_doubtful(line: Line) -> bool:
    return not line.values or any(value.to_be_confirmed or not value.text for value in line.values)


def groups() -> list[tuple[str, int]]:
    """The subjects and how many parameters each has."""
    rows = Parameter.objects.values_list("group").annotate(Count("pk")).order_by("group")
    return list(rows)


def history_of(parameter: Parameter) -> list[Valued]:
    """Every value, newest first."""
    rows = parameter.values.select_related("parameter", "checked_by")
    return [valued(row) for row in rows.order_by("territory", "joint_committee", "regime", "-in_force")]


@dataclass(frozen=True, slots=True)
class Change:
    """A parameter whose value differs between two days."""

    pk: int
    code: str
    labels: dict[str, str]
    unit: str
    before: str
    after: str
    where: str


def compare(first: date, second: date) -> list[Change]:
    """What differs between two days, in four queries."""
    before, after = _flat(first), _flat(second)
    keys = sorted(before.keys() | after.keys())
    return [
        _change(before.get(key), after.get(key)) for key in keys if _text(before.get(key)) != _text(after.get(key))
    ]


def _flat(day: date) -> dict[tuple[Any, ...], tuple[int, Valued]]:
    return {
        (value.code, value.territory, value.joint_committee, value.regime): (line.pk, value)
        for line in listed(day)
        for value in line.values
    }


def _text(found: tuple[int, Valued] | None) -> str | None:
    return found[1].text if found else None


def _change(before: tuple[int, Valued] | None, after: tuple[int, Valued] | None) -> Change:
    pk, value = after or before  # type: ignore[misc]  # one of the two is there
    where = " · ".join(part for part in (value.territory, value.joint_committee, value.regime) if part)
    return Change(pk, value.code, value.labels, value.unit, _text(before) or "", _text(after) or "", where)


def uses_of(parameter: Parameter, user: User) -> list[Use]:
    """Who relied on a value of this parameter, as far as the reader may see."""
    reached = user.scope().productions()
    rows = Use.objects.filter(value__parameter=parameter).select_related("value").order_by("-at")
    if reached is not None:
        rows = rows.filter(Q(production_id__isnull=True) | Q(production_id__in=reached))
    return list(rows[:200])


def used_by(row: models.Model) -> list[Valued]:
    """The values that a row keeps, as `actions.remember_use` wrote them down; one query."""
    uses = Use.objects.filter(subject=row._meta.label_lower, subject_id=row.pk)
    ordered = uses.select_related("value__parameter", "value__checked_by").order_by("value__parameter__code")
    return [valued(use.value) for use in ordered]
