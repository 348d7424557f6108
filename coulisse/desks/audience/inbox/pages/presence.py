"""Who answers at this moment: taken, kept alive and laid down by a script, or by a button."""

from datetime import datetime

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from coulisse.desks.audience.intake import presence as pen
from coulisse.desks.audience.intake.access import access_conversation
from coulisse.desks.audience.intake.presence import Holder
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def presence(request: SignedInRequest, pk: int) -> HttpResponse:
    """GET looks; POST takes the pen (`take=1` from a colleague too), keeps it, or lays it down (`leave=1`)."""
    posting = request.method == "POST"
    found = access_conversation(request.user, pk, to="change" if posting else "read")
    at = timezone.now()
    if not posting:
        return _told(pen.holder(found, user=request.user, at=at), at)
    if request.POST.get("leave"):
        pen.release(found, by=request.user)
        return _told(None, at)
    holder = pen.hold(found, by=request.user, at=at, take=bool(request.POST.get("take")))
    if request.POST.get("by_button"):
        words = _("You answer now; %(name)s is told so") % {"name": holder.taken_from} if holder.taken_from else ""
        done(request, words or _("You answer now"))
        return redirect("audience:inbox:thread", pk)
    return _told(holder, at)


def sentence(holder: Holder, *, minutes: int) -> str:
    """« Delphine Wauthier répond depuis 2 min »."""
    if holder.was_mine:
        return _("%(name)s took over the answer") % {"name": holder.name}
    if minutes == 0:
        return _("%(name)s is answering now") % {"name": holder.name}
    words = ngettext(
        "%(name)s has been answering for %(n)s minute", "%(name)s has been answering for %(n)s minutes", minutes
    )
    return words % {"name": holder.name, "n": minutes}


def _told(holder: Holder | None, at: datetime) -> JsonResponse:
    if holder is None:
        return JsonResponse({"free": True, "mine": False, "words": ""})
    words = "" if holder.is_me else sentence(holder, minutes=holder.minutes(at))
    return JsonResponse({"free": False, "mine": holder.is_me, "words": words})
