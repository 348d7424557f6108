"""The PDFs of Movie Magic: dropped, looked at beside the script, and made into a « what if » if one wants it."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import PurePath
from typing import Any, Final

from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from coulisse.desks.floor.current import on_production
from coulisse.desks.floor.schedule import movie_magic_words as words
from coulisse.desks.floor.schedule.actions.movie_magic import (
    BoardAlreadyMade,
    NothingToPlace,
    PlannedDay,
    PlannedStrip,
    board_from_schedule,
)
from coulisse.desks.floor.schedule.movie_magic_form import MovieMagicForm
from coulisse.desks.floor.schedule.pages.answers import address, may_change
from coulisse.desks.floor.schedule.queries.movie_magic import beside
from coulisse.formats.movie_magic import BreakdownReport, ShootingSchedule, read_either
from coulisse.formats.problems import Problem, Unreadable
from coulisse.foundation.accounts.access import require
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui import toasts
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door

SALT: Final = "coulisse.desks.floor.schedule.movie_magic"
KEPT_SECONDS: Final = 24 * 3600
SHOWN_PROBLEMS: Final = 100
LONGEST_NAME: Final = 120


@on_production
@require_http_methods(["GET", "POST"])
def movie_magic(request: SignedInRequest, production: Production) -> HttpResponse:
    """Nothing is written here: the files are read, and what they hold is carried, signed, by the next form."""
    require(request.user, "change", desk=Desk.FLOOR, production=production.pk)
    posted = request.method == "POST"
    form = MovieMagicForm(request.POST, request.FILES) if posted else MovieMagicForm()
    context: dict[str, Any] = {"form": form, "production": production}
    if posted and form.is_valid():
        context |= _looked_at(request, production, form, at=timezone.now())
    return render(request, "floor/schedule/movie_magic.html", context, status=422 if form.errors else 200)


@require_POST
@door(MEMBER)
def movie_magic_board(request: SignedInRequest) -> HttpResponse:
    """The board of a reading; the same reading sent twice leads to the one board."""
    try:
        kept = signing.loads(request.POST.get("reading", ""), salt=SALT, max_age=KEPT_SECONDS)
    except signing.BadSignature:
        toasts.refused(request, _("This reading is over. Drop the files again."))
        return redirect("floor:schedule:movie_magic")
    require(request.user, "change", desk=Desk.FLOOR, production=kept["production"])
    production = Production.objects.get(pk=kept["production"])
    try:
        board = board_from_schedule(
            production=production,
            days=[_planned(day) for day in kept["days"]],
            file=kept["file"],
            change=_("From Movie Magic: %(file)s") % {"file": kept["file"]},
            read_at=datetime.fromisoformat(kept["read_at"]),
            by=request.user,
        )
    except BoardAlreadyMade as made:
        return redirect(address(made.board))
    except NothingToPlace:
        toasts.refused(request, _("No board: no scene of this schedule is in the script."))
        return redirect("floor:schedule:movie_magic")
    toasts.done(request, _("Board v%(number)s made.") % {"number": board.number})
    return redirect(address(board.pk))


def _looked_at(
    request: SignedInRequest, production: Production, form: MovieMagicForm, *, at: datetime
) -> dict[str, Any]:
    """What the screen shows of the files; a file that cannot be used is an error of the form."""
    breakdown: BreakdownReport | None = None
    schedule: ShootingSchedule | None = None
    names: list[str] = []
    problems: list[tuple[str, str]] = []
    for upload in form.cleaned_data["file"]:
        name = PurePath(upload.name or "").name[-LONGEST_NAME:]
        found = _read(upload, name, form)
        if found is None:
            continue
        records, stumbled = found
        if isinstance(records, BreakdownReport) and breakdown is None:
            breakdown = records
        elif isinstance(records, ShootingSchedule) and schedule is None:
            schedule, names = records, [name, *names]
        else:
            form.add_error("file", _("Two files are the same report. Drop one of each."))
            continue
        names = names if name in names else [*names, name]
        problems += [words.told(one) for one in stumbled]
    if form.errors or (breakdown is None and schedule is None):
        return {}
    found_beside = beside(production, breakdown=breakdown, schedule=schedule)
    return {
        "beside": found_beside,
        "names": names,
        "problems": problems[:SHOWN_PROBLEMS],
        "problem_count": len(problems),
        "reading": _signed(production, schedule, names[0], at)
        if schedule and may_change(request, production.pk)
        else "",
    }


def _read(
    upload: "UploadedFile[Any]", name: str, form: MovieMagicForm
) -> tuple[BreakdownReport | ShootingSchedule, Sequence[Problem]] | None:
    try:
        reading = read_either(upload, file=name)
    except Unreadable as refused:
        form.add_error("file", words.refusal(refused))
        return None
    return reading.records, reading.problems


def _signed(production: Production, schedule: ShootingSchedule, file: str, at: datetime) -> str:
    """What the board will need, small enough to travel in the page; empty where no day has a date."""
    days = [
        [day.number, day.on.isoformat(), [[list(strip.scenes), strip.eighths] for strip in day.strips]]
        for day in schedule.days
        if day.on is not None
    ]
    if not days:
        return ""
    kept = {"production": production.pk, "file": file, "read_at": at.isoformat(), "days": days}
    return signing.dumps(kept, salt=SALT, compress=True)


def _planned(day: Any) -> PlannedDay:
    """A day as `_signed` wrote it: the signature says that it did."""
    number, on, strips = day
    held = tuple(PlannedStrip(tuple(scenes), eighths) for scenes, eighths in strips)
    return PlannedDay(number, date.fromisoformat(on), held)
