"""One strip, or several: the inspector, moving, splitting and joining, timing; banners; new scenes."""

from collections.abc import Callable

from django.forms.utils import ErrorDict
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from coulisse.desks.floor.schedule.access import access_board, access_day, access_strip
from coulisse.desks.floor.schedule.actions import strips as actions
from coulisse.desks.floor.schedule.actions.boards import copy_board
from coulisse.desks.floor.schedule.actions.days import swap_days
from coulisse.desks.floor.schedule.forms import RESERVE, BannerForm, SplitForm, StripForm
from coulisse.desks.floor.schedule.models import Day, Strip
from coulisse.desks.floor.schedule.pages.answers import (
    REFUSALS,
    address,
    day_title,
    done,
    refusal_of,
    refused,
    stale,
    strip_title,
)
from coulisse.desks.floor.schedule.pages.inspector import board_inspector, strip_inspector
from coulisse.desks.floor.schedule.queries.board import view_of
from coulisse.desks.floor.schedule.queries.rows import rows_of
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.ui import toasts
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door


@require_GET
@door(MEMBER)
def inspector(request: SignedInRequest, pk: int) -> HttpResponse:
    """The pane beside the board, alone."""
    strip = access_strip(request.user, pk)
    rows = rows_of(strip.board)
    drawn = strip_inspector(request, rows, view_of(rows), pk)
    if drawn is None:
        raise Http404
    return HttpResponse(drawn)


@require_GET
@door(MEMBER)
def summary(request: SignedInRequest, pk: int) -> HttpResponse:
    """The pane when no strip is chosen."""
    board = access_board(request.user, pk)
    return HttpResponse(board_inspector(request, view_of(rows_of(board))))


@require_POST
@door(MEMBER)
def move(request: SignedInRequest, pk: int) -> HttpResponse:
    """`strips` are `pk:version`, in order; `day` a day or `reserve`; `before` a strip or nothing."""
    board = access_board(request.user, pk, to="change")
    named = [_pair(text) for text in request.POST.getlist("strips")]
    day, before = request.POST.get("day", ""), request.POST.get("before", "")
    if day != RESERVE and not _is_key(day):
        return refused(request, board, _("Say where the strips go: a day, or the reserve."))
    try:
        moved = actions.move(
            board=board,
            strips=[strip for strip, _version in named],
            day=None if day == RESERVE else int(day),
            before=int(before) if _is_key(before) else None,
            versions={strip: version for strip, version in named if version is not None},
            by=request.user,
            at=timezone.now(),
        )
    except StaleWrite as late:
        return stale(request, board, late, back=address(board.pk))
    except actions.NothingToMove:
        return refused(request, board, _("Choose at least one strip."))
    except REFUSALS as error:
        return refused(request, board, refusal_of(error))
    return done(request, board, _moved(moved, day), strip=moved[0].pk)


def _moved(moved: list[Strip], day: str) -> str:
    """« 3 séquences déplacées en J21. »"""
    count = len(moved)
    if day == RESERVE:
        said = ngettext("%(count)s strip put in the reserve.", "%(count)s strips put in the reserve.", count)
        return said % {"count": count}
    to = day_title(Day.objects.get(pk=int(day)))
    return ngettext("%(count)s strip moved to %(day)s.", "%(count)s strips moved to %(day)s.", count) % {
        "count": count,
        "day": to,
    }


@require_POST
@door(MEMBER)
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    """Minutes and note of a scene's strip; words and minutes of a banner."""
    strip = access_strip(request.user, pk, to="change")
    form = BannerForm(request.POST) if strip.kind == Strip.Kind.BANNER else StripForm(request.POST)
    if not form.is_valid():
        return refused(request, strip.board, _first_error(form.errors))
    return _acting(
        request,
        strip,
        lambda: actions.change_strip(
            strip=strip,
            values=form.cleaned_data,
            read_version=_version(request),
            by=request.user,
            at=timezone.now(),
        ),
        _("%(what)s changed.") % {"what": strip_title(strip)},
    )


@require_POST
@door(MEMBER)
def split(request: SignedInRequest, pk: int) -> HttpResponse:
    strip = access_strip(request.user, pk, to="change")
    form = SplitForm(request.POST, eighths=strip.eighths)
    if not form.is_valid():
        return refused(request, strip.board, _first_error(form.errors))
    parts = form.cleaned_data["parts"]
    said = ngettext("%(what)s split into %(count)s part.", "%(what)s split into %(count)s parts.", len(parts))
    return _acting(
        request,
        strip,
        lambda: actions.split(
            strip=strip, eighths=parts, read_version=_version(request), by=request.user, at=timezone.now()
        ),
        said % {"what": strip_title(strip), "count": len(parts)},
    )


