"""What stands beside the board: a strip with its lights and ways out, or the board as a whole."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from coulisse.desks.floor.breakdown.models import Category, Tag
from coulisse.desks.floor.crew.models import Casting
from coulisse.desks.floor.schedule.forms import BannerForm, MoveForm, SplitForm, StripForm
from coulisse.desks.floor.schedule.models import Strip
from coulisse.desks.floor.schedule.pages.answers import fragment_context
from coulisse.desks.floor.schedule.queries.board import BoardView, DayView
from coulisse.desks.floor.schedule.queries.flags import Flag, Level
from coulisse.desks.floor.schedule.queries.rows import BoardRows
from coulisse.desks.floor.schedule.queries.ways_out import Exchange, exchanges
from coulisse.foundation.ui.doors import SignedInRequest

SHOWN_CATEGORIES = (Category.ROLE,)


def board_inspector(request: SignedInRequest, view: BoardView) -> str:
    """Totals, and every red day with its first light."""
    context = {**fragment_context(request, view), "board": view}
    return render_to_string("floor/schedule/inspector_board.html", context, request)


def strip_inspector(request: SignedInRequest, rows: BoardRows, view: BoardView, pk: int) -> str | None:
    """A strip of this board; None when it isn't on it."""
    found = view.strip(pk)
    if found is None:
        return None
    shown, day = found
    strip = Strip.objects.select_related("board", "scene__set__place", "day").get(pk=pk)
    flags = _flags_of(day, pk)
    context: dict[str, Any] = {
        **fragment_context(request, view),
        "board": view,
        "strip": shown,
        "row": strip,
        "day": day,
        "day_flags": _day_flags(day, pk),
        "flags": flags,
        "is_red": any(flag.is_red for flag in flags),
        "hours": _hours(rows, strip),
        "ways": _ways_out(rows, day, flags),
        "castings": _castings(strip) if strip.scene_id else [],
        "means": _means(strip) if strip.scene_id else [],
        **_forms(rows, strip),
    }
    return render_to_string("floor/schedule/inspector_strip.html", context, request)


def _flags_of(day: DayView | None, strip: int) -> list[Flag]:
    return [flag for flag in day.flags if strip in flag.strips] if day else []


def _day_flags(day: DayView | None, strip: int) -> list[Flag]:
    """What is in the way of the whole day."""
    return [flag for flag in day.flags if not flag.strips and flag.level is not Level.INFO] if day else []


def _ways_out(rows: BoardRows, day: DayView | None, flags: list[Flag]) -> tuple[Exchange, ...]:
    if day is None or not any(flag.is_red for flag in flags):
        return ()
    held = next(one for one in rows.days if one.pk == day.pk)
    return exchanges(rows, held, timezone.localdate())


def _hours(rows: BoardRows, strip: Strip) -> Any:
    clock = rows.clocks.get(strip.day_id or 0)
    return next((shot for shot in clock.shots if shot.key == strip.pk), None) if clock else None


def _castings(strip: Strip) -> list[tuple[Tag, Casting | None]]:
    """The roles of the scene, who plays them, and whether their rate is signed."""
    tags = (
        Tag.objects.filter(scene=strip.scene_id, state=Tag.State.CONFIRMED, element__category__in=SHOWN_CATEGORIES)
        .select_related("element__casting__contact")
        .order_by("element__number", "element__key")
    )
    return [(tag, getattr(tag.element, "casting", None)) for tag in tags]


def _means(strip: Strip) -> list[tuple[str, str]]:
    """What else the scene wants, a line a category."""
    tags = (
        Tag.objects.filter(scene=strip.scene_id, state=Tag.State.CONFIRMED)
        .exclude(element__category__in=[*SHOWN_CATEGORIES, Category.NOTE])
        .select_related("element")
    )
    lines: dict[str, list[str]] = {}
    for tag in tags:
        count = f" × {tag.quantity}" if tag.quantity > 1 else ""
        lines.setdefault(tag.element.category, []).append(f"{tag.element.name}{count}")
    return [
        (str(Category(category).label), ", ".join(lines[category]))
        for category in Category.values
        if category in lines
    ]


def _forms(rows: BoardRows, strip: Strip) -> dict[str, Any]:
    beside = Strip.objects.filter(board=strip.board_id, day=strip.day_id).exclude(pk=strip.pk)
    values = {"minutes": strip.minutes, "note": strip.note}
    return {
        "move_form": MoveForm(
            days=list(rows.days),
            strips=beside.select_related("scene").order_by("position", "pk"),
            initial={"day": str(strip.day_id or "reserve")},
        ),
        "strip_form": StripForm(initial=values),
        "banner_form": BannerForm(initial={"text": strip.text, "minutes": strip.minutes}),
        "split_form": SplitForm(eighths=strip.eighths),
    }
