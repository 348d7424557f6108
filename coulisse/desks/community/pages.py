"""The way in: the desk opens on its calendar."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from coulisse.desks.community.current import on_production
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import SignedInRequest


@on_production
@require_GET
def home(request: SignedInRequest, production: Production) -> HttpResponse:
    return redirect(f"{reverse('community:calendar:board')}?production={production.pk}")
