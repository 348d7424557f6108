"""One document: adding it, reading it, its sheet, its versions, what it is about, its way to the trash."""

from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.foundation.accounts.queries import guest_links_for
from coulisse.foundation.documents import actions, queries
from coulisse.foundation.documents.access import access_document, access_version, may_change
from coulisse.foundation.documents.darkroom.limits import MOST_PAGES
from coulisse.foundation.documents.forms import MOST_FILES, SheetForm, UploadForm, VersionForm
from coulisse.foundation.documents.guests import KIND
from coulisse.foundation.documents.holders import holders_of
from coulisse.foundation.documents.models import Document, Version
from coulisse.foundation.documents.previews import has_preview
from coulisse.foundation.documents.subjects import access_subject, place_of, shown
from coulisse.foundation.documents.trouble import why_no_preview
from coulisse.foundation.documents.vault import LIMIT
from coulisse.foundation.documents.writing import written_position, written_size
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.current import asked_production
from coulisse.foundation.ui.doors import SIGNED_IN, SignedInRequest, door
from coulisse.foundation.ui.pages import back_to
from coulisse.foundation.ui.toasts import done, refused


def _address(document: Document) -> str:
    return reverse("documents:detail", args=[document.pk])


@door(SIGNED_IN)
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest) -> HttpResponse:
    """New documents; with `about`, those of an object, added from its own page."""
    if not request.user.may("change", anywhere=True):
        raise Http404
    row = _subject(request, request.POST.get("about") or request.GET.get("about", ""))
    sent = _with_place(request, row)
    form = UploadForm(
        sent,
        request.FILES if request.method == "POST" else None,
        user=request.user,
        place=place_of(row) if row is not None else None,
        initial=_usual_place(request),
    )
    if request.method == "POST" and form.is_valid():
        return _added(request, form, row)
    context = {
        "form": form,
        "subject": shown(row) if row is not None else None,
        "limit": written_size(LIMIT),
        "most": MOST_FILES,
        "next": request.POST.get("next", ""),
    }
    return render(request, "documents/add.html", context, status=400 if form.errors else 200)


def _with_place(request: SignedInRequest, row: models.Model | None) -> Any:
    """What was sent; from the page of an object the place goes without saying."""
    if request.method != "POST":
        return None
    sent = request.POST.copy()
    if row is not None and "where" not in sent:
        sent["where"] = queries.name_of(place_of(row))
    return sent


def _usual_place(request: SignedInRequest) -> dict[str, str]:
    """The production of the bar, else the first that one works on: nothing goes to the whole house unasked."""
    known = [where for where, _label in queries.where_choices(request.user, "change")]
    asked = request.GET.get("where") or f"production:{asked_production(request)}"
    return {"where": asked if asked in known else next(iter(known), "house")}


def _added(request: SignedInRequest, form: UploadForm, row: models.Model | None) -> HttpResponse:
    uploads: Sequence[UploadedFile[Any]] = form.cleaned_data["file"]
    place = form.place
    if place is None:
        raise Http404
    kept = [
        actions.keep(
            upload.chunks(),
            name=upload.name or "",
            title=form.cleaned_data["title"] if len(uploads) == 1 else "",
            production=place.production,
            client=place.client,
            private=form.cleaned_data.get("private", False),
            tags=form.cleaned_data["tags"],
            about=row,
            by=request.user,
            at=timezone.now(),
        )
        for upload in uploads
    ]
    pks = "&".join(f"ids={document.pk}" for document in kept)
    words = ngettext("%(count)s document added", "%(count)s documents added", len(kept)) % {"count": len(kept)}
    done(request, words, undo=f"{reverse('documents:withdraw-selection')}?{pks}")
    if row is not None or request.POST.get("next"):
        return redirect(back_to(request))
    return redirect(_address(kept[0]) if len(kept) == 1 else reverse("documents:list"))


def _subject(request: SignedInRequest, about: str) -> models.Model | None:
    """The object of `people.contact:12`, if it may be changed: adding a paper changes its page."""
    if not about:
        return None
    label, _colon, number = about.partition(":")
    if not number.isascii() or not number.isdecimal() or len(number) > 17:
        raise Http404
    return access_subject(request.user, label, int(number), to="change")


@door(SIGNED_IN)
@require_GET
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    document = access_document(request.user, pk, trashed=True)
    version = document.current
    if version is None:
        raise Http404
    changeable = may_change(request.user, document) and document.trashed_at is None
    number = request.GET.get("p", "1")
    page = int(number) if number.isascii() and number.isdecimal() and len(number) < 6 else 1
    return render(
        request,
        "documents/detail.html",
        {
            "document": document,
            "version": version,
            "line": queries.lines([document])[0],
            "versions": queries.history(document),
            "subjects": queries.subjects_of(document, request.user),
            "links": guest_links_for(KIND, document.pk, at=timezone.now()) if changeable else [],
            "may_change": changeable,
            "may_take_back": document.trashed_at is not None,
            "holders": holders_of(document, request.user) if document.trashed_at else [],
            **_photo(version),
            "version_form": VersionForm(),
            "limit": written_size(LIMIT),
            **_viewer(version, page),
        },
    )


def _photo(version: Version) -> dict[str, Any]:
    """When and where the camera says that it was; degrees to four places are ten metres."""
    facts: dict[str, Any] = {"taken_at": queries.taken_at(version)}
    if version.latitude is not None and version.longitude is not None:
        facts |= {
            "position": written_position(version.latitude, version.longitude),
            "latitude": f"{version.latitude:.5f}",
            "longitude": f"{version.longitude:.5f}",
        }
    return facts


