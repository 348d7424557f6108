"""One person: what they agreed to, what they are asked to sign, what they take back."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.office.current import may
from coulisse.desks.office.rights.access import access_portrayed, access_release
from coulisse.desks.office.rights.actions import consents, people, releases
from coulisse.desks.office.rights.forms.people import AgreedForm, AskForm, PersonForm, WithdrawForm
from coulisse.desks.office.rights.models import Consent, Portrayed
from coulisse.desks.office.rights.queries.people import consents_of, releases_of, seen_in
from coulisse.desks.office.rights.queries.works import works_of
from coulisse.foundation.accounts.secret_pages import private
from coulisse.foundation.documents.vault import EmptyFile, FileTooLarge
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.mailroom.actions import BadAddress
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.stale import without_left
from coulisse.foundation.ui.toasts import done, refused
from coulisse.kernel.times import to_brussels

PERSON = "office:rights:person"


@door(MEMBER)
@require_GET
def person(request: SignedInRequest, pk: int) -> HttpResponse:
    return _page(request, access_portrayed(request.user, pk))


def _page(request: SignedInRequest, found: Portrayed, *, status: int = 200, **more: Any) -> HttpResponse:
    now = timezone.now()
    today = to_brussels(now).date()
    works = works_of(found.production_id)
    lines = consents_of(found, today=today)
    context = {
        "production": found.production,
        "person": found,
        "consents": lines,
        "standing": [line for line in lines if line.state != "withdrawn"],
        "releases": releases_of(found, at=now),
        "seen": seen_in(found),
        "may_change": may(request.user, "change", found.production_id),
        "may_private": request.user.scope().may_private(production=found.production_id),
        "agreed_form": AgreedForm(person=found, works=works, today=today),
        "ask_form": AskForm(person=found, works=works, today=today),
        "address": "",
        **more,
    }
    return render(request, "office/rights/person.html", context, status=status)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_portrayed(request.user, pk, to="change")
    form = PersonForm(request.POST or None, person=found)
    if request.method == "POST" and form.is_valid():
        try:
            people.change_person(
                person=found,
                values=without_left(form.values(), request.POST),
                read_version=form.cleaned_data["version"] or 0,
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=reverse(PERSON, args=[pk]))
        done(request, _("Sheet saved"))
        return redirect(PERSON, pk)
    context = {"production": found.production, "person": found, "form": form}
    return render(request, "office/rights/person_edit.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_POST
def agree(request: SignedInRequest, pk: int) -> HttpResponse:
    """Enter what a paper that is signed already says."""
    found = access_portrayed(request.user, pk, to="change")
    now = timezone.now()
    form = AgreedForm(
        request.POST,
        request.FILES,
        person=found,
        works=works_of(found.production_id),
        today=to_brussels(now).date(),
    )
    if form.is_valid():
        data = form.cleaned_data
        try:
            made = consents.give(
                person=found,
                taking=data["taking"],
                purposes=data["purposes"],
                values=form.values(),
                **form.file(),
                by=request.user,
                at=now,
            )
        except (EmptyFile, FileTooLarge):
            form.add_error("paper", _("File refused: it is empty or too large. Choose another one."))
        else:
            count = len(made)
            said = ngettext("%(count)s consent entered", "%(count)s consents entered", count) % {"count": count}
            done(request, said)
            return redirect(PERSON, pk)
    return _page(request, found, agreed_form=form, status=422)


@door(MEMBER)
@require_POST
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take consents back; the page then shows what is live with this person."""
    found = access_portrayed(request.user, pk, to="change")
    standing = found.consents.filter(withdrawn_at__isnull=True)
    form = WithdrawForm(request.POST, standing=list(standing.values_list("pk", flat=True)))
    if not form.is_valid():
        refused(request, _("Tick what is withdrawn, and write in which words it was asked."))
        return redirect(PERSON, pk)
    try:
        gone = consents.withdraw(
            person=found,
            consents=Consent.objects.filter(pk__in=form.cleaned_data["consents"]),
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
        )
    except (consents.NothingToWithdraw, consents.ReasonMissing):
        refused(request, _("Somebody withdrew these consents meanwhile."))
    else:
        count = len(gone)
        said = ngettext("%(count)s consent withdrawn", "%(count)s consents withdrawn", count) % {"count": count}
        done(request, said)
    return redirect(reverse(PERSON, args=[pk]) + "#live")


@door(MEMBER)
@require_POST
def ask(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask for a signature: the address of the link is shown once, here."""
    found = access_portrayed(request.user, pk, to="change")
    now = timezone.now()
    form = AskForm(request.POST, person=found, works=works_of(found.production_id), today=to_brussels(now).date())
    if not form.is_valid():
        return _page(request, found, ask_form=form, status=422)
    try:
        asked = releases.ask(person=found, values=form.values(), by=request.user, at=now)
    except BadAddress:
        form.add_error("ask_email", _("No letter can be sent to this address. Correct it, or leave it empty."))
        return _page(request, found, ask_form=form, status=422)
    return private(_page(request, found, address=asked.address, asked=asked.release))


@door(MEMBER)
@require_POST
def take_release_back(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_release(request.user, pk, to="change")
    try:
        releases.take_back(release=row, by=request.user, at=timezone.now())
    except releases.Closed:
        refused(request, _("It was signed or refused meanwhile."))
    else:
        done(request, _("%(who)s is not asked any more") % {"who": row.person.name})
    return redirect(PERSON, row.person_id)
