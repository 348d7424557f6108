"""What watches over the costs: the settings, the overspends that ask for approval, and the log of answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from coulisse.desks.office.costs.models import CostSettings, Overspend
from coulisse.engines.costs import Report
from coulisse.foundation.accounts.models import Grant, User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.accounts.scope import scope_of
from coulisse.foundation.productions.models import Production
from coulisse.kernel import Money


@dataclass(frozen=True, slots=True)
class Asked:
    """One question and its answer."""

    pk: int
    account: str
    over: Money
    reason: str
    asked_of_id: int
    asked_of: str
    asked_by: str
    asked_at: datetime
    state: str
    state_words: str
    answer: str
    answered_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.state == Overspend.State.ASKED


@dataclass(frozen=True, slots=True)
class Over:
    """An account that is expected to cost more than its budget by more than the threshold."""

    account: str
    name: str
    variance: Money
    last: Asked | None

    @property
    def needs(self) -> bool:
        """Nobody was asked, or what was approved is passed again."""
        if self.last is None:
            return True
        return not self.last.is_open and self.variance > self.last.over

    @property
    def is_refused(self) -> bool:
        return self.last is not None and self.last.state == Overspend.State.REFUSED and not self.needs


def settings_of(production: Production) -> CostSettings:
    """As stored, or as they are before anybody set them."""
    found = CostSettings.objects.select_related("approver").filter(production=production).first()
    return found or CostSettings(production=production)


def log_of(production: Production) -> tuple[Asked, ...]:
    """All questions, the newest first, in one query."""
    rows = Overspend.objects.filter(production=production).select_related("asked_of", "asked_by")
    return tuple(
        Asked(
            pk=row.pk,
            account=row.account,
            over=Money(row.over_cents),
            reason=row.reason,
            asked_of_id=row.asked_of_id,
            asked_of=str(row.asked_of),
            asked_by=str(row.asked_by) if row.asked_by else "",
            asked_at=row.asked_at,
            state=row.state,
            state_words=str(Overspend.State(row.state).label),
            answer=row.answer,
            answered_at=row.answered_at,
        )
        for row in rows
    )


def overspent(report: Report, settings: CostSettings, log: tuple[Asked, ...]) -> tuple[Over, ...]:
    """The accounts that pass the threshold, with the newest question about each."""
    newest: Mapping[str, Asked] = {asked.account: asked for asked in reversed(log)}
    threshold = Money(settings.threshold_cents)
    return tuple(
        Over(row.number, row.name, row.figures.variance, newest.get(row.number))
        for row in report.rows()
        if row.figures.variance > threshold
    )


def approvers(production: Production, *, today: date) -> list[User]:
    """Who may be asked: those who manage the books of the production, in one query."""
    grants = Grant.objects.in_force(today).filter(user__is_active=True).select_related("user")
    held: dict[int, list[Grant]] = {}
    for grant in grants:
        held.setdefault(grant.user_id, []).append(grant)
    able = [
        found[0].user
        for found in held.values()
        if scope_of(grant.held for grant in found).may("manage", desk=Desk.OFFICE, production=production.pk)
    ]
    return sorted(able, key=lambda person: person.name)
