"""The pages that belong to no room: the morning screen and the health answer."""

from django.conf import settings
from django.contrib.auth import login
from django.db import OperationalError, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from coulisse.foundation.accounts.models import User
from coulisse.foundation.ui.doors import ANYONE, OWNER, SIGNED_IN, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused
from coulisse.house import sample
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


@door(OWNER)
@require_http_methods(["GET", "POST"])
def reset_sample(request: SignedInRequest) -> HttpResponse:
    """The sample house as on its first day; whoever asked for it is signed in as its owner."""
    if not settings.DEMO:
        raise Http404
    if request.method == "POST":
        try:
            sample.renew(at=timezone.now())
        except OperationalError:  # somebody else writes, and the tables are not free
            refused(request, _("Somebody is at work in the house. Try again in a minute: nothing was changed."))
            return redirect("reset_sample")
        owner = User.objects.get(email=sample.OWNER_EMAIL)
        login(request, owner, backend="django.contrib.auth.backends.ModelBackend")
        done(request, _("The sample house is as on its first day."))
        return redirect("matin")
    return render(request, "house/reset_sample.html", {"owner": sample.TEAM[0]})
