"""Who may knock: every page and every API call states it, and a test walks them all.

    @door(MEMBER)                 any person of the house or of a production (not a client's person)
    @door(SIGNED_IN)              any person who signs in, a client's person too; the page narrows what is shown
    @door(OWNER)                  whoever manages the house
    @door(GUEST)                  whoever holds the link in the address; no account
    @door(ANYONE)                 the public: sign-in pages, styleguide, health

A door is only the first lock: an object is reached through its room's `access_*`, a list through `visible_to`.
"""

from collections.abc import Callable
from enum import Enum
from functools import wraps
from typing import TYPE_CHECKING, Any, Protocol, cast
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, resolve_url
from ninja.security import SessionAuth

if TYPE_CHECKING:
    from coulisse.foundation.accounts.models import User


class Door(Enum):
    """The five answers to "who may?"."""

    ANYONE = "anyone"
    GUEST = "guest"
    SIGNED_IN = "signed-in"
    MEMBER = "member"
    OWNER = "owner"


ANYONE, GUEST, SIGNED_IN, MEMBER, OWNER = Door.ANYONE, Door.GUEST, Door.SIGNED_IN, Door.MEMBER, Door.OWNER


class SignedInRequest(HttpRequest):
    """A request behind a door that asks for a person: `user` is never anonymous. For typing only."""

    user: "User"


class Page(Protocol):
    """A view, whatever its route's arguments."""

    def __call__(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase: ...


def door(who: Door) -> Callable[[Page], Page]:
    """State who may call a page, and hold it."""

    def decorate(page: Page) -> Page:
        @wraps(page)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if who in {ANYONE, GUEST}:
                return page(request, *args, **kwargs)
            if not request.user.is_authenticated:
                return _ask_to_sign_in(request)
            if not passes(request.user, who):
                raise PermissionDenied
            return page(request, *args, **kwargs)

        cast("Any", guarded).door = who
        return guarded

    return decorate


def passes(user: "User", who: Door) -> bool:
    """Does this door open for somebody who is signed in? The rail shows only the rooms whose door does."""
    if who is OWNER:
        return user.may("manage")
    if who is MEMBER:
        return user.may("read")
    return user.scope().is_somebody


def _ask_to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """A page goes to the sign-in form and back; a fragment tells htmx to take the whole window there."""
    sign_in = resolve_url(settings.LOGIN_URL)
    response = redirect(f"{sign_in}?next={quote(request.get_full_path())}")
    if request.headers.get("HX-Request"):
        response.headers["HX-Redirect"] = f"{sign_in}?next={quote(request.headers.get('HX-Current-URL', '/'))}"
    return response


class ApiDoor(SessionAuth):
    """The same doors for an API router: `Router(auth=ApiDoor(MEMBER))`. Refuses with 401.

    The session's cookie carries the person, so that ninja asks for the CSRF token on every write.
    """

    def __init__(self, who: Door) -> None:
        super().__init__(csrf=True)
        self.who = who

    def authenticate(self, request: HttpRequest, key: str | None) -> "User | None":
        user = request.user
        return user if user.is_authenticated and passes(user, self.who) else None
