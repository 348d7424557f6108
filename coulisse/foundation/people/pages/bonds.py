"""What binds a contact: firms, productions, availability. Each form stands on the page of the contact."""

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coulisse.foundation.people import access
from coulisse.foundation.people.actions import bonds
from coulisse.foundation.people.actions.contacts import create_contact
from coulisse.foundation.people.forms import AffiliationForm, AvailabilityForm, PartForm
from coulisse.foundation.people.keys import name_key
from coulisse.foundation.people.models import Contact
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui import toasts
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door


@door(MEMBER)
@require_POST
def note_period(request: SignedInRequest, pk: int) -> HttpResponse:
    contact = access.access_contact(request.user, pk, to="change")
    form = AvailabilityForm(request.POST)
    if not form.is_valid():
        return _refused(request, form, contact.pk)
    bonds.note_availability(contact=contact, **form.cleaned_data, by=request.user, at=timezone.now())
    toasts.done(request, _("Availability of %(name)s noted.") % {"name": contact.name})
    return redirect("people:contact", pk=contact.pk)


@door(MEMBER)
@require_POST
def remove_period(request: SignedInRequest, pk: int) -> HttpResponse:
    period = access.access_availability(request.user, pk)
    bonds.remove_availability(period=period, by=request.user, at=timezone.now())
    toasts.done(request, _("Period removed."))
    return redirect("people:contact", pk=period.contact_id)


@door(MEMBER)
@require_POST
def join_company(request: SignedInRequest, pk: int) -> HttpResponse:
    person = access.access_contact(request.user, pk, to="change")
    form = AffiliationForm(request.POST)
    if not form.is_valid():
        return _refused(request, form, person.pk)
    at, name = timezone.now(), form.cleaned_data["company"].strip()
    firms = Contact.objects.filter(kind=Contact.Kind.COMPANY, name_key=name_key(name)).order_by("pk")
    company = firms.first() or create_contact(
        values={"kind": Contact.Kind.COMPANY, "name": name}, by=request.user, at=at
    )
    try:
        bonds.affiliate(
            person=person, company=company, function=form.cleaned_data["function"], by=request.user, at=at
        )
    except bonds.NotAPersonAndAFirm:
        toasts.refused(request, _("A company does not work at a company. Link persons to it instead."))
    else:
        toasts.done(request, _("%(person)s linked to %(company)s.") % {"person": person, "company": company})
    return redirect("people:contact", pk=person.pk)


@door(MEMBER)
@require_POST
def leave_company(request: SignedInRequest, pk: int) -> HttpResponse:
    bond = access.access_affiliation(request.user, pk)
    back = bond.person_id
    bonds.end_affiliation(bond=bond, by=request.user, at=timezone.now())
    toasts.done(request, _("Link removed."))
    return redirect("people:contact", pk=back)


@door(MEMBER)
@require_POST
def join_production(request: SignedInRequest, pk: int) -> HttpResponse:
    contact = access.access_contact(request.user, pk, to="change")
    reach = request.user.scope().productions("change")
    productions = Production.objects.all() if reach is None else Production.objects.filter(pk__in=reach)
    form = PartForm(request.POST, productions=productions)
    if not form.is_valid():
        return _refused(request, form, contact.pk)
    part = bonds.give_part(contact=contact, **form.cleaned_data, by=request.user, at=timezone.now())
    toasts.done(request, _("%(name)s is on %(production)s.") % {"name": contact, "production": part.production})
    return redirect("people:contact", pk=contact.pk)


@door(MEMBER)
@require_POST
def leave_production(request: SignedInRequest, pk: int) -> HttpResponse:
    part = access.access_part(request.user, pk)
    back = part.contact_id
    bonds.take_part_back(part=part, by=request.user, at=timezone.now())
    toasts.done(request, _("Taken off the production."))
    return redirect("people:contact", pk=back)


def _refused(request: SignedInRequest, form: Form, pk: int) -> HttpResponse:
    """The reasons, on top of the contact's page."""
    for bound in form:
        for error in bound.errors:
            toasts.refused(request, f"{bound.label} : {error}")
    return redirect("people:contact", pk=pk)
