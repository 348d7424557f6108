"""The list, and what is done to several documents at once."""

from urllib.parse import quote

from django.core.paginator import Paginator
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from coulisse.foundation.documents import actions, queries
from coulisse.foundation.documents.forms import FilterForm, SelectionForm, counted
from coulisse.foundation.documents.jobs import begin_parcel
from coulisse.foundation.documents.models import Document
from coulisse.foundation.documents.subjects import readable, shown
from coulisse.foundation.ui.doors import SIGNED_IN, SignedInRequest, door
from coulisse.foundation.ui.pages import back_to
from coulisse.foundation.ui.toasts import done, refused

PER_PAGE = 50


@door(SIGNED_IN)
@require_GET
def listing(request: SignedInRequest) -> HttpResponse:
    form = FilterForm(request.GET, user=request.user)
    in_trash = request.GET.get("state") == "trash"
    found, subject = queries.visible_to(request.user), None
    if in_trash:
        found = queries.trashed_for(request.user)
    elif request.GET.get("about"):
        row = _subject(request)
        found, subject = queries.about(row, request.user), shown(row)
    wanted = form.wanted(request.GET.get("sort", ""))
    page = Paginator(queries.listed(found, wanted), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "documents/list.html",
        {
            "form": form,
            "page": page,
            "rows": queries.lines(page.object_list),
            "headline": counted(page.paginator.count),
            "filtered": any(request.GET.get(name) for name in ("q", "where", "kind", "tag")),
            "subject": subject,
            "in_trash": in_trash,
            "carried": [(name, request.GET[name]) for name in ("sort", "about", "state") if name in request.GET],
            "may_add": request.user.may("change", anywhere=True),
        },
    )


def _subject(request: SignedInRequest) -> models.Model:
    """The object of `?about=people.contact:12`."""
    label, _colon, number = request.GET["about"].partition(":")
    if not number.isascii() or not number.isdecimal() or len(number) > 17:
        raise Http404
    row = readable(request.user, label, int(number))
    if row is None:
        raise Http404
    return row


@door(SIGNED_IN)
@require_POST
def tag_selection(request: SignedInRequest) -> HttpResponse:
    form = SelectionForm(request.POST)
    tag, documents = _chosen(request, form)
    if not documents:
        return _nothing_chosen(request)
    if not tag:
        refused(request, _("No tag was given. Type a word, then tag the selection."))
        return redirect(back_to(request))
    tagged = actions.tag(documents=documents, tag=tag, by=request.user, at=timezone.now())
    words = ngettext(
        "%(count)s document tagged with %(tag)s", "%(count)s documents tagged with %(tag)s", len(tagged)
    )
    undo = _undo("documents:untag-selection", tagged, tag=tag) if tagged else ""
    done(request, words % {"count": len(tagged), "tag": tag}, undo=undo)
    return redirect(back_to(request))


@door(SIGNED_IN)
@require_POST
def untag_selection(request: SignedInRequest) -> HttpResponse:
    """The way back of `tag_selection`; the toast sends what it undoes in the address."""
    form = SelectionForm(request.GET)
    tag, documents = _chosen(request, form)
    bare = actions.untag(documents=documents, tag=tag, by=request.user, at=timezone.now())
    words = ngettext(
        "Tag %(tag)s removed from %(count)s document", "Tag %(tag)s removed from %(count)s documents", len(bare)
    )
    done(request, words % {"count": len(bare), "tag": tag})
    return redirect("documents:list")


@door(SIGNED_IN)
@require_POST
def trash_selection(request: SignedInRequest) -> HttpResponse:
    form = SelectionForm(request.POST)
    _tag, documents = _chosen(request, form)
    if not documents:
        return _nothing_chosen(request)
    gone = actions.trash(documents=documents, by=request.user, at=timezone.now())
    words = ngettext("%(count)s document in the trash", "%(count)s documents in the trash", len(gone))
    done(request, words % {"count": len(gone)}, undo=_undo("documents:take-back-selection", gone))
    return redirect(back_to(request))


@door(SIGNED_IN)
@require_POST
def withdraw_selection(request: SignedInRequest) -> HttpResponse:
    """The way back of adding documents: they go to the trash."""
    form = SelectionForm(request.GET)
    _tag, documents = _chosen(request, form)
    gone = actions.trash(documents=documents, by=request.user, at=timezone.now())
    words = ngettext("%(count)s document in the trash", "%(count)s documents in the trash", len(gone))
    done(request, words % {"count": len(gone)})
    return redirect("documents:list")


@door(SIGNED_IN)
@require_POST
def take_back_selection(request: SignedInRequest) -> HttpResponse:
    form = SelectionForm(request.GET or request.POST)
    pks = form.cleaned_data["ids"] if form.is_valid() else []
    documents = queries.changeable(request.user, pks, trashed=True)
    back = actions.take_back(documents=documents, by=request.user, at=timezone.now())
    words = ngettext(
        "%(count)s document taken out of the trash", "%(count)s documents taken out of the trash", len(back)
    )
    done(request, words % {"count": len(back)})
    return redirect("documents:list")


@door(SIGNED_IN)
@require_POST
def zip_selection(request: SignedInRequest) -> HttpResponse:
    """A ZIP of what is ticked, made by the worker: whoever may read may take along."""
    form = SelectionForm(request.POST)
    pks = form.cleaned_data["ids"] if form.is_valid() else []
    documents = list(queries.visible_to(request.user).filter(pk__in=pks[:500]).order_by("title", "pk"))
    if not documents:
        return _nothing_chosen(request)
    job = begin_parcel(documents=documents, by=request.user, at=timezone.now())
    return redirect("jobs:one", pk=job.pk)


def _chosen(request: SignedInRequest, form: SelectionForm) -> tuple[str, list[Document]]:
    if not form.is_valid():
        return "", []
    return form.cleaned_data["tag"], queries.changeable(request.user, form.cleaned_data["ids"])


def _nothing_chosen(request: SignedInRequest) -> HttpResponse:
    refused(request, _("Nothing was done: none of these documents may be changed by you. Tick others."))
    return redirect(back_to(request))


def _undo(name: str, documents: list[Document], *, tag: str = "") -> str:
    from_query = "&".join(f"ids={document.pk}" for document in documents)
    return f"{reverse(name)}?{from_query}" + (f"&tag={quote(tag)}" if tag else "")
