"""Letters on paper: given, put in order, read, typed, filed under their author."""

from typing import Any, Final

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.audience.current import access_audience, may, on_production, within_reach
from coulisse.desks.audience.intake.calls.queries import chips
from coulisse.desks.audience.intake.scans import actions, reading
from coulisse.desks.audience.intake.scans.access import access_letter, access_page
from coulisse.desks.audience.intake.scans.forms import AuthorForm, LetterForm, SheetsForm, TextForm
from coulisse.desks.audience.intake.scans.jobs import begin_reading
from coulisse.desks.audience.intake.scans.models import PaperLetter
from coulisse.desks.audience.intake.scans.queries import delay_of, letters_of, sheets_of
from coulisse.desks.audience.relations.access import access_writer
from coulisse.foundation.accounts.access import require
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.documents import serving
from coulisse.foundation.documents.darkroom.trouble import Troubled
from coulisse.foundation.documents.previews import NoPreview, page_picture, thumbnail
from coulisse.foundation.jobs.queries import one_job
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused

LETTER: Final = "audience:intake:letter"


@on_production
@require_GET
def listed(request: SignedInRequest, production: Production) -> HttpResponse:
    access_audience(request.user, production.pk)
    context = {
        "production": production,
        "letters": letters_of(production, user=request.user),
        "may_change": may(request.user, "change", production.pk),
        "is_whole_house": request.user.may("read", desk=Desk.AUDIENCE),
    }
    return render(request, "audience/intake/letters.html", context)


@on_production
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, production: Production) -> HttpResponse:
    """The sheets of one letter; they are read at once where this machine can."""
    access_audience(request.user, production.pk, to="change")
    form = LetterForm(
        request.POST or None,
        request.FILES or None,
        productions=within_reach(request.user, "change").order_by("title"),
        today=timezone.localdate(),
        initial={"production": production.pk},
    )
    if request.method == "POST" and form.is_valid():
        letter = _kept(request, form)
        if letter is not None:
            return redirect(LETTER, letter.pk)
    context = {"production": production, "form": form, "languages": reading.languages()}
    return render(request, "audience/intake/letter_add.html", context, status=422 if form.errors else 200)


def _kept(request: SignedInRequest, form: LetterForm) -> PaperLetter | None:
    about: Production | None = form.cleaned_data["production"]
    require(request.user, "change", desk=Desk.AUDIENCE, production=about.pk if about else None, seen=True)
    at = timezone.now()
    try:
        letter = actions.keep_letter(
            files=form.given(),
            received_on=form.cleaned_data["received_on"],
            production=about,
            by=request.user,
            at=at,
        )
    except actions.NotALetter as refusal:
        said = _("“%(name)s” is neither a PDF nor a photo in JPEG, PNG or WebP. Save it as one of these.")
        form.add_error("files", said % {"name": refusal.name})
        return None
    if reading.languages():
        begin_reading(letter=letter, by=request.user, at=at)
    return letter


@door(MEMBER)
@require_GET
def letter(request: SignedInRequest, pk: int) -> HttpResponse:
    return _page(request, access_letter(request.user, pk))


def _page(request: SignedInRequest, found: PaperLetter, *, status: int = 200, **forms: Any) -> HttpResponse:
    context: dict[str, Any] = {
        "letter": found,
        "production": found.production,
        "sheets": sheets_of(found),
        "delay": delay_of(found.received_on),
        "languages": reading.languages(),
        "job": one_job(found.job, at=timezone.now()) if found.job is not None else None,
        "text_form": TextForm(letter=found),
        "author_form": AuthorForm(topics=chips((get_language() or "fr")[:2])),
        "sheets_form": SheetsForm(),
        "may_change": request.user.may("change", desk=Desk.AUDIENCE, production=found.production_id),
    }
    return render(request, "audience/intake/letter.html", context | forms, status=status)


