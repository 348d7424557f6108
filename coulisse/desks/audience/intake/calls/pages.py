"""The call log: one small form from anywhere on the desk, and the list of those to ring back."""

from datetime import datetime, time
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.audience.current import access_audience, may, on_production, within_reach
from coulisse.desks.audience.intake.calls import actions
from coulisse.desks.audience.intake.calls.access import access_call
from coulisse.desks.audience.intake.calls.forms import LaterForm, TypedForm
from coulisse.desks.audience.intake.calls.queries import calls, chips
from coulisse.desks.audience.intake.models import Channel, Conversation
from coulisse.desks.audience.relations.access import access_writer
from coulisse.foundation.accounts.access import require
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused
from coulisse.kernel.times import BRUSSELS

LIST: Final = "audience:intake:calls"
NOON: Final = time(12)


@on_production
@require_http_methods(["GET", "POST"])
def call(request: SignedInRequest, production: Production) -> HttpResponse:
    """Note a call, or type in a private message or a letter; `?channel=` says which."""
    access_audience(request.user, production.pk, to="change")
    asked = request.GET.get("channel", "")
    form = TypedForm(
        request.POST or None,
        topics=chips((get_language() or "fr")[:2]),
        productions=within_reach(request.user, "change").order_by("title"),
        today=timezone.localdate(),
        initial={
            "production": production.pk,
            "channel": asked if asked in (Channel.SOCIAL, Channel.LETTER) else Channel.CALL,
        },
    )
    if request.method == "POST" and form.is_valid():
        conversation = _noted(request, form)
        said = _("%(reference)s noted") % {"reference": conversation.reference}
        done(request, said)
        if "another" in request.POST:
            return redirect(f"{reverse('audience:intake:call')}?production={production.pk}")
        return redirect("audience:inbox:thread", conversation.pk)
    context: dict[str, Any] = {"form": form, "production": production}
    return render(request, "audience/intake/call.html", context, status=422 if form.errors else 200)


def _noted(request: SignedInRequest, form: TypedForm) -> Conversation:
    read = form.cleaned_data
    at = timezone.now()
    about: Production | None = read["production"]
    if about is None:
        require(request.user, "change", desk=Desk.AUDIENCE, seen=True)
    else:
        access_audience(request.user, about.pk, to="change")
    writer = access_writer(request.user, read["writer"]) if read["writer"] else None
    labels = dict(form.fields["topic"].choices)  # type: ignore[attr-defined]
    day = read["received_on"]
    came = datetime.combine(day, NOON, tzinfo=BRUSSELS) if day is not None and day != at.date() else None
    typed = actions.Typed(
        key=read["key"],
        channel=read["channel"],
        text=read["text"],
        subject=str(labels.get(read["topic"], "")) if not read["text"].strip() else "",
        writer=writer,
        name=read["name"],
        phone=read["phone"],
        email=read["email"],
        handle=read["handle"],
        postal=read["postal"],
        language=read["language"],
        topic=read["topic"],
        production=about,
        minute=read["minute"],
        by_relay=read["by_relay"],
        is_minor=read["is_minor"],
        ring_back_on=read["ring_back_on"],
        received_at=came,
    )
    return actions.note_down(typed=typed, by=request.user, at=at)


@on_production
@require_GET
def listed(request: SignedInRequest, production: Production) -> HttpResponse:
    """Those to ring back, and the latest."""
    access_audience(request.user, production.pk)
    context = {
        "production": production,
        "found": calls(production, user=request.user, today=timezone.localdate()),
        "may_change": may(request.user, "change", production.pk),
        "is_whole_house": request.user.may("read", desk=Desk.AUDIENCE),
    }
    return render(request, "audience/intake/calls.html", context)


@door(MEMBER)
@require_POST
def rung(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_call(request.user, pk)
    try:
        actions.ring_back_done(call=found, by=request.user, at=timezone.now())
    except actions.AlreadyRungBack:
        refused(request, _("A colleague rang back meanwhile."))
    else:
        said = _("%(reference)s: rung back") % {"reference": found.conversation.reference}
        done(request, said, undo=reverse("audience:intake:call-undo", args=[pk]))
    return redirect(LIST)


@door(MEMBER)
@require_POST
def later(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_call(request.user, pk)
    form = LaterForm(request.POST)
    if not form.is_valid():
        refused(request, _("Write the day on which to try again."))
        return redirect(LIST)
    try:
        actions.ring_back_later(call=found, **form.cleaned_data, by=request.user, at=timezone.now())
    except actions.AlreadyRungBack:
        refused(request, _("A colleague rang back meanwhile."))
    else:
        done(request, _("To ring back on another day"))
    return redirect(LIST)


@door(MEMBER)
@require_POST
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_call(request.user, pk)
    actions.ring_back_undone(call=found, by=request.user, at=timezone.now())
    done(request, _("Still to be rung back"))
    return redirect(LIST)
