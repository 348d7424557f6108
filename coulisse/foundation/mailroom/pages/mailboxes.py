"""The mailboxes of the house, for whoever manages it: list, add, edit, try, pause, the names that sign."""

from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.mailroom import actions, queries
from coulisse.foundation.mailroom.access import access_identity, access_kept_aside, access_mailbox
from coulisse.foundation.mailroom.actions.mailboxes import FIELDS
from coulisse.foundation.mailroom.authorizing import redirect_address
from coulisse.foundation.mailroom.fetching import Fetched, fetch
from coulisse.foundation.mailroom.forms import IdentityForm, MailboxForm
from coulisse.foundation.mailroom.models import Identity, Mailbox
from coulisse.foundation.mailroom.presets import PRESETS
from coulisse.foundation.mailroom.problems import WORDS, ServerProblem, told
from coulisse.foundation.mailroom.tokens import Granted, ask
from coulisse.foundation.mailroom.trying import try_mailbox
from coulisse.foundation.ui.doors import OWNER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused

WHILE_SOMEBODY_WAITS: Final = 200
"""Mails of a folder; the worker reads the rest."""


@door(OWNER)
@require_GET
def listing(request: SignedInRequest) -> HttpResponse:
    return render(
        request, "mailroom/mailboxes.html", {"boxes": queries.list_mailboxes(request.user), "presets": PRESETS}
    )


@door(OWNER)
@require_GET
def mailbox(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_mailbox(request.user, pk)
    return render(request, "mailroom/mailbox.html", {"box": queries.one_mailbox(found)})


@door(OWNER)
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest) -> HttpResponse:
    preset = PRESETS.get(request.GET.get("preset", ""))
    form = MailboxForm(request.POST or None, initial=preset.values if preset else None)
    if request.method == "POST" and form.is_valid():
        tried, granted = _granted(form)
        if tried:
            added = actions.add_mailbox(
                values=form.values(),
                secrets=form.secrets(),
                granted=granted,
                by=request.user,
                at=timezone.now(),
            )
            done(request, _("Mailbox %(name)s added") % {"name": added})
            return redirect("mailroom:mailbox", pk=added.pk)
    return _form_page(request, form, status=422 if form.errors else 200, preset=preset, presets=PRESETS)


@door(OWNER)
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_mailbox(request.user, pk)
    form = MailboxForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        tried, granted = _granted(form)
        if tried:
            return _saved(request, form, granted, pk)
    stored = queries.one_mailbox(Mailbox.objects.get(pk=pk))
    return _form_page(request, form, status=422 if form.errors else 200, box=stored)


def _form_page(request: SignedInRequest, form: MailboxForm, *, status: int, **more: Any) -> HttpResponse:
    context = {"form": form, "return_address": redirect_address(), **more}
    return render(request, "mailroom/mailbox_form.html", context, status=status)


def _saved(request: SignedInRequest, form: MailboxForm, granted: Granted | None, pk: int) -> HttpResponse:
    try:
        actions.edit_mailbox(
            mailbox=Mailbox.objects.get(pk=pk),
            values=form.values(),
            secrets=form.secrets(),
            granted=granted,
            forget_access=form.cleaned_data["forget_access"],
            read_version=form.cleaned_data["read_version"] or 0,
            by=request.user,
            at=timezone.now(),
        )
    except StaleWrite as stale:
        differences = [one for one in stale.differences if one.field in FIELDS]
        return _form_page(
            request,
            form,
            status=409,
            box=queries.one_mailbox(Mailbox.objects.get(pk=pk)),
            differences=differences,
            version=getattr(stale.row, "version", 0),
        )
    done(request, _("Mailbox saved"))
    return redirect("mailroom:mailbox", pk=pk)


def _granted(form: MailboxForm) -> tuple[bool, Granted | None]:
    """Access, where the mailbox signs in by OAuth 2: without it nothing is stored, and what stood stays."""
    try:
        client = form.client()
        return True, ask(client, now=timezone.now) if client is not None else None
    except ServerProblem as problem:
        field = "oauth_token_url" if problem.code.startswith("token-") else "refresh_token"
        words = str(WORDS[problem.code])
        form.add_error(field, f"{words} ({problem.detail})" if problem.detail else words)
        return False, None


@door(OWNER)
@require_POST
def try_now(request: SignedInRequest, pk: int) -> HttpResponse:
    """Sign in to both servers while the owner waits, and say what happened."""
    found = access_mailbox(request.user, pk)
    steps = try_mailbox(found, now=timezone.now)
    if steps and all(step.works for step in steps):
        actions.note_recovered(mailbox=found)
    context = {"steps": steps, "tried_at": timezone.now()}
    return render(request, "mailroom/mailbox.html", {"box": queries.one_mailbox(found), **context})


