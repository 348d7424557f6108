"""The pages that belong to no room: the morning screen and the health answer."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from coulisse.foundation.ui.doors import ANYONE, SIGNED_IN, SignedInRequest, door
from coulisse.house.morning import morning_of


@door(SIGNED_IN)
def matin(request: SignedInRequest) -> HttpResponse:
    at = timezone.now()
    context = {"morning": morning_of(request.user, at), "today": timezone.localdate(at)}
    return render(request, "house/matin.html", context)


@door(ANYONE)
def health(request: HttpRequest) -> HttpResponse:
    """For a load balancer: the web process answers and reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"ok": True})
