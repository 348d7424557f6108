"""The list of contacts: look, choose, export, tag."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from coulisse.foundation.journal.actions import announce
from coulisse.foundation.people.access import access_book
from coulisse.foundation.people.actions.contacts import tag_contacts, untag_contacts
from coulisse.foundation.people.actions.private import export_private
from coulisse.foundation.people.exports import FORMATS, write_contacts
from coulisse.foundation.people.facts import ContactsExported
from coulisse.foundation.people.forms import ListForm, TagForm
from coulisse.foundation.people.models import Contact, PossibleDouble
from coulisse.foundation.people.queries import contacts_asked, list_contacts
from coulisse.foundation.ui import toasts
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door


@door(MEMBER)
@require_GET
def contacts(request: SignedInRequest) -> HttpResponse:
    form = ListForm(request.GET)
    asked = form.asked()
    page, lines = list_contacts(request.user, asked, page=_page_number(request))
    context = {
        "form": form,
        "page": page,
        "lines": lines,
        "asked": asked,
        "query": _without_page(request.GET),
        "formats": FORMATS,
        "doubles": PossibleDouble.objects.count(),
        "may_change": request.user.may("change"),
        "may_private": request.user.scope().may_private(),
    }
    return render(request, "people/contacts.html", context)


@door(MEMBER)
@require_GET
def export(request: SignedInRequest, form: str) -> HttpResponse:
    """The contacts that the list shows, or the chosen ones (`?id=…`)."""
    access_book(request.user)
    if form not in FORMATS:
        raise Http404
    chosen = [int(pk) for pk in request.GET.getlist("id") if pk.isdecimal()]
    found = contacts_asked(request.user, ListForm(request.GET).asked())
    rows = list(found.filter(pk__in=chosen) if chosen else found)
    with_private = request.GET.get("private") == "1"
    if with_private and not request.user.scope().may_private():
        raise PermissionDenied
    at = timezone.now()
    with transaction.atomic():
        private = export_private(contacts=rows, by=request.user, at=at) if with_private else None
        told = ContactsExported(count=len(rows), format=form, private=with_private)
        announce(told, by=request.user, at=at, private=with_private)
    content = write_contacts(rows, form=form, at=at, private=private)
    response = HttpResponse(content, content_type=FORMATS[form].content_type)
    name = f"contacts-{timezone.localdate().isoformat()}.{FORMATS[form].extension}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@door(MEMBER)
@require_POST
def selected(request: SignedInRequest) -> HttpResponse:
    """What to do with the ticked rows: export, tag or merge them."""
    ids = [pk for pk in request.POST.getlist("id") if pk.isdecimal()]
    back = reverse("people:contacts")
    if not ids:
        toasts.refused(request, _("No contact is ticked. Tick at least one, then choose again."))
        return redirect(back)
    act = request.POST.get("act", "")
    if act in FORMATS:
        asked = QueryDict(mutable=True)
        asked.setlist("id", ids)
        return redirect(f"{reverse('people:export', kwargs={'form': act})}?{asked.urlencode()}")
    access_book(request.user, to="change")
    if act == "merge":
        return _to_merge(request, ids, back)
    return _tag(request, ids, back)


def _to_merge(request: SignedInRequest, ids: list[str], back: str) -> HttpResponse:
    if len(ids) != 2:
        toasts.refused(request, _("Two contacts are merged at a time. Tick two of them."))
        return redirect(back)
    return redirect("people:merge", kept=int(ids[0]), gone=int(ids[1]))


def _tag(request: SignedInRequest, ids: list[str], back: str) -> HttpResponse:
    form = TagForm(request.POST)
    if not form.is_valid():
        toasts.refused(request, _("No tag is written. Write one of at most 40 characters beside the button."))
        return redirect(back)
    tag = form.cleaned_data["tag"]
    rows = list(Contact.objects.filter(pk__in=ids))
    tagged = tag_contacts(contacts=rows, tag=tag, by=request.user, at=timezone.now())
    sentence = ngettext("%(count)s contact tagged “%(tag)s”.", "%(count)s contacts tagged “%(tag)s”.", len(tagged))
    undo = QueryDict(mutable=True)
    undo.setlist("id", [str(contact.pk) for contact in tagged])
    undo["tag"] = tag
    short_enough = tagged and len(tagged) <= 100
    toasts.done(
        request,
        sentence % {"count": len(tagged), "tag": tag},
        undo=f"{reverse('people:untag')}?{undo.urlencode()}" if short_enough else "",
    )
    return redirect(back)


@door(MEMBER)
@require_POST
def untag(request: SignedInRequest) -> HttpResponse:
    access_book(request.user, to="change")
    rows = list(Contact.objects.filter(pk__in=[pk for pk in request.GET.getlist("id") if pk.isdecimal()]))
    untag_contacts(contacts=rows, tag=request.GET.get("tag", ""), by=request.user, at=timezone.now())
    toasts.done(request, _("Tag removed."))
    return redirect("people:contacts")


def _page_number(request: SignedInRequest) -> int:
    asked = request.GET.get("page", "1")
    return int(asked) if asked.isdecimal() else 1


def _without_page(asked: QueryDict) -> str:
    copy = asked.copy()
    copy.pop("page", None)
    return copy.urlencode()
