"""The calendar of the funds: what comes next, in how many days, and whether one may believe it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from coulisse.desks.office.financing.funds import fund_name, funds
from coulisse.desks.office.financing.models import Call
from coulisse.foundation.parameters.models import Value
from coulisse.foundation.parameters.queries import Valued, valued
from coulisse.foundation.productions.models import Production

STALE_AFTER: Final = 90
"""Days after which a date must be looked at again."""


@dataclass(frozen=True, slots=True)
class CallLine:
    """One date, as it stands on `today`."""

    pk: int
    version: int
    fund: str
    fund_code: str
    kind: str
    title: str
    day: date
    days: int
    """Until that day; below zero it is past."""
    source: str
    verified_on: date | None
    confidence: str
    is_example: bool
    note: str
    is_stale: bool
    dossiers: tuple[tuple[int, str], ...]

    @property
    def is_past(self) -> bool:
        return self.days < 0

    @property
    def is_address(self) -> bool:
        return self.source.startswith(("https://", "http://"))


def calls_on(today: date, production: Production) -> list[CallLine]:
    """Every date, the next first and the past at the end, with the dossiers of this production: two queries."""
    rows = Call.objects.filter(removed_at__isnull=True).prefetch_related("dossiers")
    lines = [_line(row, today, production) for row in rows]
    return sorted(
        lines, key=lambda one: (one.is_past, one.day if not one.is_past else date.max - (one.day - date.min))
    )


def _line(row: Call, today: date, production: Production) -> CallLine:
    return CallLine(
        pk=row.pk,
        version=row.version,
        fund=fund_name(row.fund),
        fund_code=row.fund,
        kind=row.get_kind_display(),
        title=row.title,
        day=row.day,
        days=(row.day - today).days,
        source=row.source,
        verified_on=row.verified_on,
        confidence=row.confidence,
        is_example=row.is_example,
        note=row.note,
        is_stale=is_stale(row, today),
        dossiers=tuple((one.pk, one.title) for one in row.dossiers.all() if one.production_id == production.pk),
    )


def is_stale(row: Call, today: date) -> bool:
    """Never verified, verified too long ago, or not to be trusted anyway."""
    if row.verified_on is None or row.confidence == "L" or row.is_example:
        return True
    return (today - row.verified_on).days > STALE_AFTER


@dataclass(frozen=True, slots=True)
class FundRule:
    """A fund with its rules in force, as the parameters hold them."""

    code: str
    name: str
    values: tuple[Valued, ...]


def rules_on(today: date) -> list[FundRule]:
    """The funds and their rules: one query. A value where none is in force is simply not there."""
    codes = [code for fund in funds().values() for code in fund.parameters]
    rows = Value.objects.filter(parameter__code__in=codes, in_force__contains=today)
    found: dict[str, list[Valued]] = {}
    for row in rows.select_related("parameter", "checked_by").order_by("territory", "regime", "pk"):
        found.setdefault(row.parameter.code, []).append(valued(row))
    return [
        FundRule(one.code, one.name, _values(one.parameters, found)) for one in funds().values() if one.parameters
    ]


def _values(codes: Iterable[str], found: dict[str, list[Valued]]) -> tuple[Valued, ...]:
    return tuple(value for code in codes for value in found.get(code, ()))
