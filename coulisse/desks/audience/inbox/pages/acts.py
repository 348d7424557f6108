"""What is done to one conversation: given to somebody, closed, noted, sorted, handed on."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from coulisse.desks.audience.inbox.actions import Act, NothingChanges, handle, move
from coulisse.desks.audience.inbox.forms import NoteForm, SortForm, person_of
from coulisse.desks.audience.inbox.pages.selection import say_done
from coulisse.desks.audience.intake import actions as intake
from coulisse.desks.audience.intake.access import access_conversation
from coulisse.desks.audience.intake.labels import ROUTES
from coulisse.desks.audience.intake.models import Conversation
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.current import safe_next, show_as_current
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused

SIMPLE = (Act.CLOSE, Act.REOPEN, Act.SPAM, Act.UNREAD, Act.RELEASE)


@door(MEMBER)
@require_POST
def act(request: SignedInRequest, pk: int, act: str) -> HttpResponse:
    """Close, open again, put aside as unwanted, mark as new, give back."""
    access_conversation(request.user, pk, to="change")
    if act not in SIMPLE:
        raise Http404
    return _handle(request, pk, Act(act))


@door(MEMBER)
@require_POST
def assign(request: SignedInRequest, pk: int) -> HttpResponse:
    """To oneself or to a colleague."""
    found = access_conversation(request.user, pk, to="change")
    to = person_of(request.POST.get("person", ""), request.user, found.production_id)
    if to is None:
        refused(request, _("Choose to whom."))
        return _back(request, pk)
    return _handle(request, pk, Act.ASSIGN, to=to)


@door(MEMBER)
@require_POST
def route(request: SignedInRequest, pk: int) -> HttpResponse:
    """To the press office, the lawyers, security …"""
    access_conversation(request.user, pk, to="change")
    desk = request.POST.get("desk", "")
    if desk not in ROUTES:
        refused(request, _("Choose to which desk."))
        return _back(request, pk)
    return _handle(request, pk, Act.ROUTE, desk=desk)


@door(MEMBER)
@require_POST
def note(request: SignedInRequest, pk: int) -> HttpResponse:
    """For colleagues only."""
    found = access_conversation(request.user, pk, to="change")
    form = NoteForm(request.POST)
    if form.is_valid():
        try:
            intake.note(conversation=found, text=form.cleaned_data["text"], by=request.user, at=timezone.now())
        except intake.EmptyNote:
            refused(request, _("Write the note."))
            return _back(request, pk)
        done(request, _("Note kept: it is never sent"))
    else:
        refused(request, " ".join(str(one) for one in form.errors["text"]))
    return _back(request, pk)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def sort(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct what was understood: kind, topic, production. Learned from at once."""
    found = access_conversation(request.user, pk, to="change")
    if found.production_id is not None:
        show_as_current(request, found.production_id)
    form = SortForm(request.POST or None, conversation=found, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            _sort(form, found, request.user)
        except StaleWrite as stale:
            return stale_answer(request, stale, back=reverse("audience:inbox:sort", args=[pk]))
        except (intake.UnknownLabel, intake.NothingWritten):
            refused(request, _("This topic is gone, or the message has no words to learn from."))
            return redirect("audience:inbox:sort", pk)
        done(request, _("Sorted; the next ones are understood the better"))
        if request.user.may("read", desk=Desk.AUDIENCE, production=_production(form)):
            return redirect("audience:inbox:thread", pk)
        return redirect("audience:inbox:list")
    context = {"conversation": found, "production": found.production, "form": form}
    return render(request, "audience/inbox/sort.html", context, status=422 if form.errors else 200)


def _sort(form: SortForm, found: Conversation, by: User) -> None:
    at, values = timezone.now(), form.cleaned_data
    moves = _production(form) != found.production_id
    if moves:
        move(conversation=found, production=values["production"], read_version=values["version"], by=by, at=at)
    if values["kind"] and (values["kind"] != found.kind or found.confirmed_at is None):
        intake.correct(conversation=found, about="kind", label=values["kind"], by=by, at=at)
    topic = values["topic"]
    if topic is not None and (topic.pk != found.topic_id or found.confirmed_at is None):
        intake.correct(conversation=found, about=topic.within.code, label=topic.code, by=by, at=at)


def _production(form: SortForm) -> int | None:
    chosen = form.cleaned_data["production"]
    return chosen.pk if chosen is not None else None


def _handle(
    request: SignedInRequest, pk: int, act: Act, *, to: User | None = None, desk: str = ""
) -> HttpResponse:
    try:
        handled = handle(conversations=[pk], act=act, to=to, desk=desk, by=request.user, at=timezone.now())
    except NothingChanges:
        refused(request, _("Nothing to change: this conversation is like that already."))
    else:
        say_done(request, handled)
    return _back(request, pk)


def _back(request: SignedInRequest, pk: int) -> HttpResponse:
    return redirect(safe_next(request) or reverse("audience:inbox:thread", args=[pk]))
