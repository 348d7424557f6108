"""The lights and steps of a board in words, in the reader's language: short for a break, long for the inspector.

The queries give codes and numbers. What tells of a minor or of health says no more than that to whoever may not
read it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext
from django.utils.translation import gettext as _

from coulisse.desks.floor.crew.models import Obstacle
from coulisse.desks.floor.schedule.models import Board, Edit
from coulisse.desks.floor.schedule.queries.board import DayView
from coulisse.desks.floor.schedule.queries.flags import Flag, FlagCode, Level
from coulisse.desks.floor.script.models import Scene
from coulisse.engines.worktime import Code, Rule
from coulisse.foundation.ui.translated import reading_language
from coulisse.kernel.eighths import Eighths
from coulisse.kernel.language import Language
from coulisse.kernel.typography import french_spaces
from coulisse.kernel.writing import write_eighths

NO_BREAK: Final = "\N{NO-BREAK SPACE}"

STEPS: Final[dict[str, Promise]] = {
    "move": gettext_lazy("strips moved"),
    "split": gettext_lazy("scene split"),
    "join": gettext_lazy("parts joined"),
    "strip": gettext_lazy("strip changed"),
    "banner-added": gettext_lazy("banner added"),
    "banner-removed": gettext_lazy("banner removed"),
    "taken-in": gettext_lazy("new scenes taken in"),
    "day-added": gettext_lazy("day added"),
    "day-removed": gettext_lazy("day removed"),
    "day-redated": gettext_lazy("day put on another date"),
    "day": gettext_lazy("day changed"),
    "day-cancelled": gettext_lazy("day cancelled"),
    "day-reinstated": gettext_lazy("day put back"),
    "days-swapped": gettext_lazy("days swapped"),
    "renumbered": gettext_lazy("days numbered anew"),
}
"""What a step was, as undo names it."""

OBSTACLES: Final[dict[str, Promise]] = {
    Obstacle.Kind.WORK_PERMIT: gettext_lazy("single permit missing"),
    Obstacle.Kind.CHILD: gettext_lazy("children’s authorisation missing"),
    Obstacle.Kind.MEDICAL: gettext_lazy("medical fitness missing"),
    Obstacle.Kind.CONTRACT: gettext_lazy("contract not signed"),
    Obstacle.Kind.OTHER: gettext_lazy("obstacle"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """A light in words. `rule`, `source` and `checked` explain it; empty where nothing is known."""

    tone: str
    icon: str
    title: str
    text: str
    rule: str = ""
    source: str = ""
    checked: str = ""
    to_be_confirmed: bool = False


def step_name(label: str) -> str:
    return str(STEPS.get(label, label))


def day_name(number: int | None, on: date, unit: str = "") -> str:
    """« J14 »; a day that isn't shot goes by its date, a second unit by its name too."""
    name = (
        pgettext("shooting day", "D%(number)s") % {"number": number}
        if number is not None
        else date_format(on, "d/m")
    )
    return f"{name} · {unit}" if unit else name


def long_day(on: date) -> str:
    """« mardi 16 mars »: the year is known to everybody."""
    french = reading_language(get_language() or "fr") is Language.FR
    written = date_format(on, pgettext("date format", "l j F"))
    return written.replace(" 1 ", " 1er ") if french and on.day == 1 else written


def board_name(number: int, state: str) -> str:
    """« v8 approuvée »."""
    words = {"number": number}
    if state == Board.State.APPROVED:
        return _("v%(number)s approved") % words
    if state == Board.State.PAST:
        return _("v%(number)s replaced") % words
    return _("v%(number)s what if") % words


def heading(int_ext: str, effect: str) -> str:
    """« EXT JOUR » in the reader's language."""
    return f"{int_ext} {Scene.Effect(effect).label.upper()}" if int_ext and effect else int_ext


def duration(minutes: int | None) -> str:
    """« 2 h 50 »: hours and minutes with spaces that don't break."""
    if minutes is None:
        return ""
    sign = "\N{MINUS SIGN}" if minutes < 0 else ""
    hours, rest = divmod(abs(minutes), 60)
    return f"{sign}{hours}{NO_BREAK}h{NO_BREAK}{rest:02}"