@door(MEMBER)
@require_POST
def read(request: SignedInRequest, pk: int) -> HttpResponse:
    """Read it, or go on reading it."""
    found = access_letter(request.user, pk, to="change")
    if not reading.languages():
        refused(request, _("This machine cannot read pictures: tesseract is not installed. Type the text."))
    elif found.state == PaperLetter.State.TYPED:
        refused(request, _("The text was typed by a person: it is not read over."))
    else:
        begin_reading(letter=found, by=request.user, at=timezone.now())
    return redirect(LETTER, pk)


@door(MEMBER)
@require_POST
def type_text(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_letter(request.user, pk, to="change")
    form = TextForm(request.POST, letter=found)
    if not form.is_valid():
        return _page(request, found, status=422, text_form=form)
    try:
        actions.type_text(
            letter=found,
            text=form.cleaned_data["text"],
            read_version=form.cleaned_data["version"] or 0,
            by=request.user,
            at=timezone.now(),
        )
    except StaleWrite as stale:
        return stale_answer(request, stale, back=reverse(LETTER, args=[pk]))
    done(request, _("Text of the letter saved"))
    return redirect(LETTER, pk)


@door(MEMBER)
@require_POST
def file_it(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who wrote it: the letter becomes a conversation."""
    found = access_letter(request.user, pk, to="change")
    form = AuthorForm(request.POST, topics=chips((get_language() or "fr")[:2]))
    if not form.is_valid():
        return _page(request, found, status=422, author_form=form)
    fields = dict(form.cleaned_data)
    chosen = fields.pop("writer")
    writer = access_writer(request.user, chosen) if chosen else None
    try:
        conversation = actions.file_letter(
            letter=found, author=actions.Author(writer=writer, **fields), by=request.user, at=timezone.now()
        )
    except actions.NothingRead:
        form.add_error(None, _("The letter has no text yet. Have it read, or type it, then say who wrote it."))
        return _page(request, found, status=422, author_form=form)
    except actions.AlreadyFiled:
        refused(request, _("A colleague said meanwhile who wrote it."))
        return redirect(LETTER, pk)
    done(request, _("%(reference)s opened for this letter") % {"reference": conversation.reference})
    return redirect("audience:inbox:thread", conversation.pk)


@door(MEMBER)
@require_POST
def add_sheets(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_letter(request.user, pk, to="change")
    form = SheetsForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            actions.add_pages(letter=found, files=form.given(), by=request.user, at=timezone.now())
        except actions.AlreadyFiled:
            refused(request, _("It is a conversation already: add a note there."))
        except actions.NotALetter as refusal:
            said = _("“%(name)s” is neither a PDF nor a photo in JPEG, PNG or WebP. Save it as one of these.")
            form.add_error("files", said % {"name": refusal.name})
        else:
            if reading.languages() and found.state != PaperLetter.State.TYPED:
                begin_reading(letter=found, by=request.user, at=timezone.now())
            done(request, _("Sheets added"))
    if form.errors:
        return _page(request, found, status=422, sheets_form=form)
    return redirect(LETTER, pk)


@door(MEMBER)
@require_POST
def move_sheet(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_page(request.user, pk, to="change")
    try:
        actions.move_page(page=found, up=request.POST.get("to") == "up")
    except actions.AlreadyFiled:
        refused(request, _("It is a conversation already: its sheets stay in their order."))
    return redirect(LETTER, found.letter_id)


@door(MEMBER)
@require_GET
def picture(request: SignedInRequest, pk: int, size: str) -> HttpResponseBase:
    """A sheet drawn anew, small or to be read; 404 where it cannot be drawn."""
    found = access_page(request.user, pk)
    version = found.document.current
    if version is None:
        return serving.no_picture()
    try:
        drawn = thumbnail(version) if size == "small" else page_picture(version, 1)
    except (NoPreview, Troubled, FileNotFoundError):
        return serving.no_picture()
    return serving.picture(drawn)
