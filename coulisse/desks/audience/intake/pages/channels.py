"""The ways in, and what came in about no production."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from coulisse.desks.audience.current import access_audience, may, on_production, within_reach
from coulisse.desks.audience.intake import actions
from coulisse.desks.audience.intake.access import visible_to
from coulisse.desks.audience.intake.forms import keys_of
from coulisse.desks.audience.intake.queries.channels import ways_in
from coulisse.desks.audience.intake.queries.unfiled import PAGE
from coulisse.desks.audience.intake.queries.unfiled import unfiled as read_unfiled
from coulisse.foundation.accounts.access import require
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import SignedInRequest
from coulisse.foundation.ui.toasts import done, refused


def whole_house(user: User, to: str = "read") -> bool:
    """Whether this person looks after the public of the whole house."""
    return user.may(to, desk=Desk.AUDIENCE)


@on_production
@require_GET
def channels(request: SignedInRequest, production: Production) -> HttpResponse:
    """What comes in by which way, and where each is set up."""
    access_audience(request.user, production.pk)
    context = {
        "production": production,
        "tab": "channels",
        "ways": ways_in(production.pk, sees_unfiled=whole_house(request.user)),
        "may_change": may(request.user, "change", production.pk),
        "may_manage": request.user.may("manage"),
        "is_whole_house": whole_house(request.user),
    }
    return render(request, "audience/intake/channels.html", context)


@on_production
@require_GET
def unfiled(request: SignedInRequest, production: Production) -> HttpResponse:
    """What was written to the house about no programme: only whoever looks after the whole house sees it."""
    require(request.user, "read", desk=Desk.AUDIENCE)
    after = keys_of([request.GET.get("after", "")], most=1)
    context = {
        "production": production,
        "tab": "unfiled",
        "page": read_unfiled(after[0] if after else 0),
        "productions": within_reach(request.user, "change").order_by("title"),
        "may_change": whole_house(request.user, "change"),
        "is_whole_house": True,
    }
    return render(request, "audience/intake/unfiled.html", context)


@on_production
@require_POST
def file_under(request: SignedInRequest, production: Production) -> HttpResponse:
    """The chosen ones belong to a production from now on."""
    require(request.user, "change", desk=Desk.AUDIENCE)
    keys = keys_of(request.POST.getlist("conversation"), most=PAGE)
    to = keys_of([request.POST.get("to", "")], most=1)
    chosen = within_reach(request.user, "change").filter(pk__in=to).first()
    back = f"{reverse('audience:intake:unfiled')}?production={production.pk}"
    if chosen is None:
        refused(request, _("Choose the production that these messages are about."))
        return redirect(back)
    found = visible_to(request.user).filter(pk__in=keys)
    filed = actions.file_under(conversations=found, production=chosen, by=request.user, at=timezone.now())
    if filed:
        said = ngettext(
            "%(n)d conversation filed under %(title)s", "%(n)d conversations filed under %(title)s", len(filed)
        )
        done(request, said % {"n": len(filed), "title": chosen.title})
    else:
        refused(request, _("Nothing was filed: tick the conversations first."))
    return redirect(back)
