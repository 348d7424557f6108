"""Words of the public: proposed by the machine, looked at one by one, withdrawn."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from coulisse.desks.audience.crisis import verbatims
from coulisse.desks.audience.crisis.access import access_verbatim
from coulisse.desks.audience.crisis.forms import VerbatimForm
from coulisse.desks.audience.crisis.queries.cockpit import alarms_of, latest_message_at
from coulisse.desks.audience.current import access_audience, may, on_production
from coulisse.desks.audience.intake.access import access_conversation
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused

HERE = "audience:crisis:verbatims"
BACK = timedelta(days=14)
MINUTE = timedelta(minutes=1)


@on_production
@require_GET
def listed(request: SignedInRequest, production: Production) -> HttpResponse:
    """Of the hours of an alarm (`?alarm=`), else of the last fortnight of messages."""
    access_audience(request.user, production.pk)
    until = latest_message_at(production) or timezone.now()
    since, until = until - BACK, until + MINUTE
    asked = request.GET.get("alarm", "")
    alarm = next((one for one in alarms_of(production, most=50) if str(one.pk) == asked), None)
    if alarm is not None:
        since, until = alarm.began_at, alarm.ended_at
    may_change = may(request.user, "change", production.pk)
    context = {
        "production": production,
        "alarm": alarm,
        "since": since,
        "until": until,
        "validated": verbatims.validated(production, since=since, until=until),
        "candidates": verbatims.candidates(production, since=since, until=until) if may_change else (),
        "may_change": may_change,
    }
    return render(request, "audience/crisis/verbatims.html", context)


@door(MEMBER)
@require_POST
def validate(request: SignedInRequest, pk: int) -> HttpResponse:
    conversation = access_conversation(request.user, pk, to="change")
    form = VerbatimForm(request.POST)
    if not form.is_valid():
        refused(request, _("Read the words, take out what points to somebody, then tick the box."))
        return redirect(_back(request, conversation.production_id))
    try:
        verbatims.validate(
            conversation=conversation,
            text=form.cleaned_data["text"],
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
        )
    except verbatims.NotQuotable:
        refused(request, _("Never quoted: a minor, a threat, a lawyer, the press, or a folded text."))
    except verbatims.QuotedAlready:
        refused(request, _("Words of this message are validated already: withdraw them first."))
    except verbatims.WordsMissing:
        refused(request, _("There is nothing to quote."))
    else:
        done(request, _("These words may be quoted"))
    return redirect(_back(request, conversation.production_id))


@door(MEMBER)
@require_POST
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_verbatim(request.user, pk)
    verbatims.withdraw(verbatim=row, by=request.user, at=timezone.now())
    done(request, _("Withdrawn: no report quotes these words any more"))
    return redirect(_back(request, row.production_id))


def _back(request: SignedInRequest, production: int | None) -> str:
    asked = request.POST.get("alarm", "")
    query = f"?production={production}" if production is not None else "?"
    return f"{reverse(HERE)}{query}{f'&alarm={asked}' if asked.isdecimal() else ''}"
