"""A page that exists for tests only: what a guest link opens, before any desk lends one."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import get_language

from coulisse.foundation.accounts.actions.guest_links import Lent, lend
from coulisse.foundation.accounts.models import GuestLink
from tests.cast import Cast

KIND = "tests.paper"


def paper_page(request: HttpRequest, link: GuestLink) -> HttpResponse:
    """The object of the link, in the guest's language."""
    get_token(request)
    return HttpResponse(f"paper {link.object_id} for {link.lent_to} in {get_language()}")


def lend_paper(
    cast: Cast, *, object_id: int = 7, at: datetime | None = None, days: int = 3, **more: object
) -> Lent:
    """A link on La Drache, lent by Nadia now, so that pages that read the clock find it open."""
    settings.COULISSE_GUEST_PAGES.setdefault(KIND, f"{__name__}.paper_page")
    lent_at = at or datetime.now(tz=UTC)
    return lend(
        KIND,
        object_id,
        "Élise Thonon",
        expires_at=lent_at + timedelta(days=days),
        by=cast.nadia,
        at=lent_at,
        production=cast.drache.pk,
        **more,  # type: ignore[arg-type]
    )


def some_guest_address(cast: Cast) -> str:
    """The address of a guest link that opens."""
    return reverse("accounts:guest", args=[lend_paper(cast).token])
