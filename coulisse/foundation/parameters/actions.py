"""Loading what comes with Coulisse, adding a value from a date, checking one, remembering a use."""

from datetime import date, datetime, timedelta

from django.db import models, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q

from coulisse.foundation.accounts.models import User
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.parameters.facts import ValueAdded, ValueChecked
from coulisse.foundation.parameters.models import Parameter, Use, Value
from coulisse.foundation.parameters.searchable import findable
from coulisse.foundation.parameters.shipped import ShippedParameter, ShippedValue, shipped
from coulisse.foundation.search.actions import index

DAY = timedelta(days=1)


class BeginsBeforeTheLastOne(Exception):
    """A later value stands already: a value is added at the end of its line. Carries the day it begins."""

    def __init__(self, standing: Value) -> None:
        super().__init__(standing.in_force.lower)
        self.standing = standing


def load(*, at: datetime) -> int:
    """Bring the shipped parameters in; a line that the house has added to is left alone. Returns new values."""
    known = {row.code: row for row in Parameter.objects.all()}
    held = _identities()
    added: list[Value] = []
    with transaction.atomic():
        for one in shipped():
            row = _parameter(one, known.get(one.code))
            ours = row.values.filter(is_ours=True).exists() if one.code in known else False
            if not ours:
                added += [
                    _value(row, value, at=at) for value in one.values if _identity(one.code, value) not in held
                ]
        Value.objects.bulk_create(added)
        index(findable())
    return len(added)


def _identities() -> set[tuple[object, ...]]:
    columns = ("parameter__code", "in_force", "territory", "joint_committee", "regime")
    return {(code, in_force.lower, *where) for code, in_force, *where in Value.objects.values_list(*columns)}


def _identity(code: str, value: ShippedValue) -> tuple[object, ...]:
    return (code, value.first, value.territory, value.joint_committee, value.regime)


def _parameter(one: ShippedParameter, row: Parameter | None) -> Parameter:
    values = {"group": one.group, "labels": one.labels, "unit": one.unit, "note": one.note}
    if row is None:
        return Parameter.objects.create(code=one.code, **values)
    if any(getattr(row, name) != value for name, value in values.items()):
        Parameter.objects.filter(pk=row.pk).update(**values)
    return row


def _value(row: Parameter, value: ShippedValue, *, at: datetime) -> Value:
    return Value(
        parameter=row,
        text=value.text,
        in_force=DateRange(value.first, value.last + DAY if value.last else None),
        territory=value.territory,
        joint_committee=value.joint_committee,
        regime=value.regime,
        source=value.source,
        read_on=value.read_on,
        confidence=value.confidence,
        added_at=at,
    )


def add_value(
    parameter: Parameter,
    *,
    text: str,
    since: date,
    source: str,
    read_on: date,
    confidence: str,
    by: User,
    at: datetime,
    territory: str = "",
    joint_committee: str = "",
    regime: str = "",
) -> Value:
    """A new value from a date: the one in force until then ends the day before. Raises BeginsBeforeTheLastOne."""
    with transaction.atomic():
        Parameter.objects.select_for_update().get(pk=parameter.pk)
        line = parameter.values.filter(territory=territory, joint_committee=joint_committee, regime=regime)
        later = line.filter(in_force__startswith__gte=since).order_by("in_force").first()
        if later is not None:
            raise BeginsBeforeTheLastOne(later)
        before = line.filter(Q(in_force__endswith__isnull=True) | Q(in_force__endswith__gt=since)).first()
        if before is not None:
            before.in_force = DateRange(before.in_force.lower, since)
            before.save(update_fields=["in_force"])
        value = Value.objects.create(
            parameter=parameter,
            text=text,
            in_force=DateRange(since, None),
            territory=territory,
            joint_committee=joint_committee,
            regime=regime,
            source=source,
            read_on=read_on,
            confidence=confidence,
            is_ours=True,
            added_by=by,
            added_at=at,
        )
        announce(
            ValueAdded(
                value_id=value.pk,
                parameter=parameter.code,
                text=text or "–",
                since=f"{since:%d/%m/%Y}",
                was=before.text if before else "",
            ),
            by=by,
            at=at,
            about=parameter,
        )
    return value


def check(value: Value, *, by: User, at: datetime) -> None:
    """Say that one compared the value with its source today."""
    with transaction.atomic():
        value.checked_by, value.checked_at = by, at
        value.save(update_fields=["checked_by", "checked_at"])
        announce(
            ValueChecked(value_id=value.pk, parameter=value.parameter.code, text=value.text or "–"),
            by=by,
            at=at,
            about=value.parameter,
        )


def remember_use(
    value_id: int, *, row: models.Model, title: str, at: datetime, production: int | None = None
) -> None:
    """A calculation relied on this value, and keeps it. Call it in the transaction of the result."""
    Use.objects.update_or_create(
        value_id=value_id,
        subject=row._meta.label_lower,
        subject_id=row.pk,
        defaults={"title": title[:160], "production_id": production, "at": at},
    )
