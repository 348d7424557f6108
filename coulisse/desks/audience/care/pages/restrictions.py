"""Restricting a writer: asked, approved by another, told, judged on appeal by a third."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from coulisse.desks.audience.care.access import access_appeal, access_restriction
from coulisse.desks.audience.care.actions import restrictions
from coulisse.desks.audience.care.forms import AppealForm, DecideForm, RestrictForm, ToldForm
from coulisse.desks.audience.care.queries.lists import restriction_lines
from coulisse.desks.audience.intake.access import access_conversation
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused

HOME = "audience:care:home"


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def restrict(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask for a restriction of whoever wrote this conversation."""
    conversation = access_conversation(request.user, pk, to="change")
    form = RestrictForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            restrictions.ask(writer=conversation.writer, **form.cleaned_data, by=request.user, at=timezone.now())
        except restrictions.EndsTooLate:
            form.add_error("ends_on", _("Between today and a year from now; after that it is asked again."))
        except restrictions.ReasonMissing:
            form.add_error("reason", _("Say why."))
        else:
            done(request, _("Asked: nothing is restricted until a second person approves"))
            return redirect(HOME)
    context = {
        "conversation": conversation,
        "production": conversation.production,
        "form": form,
        "known": restriction_lines(request.user, timezone.now(), writer=conversation.writer_id),
    }
    return render(request, "audience/care/restrict.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def restriction(request: SignedInRequest, pk: int) -> HttpResponse:
    """One restriction: its reason, who decided, how the writer was told, the appeal."""
    row = access_restriction(request.user, pk, to="read" if request.method == "GET" else "change")
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            restrictions.record_appeal(restriction=row, **form.cleaned_data, by=request.user, at=timezone.now())
        except restrictions.AppealOpen:
            refused(request, _("An appeal waits for its decision already."))
        except restrictions.NotInForce:
            refused(request, _("Nothing restricts this writer there any more."))
        except restrictions.ReasonMissing:
            refused(request, _("Write what the writer says."))
        else:
            done(request, _("Appeal recorded: a third person decides"))
        return redirect("audience:care:restriction", pk)
    lines = restriction_lines(request.user, timezone.now(), writer=row.writer_id)
    context = {
        "line": next(line for line in lines if line.pk == row.pk),
        "appeal_form": form,
        "told_form": ToldForm(),
        "decide_form": DecideForm(),
        "may_change": request.user.may("change", desk="audience"),
    }
    return render(request, "audience/care/restriction.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_POST
def decide(request: SignedInRequest, pk: int, act: str) -> HttpResponse:
    """Approve, refuse, lift, or note that the writer was told."""
    row = access_restriction(request.user, pk)
    reason = request.POST.get("reason", "")[:300]
    at = timezone.now()
    try:
        if act == "approve":
            restrictions.approve(restriction=row, by=request.user, at=at)
        elif act == "refuse":
            restrictions.refuse(restriction=row, reason=reason, by=request.user, at=at)
        elif act == "lift":
            restrictions.lift(restriction=row, reason=reason, by=request.user, at=at)
        else:
            restrictions.note_told(restriction=row, how=request.POST.get("how", ""), by=request.user, at=at)
    except restrictions.SamePerson:
        refused(request, _("Whoever asked for it does not approve it: ask a colleague."))
    except restrictions.NotToDecide:
        refused(request, _("It was decided meanwhile."))
    except restrictions.NotInForce:
        refused(request, _("It is not in force."))
    except restrictions.EndsTooLate:
        refused(request, _("Its end has passed meanwhile: ask for it again."))
    except restrictions.ReasonMissing:
        refused(request, _("Say why, or how."))
    else:
        done(request, _("Written"))
    return redirect("audience:care:restriction", pk)


@door(MEMBER)
@require_POST
def decide_appeal(request: SignedInRequest, pk: int) -> HttpResponse:
    appeal = access_appeal(request.user, pk)
    form = DecideForm(request.POST)
    if not form.is_valid():
        refused(request, " ".join(str(text) for texts in form.errors.values() for text in texts))
        return redirect("audience:care:restriction", appeal.restriction_id)
    try:
        restrictions.decide_appeal(appeal=appeal, **form.cleaned_data, by=request.user, at=timezone.now())
    except restrictions.SamePerson:
        refused(request, _("Neither who asked nor who approved decides on the appeal: ask a third person."))
    except restrictions.NotToDecide:
        refused(request, _("It was decided meanwhile."))
    except restrictions.EndsTooLate:
        refused(request, _("The new end lies before the old one, and not in the past."))
    except restrictions.ReasonMissing:
        refused(request, _("Say why."))
    else:
        done(request, _("Decided; the writer is told where there is an address"))
    return redirect("audience:care:restriction", appeal.restriction_id)
