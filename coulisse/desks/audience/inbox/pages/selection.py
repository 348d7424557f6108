"""One act on the ticked rows, and taking an act back."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from coulisse.desks.audience.cases.actions.cases import InAnotherCase, open_case
from coulisse.desks.audience.current import access_audience, on_production
from coulisse.desks.audience.inbox import undo as undoing
from coulisse.desks.audience.inbox.actions import (
    MOST,
    Act,
    Handled,
    NothingChanges,
    take_back,
)
from coulisse.desks.audience.inbox.actions import (
    handle as handle_all,
)
from coulisse.desks.audience.inbox.forms import SelectionForm
from coulisse.desks.audience.intake.access import access_conversation
from coulisse.foundation.productions.current import safe_next
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import SignedInRequest
from coulisse.foundation.ui.toasts import done, refused

LIST = "audience:inbox:list"


@on_production
@require_POST
def handle(request: SignedInRequest, production: Production) -> HttpResponse:
    """Assign, close, hand on … the ticked conversations, or gather them in a case."""
    access_audience(request.user, production.pk, to="change")
    form = SelectionForm(request.POST, user=request.user)
    if not form.is_valid():
        refused(request, " ".join(str(one) for errors in form.errors.values() for one in errors))
        return back(request)
    chosen = form.conversations()
    if form.cleaned_data["act"] == "case":
        return _case(request, chosen)
    if form.cleaned_data["act"] == "topic":
        return _topic(request, form, chosen)
    try:
        handled = handle_all(
            conversations=chosen,
            act=Act(form.cleaned_data["act"]),
            to=form.cleaned_data["to"],
            desk=form.cleaned_data["desk"],
            by=request.user,
            at=timezone.now(),
        )
    except NothingChanges:
        refused(request, _("Nothing to change: these conversations are like that already."))
        return back(request)
    say_done(request, handled)
    return back(request)


@on_production
@require_POST
def undo(request: SignedInRequest, production: Production, token: str) -> HttpResponse:
    """Take an act back, where nobody wrote since."""
    access_audience(request.user, production.pk, to="change")
    try:
        act, before = undoing.read(token, request.user)
        count = take_back(act=act, before=before, by=request.user, at=timezone.now())
    except (undoing.NoUndo, NothingChanges):
        refused(request, _("This can’t be taken back any more: somebody wrote in these conversations since."))
        return back(request)
    words = ngettext("%(n)s conversation as before", "%(n)s conversations as before", count)
    done(request, words % {"n": count})
    return redirect("audience:inbox:thread", before[0].pk) if len(before) == 1 else back(request)


def say_done(request: SignedInRequest, handled: Handled) -> None:
    """The toast of an act, with its way back."""
    address = reverse("audience:inbox:undo", args=[undoing.written(handled, request.user)])
    done(request, sentence(handled.act, handled.count), undo=address)


def sentence(act: Act, count: int) -> str:
    """Past tense and figure."""
    words = {
        Act.ASSIGN: ngettext("%(n)s conversation assigned", "%(n)s conversations assigned", count),
        Act.RELEASE: ngettext("%(n)s conversation given back", "%(n)s conversations given back", count),
        Act.CLOSE: ngettext("%(n)s conversation closed", "%(n)s conversations closed", count),
        Act.REOPEN: ngettext("%(n)s conversation opened again", "%(n)s conversations opened again", count),
        Act.SPAM: ngettext("%(n)s message put aside as unwanted", "%(n)s messages put aside as unwanted", count),
        Act.ROUTE: ngettext("%(n)s conversation handed on", "%(n)s conversations handed on", count),
        Act.UNREAD: ngettext("%(n)s conversation marked as new", "%(n)s conversations marked as new", count),
    }[act]
    return words % {"n": count}


def back(request: SignedInRequest) -> HttpResponse:
    """Where the form was sent from, else the list."""
    return redirect(safe_next(request) or reverse(LIST))


def _case(request: SignedInRequest, chosen: Sequence[int]) -> HttpResponse:
    """A case of these, named after the first; what is in another case already is said."""
    found = [access_conversation(request.user, pk, to="change") for pk in chosen]
    first = found[0]
    try:
        case = open_case(
            title=(first.subject if not first.is_folded else "") or first.reference,
            production=first.production,
            conversations=found,
            owner=request.user,
            by=request.user,
            at=timezone.now(),
        )
    except InAnotherCase:
        refused(request, _("One of these is in another case already: open it from there."))
        return back(request)
    words = ngettext("Case opened with %(n)s conversation", "Case opened with %(n)s conversations", len(found))
    done(request, words % {"n": len(found)})
    return redirect("audience:cases:case", case.pk)


def _topic(request: SignedInRequest, form: SelectionForm, chosen: Sequence[int]) -> HttpResponse:
    topic = form.cleaned_data["topic"]
    count = form.correct(chosen[:MOST], topic, at=timezone.now())
    words = ngettext("Topic of %(n)s conversation set", "Topic of %(n)s conversations set", count)
    done(request, words % {"n": count})
    return back(request)
