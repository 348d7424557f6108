"""What stands before every page: a strict content policy, and a calm answer to values that nothing can hold."""

import logging
from collections.abc import Callable
from typing import Any, cast

from django.db import DataError
from django.http import HttpRequest, HttpResponse, JsonResponse

from coulisse.foundation.ui.errors import bad_request

logger = logging.getLogger(__name__)

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "frame-src 'self'",
        "object-src 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ]
)


def security_headers(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Set the policy on every answer that does not bring a stricter one of its own."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "geolocation=(self), camera=(self), microphone=()")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        return response

    return middleware


def unthinkable_values(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """A page number of thirty digits, a week after the year 9999, a NUL in a name: refused, not broken by."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    cast("Any", middleware).process_exception = refuse_the_unthinkable
    return middleware


def refuse_the_unthinkable(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    """400 (422 over the API) where a value is beyond what a date or the database can hold; None for all else."""
    nul = isinstance(exception, ValueError) and "NUL" in str(exception)
    if not nul and not isinstance(exception, OverflowError | DataError):
        return None
    logger.warning("A value was refused at %s: %s", request.path, type(exception).__name__)
    if request.path.startswith("/api/"):
        return JsonResponse({"detail": "A value is beyond what can be held."}, status=422)
    return bad_request(request, exception)
