"""How long things are kept."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from coulisse.desks.audience.intake.models import Channel
from coulisse.desks.audience.privacy.access import access_retention, require_manager
from coulisse.desks.audience.privacy.actions import retention as actions
from coulisse.desks.audience.privacy.forms import RetentionForm
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done

HOME = "audience:privacy:home"


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_retention(request.user, pk)
    initial = {"months": found.months, "source": found.source, "version": found.version}
    form = RetentionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(
                retention=found,
                months=form.cleaned_data["months"],
                source=form.cleaned_data["source"],
                read_version=form.cleaned_data["version"],
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=reverse(HOME))
        done(request, _("Retention saved"))
        return redirect(HOME)
    label = dict(Channel.choices).get(found.channel, found.channel)
    context = {"form": form, "label": label}
    return render(request, "audience/privacy/retention.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_POST
def apply(request: SignedInRequest) -> HttpResponse:
    """In the background; what is erased does not come back."""
    require_manager(request.user)
    job = actions.apply_in_job(title=_("Retention of messages"), by=request.user, at=timezone.now())
    return redirect("jobs:one", job.pk)
