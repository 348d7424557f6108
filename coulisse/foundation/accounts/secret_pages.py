"""Pages whose address is a secret: a guest link, an invitation."""

from typing import TypeVar

from django.http import HttpResponseBase

Response = TypeVar("Response", bound=HttpResponseBase)


def private(response: Response) -> Response:
    """Not kept, not indexed, and the address not told to other sites.

    `same-origin` rather than `no-referrer`: under the latter a browser sends `Origin: null` with the page's own
    forms, which the guard against forged requests refuses.
    """
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