def timing(seconds: int | None) -> str:
    """« 3′10″ »: minutes and seconds of film."""
    if seconds is None:
        return ""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes}\N{PRIME}{rest:02}\N{DOUBLE PRIME}"


def break_note(day: DayView, *, private: bool) -> Said | None:
    """What a day's break says: its first light, how many strips it bars, and how many lights come besides."""
    if not day.loud:
        return None
    first = day.loud[0]
    said = in_words(first, private=private)
    text = said.title
    if first.is_red and first.strips and first.code != FlagCode.EIGHTHS_OVER:
        count = len({strip for flag in day.loud if flag.code == first.code for strip in flag.strips})
        barred = ngettext("%(count)s scene barred: %(why)s", "%(count)s scenes barred: %(why)s", count)
        text = barred % {"count": count, "why": _lowered(text)}
    others = len({(flag.code, flag.who) for flag in day.loud}) - 1
    if others > 0:
        text = f"{text} · +{others}"
    return Said(said.tone, said.icon, said.title, _spaced(text))


def in_words(flag: Flag, *, private: bool) -> Said:
    """One light, long."""
    if flag.is_private and not private:
        return _said(flag, _("Restricted"), _("Something about a minor or a person’s health: ask the production."))
    title, text = _obstacle(flag) if flag.code == FlagCode.OBSTACLE else _SENTENCES.get(flag.code, _plain)(flag)
    return _said(flag, title, text)


def _said(flag: Flag, title: str, text: str) -> Said:
    rule = flag.rule
    return Said(
        tone=flag.level.value,
        icon="flag-fill" if flag.level is Level.STOP else "warning-fill" if flag.level is Level.WARN else "info",
        title=_spaced(title),
        text=_spaced(text),
        rule=_rule(rule) if rule else flag.said,
        source=rule.source if rule else flag.source,
        checked=_checked(rule.read_on if rule else flag.checked_on),
        to_be_confirmed=bool(rule and rule.to_be_confirmed),
    )


def _obstacle(flag: Flag) -> tuple[str, str]:
    kind, _colon, detail = flag.detail.partition(":")
    what = str(OBSTACLES.get(kind, OBSTACLES[Obstacle.Kind.OTHER]))
    return f"{what[:1].upper()}{what[1:]}, {flag.who}", detail


def _unavailable(flag: Flag) -> tuple[str, str]:
    return _("%(who)s not available") % {"who": _who(flag)}, flag.detail


def _optional(flag: Flag) -> tuple[str, str]:
    return _("%(who)s only on option") % {"who": _who(flag)}, flag.detail


def _away(flag: Flag) -> tuple[str, str]:
    return _("%(who)s away") % {"who": _who(flag)}, flag.detail


def _contract(flag: Flag) -> tuple[str, str]:
    return _("%(who)s outside the contract") % {"who": _who(flag)}, flag.detail


def _taken(flag: Flag) -> tuple[str, str]:
    option = flag.level is Level.WARN
    title = _("%(who)s on option for another production") if option else _("%(who)s taken by another production")
    return title % {"who": _who(flag)}, _span(flag)


def _two_units(flag: Flag) -> tuple[str, str]:
    return _("%(who)s in two units on the same date") % {"who": _who(flag)}, ""


def _eighths_over(flag: Flag) -> tuple[str, str]:
    words = {"found": _eighths(flag.found), "limit": _eighths(flag.limit)}
    return _("%(found)s pages, at most %(limit)s") % words, _("The maximum stands on the settings of the day.")


def _past_wrap(flag: Flag) -> tuple[str, str]:
    words = {"time": duration(flag.found), "wrap": _hour(flag.since), "end": _hour(flag.until)}
    return (
        _("The strips run %(time)s past the wrap") % words,
        _("Wrap at %(wrap)s, last strip until %(end)s.") % words,
    )


