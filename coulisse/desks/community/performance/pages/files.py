"""Files of figures: given, looked at, imported, undone."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from coulisse.desks.community.current import access_owned, may, on_production
from coulisse.desks.community.performance.access import access_file
from coulisse.desks.community.performance.actions import files
from coulisse.desks.community.performance.columns import shapes_of, without_export
from coulisse.desks.community.performance.forms import FileForm, ReadingForm
from coulisse.desks.community.performance.jobs import import_job
from coulisse.desks.community.performance.models import DataFile
from coulisse.desks.community.performance.queries.listing import files_listed, problems_of, shape_of
from coulisse.desks.community.performance.reading import AdRow, Opened, PostRow, RatingRow, Trouble
from coulisse.desks.community.performance.words import SIDES, field_name, label_of, trouble_of_file
from coulisse.desks.community.publishing.access import may_publish_on
from coulisse.formats.problems import Unreadable
from coulisse.foundation.jobs.actions import begin
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused
from coulisse.foundation.ui.translated import in_language
from coulisse.kernel.money import Money

HERE: Final = "community:performance:file"
AT_ONCE: Final = 2_000
"""Rows up to which one waits for the answer; beyond, a job."""
SHOWN: Final = 12


@on_production
@require_http_methods(["GET", "POST"])
def listed(request: SignedInRequest, production: Production) -> HttpResponse:
    """The files given; a new one is given here."""
    is_new = request.method == "POST"
    access_owned(request.user, production=production.pk, client=None, to="change" if is_new else "read")
    form = FileForm(
        request.POST or None,
        request.FILES or None,
        user=request.user,
        production=production,
        initial={"read_on": timezone.localdate()},
    )
    if is_new and form.is_valid():
        row = _given(request, form, production)
        if row is not None:
            return redirect(HERE, row.pk)
    language = get_language() or "fr"
    context = {
        "production": production,
        "tab": "files",
        "form": form,
        "files": files_listed(request.user, production),
        "shapes": [one for kind in DataFile.Kind.values for one in shapes_of(kind)],
        "without": [in_language(note, language) for note in without_export().values()],
        "may_change": may(request.user, "change", production=production.pk, client=None),
    }
    return render(request, "community/performance/files.html", context, status=422 if form.errors else 200)


def _given(request: SignedInRequest, form: FileForm, production: Production) -> DataFile | None:
    values = form.cleaned_data
    kind = values["kind"]
    account = values["account"] if kind == DataFile.Kind.POSTS else None
    given = files.Given(
        kind=kind,
        content=values["file"].read(),
        file_name=values["file"].name or "",
        production=production,
        account=account,
        campaign=values["campaign"] if kind == DataFile.Kind.ADS else None,
        last_on=values["read_on"] if kind == DataFile.Kind.POSTS else None,
    )
    try:
        return files.give_file(given, by=request.user, at=timezone.now())
    except files.AlreadyGiven as known:
        refused(request, _("This file was given before: here it is. Nothing is counted twice."))
        return known.file
    except files.NothingKnown:
        form.add_error("file", _("No heading of this file is known. Choose what it holds, or export it again."))
    except files.TooLarge:
        form.add_error("file", _("The file is over 20 MB. Export a shorter period."))
    except Unreadable as refusal:
        form.add_error("file", trouble_of_file(refusal))
    return None


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def one(request: SignedInRequest, pk: int) -> HttpResponse:
    """The columns and first rows before the import; what came of it afterwards."""
    row = access_file(request.user, pk, to="change" if request.method == "POST" else "read")
    production = row.production or (row.account.production if row.account else None)
    may_change = may(request.user, "change", production=row.production_id, client=row.client_id)
    shown = {
        "file": row,
        "production": production,
        "tab": "files",
        "shape": shape_of(row),
        "may_change": may_change and (row.account is None or may_publish_on(request.user, row.account)),
    }
    if row.state != DataFile.State.GIVEN:
        context = {
            **shown,
            "problems": problems_of(row.problems),
            "account": files.budget_account(row) if row.kind == DataFile.Kind.ADS else "",
            "spend": Money(sum(line.spend_cents or 0 for line in row.ads.all())),
        }
        return render(request, "community/performance/file.html", context)
    try:
        opened = files.opened_of(row)
    except files.FileGone:
        return render(request, "community/performance/file.html", {**shown, "is_gone": True})
    form = ReadingForm(request.POST or None, file=row, columns=len(opened.sheet.header))
    if request.method == "POST" and form.is_valid():
        answer = _chosen(request, row, form)
        if answer is not None:
            return answer
        row.refresh_from_db()
    return render(
        request,
        "community/performance/file_check.html",
        {**shown, **_preview(row, opened, form)},
        status=422 if form.errors else 200,
    )


def _chosen(request: SignedInRequest, row: DataFile, form: ReadingForm) -> HttpResponse | None:
    values = form.cleaned_data
    try:
        row = files.choose(
            file=row,
            mapping=form.mapping(),
            day_order=values["day_order"],
            decimal=values["decimal"],
            first_on=values["first_on"],
            last_on=values["last_on"] or values["first_on"],
        )
        if "import" in request.POST:
            return _import(request, row)
        return redirect(HERE, row.pk)
    except files.NotNow:
        refused(request, _("It was imported, or undone, meanwhile: look again."))
        return redirect(HERE, row.pk)
    except files.ColumnsMissing as missing:
        names = ", ".join(field_name(code) for code in missing.codes)
        form.add_error(None, _("Say which column holds: %(names)s.") % {"names": names})
    except files.OrderUnknown:
        form.add_error("day_order", _("Nothing in the file tells: does the day or the month come first?"))
    except files.PeriodMissing:
        form.add_error("first_on", _("The file does not tell its days: say from when until when."))
    return None


def _import(request: SignedInRequest, row: DataFile) -> HttpResponse:
    at = timezone.now()
    rows = len(files.opened_of(row).sheet.rows)
    if rows > AT_ONCE:
        files.begin(file=row)
        title = _("Figures of %(file)s") % {"file": row.file_name}
        job = begin(import_job, by=request.user, at=at, title=title, production=row.production_id, key=row.pk)
        return redirect("jobs:one", job.pk)
    written = files.import_file(file=row, by=request.user, at=at)
    said = _("%(added)s rows added, %(changed)s changed, %(same)s as before, %(refused)s refused")
    done(request, said % written.counts)
    return redirect(HERE, row.pk)


@door(MEMBER)
@require_POST
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_file(request.user, pk, to="change")
    try:
        files.undo(file=row, by=request.user, at=timezone.now())
    except files.NotNow:
        refused(request, _("It was imported, or undone, meanwhile: look again."))
    else:
        done(request, _("Taken back: what this file alone told is gone, the file itself is kept"))
    return redirect(HERE, pk)


@door(MEMBER)
@require_POST
def propose(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put the spend before the administrator again, once the brief names the account."""
    row = access_file(request.user, pk, to="change")
    if row.state == DataFile.State.DONE and files.tell_spend(file=row, by=request.user, at=timezone.now()):
        done(request, _("Put before the administrator, once"))
    else:
        refused(request, _("The brief names no budget line: write it there first."))
    return redirect(HERE, pk)


