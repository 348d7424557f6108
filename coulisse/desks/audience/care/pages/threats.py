"""Threat files: opened, read by few, passed on, followed, taken out as a file."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from coulisse.desks.audience.care.access import access_contact, access_threat, manages
from coulisse.desks.audience.care.actions import threats
from coulisse.desks.audience.care.exports import file_pdf, file_zip
from coulisse.desks.audience.care.forms import ContactForm, FollowForm, PassOnForm, ReaderForm
from coulisse.desks.audience.care.queries.threats import contacts, pieces_of, steps_of
from coulisse.desks.audience.care.words import noun
from coulisse.desks.audience.intake.access import access_conversation
from coulisse.foundation.accounts.access import require
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.stale import without_left
from coulisse.foundation.ui.toasts import done, refused

FILE = "audience:care:threat"
HOME = "audience:care:home"


@door(MEMBER)
@require_POST
def open_threat(request: SignedInRequest, pk: int) -> HttpResponse:
    """Freeze the messages of a conversation in a file of its own."""
    conversation = access_conversation(request.user, pk, to="change")
    require(request.user, "manage", desk=Desk.AUDIENCE, production=conversation.production_id, seen=True)
    try:
        file = threats.open_file(conversation=conversation, by=request.user, at=timezone.now())
    except threats.HasFileAlready as known:
        return redirect(FILE, known.file.pk)
    except threats.NothingToFreeze:
        refused(request, _("This conversation holds no message from the public: there is nothing to freeze."))
        return redirect("audience:care:conversation", pk)
    done(request, _("File %(code)s opened, the evidence is frozen") % {"code": file.code})
    return redirect(FILE, file.pk)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def threat(request: SignedInRequest, pk: int) -> HttpResponse:
    """One file: evidence and its hashes, what was done, what to do. The text is not on the page."""
    file = access_threat(request.user, pk, to="change" if request.method == "POST" else "read")
    initial = {
        "version": file.version,
        "state": file.state,
        "follow_up_on": file.follow_up_on,
        "police_number": file.police_number,
    }
    form = FollowForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        kept = without_left(values, request.POST)
        values = {
            name: kept.get(name, values["note"] if name == "note" else getattr(file, name, "")) for name in values
        }
        try:
            threats.follow(
                file=file,
                **values,
                read_version=form.cleaned_data["version"],
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=reverse(FILE, args=[pk]))
        except threats.NoteMissing:
            refused(request, _("Say what happened."))
        else:
            done(request, _("Noted on the file %(code)s") % {"code": file.code})
        return redirect(FILE, pk)
    known = contacts()
    context = {
        "file": file,
        "noun": noun(file.gist),
        "production": file.production,
        "pieces": pieces_of(file),
        "steps": steps_of(file),
        "form": form,
        "may_change": manages(request.user, file.production_id),
        "pass_form": PassOnForm(contacts=known) if known else None,
        "reader_form": ReaderForm(),
        "readers": list(file.readers.all()),
    }
    return render(request, "audience/care/threat.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_POST
def pass_on(request: SignedInRequest, pk: int) -> HttpResponse:
    file = access_threat(request.user, pk, to="change")
    form = PassOnForm(request.POST, contacts=contacts())
    if not form.is_valid():
        refused(request, " ".join(str(text) for texts in form.errors.values() for text in texts))
        return redirect(FILE, pk)
    said = {"contact": form.cleaned_data["contact"], "note": form.cleaned_data["note"]}
    try:
        if form.cleaned_data["by_phone"]:
            threats.note_call(file=file, **said, by=request.user, at=timezone.now())
        else:
            threats.pass_on(file=file, **said, by=request.user, at=timezone.now())
    except threats.NoAddress:
        refused(request, _("This contact has no e-mail address: call, then note that you told it by telephone."))
    except threats.ContactArchived:
        refused(request, _("Nobody is reached there any more: choose another contact."))
    except threats.NoteMissing:
        refused(request, _("Say whom you spoke to and what was agreed."))
    else:
        done(request, _("Passed on to %(name)s, the hour is noted") % {"name": said["contact"].name})
    return redirect(FILE, pk)


@door(MEMBER)
@require_POST
def add_evidence(request: SignedInRequest, pk: int) -> HttpResponse:
    file = access_threat(request.user, pk, to="change")
    count = threats.add_evidence(file=file, by=request.user, at=timezone.now())
    if count:
        done(request, _("%(count)s more frozen") % {"count": count})
    else:
        refused(request, _("Nothing came since: every message is frozen already."))
    return redirect(FILE, pk)


@door(MEMBER)
@require_POST
def name_reader(request: SignedInRequest, pk: int) -> HttpResponse:
    file = access_threat(request.user, pk, to="change")
    form = ReaderForm(request.POST)
    if form.is_valid():
        threats.name_reader(file=file, reader=form.cleaned_data["reader"], by=request.user, at=timezone.now())
        done(request, _("%(name)s may read this file") % {"name": form.cleaned_data["reader"]})
    else:
        refused(request, _("Choose a person."))
    return redirect(FILE, pk)


@door(MEMBER)
@require_POST
def take_out(request: SignedInRequest, pk: int, form: str) -> HttpResponse:
    """The file as a PDF (without the text) or as a ZIP with the very bytes: noted on it, hence a POST."""
    file = access_threat(request.user, pk)
    at = timezone.now()
    made, kind = (
        (file_pdf(file, get_language() or "fr", at=at), "application/pdf")
        if form == "pdf"
        else (file_zip(file, get_language() or "fr", at=at), "application/zip")
    )
    threats.note_export(file=file, form=form.upper(), by=request.user, at=at)
    answer = HttpResponse(made, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{file.code}.{form}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def contact(request: SignedInRequest, pk: int | None = None) -> HttpResponse:
    """A safety contact: new, or corrected."""
    require(request.user, "manage", desk=Desk.AUDIENCE, seen=request.user.may("read", desk=Desk.AUDIENCE))
    row = access_contact(request.user, pk) if pk is not None else None
    names = ("name", "role", "email", "phone", "language", "version")
    form = ContactForm(request.POST or None, initial={name: getattr(row, name) for name in names} if row else None)
    if request.method == "POST" and form.is_valid():
        try:
            saved = threats.save_contact(
                contact=row,
                values=without_left(form.values(), request.POST),
                read_version=form.cleaned_data["version"] or 0,
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=reverse(HOME))
        done(request, _("%(name)s saved") % {"name": saved.name})
        return redirect(HOME)
    context = {"form": form, "contact": row}
    return render(request, "audience/care/contact.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_POST
def archive_contact(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_contact(request.user, pk)
    threats.archive_contact(contact=row, by=request.user, at=timezone.now())
    done(request, _("%(name)s is off the list") % {"name": row.name})
    return redirect(HOME)
