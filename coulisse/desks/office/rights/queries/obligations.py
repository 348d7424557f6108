"""What is owed to others, the nearest first, and what has to be seen to now."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from coulisse.desks.office.rights.actions.obligations import alert_on
from coulisse.desks.office.rights.models import Obligation
from coulisse.foundation.productions.models import Production

LATE, NEAR, LATER, DONE = "late", "near", "later", "done"
TONES: Final = {LATE: "stop", NEAR: "warn", LATER: "", DONE: "ok"}


@dataclass(frozen=True, slots=True)
class ObligationLine:
    pk: int
    version: int
    kind: str
    title: str
    party: str
    work: str
    work_id: int | None
    due_on: date | None
    alert_on: date | None
    days: int | None
    owner: str
    state: str
    tone: str
    done_at: datetime | None
    done_by: str


def obligations_of(
    production: Production, *, today: date, work: int | None = None
) -> tuple[tuple[ObligationLine, ...], tuple[ObligationLine, ...]]:
    """Open ones, then those that are done. One query."""
    rows = Obligation.objects.filter(production=production, removed_at__isnull=True)
    if work is not None:
        rows = rows.filter(work=work)
    lines = [_line(row, today) for row in rows.select_related("work", "owner", "done_by")]
    return tuple(one for one in lines if one.state != DONE), tuple(one for one in lines if one.state == DONE)


def _line(row: Obligation, today: date) -> ObligationLine:
    alert = alert_on(row)
    if row.done_at is not None:
        state = DONE
    elif row.due_on is not None and row.due_on < today:
        state = LATE
    else:
        state = NEAR if alert is not None and alert <= today else LATER
    return ObligationLine(
        pk=row.pk,
        version=row.version,
        kind=str(row.get_kind_display()),
        title=row.title,
        party=row.party,
        work=row.work.title if row.work else "",
        work_id=row.work_id,
        due_on=row.due_on,
        alert_on=alert,
        days=(row.due_on - today).days if row.due_on else None,
        owner=row.owner.name if row.owner else "",
        state=state,
        tone=TONES[state],
        done_at=row.done_at,
        done_by=row.done_by.name if row.done_by else "",
    )
