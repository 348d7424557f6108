"""Sending a report, and taking the page of a copy back."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from coulisse.desks.audience.reports.access import access_report
from coulisse.desks.audience.reports.actions import sending
from coulisse.desks.audience.reports.forms import SendForm
from coulisse.desks.audience.reports.models import ReportCopy
from coulisse.desks.audience.reports.pages.reports import report_context
from coulisse.foundation.mailroom.actions import BadAddress, BadHeader, NoRecipient
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused


@door(MEMBER)
@require_POST
def send(request: SignedInRequest, pk: int) -> HttpResponse:
    report = access_report(request.user, pk, to="change")
    at = timezone.now()
    form = SendForm(request.POST, production=report.production, day=localdate(at))
    if not form.is_valid():
        context = report_context(request, report, send_form=form)
        return render(request, "audience/reports/report.html", context, status=422)
    try:
        copies = sending.send(report=report, to=form.addressees(), by=request.user, at=at)
    except sending.NotFrozen:
        refused(request, _("A draft is not sent: freeze it first."))
    except NoRecipient:
        refused(request, _("Each of them has this version already. Write another address."))
    except (BadAddress, BadHeader) as bad:
        refused(request, _("The letter was not sent: “%(what)s” is not an address.") % {"what": bad.args[0]})
    else:
        sentence = ngettext("Report sent to %(n)s person", "Report sent to %(n)s people", len(copies))
        done(request, sentence % {"n": len(copies)})
    return redirect("audience:reports:report", pk)


@door(MEMBER)
@require_POST
def take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    copy = get_object_or_404(ReportCopy.objects.select_related("report", "link"), pk=pk)
    access_report(request.user, copy.report_id, to="change")
    sending.take_back(copy=copy, by=request.user, at=timezone.now())
    done(request, _("The page of %(name)s opens no longer") % {"name": str(copy)})
    return redirect("audience:reports:report", copy.report_id)
