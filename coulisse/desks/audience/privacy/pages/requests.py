"""Requests: what was asked, by whom, until when, and what was done."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.audience.current import on_production
from coulisse.desks.audience.privacy.access import access_request, require_manager
from coulisse.desks.audience.privacy.actions import requests as actions
from coulisse.desks.audience.privacy.actions.retention import due
from coulisse.desks.audience.privacy.forms import AskForm, DecideForm, EraseForm, ExtendForm, IdentityForm
from coulisse.desks.audience.privacy.models import PrivacyRequest
from coulisse.desks.audience.privacy.queries import (
    account_of,
    certificate_of,
    latest_runs,
    requests_of,
    retention_rows,
)
from coulisse.desks.audience.privacy.scope import scope_of
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused
from coulisse.papers.erasure_certificate import erasure_certificate

HERE = "audience:privacy:request"
LANGUAGES = ("fr", "nl", "en")


@on_production
@require_GET
def home(request: SignedInRequest, production: Production) -> HttpResponse:
    """What is to handle, how long things are kept."""
    require_manager(request.user)
    context = {
        "production": production,
        "requests": requests_of(production),
        "retentions": retention_rows(),
        "runs": latest_runs(),
        "due": due(at=timezone.now())[:1001].count(),
    }
    return render(request, "audience/privacy/home.html", context)


@on_production
@require_http_methods(["GET", "POST"])
def ask(request: SignedInRequest, production: Production) -> HttpResponse:
    require_manager(request.user)
    initial = {"who": request.GET.get("who", "")[:60], "received_on": timezone.localdate()}
    form = AskForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = actions.ask(
            kind=form.cleaned_data["kind"],
            writer=form.cleaned_data["who"],
            received_on=form.cleaned_data["received_on"],
            production=production,
            by=request.user,
            at=timezone.now(),
        )
        done(request, _("Request written down: check first who asks"))
        return redirect(HERE, made.pk)
    context = {"form": form, "production": production}
    return render(request, "audience/privacy/ask.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_GET
def one(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_request(request.user, pk)
    return _shown(request, found)


def _shown(request: SignedInRequest, found: PrivacyRequest, erase_form: EraseForm | None = None) -> HttpResponse:
    version = {"version": found.version}
    erased, kept = account_of(found)
    scope, held = scope_of(found.writer)
    context = {
        "request_row": found,
        "production": found.production,
        "is_open": found.state == PrivacyRequest.State.OPEN,
        "is_erasure": found.kind == PrivacyRequest.Kind.ERASURE,
        "is_gone": found.writer.pseudonymised_at is not None,
        "identity_form": IdentityForm(initial=version),
        "extend_form": ExtendForm(initial=version),
        "decide_form": DecideForm(initial=version),
        "erase_form": erase_form or EraseForm(request=found),
        "to_erase": len(scope.conversations),
        "to_keep": len(held),
        "erased": erased,
        "kept": kept,
        "languages": LANGUAGES,
    }
    status = 422 if erase_form is not None and erase_form.errors else 200
    return render(request, "audience/privacy/request.html", context, status=status)


@door(MEMBER)
@require_POST
def identity(request: SignedInRequest, pk: int) -> HttpResponse:
    found, form = access_request(request.user, pk), IdentityForm(request.POST)
    if not form.is_valid():
        refused(request, _("Say how you know that it is them."))
        return redirect(HERE, pk)
    try:
        actions.check_identity(
            request=found,
            how=form.cleaned_data["how"],
            read_version=form.cleaned_data["version"],
            by=request.user,
            at=timezone.now(),
        )
    except StaleWrite as stale:
        return stale_answer(request, stale, back=reverse(HERE, args=[pk]))
    except actions.AnsweredAlready:
        refused(request, _("This request is answered."))
    else:
        done(request, _("Identity checked"))
    return redirect(HERE, pk)


@door(MEMBER)
@require_POST
def extend(request: SignedInRequest, pk: int) -> HttpResponse:
    found, form = access_request(request.user, pk), ExtendForm(request.POST)
    if not form.is_valid():
        refused(request, _("Write why it takes longer: the person must be told."))
        return redirect(HERE, pk)
    try:
        written = actions.extend(
            request=found,
            why=form.cleaned_data["why"],
            read_version=form.cleaned_data["version"],
            by=request.user,
            at=timezone.now(),
        )
    except StaleWrite as stale:
        return stale_answer(request, stale, back=reverse(HERE, args=[pk]))
    except actions.AnsweredAlready:
        refused(request, _("This request is answered."))
    except actions.ExtendedAlready:
        refused(request, _("A delay is extended once only."))
    else:
        done(request, _("Due on %(day)s now; tell the person why") % {"day": f"{written.due_on:%d/%m/%Y}"})
    return redirect(HERE, pk)


@door(MEMBER)
@require_POST
def decide(request: SignedInRequest, pk: int) -> HttpResponse:
    found, form = access_request(request.user, pk), DecideForm(request.POST)
    if not form.is_valid():
        refused(request, _("Write what was done, or why it is refused."))
        return redirect(HERE, pk)
    try:
        actions.answer(
            request=found,
            is_refused=form.cleaned_data["decision"] == "refused",
            reason=form.cleaned_data["reason"],
            read_version=form.cleaned_data["version"],
            by=request.user,
            at=timezone.now(),
        )
    except StaleWrite as stale:
        return stale_answer(request, stale, back=reverse(HERE, args=[pk]))
    except actions.AnsweredAlready:
        refused(request, _("This request is answered."))
    except actions.IdentityUnchecked:
        refused(request, _("Check first who asks."))
    else:
        done(request, _("Request answered"))
    return redirect(HERE, pk)


@door(MEMBER)
@require_POST
def erase(request: SignedInRequest, pk: int) -> HttpResponse:
    """Nothing of it comes back."""
    found = access_request(request.user, pk)
    form = EraseForm(request.POST, request=found)
    if not form.is_valid():
        return _shown(request, found, form)
    try:
        actions.erase(request=found, by=request.user, at=timezone.now())
    except actions.AnsweredAlready:
        refused(request, _("This request is answered."))
    except actions.IdentityUnchecked:
        refused(request, _("Check first who asks."))
    except actions.NotErasure:
        refused(request, _("This request asks something else."))
    else:
        done(request, _("Erased: the certificate says what, and what is kept"))
    return redirect(HERE, pk)


@door(MEMBER)
@require_POST
def gather(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_request(request.user, pk)
    title = _("Copy of the data, %(number)s") % {"number": found.number}
    try:
        job = actions.make_pack(request=found, title=title, by=request.user, at=timezone.now())
    except actions.IdentityUnchecked:
        refused(request, _("Check first who asks."))
    except actions.AnsweredAlready:
        refused(request, _("This request is answered."))
    else:
        return redirect("jobs:one", job.pk)
    return redirect(HERE, pk)


@door(MEMBER)
@require_GET
def certificate(request: SignedInRequest, pk: int, language: str) -> HttpResponse:
    """The paper for the person, in their language."""
    found = access_request(request.user, pk)
    if language not in LANGUAGES or not found.account:
        return redirect(HERE, pk)
    with translation.override(language):
        content = erasure_certificate(certificate_of(found), language)
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{found.number}-{language}.pdf"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
