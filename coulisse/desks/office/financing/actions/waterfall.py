"""The order in which receipts are shared out."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from coulisse.desks.office.facts.financing import WaterfallChanged
from coulisse.desks.office.financing.models import Waterfall
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.productions.models import Production


def write_waterfall(
    *,
    production: Production,
    tiers: Sequence[Mapping[str, Any]],
    receipts_cents: int,
    by: User | None,
    at: datetime,
    read_version: int | None = None,
) -> Waterfall:
    """Keep the tiers and the receipts to count with. Raises `StaleWrite`."""
    with transaction.atomic():
        row, made = Waterfall.objects.get_or_create(production=production)
        values = {"tiers": [dict(tier) for tier in tiers], "receipts_cents": receipts_cents}
        read = row.version if made or read_version is None else read_version
        written = row.write(values, read_version=read)
        told = WaterfallChanged(tiers=len(tiers))
        announce(told, by=by, at=at, about=written, production=production.pk, desk=Desk.OFFICE)
    return written