def _no_daylight(flag: Flag) -> tuple[str, str]:
    words = {"scene": flag.who, "time": duration(flag.found), "dawn": _hour(flag.since), "dusk": _hour(flag.until)}
    return (
        _("Scene %(scene)s: %(time)s without daylight") % words,
        _("Civil light from %(dawn)s to %(dusk)s, computed for the place (NOAA’s equations).") % words,
    )


def _no_darkness(flag: Flag) -> tuple[str, str]:
    words = {"scene": flag.who, "time": duration(flag.found), "up": _hour(flag.since), "down": _hour(flag.until)}
    return (
        _("Scene %(scene)s: %(time)s in full day for a night scene") % words,
        _("Sun up from %(up)s to %(down)s, computed for the place (NOAA’s equations).") % words,
    )


def _omitted(flag: Flag) -> tuple[str, str]:
    return _("Scene %(scene)s is omitted from the script") % {"scene": flag.who}, ""


def _rest(flag: Flag) -> tuple[str, str]:
    words = {"who": _who(flag), "found": duration(flag.found), "limit": duration(flag.limit)}
    span = {"wrap": _moment(flag.since), "call": _moment(flag.until)}
    return (
        _("%(who)s: %(found)s of rest instead of %(limit)s") % words,
        _("Wrap on %(wrap)s, call on %(call)s, make-up and costumes included.") % span,
    )


def _weekly_rest(flag: Flag) -> tuple[str, str]:
    words = {"who": _who(flag), "found": duration(flag.found), "limit": duration(flag.limit)}
    return _("%(who)s: no rest of %(limit)s in seven days, the longest is %(found)s") % words, ""


def _long_day(flag: Flag) -> tuple[str, str]:
    words = {"who": _who(flag), "found": duration(flag.found), "limit": duration(flag.limit)}
    return _("%(who)s: day of %(found)s, at most %(limit)s") % words, ""


def _long_week(flag: Flag) -> tuple[str, str]:
    words = {"who": _who(flag), "found": duration(flag.found), "limit": duration(flag.limit)}
    return _("%(who)s: week of %(found)s, at most %(limit)s") % words, ""


def _overtime(flag: Flag) -> tuple[str, str]:
    words = {"who": _who(flag), "time": duration((flag.found or 0) - (flag.limit or 0))}
    return _("%(who)s: %(time)s of overtime") % words, ""


def _night(flag: Flag) -> tuple[str, str]:
    return _("%(who)s: %(time)s of night work") % {"who": _who(flag), "time": duration(flag.found)}, ""


def _minor_day(flag: Flag) -> tuple[str, str]:
    words = {"who": _who(flag), "found": duration(flag.found), "limit": duration(flag.limit)}
    return (
        _("%(who)s (minor): %(found)s on set, at most %(limit)s") % words,
        _("Every presence on the set counts, breaks included."),
    )


def _minor_window(flag: Flag) -> tuple[str, str]:
    words = {"who": _who(flag), "time": duration(flag.found)}
    span = {"start": _hour(flag.since), "end": _hour(flag.until)}
    return (
        _("%(who)s (minor): %(time)s outside the hours allowed") % words,
        _("On set from %(start)s to %(end)s.") % span,
    )


def _minor_break(flag: Flag) -> tuple[str, str]:
    words = {"who": _who(flag), "found": duration(flag.found), "limit": duration(flag.limit)}
    span = {"start": _hour(flag.since), "end": _hour(flag.until)}
    return (
        _("%(who)s (minor): %(found)s without a break, at most %(limit)s") % words,
        _("From %(start)s to %(end)s.") % span,
    )


def _plain(flag: Flag) -> tuple[str, str]:
    return _("%(who)s: %(code)s") % {"who": _who(flag), "code": flag.code}, ""