def _preview(row: DataFile, opened: Opened, form: ReadingForm) -> dict[str, object]:
    read = list(files.read_rows(row, opened))
    troubles = [one.as_json() for one in read if isinstance(one, Trouble)]
    order_asked = not row.day_order and files.order_is_asked(row, opened)
    return {
        "form": form,
        "columns": [
            {
                "title": title,
                "field": form[f"column-{at}"],
                "values": [
                    str(line.cells[at])[:60] for line in opened.sheet.rows[:3] if line.cells[at] is not None
                ],
            }
            for at, title in enumerate(opened.sheet.header)
        ],
        "above": opened.above,
        "order_asked": order_asked,
        "count": len(opened.sheet.rows),
        "totals": sum(1 for one in read if one is None),
        "rows": [shown for one in read if (shown := _shown(one)) is not None][:SHOWN],
        "problem_count": len(troubles),
        "problems": problems_of(troubles[:50]),
        "back": reverse("community:performance:files"),
    }


def _shown(one: object) -> dict[str, object] | None:
    """A row as it will be read."""
    if isinstance(one, PostRow):
        values = [
            f"{label_of(metric)} ({SIDES.get(side, side)}) : {'—' if value is None else value}"
            for (metric, side), value in one.values.items()
        ]
        day = one.published_at
        return {
            "line": one.line,
            "what": one.text or one.remote_id,
            "at": day,
            "has_hour": one.has_hour,
            "values": values,
        }
    if isinstance(one, AdRow):
        spend = "—" if one.spend is None else f"{Money(one.spend).decimal} €"
        values = [f"{field_name('spend')} : {spend}"]
        values += [f"{label_of(code)} : {'—' if value is None else value}" for code, value in one.counts.items()]
        return {"line": one.line, "what": one.name, "at": one.first_on, "until": one.last_on, "values": values}
    if isinstance(one, RatingRow):
        values = [f"{field_name('viewers')} : {'—' if one.viewers is None else one.viewers}"]
        return {
            "line": one.line,
            "what": one.title,
            "at": one.aired_at,
            "has_hour": one.has_hour,
            "values": values,
        }
    return None
