"""Why a conversation is classed as it is, and saying it better."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from coulisse.desks.audience.intake import actions
from coulisse.desks.audience.intake.access import access_conversation
from coulisse.desks.audience.intake.forms import CorrectForm
from coulisse.desks.audience.intake.queries.why import why as read_why
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.current import show_as_current
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused


@door(MEMBER)
@require_GET
def why(request: SignedInRequest, pk: int) -> HttpResponse:
    """Words, certainty, corrections. A folded text is not shown here either."""
    found = access_conversation(request.user, pk)
    if found.production_id is not None:
        show_as_current(request, found.production_id)
    context = {
        "production": found.production,
        "conversation": found,
        "why": read_why(found),
        "may_change": request.user.may("change", desk=Desk.AUDIENCE, production=found.production_id),
    }
    return render(request, "audience/intake/why.html", context)


@door(MEMBER)
@require_POST
def correct(request: SignedInRequest, pk: int) -> HttpResponse:
    """A kind or a topic given or confirmed; the next message feels it."""
    found = access_conversation(request.user, pk, to="change")
    form = CorrectForm(request.POST)
    back = request.POST.get("next", "")
    if not (back.startswith("/audience/") and "//" not in back and "\\" not in back):
        back = reverse("audience:intake:why", args=[pk])
    if not form.is_valid():
        refused(request, _("Choose a label first."))
        return redirect(back)
    read = form.cleaned_data
    try:
        corrected = actions.correct(
            conversation=found,
            about=read["about"],
            label=read["label"],
            read_version=read["version"],
            by=request.user,
            at=timezone.now(),
        )
    except actions.UnknownLabel:
        refused(request, _("This label does not exist any more. Choose another one."))
    except actions.NothingWritten:
        refused(request, _("Nobody of the public has written anything here: there is nothing to learn from."))
    except StaleWrite:
        refused(request, _("Somebody changed this conversation meanwhile. Look at it again, then correct."))
    else:
        said = _("%(reference)s corrected and learned") % {"reference": found.reference}
        if corrected.similar:
            more = ngettext(
                "%(n)d similar one is proposed differently",
                "%(n)d similar ones are proposed differently",
                corrected.similar,
            )
            said = f"{said}. {more % {'n': corrected.similar}}"
        done(request, said)
    return redirect(back)