@door(OWNER)
@require_POST
def fetch_now(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_mailbox(request.user, pk)
    if not found.imap_host:
        refused(request, _("This mailbox only sends: it has no server to receive from."))
        return redirect("mailroom:mailbox", pk=pk)
    fetched = fetch(found, now=timezone.now, most=WHILE_SOMEBODY_WAITS)
    if fetched is not None and fetched.more:
        actions.queue_fetch(mailbox=pk)
    _say(request, fetched)
    return redirect("mailroom:mailbox", pk=pk)


def _say(request: SignedInRequest, fetched: Fetched | None) -> None:
    if fetched is None:
        refused(request, _("The mailbox is being read already: look again in a minute."))
    elif fetched.error:
        refused(request, told(fetched.error)[0])
    else:
        done(
            request,
            _("Mailbox read: %(new)d new, %(aside)d kept aside") % {"new": fetched.new, "aside": fetched.aside},
        )


@door(OWNER)
@require_POST
def pause(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_mailbox(request.user, pk)
    try:
        actions.pause_mailbox(mailbox=found, by=request.user, at=timezone.now())
    except actions.AlreadyPaused:
        refused(request, _("The mailbox is paused already."))
    else:
        done(request, _("Mailbox paused: nothing is fetched, nothing leaves"))
    return redirect("mailroom:mailbox", pk=pk)


@door(OWNER)
@require_POST
def resume(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_mailbox(request.user, pk)
    try:
        actions.resume_mailbox(mailbox=found, by=request.user, at=timezone.now())
    except actions.AlreadyPaused:
        refused(request, _("The mailbox is at work already."))
    else:
        done(request, _("Mailbox at work again"))
    return redirect("mailroom:mailbox", pk=pk)


@door(OWNER)
@require_POST
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """For good: its address is typed again, and nothing of it may still be on its way."""
    found = access_mailbox(request.user, pk)
    try:
        actions.remove_mailbox(
            mailbox=found, typed=request.POST.get("address", ""), by=request.user, at=timezone.now()
        )
    except actions.AnotherAddress:
        refused(request, _("Not removed: type the address of the mailbox, as it stands here."))
    except actions.LettersOnTheirWay as waiting:
        said = ngettext(
            "Not removed: %(count)s letter has not left, or its fate is unknown. Let it leave, or recall it.",
            "Not removed: %(count)s letters have not left, or their fate is unknown. Let them leave, or recall "
            "them.",
            waiting.count,
        )
        refused(request, said % {"count": waiting.count})
    else:
        done(request, _("Mailbox %(name)s removed") % {"name": found.name})
        return redirect("mailroom:mailboxes")
    return redirect("mailroom:mailbox", pk=pk)


@door(OWNER)
@require_http_methods(["GET", "POST"])
def add_identity(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_mailbox(request.user, pk)
    form = IdentityForm(request.POST or None, instance=Identity(mailbox=found, address=found.address))
    if request.method == "POST" and form.is_valid():
        actions.add_identity(mailbox=found, **form.values(), by=request.user, at=timezone.now())
        done(request, _("Identity added"))
        return redirect("mailroom:mailbox", pk=pk)
    context = {"form": form, "box": queries.one_mailbox(found), "identity": None}
    return render(request, "mailroom/identity.html", context, status=422 if form.errors else 200)


@door(OWNER)
@require_http_methods(["GET", "POST"])
def edit_identity(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_identity(request.user, pk)
    form = IdentityForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        actions.edit_identity(identity=found, **form.values(), by=request.user, at=timezone.now())
        done(request, _("Identity saved"))
        return redirect("mailroom:mailbox", pk=found.mailbox_id)
    context = {"form": form, "box": queries.one_mailbox(found.mailbox), "identity": pk}
    return render(request, "mailroom/identity.html", context, status=422 if form.errors else 200)


@door(OWNER)
@require_POST
def remove_identity(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_identity(request.user, pk)
    actions.remove_identity(identity=found, by=request.user, at=timezone.now())
    done(request, _("Identity removed"))
    return redirect("mailroom:mailbox", pk=found.mailbox_id)


@door(OWNER)
@require_GET
def kept_mail(request: SignedInRequest, pk: int) -> HttpResponse:
    """The bytes of a mail that could not be read, to look at with one's own means."""
    found = access_kept_aside(request.user, pk)
    response = HttpResponse(bytes(found.content or b""), content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="mail-{found.pk}.eml"'
    return response


@door(OWNER)
@require_POST
def forget_kept(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_kept_aside(request.user, pk)
    actions.forget_kept_aside(kept=found, by=request.user, at=timezone.now())
    done(request, _("Off the list; the mail stays on the server"))
    return redirect("mailroom:mailbox", pk=found.mailbox_id)
