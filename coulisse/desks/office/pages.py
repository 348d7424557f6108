"""The way in: the office opens on its budget."""

from django.http import HttpResponse
from django.shortcuts import redirect

from coulisse.desks.office.current import on_production
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import SignedInRequest


@on_production
def home(request: SignedInRequest, production: Production) -> HttpResponse:
    return redirect("office:budget:grid")
