"""The pages that belong to no room: the morning screen and the health answer."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from coulisse.foundation.ui.doors import ANYONE, SIGNED_IN, SignedInRequest, door


@door(SIGNED_IN)
def matin(request: SignedInRequest) -> HttpResponse:
    return render(request, "house/matin.html")


@door(ANYONE)
def health(request: HttpRequest) -> HttpResponse:
    """For a load balancer: the web process answers and reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"ok": True})
