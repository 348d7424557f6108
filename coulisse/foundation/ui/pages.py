"""The reader's settings, and the living page."""

from typing import Any

from django.conf import settings
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from coulisse.foundation.ui import sample
from coulisse.foundation.ui.doors import ANYONE, door
from coulisse.foundation.ui.shell import THEME_COOKIE, THEMES

A_YEAR = 365 * 24 * 3600


@door(ANYONE)
@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    """Keep the language, theme or single letters that were chosen: with the person, else in a cookie."""
    chosen = chosen_settings(request.POST.dict())
    response = HttpResponseRedirect(back_to(request))
    if request.user.is_authenticated:
        for name, value in chosen.items():
            setattr(request.user, name, value)
        request.user.save(update_fields=list(chosen))
    for cookie, name in ((settings.LANGUAGE_COOKIE_NAME, "language"), (THEME_COOKIE, "theme")):
        if name in chosen:
            response.set_cookie(
                cookie,
                str(chosen[name]),
                max_age=A_YEAR,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )
    return response


def chosen_settings(sent: dict[str, Any]) -> dict[str, str | bool]:
    """Only what the house knows; anything else that was sent is left aside."""
    chosen: dict[str, str | bool] = {}
    if sent.get("language") in dict(settings.LANGUAGES):
        chosen["language"] = sent["language"]
    if sent.get("theme") in THEMES:
        chosen["theme"] = sent["theme"]
    if sent.get("single_keys") in {"on", "off"}:
        chosen["single_keys"] = sent["single_keys"] == "on"
    return chosen


def back_to(request: HttpRequest) -> str:
    """Where the reader was, if that is here; never another site."""
    wished = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wished, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wished if safe else "/"


@door(ANYONE)
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in one living page."""
    return render(
        request,
        "ui/styleguide.html",
        {
            "form": sample.SampleForm(sample.TYPED),
            "page": Paginator(range(1, 173), 25).get_page(3),
            "toasts": [Message(constants.SUCCESS, sample.TOAST)],
        },
    )
