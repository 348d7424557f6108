"""One contact: read, add, change."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from coulisse.foundation.journal.models import Entry
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.people.access import access_book, access_contact
from coulisse.foundation.people.actions.contacts import create_contact, update_contact
from coulisse.foundation.people.exports import FORMATS, write_contacts
from coulisse.foundation.people.forms import AffiliationForm, AvailabilityForm, ContactForm, PartForm, form_of
from coulisse.foundation.people.languages import language_name
from coulisse.foundation.people.models import Contact
from coulisse.foundation.people.phones import shown
from coulisse.foundation.people.queries.card import card_view, private_scopes
from coulisse.foundation.people.trades import skill_label
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui import toasts
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.stale import stale_page, without_left


@door(MEMBER)
@require_GET
def contact(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_contact(request.user, pk)
    reach = request.user.scope().productions("change")
    productions = Production.objects.exclude(state=Production.State.ARCHIVED)
    context = {
        "contact": row,
        "card": card_view(request.user, row, today=timezone.localdate()),
        "private_scopes": private_scopes(request.user, row),
        "availability": AvailabilityForm(auto_id="availability_%s"),
        "affiliation": AffiliationForm(auto_id="affiliation_%s"),
        "part": PartForm(
            productions=productions if reach is None else productions.filter(pk__in=reach), auto_id="part_%s"
        ),
    }
    return render(request, "people/contact.html", context)


@door(MEMBER)
@require_GET
def vcard(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_contact(request.user, pk)
    content = write_contacts([row], form="vcard", at=timezone.now())
    response = HttpResponse(content, content_type=FORMATS["vcard"].content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{slugify(row.name) or "contact"}.vcf"'
    return response


@door(MEMBER)
def add(request: SignedInRequest) -> HttpResponse:
    access_book(request.user, to="change")
    if request.method != "POST":
        form = ContactForm(initial={"kind": Contact.Kind.PERSON, "document_language": get_language() or "fr"})
        return render(request, "people/edit.html", {"form": form})
    form = ContactForm(request.POST)
    if not form.is_valid():
        return render(request, "people/edit.html", {"form": form}, status=422)
    row = create_contact(values=form.values(), by=request.user, at=timezone.now())
    toasts.done(request, _("%(name)s is in the contacts.") % {"name": row.name})
    return redirect("people:contact", pk=row.pk)


@door(MEMBER)
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_contact(request.user, pk, to="change")
    if request.method != "POST":
        return render(request, "people/edit.html", {"form": form_of(row), "contact": row})
    form = ContactForm(request.POST)
    if not form.is_valid():
        return render(request, "people/edit.html", {"form": form, "contact": row}, status=422)
    return _save(request, row, form, at=timezone.now())


def _save(request: SignedInRequest, row: Contact, form: ContactForm, *, at: datetime) -> HttpResponse:
    back = reverse("people:contact", kwargs={"pk": row.pk})
    values = without_left(form.changed_values(), request.POST)
    if not values:
        toasts.done(request, _("Nothing was changed."))
        return redirect(back)
    try:
        row = update_contact(
            contact=row,
            values=values,
            read_version=form.cleaned_data["version"] or 0,
            by=request.user,
            at=at,
        )
    except StaleWrite as refused:
        return _stale(request, refused, back)
    toasts.done(request, _("%(name)s saved.") % {"name": row.name})
    return redirect(back)


def _stale(request: SignedInRequest, refused: StaleWrite, back: str) -> HttpResponse:
    last = Entry.objects.filter(subject="people.contact", subject_id=refused.row.pk).select_related("by").last()
    return stale_page(
        request,
        refused,
        title=_("Somebody else changed %(name)s") % {"name": refused.row},
        back=back,
        data=request.POST,
        who=str(last.by) if last and last.by else "",
        when=last.at if last else None,
        show=_in_words,
    )


def _in_words(name: str, value: object) -> str | None:
    """The words of a field that is stored as a code."""
    if not isinstance(value, list):
        return None
    if name == "skills":
        return ", ".join(skill_label(skill, (get_language() or "fr")[:2]) for skill in value)
    if name == "languages":
        return ", ".join(language_name(code) for code in value)
    if name == "tags":
        return ", ".join(value)
    if name in {"emails", "phones"}:
        return "\n".join(shown(line["value"]) if name == "phones" else line["value"] for line in value)
    return None
