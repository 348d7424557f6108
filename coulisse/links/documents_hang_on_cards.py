"""The pages of a production, a contact and a place show the documents attached to them that one may read."""

from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from coulisse.foundation.documents.queries import attached_to
from coulisse.foundation.documents.subjects import access_subject
from coulisse.foundation.journal.links import window

if TYPE_CHECKING:
    from coulisse.foundation.accounts.models import User


@window(in_="foundation.productions.detail")
def on_a_production(user: "User", subject_id: int) -> SafeString:
    return _pane(user, "productions.production", subject_id)


@window(in_="foundation.people.contact")
def on_a_contact(user: "User", subject_id: int) -> SafeString:
    return _pane(user, "people.contact", subject_id)


@window(in_="foundation.places.detail")
def on_a_place(user: "User", subject_id: int) -> SafeString:
    return _pane(user, "places.place", subject_id)


def _pane(user: "User", label: str, pk: int) -> SafeString:
    row = access_subject(user, label, pk)
    return render_to_string("documents/pane.html", {"attached": attached_to(row, user)})
