"""A board out: papers and workbooks in the reader’s language, strips as CSV, shooting days as iCalendar."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coulisse.desks.floor.schedule.models import Day
from coulisse.desks.floor.schedule.queries.arrangement import Arrangement
from coulisse.desks.floor.schedule.queries.plan_paper import dood_of, number_of, plan_of, version_of
from coulisse.desks.floor.schedule.queries.presence import attendance_of
from coulisse.desks.floor.schedule.queries.rows import StripRow
from coulisse.desks.floor.schedule.wording import day_name, duration, heading
from coulisse.formats.ics import Event, Feed, write_feed
from coulisse.formats.tabular import Cell, Column, Table, write_csv
from coulisse.kernel.eighths import Eighths
from coulisse.papers.dood import dood, dood_xlsx
from coulisse.papers.one_liner import one_liner, one_liner_xlsx
from coulisse.papers.shooting_plan import shooting_plan, shooting_plan_xlsx
from coulisse.papers.strips_by_set import strips_by_set, strips_by_set_xlsx

PDF: Final = "application/pdf"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV: Final = "text/csv; charset=utf-8"
ICS: Final = "text/calendar; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a way out is made from. `private`: the reader may know who is a minor."""

    arrangement: Arrangement
    language: str
    private: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Way:
    """One way out: its name on files and screens, its extension and type, and what writes it."""

    name: str | Promise
    extension: str
    content_type: str
    write: Callable[[Asked], bytes]


def _plan(write: Callable[..., bytes], *, joined: bool = False) -> Callable[[Asked], bytes]:
    return lambda asked: write(plan_of(asked.arrangement, joined=joined), asked.language)


def _dood(write: Callable[..., bytes]) -> Callable[[Asked], bytes]:
    def written(asked: Asked) -> bytes:
        attendance = attendance_of(asked.arrangement)
        return write(dood_of(asked.arrangement, attendance, private=asked.private), asked.language)

    return written


def strips_csv(asked: Asked) -> bytes:
    """Every strip that stands in a day, and then the reserve; lengths as written and as a count of eighths."""
    heads = (
        _("Day"),
        _("Date"),
        _("Unit"),
        _("Scene"),
        _("Effect"),
        _("Set"),
        _("Place"),
        _("Synopsis"),
        _("Pages"),
        "1/8",
        _("Minutes"),
        _("Time"),
        _("Roles"),
        _("Note"),
    )
    rows = tuple(_csv_rows(asked.arrangement))
    return write_csv(Table(_("Strips"), tuple(Column(head) for head in heads), rows))


def _csv_rows(arrangement: Arrangement) -> Iterator[tuple[Cell, ...]]:
    for day in (*arrangement.rows.days, None):
        for strip in arrangement.scenes_of(day.pk if day else None):
            yield (*_csv_day(day), *_csv_strip(arrangement, strip, day))


def _csv_day(day: Day | None) -> tuple[Cell, ...]:
    return (day_name(day.number, day.date), day.date, day.unit or None) if day else (_("Reserve"), None, None)


def _csv_strip(arrangement: Arrangement, strip: StripRow, day: Day | None) -> tuple[Cell, ...]:
    return (
        strip.number,
        heading(strip.int_ext, strip.effect),
        strip.set,
        arrangement.place_name(strip, day),
        strip.synopsis or None,
        str(Eighths(strip.eighths)),
        strip.eighths,
        strip.minutes,
        duration(strip.minutes),
        ", ".join(number_of(role) for role in arrangement.roles_of(strip)),
        strip.note or None,
    )


def shooting_days(asked: Asked) -> bytes:
    """The shooting days as a calendar: hours where they were typed, else the whole day."""
    arrangement = asked.arrangement
    title = arrangement.board.production.title
    plan = _("plan v%(version)s") % {"version": version_of(arrangement.board)}
    events = tuple(_event(arrangement, day, title) for day in arrangement.shot_days)
    return write_feed(Feed(f"{title}, {plan}", events), at=asked.at)


def _event(arrangement: Arrangement, day: Day, title: str) -> Event:
    clock = arrangement.rows.clocks.get(day.pk)
    scenes = arrangement.scenes_of(day.pk)
    pages = str(Eighths(sum(strip.eighths for strip in scenes)))
    told = _("Scenes %(numbers)s, %(pages)s p.") % {
        "numbers": ", ".join(strip.number for strip in scenes),
        "pages": pages,
    }
    ends: tuple[date, date] = (clock.call, clock.wrap) if clock else (day.date, day.date + timedelta(days=1))
    return Event(
        uid=f"board-{arrangement.board.pk}-day-{day.pk}@coulisse",
        start=ends[0],
        end=ends[1],
        summary=f"{title}, {day_name(day.number, day.date, day.unit)}",
        all_day=clock is None,
        description=" ".join(filter(None, (told if scenes else "", day.cancelled_why, day.note))),
        location=day.place.name if day.place else "",
        status="CANCELLED" if day.cancelled_at else "CONFIRMED",
        sequence=arrangement.board.revision,
    )


def file_name(arrangement: Arrangement, way: Way) -> str:
    """« La Drache, DOOD v8.pdf »."""
    board = arrangement.board
    return f"{board.production.title}, {way.name} v{board.number}.{way.extension}"


PLAN: Final = gettext_lazy("Shooting plan")
DOOD: Final = gettext_lazy("Day out of days")
ONE_LINER: Final = gettext_lazy("One-liner")
SETS: Final = gettext_lazy("Strips by set")

WAYS: Final[Mapping[str, Way]] = {
    "plan.pdf": Way(PLAN, "pdf", PDF, _plan(shooting_plan, joined=True)),
    "plan.xlsx": Way(PLAN, "xlsx", XLSX, _plan(shooting_plan_xlsx)),
    "dood.pdf": Way(DOOD, "pdf", PDF, _dood(dood)),
    "dood.xlsx": Way(DOOD, "xlsx", XLSX, _dood(dood_xlsx)),
    "one-liner.pdf": Way(ONE_LINER, "pdf", PDF, _plan(one_liner)),
    "one-liner.xlsx": Way(ONE_LINER, "xlsx", XLSX, _plan(one_liner_xlsx)),
    "sets.pdf": Way(SETS, "pdf", PDF, _plan(strips_by_set)),
    "sets.xlsx": Way(SETS, "xlsx", XLSX, _plan(strips_by_set_xlsx)),
    "strips.csv": Way(gettext_lazy("Strips"), "csv", CSV, strips_csv),
    "days.ics": Way(gettext_lazy("Shooting days"), "ics", ICS, shooting_days),
}
"""Every way out of a board, by the end of its address."""
