"""Which production the person is working on: kept in the session, changed by opening one."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

KEY = "production"
SHOWN = "coulisse.production"


def open_production(request: HttpRequest, pk: int) -> None:
    """Make it the current one. The caller has checked that the person may see it."""
    request.session[KEY] = pk


def show_as_current(request: HttpRequest, pk: int) -> None:
    """The page is about this production though nobody asked for one: the bar names it, no session keeps it."""
    request.META[SHOWN] = pk


def shown_production(request: HttpRequest) -> int | None:
    found = request.META.get(SHOWN)
    return found if isinstance(found, int) else None


def asked_production(request: HttpRequest) -> int | None:
    """The number in `?production=`, else the one of the session; not yet checked against what one may see."""
    asked = request.GET.get("production", "")
    if asked.isascii() and asked.isdigit() and len(asked) < 18:
        return int(asked)
    kept = request.session.get(KEY)
    return kept if isinstance(kept, int) else None


def safe_next(request: HttpRequest) -> str:
    """Where a form was sent from, if that is here; empty for another site or nothing."""
    wished, host = request.POST.get("next", ""), request.get_host()
    safe = url_has_allowed_host_and_scheme(wished, allowed_hosts={host}, require_https=request.is_secure())
    return wished if safe else ""