_SENTENCES: Final[dict[str, Callable[[Flag], tuple[str, str]]]] = {
    FlagCode.PERSON_UNAVAILABLE: _unavailable,
    FlagCode.PERSON_ON_OPTION: _optional,
    FlagCode.PERSON_BOOKED: _taken,
    FlagCode.ELEMENT_AWAY: _away,
    FlagCode.OUTSIDE_CONTRACT: _contract,
    FlagCode.IN_TWO_UNITS: _two_units,
    FlagCode.PLACE_BOOKED: _taken,
    FlagCode.EQUIPMENT_BOOKED: _taken,
    FlagCode.EIGHTHS_OVER: _eighths_over,
    FlagCode.PAST_WRAP: _past_wrap,
    FlagCode.NO_DAYLIGHT: _no_daylight,
    FlagCode.NO_DARKNESS: _no_darkness,
    FlagCode.SCENE_OMITTED: _omitted,
    Code.DAILY_REST: _rest,
    Code.MINOR_REST: _rest,
    Code.WEEKLY_REST: _weekly_rest,
    Code.DAILY_MOST: _long_day,
    Code.WEEKLY_MOST: _long_week,
    Code.WEEKLY_AVERAGE: _long_week,
    Code.OVERTIME: _overtime,
    Code.NIGHT: _night,
    Code.MINOR_DAY: _minor_day,
    Code.MINOR_WEEK: _minor_day,
    Code.MINOR_WINDOW: _minor_window,
    Code.MINOR_BREAK: _minor_break,
}


def since_words(edits: Sequence[Edit]) -> str:
    """« Hélène Poncelet : bandes déplacées »: what somebody else did meanwhile."""
    if not edits:
        return ""
    last = edits[-1]
    who = str(last.by) if last.by else _("Somebody")
    what = (
        _("%(step)s (taken back)") % {"step": step_name(last.label)} if last.undone_at else step_name(last.label)
    )
    return _spaced(_("%(who)s: %(what)s") % {"who": who, "what": what})


def _who(flag: Flag) -> str:
    """A person, or so many technicians who come and go together."""
    if flag.who.startswith("*"):
        count = int(flag.who[1:])
        return ngettext("%(count)s technician", "%(count)s technicians", count) % {"count": count}
    return flag.who


def _rule(rule: Rule) -> str:
    """What a rule holds for: its joint committee, its ages."""
    words = {
        "worktime.daily_rest": _("Daily rest"),
        "worktime.weekly_rest": _("Weekly rest"),
        "worktime.daily_most": _("Hours of a day, at most"),
        "worktime.daily_excess": _("Hours of a day, at most, excess included"),
        "worktime.weekly_most": _("Hours of a week, at most"),
        "worktime.child_hours": _("Children: hours of a day"),
        "worktime.child_window": _("Children: hours allowed"),
        "worktime.child_break_after": _("Children: break"),
        "worktime.child_rest": _("Children: rest"),
        "worktime.young_rest": _("Young workers: rest"),
        "worktime.young_hours": _("Young workers: hours of a day"),
    }
    parts = [words.get(rule.code, rule.code)]
    if rule.joint_committee:
        parts.append(_("JC %(number)s") % {"number": rule.joint_committee})
    if rule.regime:
        parts.append(_("%(ages)s years") % {"ages": rule.regime})
    return " · ".join(parts)


def _checked(on: date | None) -> str:
    return _("read on %(date)s") % {"date": date_format(on, "d/m/Y")} if on else ""


def _span(flag: Flag) -> str:
    if flag.since is None or flag.until is None:
        return ""
    return _("From %(start)s to %(end)s.") % {"start": _moment(flag.since), "end": _moment(flag.until)}


def _hour(moment: datetime | None) -> str:
    return date_format(localtime(moment), "H:i") if moment else "—"


def _moment(moment: datetime | None) -> str:
    return date_format(localtime(moment), "d/m H:i") if moment else "—"


def _eighths(count: int | None) -> str:
    return write_eighths(Eighths(count or 0))


def _lowered(text: str) -> str:
    """The first letter small inside a sentence; a name keeps its own."""
    head = text.split(" ")[0]
    return text if head.istitle() and "," not in text else f"{text[:1].lower()}{text[1:]}"


def _spaced(text: str) -> str:
    french = reading_language(get_language() or "fr") is Language.FR
    return french_spaces(text) if french else text
