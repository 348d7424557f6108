"""Signing in at the provider of a mailbox: being sent there, and coming back."""

from collections.abc import Sequence

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST

from coulisse.foundation.mailroom import actions, queries
from coulisse.foundation.mailroom.access import access_mailbox
from coulisse.foundation.mailroom.authorizing import NotReady
from coulisse.foundation.mailroom.connecting import NotConnected, connect, told_not_connected
from coulisse.foundation.mailroom.models import ConsentAsked
from coulisse.foundation.mailroom.presets import provider_of
from coulisse.foundation.mailroom.problems import one_line
from coulisse.foundation.mailroom.trying import Step
from coulisse.foundation.ui.doors import OWNER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused


@door(OWNER)
@require_POST
@cache_control(private=True, no_store=True)
def ask(request: SignedInRequest, pk: int) -> HttpResponse:
    """A page with a link to the provider: the house's policy lets no form lead outside, a link may."""
    found = access_mailbox(request.user, pk)
    try:
        address = actions.ask_consent(mailbox=found, session=_session(request), at=timezone.now())
    except NotReady:
        refused(request, _("Give the client and the authorization address first, in “Edit the mailbox”."))
        return redirect("mailroom:mailbox", pk=pk)
    return render(request, "mailroom/consent.html", {"box": queries.one_mailbox(found), "address": address})


@door(OWNER)
@require_GET
@cache_control(private=True, no_store=True)
def answered(request: SignedInRequest) -> HttpResponse:
    """Where the provider sends the person back to. What it says counts only beside a question of this session."""
    state = request.GET.get("state", "")
    try:
        asked = actions.take_consent(session=_session(request), state=state, at=timezone.now())
    except actions.NobodyAsked:
        refused(
            request,
            _(
                "This answer belongs to no sign-in that was begun in this session, or it came twice. Nothing has "
                "changed: begin again from the page of the mailbox."
            ),
        )
        return redirect("mailroom:mailboxes")
    except actions.AnsweredTooLate as late:
        refused(request, _("More than ten minutes went by: nothing has changed. Begin again."))
        return redirect("mailroom:mailbox", pk=late.mailbox)
    access_mailbox(request.user, asked.mailbox_id)
    _follow(request, asked)
    return redirect("mailroom:mailbox", pk=asked.mailbox_id)


def _follow(request: SignedInRequest, asked: ConsentAsked) -> None:
    mailbox = asked.mailbox
    try:
        if "error" in request.GET:
            raise NotConnected(one_line(request.GET["error"]), request.GET.get("error_description", ""))
        steps = connect(asked, code=request.GET.get("code", ""), by=request.user, now=timezone.now)
    except NotConnected as problem:
        refused(request, _with_detail(told_not_connected(mailbox, problem.code), problem.detail))
        _tell_failures(request, problem.steps)
        return
    provider = {"provider": provider_of(mailbox.oauth_authorize_url).name}
    if all(step.works for step in steps):
        done(request, _("Mailbox connected at %(provider)s: it was tried, and works") % provider)
    else:
        done(request, _("Mailbox connected at %(provider)s, not to all its servers") % provider)
    _tell_failures(request, steps)


def _tell_failures(request: SignedInRequest, steps: Sequence[Step]) -> None:
    for step in steps:
        if not step.works:
            refused(request, _with_detail(f"{step.title} – {step.told}", step.detail))


def _with_detail(words: str, detail: str) -> str:
    if not detail:
        return words
    said = _("The server said: %(words)s") % {"words": detail}
    return f"{words} {said}"


def _session(request: SignedInRequest) -> str:
    session: SessionBase = request.session
    return session.session_key or ""
