"""Cards that look like one person: compare, merge, undo, or say that they are two."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from coulisse.foundation.people.access import access_book, access_contact, access_merge
from coulisse.foundation.people.actions import merging
from coulisse.foundation.people.models import Contact
from coulisse.foundation.people.queries.doubles import list_doubles, past_merges
from coulisse.foundation.people.queries.merging import merge_view
from coulisse.foundation.ui import toasts
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door


@door(MEMBER)
@require_GET
def suspected(request: SignedInRequest) -> HttpResponse:
    access_book(request.user, to="change")
    asked = request.GET.get("page", "1")
    page, pairs = list_doubles(request.user, page=int(asked) if asked.isdecimal() else 1)
    return render(request, "people/doubles.html", {"page": page, "pairs": pairs, "merges": past_merges()})


@door(MEMBER)
@require_POST
def different(request: SignedInRequest, one: int, other: int) -> HttpResponse:
    first = access_contact(request.user, one, to="change")
    second = access_contact(request.user, other, to="change")
    try:
        merging.say_not_the_same(one=first, other=second, by=request.user, at=timezone.now())
    except merging.SameCard:
        toasts.refused(request, _("This is one and the same card. Choose another one."))
        return redirect("people:duplicates")
    toasts.done(
        request,
        _("%(one)s and %(other)s will not be proposed again.") % {"one": first, "other": second},
        undo=reverse("people:undo_different", kwargs={"one": one, "other": other}),
    )
    return redirect("people:duplicates")


@door(MEMBER)
@require_POST
def undo_different(request: SignedInRequest, one: int, other: int) -> HttpResponse:
    access_contact(request.user, one, to="change")
    merging.take_back_not_the_same(one_pk=one, other_pk=other)
    toasts.done(request, _("The pair is proposed again where it looks alike."))
    return redirect("people:duplicates")


@door(MEMBER)
def merge(request: SignedInRequest, kept: int, gone: int) -> HttpResponse:
    first = access_contact(request.user, kept, to="change")
    second = access_contact(request.user, gone, to="change")
    if request.method != "POST":
        return render(request, "people/merge.html", {"view": merge_view(first, second)})
    try:
        done = merging.merge_contacts(
            kept=first,
            gone=second,
            chosen=_chosen(request, first, second),
            by=request.user,
            at=timezone.now(),
        )
    except merging.SameCard:
        toasts.refused(request, _("This is one and the same card. Choose another one."))
        return redirect("people:duplicates")
    except merging.MergeBlocked as blocked:
        sentence = _("%(one)s and %(other)s cannot be merged: both have the same %(what)s, with data of its own.")
        toasts.refused(request, sentence % {"one": first, "other": second, "what": blocked.what})
        return redirect("people:duplicates")
    toasts.done(
        request,
        _("%(gone)s merged into %(kept)s.") % {"gone": second.name, "kept": first.name},
        undo=reverse("people:undo_merge", kwargs={"pk": done.pk}),
    )
    return redirect("people:contact", pk=first.pk)


def _chosen(request: SignedInRequest, kept: Contact, gone: Contact) -> dict[str, Any]:
    """The fields where the other card's value was chosen, or one's own over an empty default."""
    sides = {"kept": kept, "gone": gone}
    return {
        name: getattr(sides[answer], name)
        for name in (*merging.CHOSEN, "name")
        if (answer := request.POST.get(name, "")) in sides
    }


@door(MEMBER)
@require_POST
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    done = access_merge(request.user, pk)
    try:
        kept, gone = merging.undo_merge(merge=done, by=request.user, at=timezone.now())
    except merging.AlreadyUndone:
        toasts.refused(request, _("This merge was undone before."))
        return redirect("people:duplicates")
    except merging.CannotPart as refused:
        toasts.refused(request, _why_not(refused))
        return redirect("people:duplicates")
    toasts.done(request, _("%(gone)s and %(kept)s are two cards again.") % {"gone": gone, "kept": kept})
    return redirect("people:contact", pk=kept.pk)


def _why_not(refused: merging.CannotPart) -> str:
    if refused.reason == "changed":
        labels = ", ".join(Contact.label_of(name) for name in refused.fields)
        return _("The merge cannot be undone: somebody changed %(fields)s since. Correct the card by hand.") % {
            "fields": labels
        }
    if refused.reason == "gone":
        return _(
            "The merge cannot be undone: the card that was kept is not there any more. Undo its own merge first."
        )
    return _("The merge cannot be undone: the card that went is already back.")
