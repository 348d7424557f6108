"""The report out: the paper and the workbook, closed or not."""

from datetime import datetime
from typing import Final

from django.http import HttpResponse
from django.utils import timezone
from django.utils.text import slugify

from coulisse.desks.office.costs.models import ClosedReport
from coulisse.desks.office.costs.queries.closed import situation_closed
from coulisse.desks.office.costs.queries.report import Situation
from coulisse.foundation.accounts.queries import holders_of
from coulisse.foundation.accounts.roles import role_label
from coulisse.foundation.productions.models import Production
from coulisse.kernel import Money
from coulisse.papers.cost_report import CostReportPaper, PaperNote, Signer, cost_report, cost_report_xlsx

FORMATS: Final = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
SIGN: Final = ("production_administrator", "production_manager")


def record_of(production: Production, situation: Situation, *, at: datetime) -> CostReportPaper:
    """The report as it stands, without a number."""
    return CostReportPaper(
        film=production.title,
        house=str(production.company),
        number=None,
        until=situation.until,
        week=situation.week.number,
        at=at,
        report=situation.report,
        notes=tuple(PaperNote(note.number, note.text) for note in situation.notes),
        contingency=situation.contingency.figures.final if situation.contingency else None,
        signers=_signers(production, at),
    )


def record_of_closed(closed: ClosedReport) -> CostReportPaper:
    """A closed report, as it was frozen."""
    situation, facts = situation_closed(closed), closed.content["facts"]
    cash: int | None = facts.get("cash")
    return CostReportPaper(
        film=closed.production.title,
        house=str(closed.production.company),
        number=closed.number,
        until=closed.until,
        week=situation.week.number,
        at=timezone.localtime(closed.at),
        report=situation.report,
        notes=tuple(PaperNote(note.number, note.text) for note in situation.notes),
        stamp=closed.stamp,
        days_shot=facts.get("days_shot"),
        days_planned=facts.get("days_planned"),
        contingency=situation.contingency.figures.final if situation.contingency else None,
        cash=None if cash is None else Money(cash),
        signers=_signers(closed.production, closed.at),
    )


def _signers(production: Production, at: datetime) -> tuple[Signer, ...]:
    """The administrator and the manager of the production, as the roles name them."""
    holders = holders_of(SIGN, production=production.pk, day=at.date())
    return tuple(Signer(str(role_label(role)), str(user)) for role, user in holders.items())


def answer(record: CostReportPaper, *, form: str, language: str) -> HttpResponse:
    """One of `FORMATS`, to be saved."""
    content = cost_report(record, language) if form == "pdf" else cost_report_xlsx(record, language)
    response = HttpResponse(content, content_type=FORMATS[form])
    numbered = f"-{record.number}" if record.number else ""
    name = f"{slugify(record.film)}-cost-report{numbered}.{form}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
