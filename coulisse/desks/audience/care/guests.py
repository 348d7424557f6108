"""Without an account: a writer who was restricted reads it, and objects."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coulisse.desks.audience.care.access import lent_restriction, restriction_behind
from coulisse.desks.audience.care.actions.restrictions import (
    AppealOpen,
    NotInForce,
    ReasonMissing,
    record_appeal,
)
from coulisse.desks.audience.care.forms import ObjectForm
from coulisse.foundation.accounts.limits import GUEST_LINKS, limited
from coulisse.foundation.accounts.middleware import chosen_language
from coulisse.foundation.accounts.models import GuestLink
from coulisse.foundation.accounts.secret_pages import private
from coulisse.foundation.ui.doors import GUEST, door
from coulisse.foundation.ui.toasts import done, refused


def restriction_page(request: HttpRequest, link: GuestLink) -> HttpResponse:
    """What the holder of the link sees; `settings.COULISSE_GUEST_PAGES` names this function."""
    restriction = restriction_behind(link)
    if restriction is None:
        return render(request, "audience/care/guest_gone.html", {"link": link}, status=410)
    context = {
        "link": link,
        "token": str(request.resolver_match.kwargs["token"]) if request.resolver_match else "",
        "restriction": restriction,
        "appeals": list(restriction.appeals.all()),
        "form": ObjectForm(),
    }
    return render(request, "audience/care/guest_restriction.html", context)


@door(GUEST)
@limited(GUEST_LINKS)
@require_POST
def appealed(request: HttpRequest, token: str) -> HttpResponse:
    """The writer does not agree: a third person of the house decides."""
    at = timezone.now()
    link, restriction = lent_restriction(token, at)
    form = ObjectForm(request.POST)
    with translation.override(chosen_language(request) or link.language):
        try:
            if not form.is_valid():
                raise ReasonMissing
            record_appeal(
                restriction=restriction,
                text=form.cleaned_data["text"],
                received_on=timezone.localdate(at),
                by=None,
                at=at,
            )
        except ReasonMissing:
            refused(request, _("Write why you do not agree."))
        except AppealOpen:
            refused(request, _("Your objection has arrived already: somebody looks at it."))
        except NotInForce:
            refused(request, _("This does not apply to you any more."))
        else:
            done(request, _("Thank you: somebody who took no part in the decision looks at it and writes to you"))
    return private(redirect("accounts:guest", token=token))
