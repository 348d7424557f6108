"""One's own queue, and one submission before the eyes of a role."""

from collections.abc import Sequence
from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from coulisse.desks.community.approving.access import access_submission
from coulisse.desks.community.approving.actions.deciding import (
    Missing,
    Objected,
    RightMissing,
    Voice,
    decide,
    missing_rights,
)
from coulisse.desks.community.approving.actions.revising import Over, look_again, publications_of
from coulisse.desks.community.approving.forms import DecisionForm
from coulisse.desks.community.approving.models import Submission
from coulisse.desks.community.approving.queries import pages as queries
from coulisse.desks.community.approving.words import NOT_CLEARED, OBJECTIONS
from coulisse.desks.community.current import on_production
from coulisse.desks.community.publishing.words import why
from coulisse.engines.approval import Objection
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused

HERE: Final = "community:approving:decide"
QUEUE: Final = "community:approving:queue"


@on_production
@require_GET
def queue(request: SignedInRequest, production: Production) -> HttpResponse:
    """« À valider »: what waits for whoever reads, over all productions and clients."""
    context = {"production": production, "asked": queries.queue(request.user, at=timezone.now())}
    return render(request, "community/approving/queue.html", context)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def one(request: SignedInRequest, pk: int, role: str) -> HttpResponse:
    row = access_submission(request.user, pk)
    form = DecisionForm(request.POST or None)
    if request.method == "POST":
        if form.is_valid() and _decided(request, row, role, form):
            following = queries.queue(request.user, at=timezone.now())
            if following and form.cleaned_data["verdict"] != "withdrawn":
                return redirect(HERE, following[0].pk, following[0].role)
            return redirect("community:approving:submission", pk)
    else:
        look_again(row, at=timezone.now())
    found = queries.to_decide(row, role, key=f"u{request.user.pk}", at=timezone.now())
    if found is None:
        raise Http404
    missing = missing_rights(publications_of(row), at=timezone.now()) if found.is_asked else []
    context = {"found": found, "form": form, "missing": lines_of(missing)}
    return render(request, "community/approving/decide.html", context, status=422 if form.errors else 200)


def _decided(request: SignedInRequest, row: Submission, role: str, form: DecisionForm) -> bool:
    read = form.cleaned_data
    try:
        decide(
            submission=row,
            role=role,
            verdict=read["verdict"],
            voice=Voice.of(request.user),
            seal=read["seal"],
            in_the_name_of=read["in_the_name_of"],
            reason=read["reason"],
            note=read["note"],
            is_private=bool(read["note"]),
            at=timezone.now(),
        )
    except Objected as stopped:
        if stopped.objection is Objection.UNKNOWN_ROLE:
            raise Http404 from None
        form.add_error(None, str(OBJECTIONS[stopped.objection]))
    except RightMissing as stopped:
        form.add_error(None, missing_words(stopped))
    except Over:
        refused(request, _("It is not under approval any more."))
        return True
    else:
        told = {
            "approved": _("Approved: %(title)s"),
            "refused": _("Sent back to its author: %(title)s"),
            "withdrawn": _("Taken back: %(title)s waits for you again"),
        }
        done(request, told[read["verdict"]] % {"title": row.title})
        return True
    return False


def missing_words(stopped: RightMissing) -> str:
    """Which publications, and which rights."""
    return f"{NOT_CLEARED} {' '.join(lines_of(stopped.missing))}"


def lines_of(missing: Sequence[Missing]) -> list[str]:
    """One line a publication that shows or plays what is not cleared."""
    return [
        f"{row.account}\u00a0: {' '.join(why(one.code) for one in reasons)}".strip() for row, reasons in missing
    ]
