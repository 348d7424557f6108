"""Pages that are refused, lost or broken, drawn without session or shell, since those may be the cause."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Refusal:
    """What is refused, why, and what to do next."""

    status: int
    title: Promise
    reason: Promise
    may_sign_in: bool = False


UNREADABLE: Final = Refusal(
    400,
    _("This request could not be read"),
    _("The address or the form is incomplete. Go back, check what you sent, then try again."),
)
FORBIDDEN: Final = Refusal(
    403,
    _("This page is not open to you"),
    _("Your roles do not reach it. Ask whoever manages the house to add you, or sign in with another account."),
    may_sign_in=True,
)
EXPIRED: Final = Refusal(
    403,
    _("This form has waited too long"),
    _("It belongs to a session that has ended. Go back, reload the page and send it again: your text is kept."),
    may_sign_in=True,
)
LOST: Final = Refusal(
    404,
    _("There is nothing at this address"),
    _("The object was moved or deleted, or the address is mistyped. Look for it with Ctrl K on the home page."),
)
BROKEN: Final = Refusal(
    500,
    _("The page could not be made"),
    _("Nothing was half-saved. Try again; if it happens twice, tell whoever runs the house and at what time."),
)


Handler = Callable[..., HttpResponse]


def refusing(refusal: Refusal) -> Handler:
    """A handler for Django, which calls each with arguments of its own; none of them changes the answer."""

    def handler(*_request: object, **_details: object) -> HttpResponse:
        return answer(refusal)

    return handler


def answer(refusal: Refusal) -> HttpResponse:
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    page = render_to_string("ui/error.html", {"refusal": refusal, "language": language})
    return HttpResponse(page, status=refusal.status)


bad_request = refusing(UNREADABLE)
permission_denied = refusing(FORBIDDEN)
page_not_found = refusing(LOST)
server_error = refusing(BROKEN)
csrf_failure = refusing(EXPIRED)
