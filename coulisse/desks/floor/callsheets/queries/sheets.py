"""Lists of call sheets: the days of the plan and how far the sheet of each has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q

from coulisse.desks.floor.callsheets.models import CallSheet, Delivery, Revision
from coulisse.desks.floor.crew.models import CrewMember
from coulisse.desks.floor.schedule.models import Day
from coulisse.desks.floor.schedule.queries.days import DayLine, days_of
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import role_label
from coulisse.foundation.counted import counted
from coulisse.foundation.productions.models import Production


@dataclass(frozen=True, slots=True)
class Line:
    """One day of the plan that is shot, or a sheet whose day is on the plan no longer."""

    day: int | None
    date: date
    number: int | None
    total: int
    unit: str
    place: str
    scenes: int
    eighths: int
    is_cancelled: bool
    sheet: int | None
    state: str
    revision: int | None
    """Of the last version that was sent or validated; None before the first."""
    told: int
    acknowledged: int

    @property
    def is_rectified(self) -> bool:
        return self.state == CallSheet.State.DRAFT and self.revision is not None


def lines_of(production: Production) -> tuple[Line, ...]:
    """Every shooting day with its sheet, in five queries."""
    sheets = {
        (sheet.unit, sheet.date): sheet
        for sheet in counted(CallSheet.objects.filter(production=production), last=Max("revisions__number"))
    }
    receipts = _receipts([sheet.pk for sheet in sheets.values()])
    lines = []
    for day in days_of(production):
        sheet = sheets.pop((day.unit, day.date), None)
        if day.kind == Day.Kind.SHOOT or sheet is not None:
            lines.append(_line(day, sheet, receipts))
    lines += [_orphan(sheet, receipts) for sheet in sheets.values()]
    return tuple(sorted(lines, key=lambda line: (line.date, line.unit)))


def _receipts(sheets: list[int]) -> dict[int, tuple[int, int]]:
    """Told and acknowledged of the last version that was sent of each sheet."""
    sent = Revision.objects.filter(sheet__in=sheets, sent_at__isnull=False).order_by("sheet", "number")
    latest = dict(sent.values_list("sheet", "pk"))
    told = Q(is_told=True)
    counted = (
        Delivery.objects.filter(revision__in=latest.values())
        .order_by()
        .values_list("revision__sheet")
        .annotate(told=Count("pk", filter=told), came=Count("acknowledged_at", filter=told))
    )
    return {sheet: (told, came) for sheet, told, came in counted}


def _line(day: DayLine, sheet: CallSheet | None, receipts: Mapping[int, tuple[int, int]]) -> Line:
    told, came = receipts.get(sheet.pk, (0, 0)) if sheet else (0, 0)
    return Line(
        day=day.pk,
        date=day.date,
        number=day.number,
        total=day.total,
        unit=day.unit,
        place=day.place,
        scenes=day.scenes,
        eighths=day.eighths,
        is_cancelled=day.is_cancelled,
        sheet=sheet.pk if sheet else None,
        state=sheet.state if sheet else "",
        revision=getattr(sheet, "last", None),
        told=told,
        acknowledged=came,
    )


def _orphan(sheet: CallSheet, receipts: Mapping[int, tuple[int, int]]) -> Line:
    told, came = receipts.get(sheet.pk, (0, 0))
    return Line(
        day=None,
        date=sheet.date,
        number=sheet.number,
        total=0,
        unit=sheet.unit,
        place="",
        scenes=0,
        eighths=0,
        is_cancelled=False,
        sheet=sheet.pk,
        state=sheet.state,
        revision=getattr(sheet, "last", None),
        told=told,
        acknowledged=came,
    )


def to_validate(user: User, today: date) -> int:
    """How many drafts of the days to come wait for this person's signature, in one query."""
    reached = user.scope().productions("manage", desk="floor")
    waiting = CallSheet.objects.filter(state=CallSheet.State.DRAFT, date__gte=today)
    return (waiting if reached is None else waiting.filter(production__in=reached)).count()


def latest_sent(sheet: CallSheet) -> Revision | None:
    """What people hold."""
    return sheet.revisions.filter(sent_at__isnull=False).order_by("-number").first()


def versions_of(sheet: CallSheet) -> list[Revision]:
    """Every version, the newest first, with its prints."""
    return list(
        sheet.revisions.select_related("validated_by").prefetch_related("prints__version").order_by("-number")
    )


def job_of(user: User, production: Production) -> str:
    """What somebody does on the film: the post of the crew member with their address, else their role."""
    posts = CrewMember.objects.filter(
        production=production, left_at__isnull=True, contact__email_keys__contains=[user.email.lower()]
    )
    post = posts.order_by("order").first()
    if post is not None:
        return post.function
    held = [one for one in user.scope().held if one.production == production.pk or one.whole_house]
    return role_label(held[0].role) if held else ""
