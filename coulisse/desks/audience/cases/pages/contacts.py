"""Whom the house reaches: the table of the press desk, the lawyers, security, rights."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from coulisse.desks.audience.cases.access import access_contact, access_house_tables
from coulisse.desks.audience.cases.actions.handovers import write_contact
from coulisse.desks.audience.cases.forms import ContactForm
from coulisse.desks.audience.cases.models import HouseContact
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.stale import without_left
from coulisse.foundation.ui.toasts import done

LIST = "audience:cases:contacts"


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def listing(request: SignedInRequest) -> HttpResponse:
    access_house_tables(request.user, to="change" if request.method == "POST" else "read")
    form = ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = write_contact(values=form.values(), by=request.user, at=timezone.now())
        done(request, _("%(name)s is in the table") % {"name": row.name})
        return redirect(LIST)
    context = {
        "rows": HouseContact.objects.filter(archived_at__isnull=True),
        "form": form,
        "may_change": request.user.may("change", desk=Desk.AUDIENCE),
    }
    return render(request, "audience/cases/contacts.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def contact(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_contact(request.user, pk, to="change")
    form = ContactForm(request.POST or None, contact=found)
    if request.method == "POST" and form.is_valid():
        try:
            write_contact(
                contact=found,
                values=without_left(form.values(), request.POST),
                read_version=form.read_version(),
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=reverse("audience:cases:contact", args=[pk]))
        done(request, _("Contact saved"))
        return redirect(LIST)
    return render(
        request,
        "audience/cases/contact.html",
        {"form": form, "contact": found},
        status=422 if form.errors else 200,
    )


@door(MEMBER)
@require_POST
def archive(request: SignedInRequest, pk: int) -> HttpResponse:
    """Out of the table; what was handed over stays."""
    found = access_contact(request.user, pk, to="change")
    at = timezone.now()
    write_contact(contact=found, values={"archived_at": at}, read_version=found.version, by=request.user, at=at)
    done(request, _("%(name)s is out of the table") % {"name": found.name})
    return redirect(LIST)
