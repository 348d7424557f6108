"""What was offered to the people who write, and within which limit."""

from dataclasses import dataclass

from coulisse.desks.audience.relations.models import Gesture, GestureLimit
from coulisse.desks.audience.relations.queries.history import Offered, offered
from coulisse.foundation.productions.models import Production
from coulisse.kernel.money import Money


@dataclass(frozen=True, slots=True)
class Limit:
    """What may be offered on a production without asking; nothing where nobody set it."""

    seats: int
    amount: Money
    approver_id: int | None
    approver: str
    box_office: str
    is_set: bool


def limit_of(production: Production) -> Limit:
    row = GestureLimit.objects.select_related("approver", "box_office").filter(production=production).first()
    if row is None:
        return Limit(0, Money(0), None, "", "", is_set=False)
    return Limit(
        row.seats,
        Money(row.cents),
        row.approver_id,
        str(row.approver) if row.approver else "",
        str(row.box_office) if row.box_office else "",
        is_set=True,
    )


@dataclass(frozen=True, slots=True)
class GestureLine:
    """One gesture of a production, with whom it is for."""

    writer_id: int
    writer: str
    told: Offered


def gestures_of(production: Production, most: int = 50) -> tuple[GestureLine, ...]:
    """Those to approve first, then the latest."""
    rows = Gesture.objects.filter(production=production).select_related("production", "by", "decided_by", "writer")
    waiting = list(rows.filter(state=Gesture.State.WAITING).order_by("at", "pk")[:most])
    others = list(rows.exclude(state=Gesture.State.WAITING).order_by("-at", "-pk")[:most])
    return tuple(GestureLine(row.writer_id, str(row.writer), offered(row)) for row in [*waiting, *others])
