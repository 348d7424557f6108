"""Codes, costs and proposals in the reader’s words: letters of the day out of days, lines of a price."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from coulisse.desks.floor.schedule.queries.comparing import DayChange, Spot
from coulisse.desks.floor.schedule.wording import day_name, duration, long_day
from coulisse.engines.daysout import DaysOut, Reason
from coulisse.engines.stripboard.plan.cost import Difference
from coulisse.engines.stripboard.plan.records import CostKind, CostLine, FlagCode, Where
from coulisse.foundation.ui.translated import reading_language
from coulisse.kernel.money import Money
from coulisse.papers.dood import WORDS as DOOD_WORDS

REASONS: Final[Mapping[Reason, Promise]] = {
    Reason.WORKS: gettext_lazy("a scene of the day wants the role"),
    Reason.STARTS: gettext_lazy("first day of work"),
    Reason.FINISHES: gettext_lazy("last day of work"),
    Reason.DROPPED: gettext_lazy("released after this day"),
    Reason.PICKED_UP: gettext_lazy("taken up again"),
    Reason.HELD: gettext_lazy("on hold between two days of work"),
    Reason.TRAVELS: gettext_lazy("travels"),
    Reason.REHEARSES: gettext_lazy("rehearses"),
    Reason.FITTED: gettext_lazy("fitting"),
    Reason.TESTED: gettext_lazy("camera test"),
    Reason.ON_HOLIDAY: gettext_lazy("on holiday"),
    Reason.MOVES: gettext_lazy("moves with the company"),
    Reason.NEVER_WORKS: gettext_lazy("is in no scene of this plan"),
    Reason.BEFORE_START: gettext_lazy("before the first day of work"),
    Reason.AFTER_FINISH: gettext_lazy("after the last day of work"),
    Reason.RELEASED: gettext_lazy("released: the contract lets the role go"),
    Reason.COMPANY_OFF: gettext_lazy("day off of the company"),
    Reason.NO_HOLD: gettext_lazy("not held: the contract pays worked days only"),
}
COSTS: Final[Mapping[CostKind, Promise]] = {
    CostKind.ROLE_DAYS: gettext_lazy("Days of work"),
    CostKind.HOLD_DAYS: gettext_lazy("Days on hold"),
    CostKind.SHOOTING_DAYS: gettext_lazy("Shooting days"),
    CostKind.MOVES: gettext_lazy("Moves within a day"),
    CostKind.OVERNIGHT_MOVES: gettext_lazy("Moves between two days"),
    CostKind.SWITCHES: gettext_lazy("From day to night, or back"),
    CostKind.SET_CHANGES: gettext_lazy("Changes of set"),
    CostKind.OVERTIME: gettext_lazy("Overtime"),
}
DAY_CHANGES: Final[Mapping[DayChange, Promise]] = {
    DayChange.ADDED: pgettext_lazy("day of a plan", "added"),
    DayChange.REMOVED: pgettext_lazy("day of a plan", "removed"),
    DayChange.CANCELLED: pgettext_lazy("day of a plan", "cancelled"),
    DayChange.REINSTATED: pgettext_lazy("day of a plan", "put back"),
    DayChange.REORDERED: pgettext_lazy("day of a plan", "in another order"),
}
PROBLEMS: Final[Mapping[str, Promise]] = {
    FlagCode.SCENE_UNPLANNED: gettext_lazy("a scene found no day"),
    FlagCode.SCENE_TWICE: gettext_lazy("a scene stands twice"),
    FlagCode.FIXED_DATE: gettext_lazy("a scene left its fixed day"),
    FlagCode.ROLE_UNAVAILABLE: gettext_lazy("a role isn’t free"),
    FlagCode.ROLE_IN_TWO_UNITS: gettext_lazy("a role is wanted by two units"),
    FlagCode.PLACE_UNAVAILABLE: gettext_lazy("a place isn’t free"),
    FlagCode.EIGHTHS_OVER: gettext_lazy("too many pages in a day"),
    FlagCode.MINUTES_OVER: gettext_lazy("too many hours in a day"),
    FlagCode.REST_SHORT: gettext_lazy("rest too short"),
    FlagCode.MINOR_TOO_LONG: gettext_lazy("a minor is present too long"),
    FlagCode.MINOR_OUT_OF_HOURS: gettext_lazy("a minor is called out of hours"),
    FlagCode.OUTSIDE_LIGHT: gettext_lazy("an exterior lacks its light"),
    FlagCode.NO_WEATHER_COVER: gettext_lazy("no cover against the weather"),
}
OF_PEOPLE: Final = frozenset({CostKind.ROLE_DAYS, CostKind.HOLD_DAYS})


@dataclass(frozen=True, slots=True)
class CodeWords:
    """One code of the table and what it means."""

    code: str
    look: str
    words: str


@dataclass(frozen=True, slots=True)
class PricedLine:
    """One line of two prices, ready to be shown. Quantities are written, since overtime counts in minutes."""

    kind: str
    what: str
    before: str
    after: str
    unit: Money | None
    difference: Money
    why: str = ""


def legend_of(table: DaysOut) -> tuple[CodeWords, ...]:
    """The codes that the table uses, in the words of its paper."""
    words: dict[str, Any] = DOOD_WORDS[paper_language()]["codes"]  # type: ignore[assignment]  # a table of texts
    used = {part for row in table.rows for cell in row.cells for part in cell.code.split("+")}
    return tuple(CodeWords(code, look_of(code), text) for code, text in words.items() if code in used)


def paper_language() -> str:
    """The language in which this reader is given papers."""
    return str(reading_language(get_language() or "fr"))


def look_of(code: str) -> str:
    """How a code is drawn: work, hold, event, or nothing."""
    if "W" in code:
        return "work"
    return "hold" if code == "H" else "event" if code else ""


def why_of(reasons: Iterable[Reason]) -> str:
    """« premier jour de travail, puis libéré après ce jour »."""
    every: list[Reason] = list(reasons)
    told = [reason for reason in every if reason != Reason.WORKS]
    return ", ".join(str(REASONS[reason]) for reason in told or every)


def spot_name(spot: Spot | None) -> str:
    """« J16 »; without a day, the reserve."""
    return day_name(spot.number, spot.on, spot.unit) if spot else _("the reserve")


def spot_words(spot: Spot | None) -> str:
    """« J16, jeudi 18 mars »."""
    if spot is None or spot.number is None:
        return long_day(spot.on) if spot else _("the reserve")
    return f"{spot_name(spot)}, {long_day(spot.on)}"


def dates_in_words(dates: Sequence[date]) -> str:
    return ", ".join(date_format(one, "d/m") for one in dates)


def quantity_in_words(kind: CostKind, quantity: int) -> str:
    """Days and moves as they are; minutes as hours."""
    return duration(quantity) if kind is CostKind.OVERTIME else str(quantity)


def difference_line(line: Difference, names: Mapping[str, str], why: str = "") -> PricedLine:
    """A line of two prices in words; `names` are the roles by their keys."""
    quantity = line.after_quantity or line.before_quantity
    cents = line.after_cents if line.after_quantity else line.before_cents
    return PricedLine(
        kind=str(COSTS[line.kind]),
        what=names.get(line.what, ""),
        before=quantity_in_words(line.kind, line.before_quantity),
        after=quantity_in_words(line.kind, line.after_quantity),
        unit=Money(cents // quantity) if quantity and line.kind is not CostKind.OVERTIME else None,
        difference=line.amount,
        why=why,
    )


def where_in_words(line: CostLine, days: Sequence[str]) -> str:
    """Where a line comes from: the days, with the two scenes between which a move or a switch lies."""
    return ", ".join(_place_in_words(line.kind, where, days) for where in line.at)


def _place_in_words(kind: CostKind, where: Where, days: Sequence[str]) -> str:
    day = days[where.day]
    if where.before and where.after:
        return _("%(day)s from %(before)s to %(after)s") % {
            "day": day,
            "before": where.before,
            "after": where.after,
        }
    return f"{day} {duration(where.quantity)}" if kind is CostKind.OVERTIME else day


def minimised_in_words(kinds: Iterable[str]) -> str:
    """« jours de travail, à disposition, changements de décor »."""
    words = [str(COSTS[CostKind(kind)]) for kind in kinds]
    return ", ".join(word[:1].lower() + word[1:] for word in words) or pgettext("minimised", "nothing")
