"""The way in: the desk opens on its inbox."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from coulisse.desks.audience.current import on_production
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import SignedInRequest


@on_production
def home(request: SignedInRequest, production: Production) -> HttpResponse:
    return redirect(f"{reverse('audience:inbox:list')}?production={production.pk}")
