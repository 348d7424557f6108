"""Putting a calculation on one's roll, tearing the roll off, and taking that back."""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db import transaction

from coulisse.desks.office.tape.models import Calculation
from coulisse.engines.tape import Tape
from coulisse.engines.tape.records import Value
from coulisse.foundation.accounts.models import User
from coulisse.foundation.parameters.queries import Valued
from coulisse.foundation.productions.models import Production
from coulisse.kernel.money import Money
from coulisse.kernel.rate import Rate


def ring_up(
    *,
    production: Production,
    kind: Calculation.Kind,
    tape: Tape,
    sources: Sequence[Valued] = (),
    note: str = "",
    by: User,
    at: datetime,
) -> Calculation:
    """Put a calculation at the end of this person's roll."""
    return Calculation.objects.create(
        production=production,
        by=by,
        at=at,
        kind=kind,
        note=note,
        rows=[[row.sign, *_written(row.value), row.label] for row in tape.rows],
        sources=[_source(value) for value in sources],
        result_cents=tape.result.cents,
        currency=tape.result.currency,
    )


def tear_off(*, production: Production, by: User, at: datetime) -> int:
    """Begin a fresh roll; the number of calculations that were on the old one."""
    with transaction.atomic():
        return Calculation.objects.filter(production=production, by=by, torn_at__isnull=True).update(torn_at=at)


def put_back(*, production: Production, by: User) -> int:
    """The roll torn off last comes back, before what was worked out since."""
    torn = Calculation.objects.filter(production=production, by=by, torn_at__isnull=False)
    last = torn.order_by("-torn_at").first()
    return torn.filter(torn_at=last.torn_at).update(torn_at=None) if last else 0


def _written(value: Value) -> tuple[str, str]:
    if isinstance(value, Money):
        return f"money:{value.currency}", str(value.cents)
    if isinstance(value, Rate):
        return "rate", str(value.ratio)
    return "number", str(Fraction(value))


def _source(value: Valued) -> dict[str, Any]:
    return {
        "code": value.code,
        "text": value.text,
        "unit": value.unit,
        "source": value.source,
        "from": value.in_force.first.isoformat() if value.in_force.first else "",
        "confidence": "" if not value.to_be_confirmed else value.confidence.value,
        "labels": value.labels,
    }
