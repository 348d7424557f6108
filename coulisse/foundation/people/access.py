"""The only ways to a contact and what hangs on it."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404

from coulisse.foundation.people.models import Affiliation, Availability, Contact, Import, Merge, Part
from coulisse.foundation.productions.models import Production

if TYPE_CHECKING:
    from coulisse.foundation.accounts.models import User


def access_book(user: "User", *, to: str = "read") -> None:
    """The book itself: read by the people of the house, changed by those who change the common rooms."""
    if not user.may("read"):
        raise Http404
    if not user.may(to):
        raise PermissionDenied


def access_contact(user: "User", pk: int, *, to: str = "read") -> Contact:
    """A card of the book."""
    access_book(user, to=to)
    contact = Contact.objects.filter(pk=pk).first()
    if contact is None:
        raise Http404
    return contact


def access_private(user: "User", pk: int, *, production: int | None) -> Contact:
    """A card whose private part may be opened, for one production or for the house (None)."""
    contact = access_contact(user, pk)
    if production is not None and not user.may("read", production=production):
        raise Http404
    if not user.scope().may_private(production=production):
        raise PermissionDenied
    return contact


def access_affiliation(user: "User", pk: int, *, to: str = "change") -> Affiliation:
    access_book(user, to=to)
    bond = Affiliation.objects.select_related("person", "company").filter(pk=pk).first()
    if bond is None:
        raise Http404
    return bond


def access_availability(user: "User", pk: int, *, to: str = "change") -> Availability:
    access_book(user, to=to)
    period = Availability.objects.select_related("contact").filter(pk=pk).first()
    if period is None:
        raise Http404
    return period


def access_part(user: "User", pk: int, *, to: str = "change") -> Part:
    """What a contact does on a production: seen and changed as that production is."""
    part = Part.objects.select_related("contact").filter(pk=pk).first()
    if part is None or not user.may("read", production=part.production_id):
        raise Http404
    if not user.may(to, production=part.production_id):
        raise PermissionDenied
    return part


def access_stage(user: "User", pk: int) -> Production:
    """A production on which this person may put somebody."""
    production = Production.objects.filter(pk=pk).first()
    if production is None or not user.may("read", production=pk):
        raise Http404
    if not user.may("change", production=pk):
        raise PermissionDenied
    return production


def access_import(user: "User", key: str) -> Import:
    """An import: one's own, or any for whoever manages the house."""
    access_book(user, to="change")
    found = Import.objects.filter(key=key).first()
    if found is None or (found.uploaded_by_id != user.pk and not user.may("manage")):
        raise Http404
    return found


def access_merge(user: "User", pk: int) -> Merge:
    """A merge to undo."""
    access_book(user, to="change")
    merge = Merge.objects.filter(pk=pk).first()
    if merge is None:
        raise Http404
    return merge
