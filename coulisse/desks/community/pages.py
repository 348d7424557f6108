"""The way in: the desk opens on its calendar, for a client's own person on what waits for the client."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from coulisse.desks.community.current import on_production
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import SIGNED_IN, SignedInRequest, door


@door(SIGNED_IN)
@require_GET
def home(request: SignedInRequest) -> HttpResponseBase:
    return _home(request) if request.user.may("read") else redirect("community:approving:queue")


@on_production
def _home(request: SignedInRequest, production: Production) -> HttpResponse:
    return redirect(f"{reverse('community:calendar:board')}?production={production.pk}")