def _viewer(version: Version, page: int) -> dict[str, Any]:
    """Which page is shown, and the way to its neighbours; the count is not known before the worker has read it."""
    last = min(version.pages or 1, MOST_PAGES)
    page = min(max(page, 1), last)
    return {
        "drawn": has_preview(version.media_type) and not version.trouble,
        "why_not": why_no_preview(version),
        "at_page": page,
        "last_page": last,
        "before": page - 1 if page > 1 else None,
        "after": page + 1 if page < last else None,
    }


@door(SIGNED_IN)
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    document = access_document(request.user, pk, to="change")
    form = SheetForm(request.POST or None, user=request.user, document=document)
    context: dict[str, Any] = {"form": form, "document": document}
    if request.method == "POST" and form.is_valid():
        try:
            written = actions.edit(
                document=document,
                values=form.values(),
                read_version=form.cleaned_data["version"],
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as stale:
            return _overtaken(request, form, stale, document)
        except actions.InTheTrash:
            refused(
                request, _("“%(title)s” is in the trash. Take it back before changing it.") % {"title": document}
            )
            return redirect("documents:list")
        done(request, _("Sheet of “%(title)s” saved") % {"title": written.title})
        return redirect(_address(written))
    return render(request, "documents/edit.html", context, status=400 if form.errors else 200)


def _overtaken(request: SignedInRequest, form: SheetForm, stale: StaleWrite, document: Document) -> HttpResponse:
    """Somebody saved first: both values, and the form as it was typed, which may then be sent over theirs."""
    labels = {"production_id": _("Production"), "client_id": _("Client"), "changed_at": ""}
    rows = [
        {
            "label": labels.get(each.field, each.label),
            "mine": _readable(each.refused),
            "theirs": _readable(each.stored),
            "differs": True,
        }
        for each in stale.differences
        if each.field != "changed_at"
    ]
    typed = [
        (name, value)
        for name in request.POST
        for value in request.POST.getlist(name)
        if name not in {"csrfmiddlewaretoken", "version"}
    ]
    context = {
        "form": form,
        "document": document,
        "rows": rows,
        "typed": typed,
        "stored_version": stale.row.version,
        "who": queries.last_hand(document),
        "at": getattr(stale.row, "changed_at", None),
    }
    return render(request, "documents/overtaken.html", context, status=409)


def _readable(value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return "—" if value in (None, "") else str(value)


@door(SIGNED_IN)
@require_POST
def add_version(request: SignedInRequest, pk: int) -> HttpResponse:
    document = access_document(request.user, pk, to="change")
    form = VersionForm(request.POST, request.FILES)
    if not form.is_valid():
        refused(request, " ".join(str(reason) for reasons in form.errors.values() for reason in reasons))
        return redirect(_address(document))
    upload = form.cleaned_data["file"]
    try:
        version = actions.add_version(
            upload.chunks(),
            document=document,
            name=upload.name or "",
            note=form.cleaned_data["note"],
            by=request.user,
            at=timezone.now(),
        )
    except actions.SameContent:
        refused(
            request,
            _("“%(name)s” is not added: the document has this very content already.") % {"name": upload.name},
        )
    else:
        done(request, _("Version %(number)s added") % {"number": version.number})
    return redirect(_address(document))


@door(SIGNED_IN)
@require_POST
def restore_version(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    version = access_version(request.user, pk, number, to="change")
    try:
        fresh = actions.restore_version(version=version, by=request.user, at=timezone.now())
    except actions.SameContent:
        refused(request, _("Version %(number)s is what the document holds already.") % {"number": number})
    else:
        words = _("Version %(old)s taken up again as version %(new)s")
        done(request, words % {"old": number, "new": fresh.number})
    return redirect("documents:detail", pk=pk)


@door(SIGNED_IN)
@require_POST
def detach(request: SignedInRequest, pk: int) -> HttpResponse:
    document = access_document(request.user, pk, to="change")
    row = _subject(request, request.POST.get("about", ""))
    if row is None:
        raise Http404
    actions.detach(document=document, row=row, by=request.user, at=timezone.now())
    undo = f"{reverse('documents:attach', args=[pk])}?about={shown(row).label}:{row.pk}"
    done(request, _("“%(title)s” detached from %(subject)s") % {"title": document, "subject": row}, undo=undo)
    return redirect(back_to(request))


@door(SIGNED_IN)
@require_POST
def attach(request: SignedInRequest, pk: int) -> HttpResponse:
    document = access_document(request.user, pk, to="change")
    row = _subject(request, request.POST.get("about") or request.GET.get("about", ""))
    if row is None:
        raise Http404
    actions.attach(document=document, row=row, by=request.user, at=timezone.now())
    done(request, _("“%(title)s” attached to %(subject)s") % {"title": document, "subject": row})
    return redirect(_address(document))


@door(SIGNED_IN)
@require_POST
def trash(request: SignedInRequest, pk: int) -> HttpResponse:
    document = access_document(request.user, pk, to="change")
    actions.trash(documents=[document], by=request.user, at=timezone.now())
    done(
        request,
        _("“%(title)s” in the trash for 30 days") % {"title": document},
        undo=reverse("documents:take-back", args=[pk]),
    )
    return redirect("documents:list")


@door(SIGNED_IN)
@require_POST
def take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    document = access_document(request.user, pk, to="change", trashed=True)
    actions.take_back(documents=[document], by=request.user, at=timezone.now())
    done(request, _("“%(title)s” taken out of the trash") % {"title": document})
    return redirect(_address(document))
