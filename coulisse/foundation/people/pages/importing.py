"""A file of contacts: upload, check, import, look at the result, undo."""

from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from coulisse.formats.problems import Unreadable
from coulisse.formats.tabular import Column, Table, write_csv
from coulisse.foundation.jobs.actions import begin
from coulisse.foundation.people.access import access_book, access_import
from coulisse.foundation.people.actions import importing
from coulisse.foundation.people.forms import MappingForm, UploadForm
from coulisse.foundation.people.imports import staging
from coulisse.foundation.people.imports.staging import Draft
from coulisse.foundation.people.jobs import import_job
from coulisse.foundation.people.models import Import
from coulisse.foundation.people.queries.imports import list_imports, preview
from coulisse.foundation.people.words import told, why_unreadable
from coulisse.foundation.ui import toasts
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door

AT_ONCE = 500
"""Rows up to which one waits for the answer; beyond, a job."""


@door(MEMBER)
def upload(request: SignedInRequest) -> HttpResponse:
    access_book(request.user, to="change")
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        imported = _staged(form, request, at=timezone.now())
        if imported is not None:
            return redirect("people:import_check", key=imported.key)
    context = {"form": form, "imports": list_imports(request.user)}
    return render(request, "people/import.html", context, status=422 if form.errors else 200)


def _staged(form: UploadForm, request: SignedInRequest, *, at: datetime) -> Import | None:
    """What was given, kept and found readable, or None with the reason on the form."""
    name, chunks = form.content()
    try:
        imported = importing.stage_file(chunks=chunks, file_name=name, by=request.user, at=at)
        draft = staging.read_draft(imported.key)
    except staging.TooLarge:
        form.add_error("file", _("The file is over 64 MB. Split it, and import the parts one after the other."))
    except Unreadable as refusal:
        form.add_error("file", why_unreadable(refusal))
    else:
        return importing.choose_mapping(imported=imported, mapping=draft.guess, twins=imported.twins)
    return None


@door(MEMBER)
def check(request: SignedInRequest, key: str) -> HttpResponse:
    """The columns, the first rows as they will be read, the problems, those already in the book."""
    imported = access_import(request.user, key)
    if imported.state != Import.State.STAGED:
        return redirect("people:import_result", key=key)
    draft = _draft(key)
    columns = len(draft.sheet.header) if draft.sheet else 0
    initial = {"twins": imported.twins} | {f"column-{at}": code for at, code in enumerate(imported.mapping)}
    form = MappingForm(request.POST or None, initial=initial, columns=columns)
    if request.method == "POST" and form.is_valid():
        imported = importing.choose_mapping(
            imported=imported, mapping=form.mapping(), twins=form.cleaned_data["twins"]
        )
        if "import" in request.POST:
            return _import(request, imported, draft, at=timezone.now())
    context = {
        "imported": imported,
        "form": form,
        "draft": draft,
        "columns": _columns(form, draft),
        "preview": preview(draft, imported.mapping),
        "twin_choices": Import.Twins.choices,
    }
    return render(request, "people/import_check.html", context)


def _draft(key: str) -> Draft:
    try:
        return staging.read_draft(key)
    except FileNotFoundError:
        raise Http404 from None


def _columns(form: MappingForm, draft: Draft) -> list[dict[str, object]]:
    """Each column with its heading, its field and its first three values."""
    if draft.sheet is None:
        return []
    rows = draft.sheet.rows[:3]
    return [
        {
            "title": title,
            "field": form[f"column-{at}"],
            "values": ["" if row.cells[at] is None else str(row.cells[at])[:80] for row in rows],
        }
        for at, title in enumerate(draft.sheet.header)
    ]


def _import(request: SignedInRequest, imported: Import, draft: Draft, *, at: datetime) -> HttpResponse:
    choices = {
        name.removeprefix("twin-"): answer
        for name, answer in request.POST.items()
        if name.startswith("twin-") and answer in Import.Twins.values
    }
    if draft.count > AT_ONCE:
        importing.set_running(imported=imported)
        title = _("Import of %(file)s") % {"file": imported.file_name}
        begin(import_job, by=request.user, at=at, title=title, key=imported.key, choices=choices)
        return redirect("people:import_result", key=imported.key)
    try:
        imported = importing.import_contacts(
            imported=imported,
            draft=draft,
            choices={int(line): answer for line, answer in choices.items() if line.isdecimal()},
            by=request.user,
            at=at,
        )
    except importing.AlreadyImported:
        toasts.refused(request, _("This file was imported before. Here is what came of it."))
    return redirect("people:import_result", key=imported.key)


@door(MEMBER)
@require_GET
def result(request: SignedInRequest, key: str) -> HttpResponse:
    imported = access_import(request.user, key)
    if imported.state == Import.State.STAGED:
        return redirect("people:import_check", key=key)
    context = {"imported": imported, "problems": [told(one) for one in imported.problems[:100]]}
    return render(request, "people/import_result.html", context)


@door(MEMBER)
@require_GET
def problems(request: SignedInRequest, key: str) -> HttpResponse:
    """The rows with a problem, as a CSV."""
    imported = access_import(request.user, key)
    found = [told(one) for one in imported.problems]
    columns = (Column(_("Row")), Column(_("Problem")))
    table = Table(_("Problems"), columns, tuple((one.line, one.text) for one in found))
    response = HttpResponse(write_csv(table), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="import-problems.csv"'
    return response


@door(MEMBER)
@require_POST
def undo(request: SignedInRequest, key: str) -> HttpResponse:
    imported = access_import(request.user, key)
    try:
        undone = importing.undo_import(imported=imported, by=request.user, at=timezone.now())
    except importing.NotImported:
        toasts.refused(request, _("There is nothing to undo: this import does not stand any more."))
        return redirect("people:import_result", key=key)
    sentence = _(
        "Import undone: %(removed)s contacts removed, %(restored)s as before, "
        "%(kept)s left because they are in use."
    )
    toasts.done(request, sentence % {"removed": undone.removed, "restored": undone.restored, "kept": undone.kept})
    return redirect("people:import_result", key=key)
