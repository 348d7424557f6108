"""What is left of a commitment when its bills have come in."""

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import F, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from coulisse.desks.office.ledger.models import Nature, Posting
from coulisse.foundation.counted import counted
from coulisse.foundation.productions.models import Production
from coulisse.kernel.rounding import round_half_away


@dataclass(frozen=True, slots=True)
class Left:
    """An open part of a commitment, in cents."""

    commitment: Posting
    net: int
    vat: int
    recoverable: int

    def __bool__(self) -> bool:
        return bool(self.net or self.vat or self.recoverable)

    @property
    def all(self) -> "Left":
        return self

    def up_to(self, net: int) -> "Left":
        """As much of it as a bill of `net` eats; its VAT goes along in proportion. A credit eats nothing."""
        if self.net == 0 or net * self.net <= 0:
            return Left(self.commitment, 0, 0, 0)
        if abs(net) >= abs(self.net):
            return self
        vat = round_half_away(_part(self.vat, net, self.net))
        recoverable = round_half_away(_part(self.recoverable, net, self.net))
        return Left(self.commitment, net, vat, min(recoverable, vat) if vat >= 0 else max(recoverable, vat))

    def without(self, eaten: "Left") -> "Left":
        return Left(
            self.commitment,
            self.net - eaten.net,
            self.vat - eaten.vat,
            self.recoverable - eaten.recoverable,
        )


def _part(cents: int, net: int, whole: int) -> Fraction:
    return Fraction(cents * net, whole)


def with_left(commitments: QuerySet[Posting]) -> QuerySet[Any]:
    """Each commitment with what is left of it: itself and all that settles it."""
    eaten = Q(settlements__nature=Nature.COMMITTED)
    return counted(
        commitments.filter(nature=Nature.COMMITTED, settles__isnull=True),
        **{
            f"left_{part}": F(f"{part}_cents")
            + Coalesce(Sum(f"settlements__{part}_cents", filter=eaten), Value(0))
            for part in ("net", "vat", "recoverable")
        },
    )


def left_of(production: Production, keys: Collection[int]) -> dict[int, Left]:
    """What is left of these commitments of a production, in one query; others are not there."""
    if not keys:
        return {}
    rows = with_left(Posting.objects.filter(production=production, pk__in=set(keys)))
    return {row.pk: left(row) for row in rows}


def left(row: Any) -> Left:
    """The open part of a row of `with_left`."""
    return Left(row, row.left_net, row.left_vat, row.left_recoverable)
