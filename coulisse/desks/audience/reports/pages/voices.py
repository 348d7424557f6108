"""Quotations: read one by one, before and after side by side, validated by a person."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from coulisse.desks.audience.crisis import verbatims
from coulisse.desks.audience.crisis.models import Verbatim
from coulisse.desks.audience.reports.access import access_report
from coulisse.desks.audience.reports.actions import writing
from coulisse.desks.audience.reports.forms import QuoteForm
from coulisse.desks.audience.reports.pages.reports import may_change
from coulisse.desks.audience.reports.queries import voices as queries
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused

HERE = "audience:reports:voices"


@door(MEMBER)
@require_GET
def voices(request: SignedInRequest, pk: int) -> HttpResponse:
    report = access_report(request.user, pk)
    context = {
        "report": report,
        "production": report.production,
        "found": queries.voices_page(report),
        "may_change": may_change(request, report),
    }
    return render(request, "audience/reports/voices.html", context)


@door(MEMBER)
@require_POST
def validate(request: SignedInRequest, pk: int) -> HttpResponse:
    """One quotation at a time; a name that was taken out comes back only on purpose, with a reason."""
    report = access_report(request.user, pk, to="change")
    form = QuoteForm(request.POST)
    if not form.is_valid():
        refused(request, _("Write the words that will be quoted."))
        return redirect(HERE, pk)
    read = form.cleaned_data
    conversation = get_object_or_404(
        queries.quotable_rows(report).select_related("writer", "production"), pk=read["conversation"]
    )
    back = queries.still_telling(queries.proposal_for(report, conversation), read["text"])
    if back and not (read["although"] and read["reason"].strip()):
        words = {"words": ", ".join(back), "reference": conversation.reference}
        refused(
            request,
            _(
                "%(reference)s is not validated: “%(words)s” was taken out and stands in the text again. "
                "Take it out, or tick “Keep the words” and give a reason."
            )
            % words,
        )
        return redirect(f"{reverse(HERE, args=[pk])}#c{conversation.pk}")
    try:
        verbatims.validate(
            conversation=conversation,
            text=read["text"],
            reason=read["reason"],
            by=request.user,
            at=timezone.now(),
        )
    except verbatims.NotQuotable:
        refused(request, _("This conversation is never quoted: a minor, a folded text, a threat or a lawyer."))
    except verbatims.QuotedAlready:
        refused(request, _("Words of this conversation are validated already: withdraw them first."))
    except verbatims.WordsMissing:
        refused(request, _("Write the words that will be quoted."))
    else:
        done(request, _("Quotation of %(reference)s validated") % {"reference": conversation.reference})
    return redirect(HERE, pk)


@door(MEMBER)
@require_POST
def withdraw(request: SignedInRequest, pk: int, verbatim: int) -> HttpResponse:
    report = access_report(request.user, pk, to="change")
    row = (
        get_object_or_404(
            Verbatim, pk=verbatim, conversation__received_at__gte=report.starts_at, production=report.production_id
        )
        if report.production_id
        else get_object_or_404(Verbatim, pk=verbatim)
    )
    verbatims.withdraw(verbatim=row, by=request.user, at=timezone.now())
    done(request, _("Quotation withdrawn: it stands in no new report"))
    return redirect(HERE, pk)


@door(MEMBER)
@require_POST
def choose(request: SignedInRequest, pk: int) -> HttpResponse:
    """Which of the validated ones are printed; none ticked: those that differ most."""
    report = access_report(request.user, pk, to="change")
    ticked = [int(one) for one in request.POST.getlist("voices") if one.isascii() and one.isdigit()][:50]
    by_hand = ticked if "by_hand" in request.POST else None
    try:
        writing.choose_voices(report=report, voices=by_hand, by=request.user, at=timezone.now())
    except writing.FrozenAlready:
        refused(request, _("This version was frozen: begin a new one to change its quotations."))
    else:
        done(request, _("Quotations chosen"))
    return redirect(HERE, pk)
