"""The reports of the shoot, and the report of one day: figures, preview, closing, signatures."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from coulisse.desks.floor.current import on_production
from coulisse.desks.floor.dailies import actions
from coulisse.desks.floor.dailies.forms import FiguresForm, ReopenForm, SignForm
from coulisse.desks.floor.dailies.models import Report
from coulisse.desks.floor.dailies.queries.report import record_of, signers, team_of, without_private
from coulisse.desks.floor.dailies.queries.reports import report_lines
from coulisse.desks.floor.schedule.access import access_day
from coulisse.desks.floor.schedule.models import Day
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui import toasts
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.stale import without_left
from coulisse.papers.production_report import production_report


@on_production
@require_GET
def reports(request: SignedInRequest, production: Production) -> HttpResponse:
    lines = report_lines(production, today=timezone.localdate())
    context = {
        "production": production,
        "lines": lines,
        "missing": sum(line.is_missing for line in lines),
        "eighths": sum(line.eighths for line in lines),
        "planned": sum(line.planned for line in lines),
    }
    return render(request, "floor/dailies/reports.html", context)


@door(MEMBER)
def report(request: SignedInRequest, pk: int) -> HttpResponse:
    day = access_day(request.user, pk, to="change" if request.method == "POST" else "read")
    row = actions.report_of(day)
    form = FiguresForm(request.POST or None, instance=row, initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_figures(
                report=row,
                values=without_left(form.written, request.POST),
                read_version=form.cleaned_data["version"],
            )
        except StaleWrite as refused:
            return stale_answer(request, refused, back=_address(day.pk))
        except actions.ReportIsClosed:
            toasts.refused(request, _("The report is closed. Open it again, with a reason, to change it."))
            return redirect(_address(day.pk))
        toasts.done(request, _("Figures noted."))
        return redirect(_address(day.pk))
    record = record_of(row, day, now=timezone.now(), closed_at=row.closed_at)
    context = {
        "day": day,
        "production": day.board.production,
        "report": row,
        "record": record,
        "form": form,
        "signers": _signers(row, day),
        "may_change": request.user.may("change", desk=Desk.FLOOR, production=day.board.production_id),
        "may_private": request.user.scope().may_private(production=day.board.production_id),
    }
    return render(request, "floor/dailies/report.html", context, status=422 if form.errors else 200)


def _signers(row: Report, day: Day) -> list[dict[str, object]]:
    signed = {signature.job: signature for signature in row.signatures.all()}
    return [{"job": job, "name": name, "signed": signed.get(job)} for job, name in signers(team_of(day))]


@require_GET
@door(MEMBER)
def paper(request: SignedInRequest, pk: int) -> HttpResponse:
    """The page as it stands, in the reader's language; hours of people are for those who may read them."""
    day = access_day(request.user, pk)
    row = actions.report_of(day)
    record = record_of(row, day, now=timezone.now(), closed_at=row.closed_at)
    if not request.user.scope().may_private(production=day.board.production_id):
        record = without_private(record)
    content = production_report(record, (get_language() or "fr")[:2])
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{day.board.production.code}-J{day.number or 0:02}.pdf"'
    return answer


@require_POST
@door(MEMBER)
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    day = access_day(request.user, pk, to="change")
    row = actions.report_of(day)
    try:
        actions.close(report=row, day=day, read_version=_version(request, row), by=request.user, at=timezone.now())
    except actions.ReportIsClosed:
        toasts.refused(request, _("The report is closed already."))
    except StaleWrite as refused:
        return stale_answer(request, refused, back=_address(day.pk))
    else:
        toasts.done(request, _("Report of day %(number)s closed.") % {"number": day.number})
    return redirect(_address(day.pk))


@require_POST
@door(MEMBER)
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    day = access_day(request.user, pk, to="manage")
    row = actions.report_of(day)
    form = ReopenForm(request.POST)
    if not form.is_valid():
        toasts.refused(request, _("Say why the report is opened again."))
        return redirect(_address(day.pk))
    try:
        actions.reopen(
            report=row,
            day=day,
            reason=form.cleaned_data["reason"],
            read_version=form.cleaned_data["version"],
            by=request.user,
            at=timezone.now(),
        )
    except actions.ReportIsOpen:
        toasts.refused(request, _("The report is open already."))
    except StaleWrite as refused:
        return stale_answer(request, refused, back=_address(day.pk))
    else:
        toasts.done(request, _("Report of day %(number)s opened again.") % {"number": day.number})
    return redirect(_address(day.pk))


@require_POST
@door(MEMBER)
def sign(request: SignedInRequest, pk: int) -> HttpResponse:
    day = access_day(request.user, pk, to="change")
    row = actions.report_of(day)
    form = SignForm(request.POST)
    if not form.is_valid():
        return redirect(_address(day.pk))
    typed = form.cleaned_data
    own_name = typed["name"] == request.user.name
    try:
        actions.sign(
            report=row,
            day=day,
            job=typed["job"],
            name=typed["name"],
            on_paper=not own_name,
            by=request.user,
            at=timezone.now(),
        )
    except actions.ReportIsOpen:
        toasts.refused(request, _("Close the report before it is signed."))
    except actions.AlreadySigned as standing:
        toasts.refused(request, _("Signed already by %(name)s.") % {"name": standing.standing.name})
    else:
        said = _("Signature noted.") if own_name else _("Signature on paper noted for %(name)s.")
        toasts.done(request, said % {"name": typed["name"]})
    return redirect(_address(day.pk))


def _version(request: SignedInRequest, row: Report) -> int:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else row.version


def _address(pk: int) -> str:
    return reverse("floor:reports:report", args=[pk])
