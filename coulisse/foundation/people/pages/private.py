"""The private part of a contact, folded away: asked for, opened, told to the journal."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.people.access import access_private
from coulisse.foundation.people.actions.private import read_private, write_private
from coulisse.foundation.people.forms import PrivateForm
from coulisse.foundation.people.models import Contact, PrivateFacts
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui import toasts
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.stale import stale_page, without_left


@door(MEMBER)
def house_part(request: SignedInRequest, pk: int) -> HttpResponse:
    return _part(request, pk, None)


@door(MEMBER)
def production_part(request: SignedInRequest, pk: int, production: int) -> HttpResponse:
    return _part(request, pk, production)


def _part(request: SignedInRequest, pk: int, production: int | None) -> HttpResponse:
    contact = access_private(request.user, pk, production=production)
    at = timezone.now()
    if request.method != "POST":
        facts = read_private(contact=contact, production=production, by=request.user, at=at)
        form = PrivateForm(instance=facts, initial={"version": facts.version if facts else 0})
        return _show(request, contact, production, form, facts)
    form = PrivateForm(request.POST)
    if not form.is_valid():
        return _show(request, contact, production, form, None, status=422)
    try:
        write_private(
            contact=contact,
            production=production,
            values=without_left(form.values(), request.POST),
            read_version=form.cleaned_data["version"] or 0,
            by=request.user,
            at=at,
        )
    except StaleWrite as refused:
        title = _("Somebody else changed the private part of %(name)s") % {"name": contact}
        return stale_page(request, refused, title=title, back=request.path, data=request.POST)
    toasts.done(request, _("Private part of %(name)s saved.") % {"name": contact})
    return redirect("people:contact", pk=contact.pk)


def _show(
    request: SignedInRequest,
    contact: Contact,
    production: int | None,
    form: PrivateForm,
    facts: PrivateFacts | None,
    *,
    status: int = 200,
) -> HttpResponse:
    stage = None if production is None else Production.objects.get(pk=production)
    context = {"contact": contact, "form": form, "facts": facts, "production": stage}
    return render(request, "people/private.html", context, status=status)
