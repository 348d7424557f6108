"""What every request settles about its reader: the language of the answer, and when the browser was last seen."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from coulisse.foundation.accounts.limits import visitor

Answer = Callable[[HttpRequest], HttpResponse]
SEEN_EVERY: Final = timedelta(minutes=5)
"""A write a request would cost more than the page."""


def reader_language(get_response: Answer) -> Answer:
    """Speak the reader's language: the person's own, else the cookie's, else the browser's wish, else French."""

    def middleware(request: HttpRequest) -> HttpResponse:
        language = _language_of(request)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware


def last_seen(get_response: Answer) -> Answer:
    """Note every few minutes that this browser is still in use, for the list of open sessions."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            _note_seen(request, at=timezone.now())
        return get_response(request)

    return middleware


def chosen_language(request: HttpRequest) -> str | None:
    """The language that a visitor chose by hand, if any."""
    wished = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    return wished if wished in dict(settings.LANGUAGES) else None


def _language_of(request: HttpRequest) -> str:
    if request.user.is_authenticated:
        return request.user.language
    if chosen := chosen_language(request):
        return chosen
    return translation.get_language_from_request(request) if "Accept-Language" in request.headers else "fr"


def _note_seen(request: HttpRequest, *, at: datetime) -> None:
    before = request.session.get("seen", 0)
    if at.timestamp() - before < SEEN_EVERY.total_seconds():
        return
    request.session["seen"] = int(at.timestamp())
    UserSession.objects.filter(session_key=request.session.session_key).update(
        last_seen_at=at, ip=visitor(request)
    )