@require_POST
@door(MEMBER)
def join(request: SignedInRequest, pk: int) -> HttpResponse:
    strip = access_strip(request.user, pk, to="change")
    number = strip.scene.number if strip.scene else ""
    return _acting(
        request,
        strip,
        lambda: actions.join(strip=strip, read_version=_version(request), by=request.user, at=timezone.now()),
        _("Scene %(number)s is one strip again.") % {"number": number},
    )


@require_POST
@door(MEMBER)
def add_banner(request: SignedInRequest, pk: int) -> HttpResponse:
    """A banner at the end of a day."""
    day = access_day(request.user, pk, to="change")
    form = BannerForm(request.POST)
    if not form.is_valid():
        return refused(request, day.board, _first_error(form.errors))
    try:
        banner = actions.add_banner(
            board=day.board, day=day.pk, **form.cleaned_data, by=request.user, at=timezone.now()
        )
    except REFUSALS as error:
        return refused(request, day.board, refusal_of(error))
    return done(request, day.board, _("Banner added: %(text)s") % {"text": banner.text}, strip=banner.pk)


@require_POST
@door(MEMBER)
def remove_banner(request: SignedInRequest, pk: int) -> HttpResponse:
    strip = access_strip(request.user, pk, to="change")
    try:
        actions.remove_banner(strip=strip, read_version=_version(request), by=request.user, at=timezone.now())
    except StaleWrite as late:
        return stale(request, strip.board, late, back=address(strip.board_id))
    except actions.NotABanner:
        return refused(request, strip.board, _("A scene is never removed: put it in the reserve."))
    except REFUSALS as error:
        return refused(request, strip.board, refusal_of(error))
    return done(request, strip.board, _("Banner removed: %(text)s") % {"text": strip.text})


@require_POST
@door(MEMBER)
def take_in(request: SignedInRequest, pk: int) -> HttpResponse:
    """The scenes that the script brought since, into the reserve."""
    board = access_board(request.user, pk, to="change")
    try:
        taken = actions.take_in_new_scenes(board=board, by=request.user, at=timezone.now())
    except REFUSALS as error:
        return refused(request, board, refusal_of(error))
    said = ngettext(
        "%(count)s scene taken into the reserve.", "%(count)s scenes taken into the reserve.", len(taken)
    )
    return done(request, board, said % {"count": len(taken)}, undo=bool(taken))


@require_POST
@door(MEMBER)
def try_exchange(request: SignedInRequest, pk: int, other: int) -> HttpResponse:
    """Try an exchange of days on a copy: the board itself stays as it is."""
    day = access_day(request.user, pk, to="change")
    second = access_day(request.user, other, to="change")
    if second.board_id != day.board_id:
        raise Http404
    now, names = timezone.now(), {"one": day_title(day), "other": day_title(second)}
    change_said = _("%(one)s and %(other)s exchanged") % names
    copy = copy_board(board=day.board, change=change_said, by=request.user, at=now)
    twins = {twin.date: twin for twin in copy.days.filter(unit=day.unit, date__in=[day.date, second.date])}
    swap_days(one=twins[day.date], other=twins[second.date], by=request.user, at=now)
    toasts.done(
        request, _("Tried on a copy, v%(number)s: %(what)s.") % {"number": copy.number, "what": change_said}
    )
    return redirect(address(copy.pk))


def _acting(request: SignedInRequest, strip: Strip, act: Callable[[], object], said: str) -> HttpResponse:
    """Do it, and answer; what the actions refuse becomes words."""
    try:
        act()
    except StaleWrite as late:
        return stale(request, strip.board, late, back=address(strip.board_id, strip=strip.pk))
    except actions.PartsDoNotAddUp:
        return refused(request, strip.board, _("The parts do not add up to the length of the strip."))
    except actions.NotASplitScene:
        return refused(request, strip.board, _("This scene is one strip already."))
    except (actions.NotAScene, actions.NotABanner):
        return refused(request, strip.board, _("A banner has no parts, a scene no words of its own."))
    except REFUSALS as error:
        return refused(request, strip.board, refusal_of(error))
    return done(request, strip.board, said, strip=strip.pk)


def _pair(text: str) -> tuple[int, int | None]:
    pk, _colon, version = text.partition(":")
    return (int(pk) if _is_key(pk) else 0), (int(version) if _is_key(version) else None)


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 18


def _version(request: SignedInRequest) -> int | None:
    text = request.POST.get("version", "")
    return int(text) if _is_key(text) else None


def _first_error(errors: ErrorDict) -> str:
    return next((str(error) for found in errors.values() for error in found), "")
