"""From the record to the two A4 pages: every label and date in the reader's language, nothing left blank."""

from collections.abc import Callable, Iterable
from datetime import time
from typing import Any, Final, TypeAlias, TypeVar

from coulisse.kernel.eighths import Eighths
from coulisse.kernel.writing import write_eighths
from coulisse.papers import press
from coulisse.papers.call_sheet.changes import hours_of, written
from coulisse.papers.call_sheet.records import (
    Ahead,
    AheadLine,
    CallSheet,
    Cell,
    Change,
    Changed,
    Contact,
    Hospital,
    Mark,
    Member,
    PickUp,
    Ride,
    Role,
    Scene,
    current,
    is_changed,
)
from coulisse.papers.call_sheet.words import WORDS, counted, film_by
from coulisse.papers.days import day_in_figures, day_in_words, hour_in_figures, minutes_and_seconds

T = TypeVar("T")
Words: TypeAlias = dict[str, Any]
Shown: TypeAlias = str | dict[str, str]
"""What the layout reads: text, or what it is and what it was."""

MOST_CHANGES: Final = 8
"""How many changes the banner tells; the others are marked in their cells."""
NOT_ASKED: Final = "–"
PAGES: Final = 2
DAY_LOADS, CREW_LOADS = (21, 30, 38), (100, 112, 124)
"""Above each of these loads a page is set one step tighter."""
TIGHTEST: Final = len(DAY_LOADS)


def call_sheet(record: CallSheet, language: str) -> bytes:
    """The sheet as a PDF in `language` (fr, nl or en): two pages, or more on a day too heavy for them.

    Each page is set as its load asks for, and both tighter if that was too hopeful: long texts also take room.
    """
    first, second = tightness(record)
    data = page_data(record, language)
    while True:
        paper = press.pdf("call-sheet", {**data, "tight": [first, second]})
        if (first, second) == (TIGHTEST, TIGHTEST) or press.page_count(paper) <= PAGES:
            return paper
        first, second = min(first + 1, TIGHTEST), min(second + 1, TIGHTEST)


def tightness(record: CallSheet) -> tuple[int, int]:
    """How tightly each of the two pages is set, by what stands on it: 0 is the easiest."""
    scenes, others = len(record.scenes), len(record.cast) + len(record.extras)
    crew = record.crew_count + 2 * len(record.crew) + 2 * len(record.needs)
    return _setting(1.5 * scenes + others, DAY_LOADS), _setting(crew, CREW_LOADS)


def _setting(load: float, limits: tuple[int, ...]) -> int:
    return sum(load > limit for limit in limits)


def page_data(record: CallSheet, language: str) -> dict[str, Any]:
    """What the layout prints, as JSON values."""
    words = WORDS[language]
    return {
        "doc": _document(record, words),
        "language": language,
        **_head(record, words, language),
        **_facts(record, words, language),
        **_day(record, words),
        **_company(record, words, language),
    }


# ---- values -------------------------------------------------------------------------------------------------


def _shown(cell: Cell[T], write: Callable[[T], str]) -> Shown:
    if not isinstance(cell, Changed):
        return write(cell)
    return {"now": write(cell.now), "was": write(cell.was)}


def _hour(cell: Cell[time | None], missing: str) -> Shown:
    return _shown(cell, lambda hour: missing if hour is None else hour_in_figures(hour))


def _text(cell: Cell[str], missing: str) -> Shown:
    """A text that is new in this version has no former one to strike."""
    shown = _shown(cell, lambda text: text or missing)
    if isinstance(shown, dict) and isinstance(cell, Changed) and not cell.was:
        shown["was"] = ""
    return shown


def _listed(cell: Cell[tuple[str, ...] | None], missing: str) -> Shown:
    return _shown(cell, lambda numbers: missing if numbers is None else ", ".join(numbers) or NOT_ASKED)


def _pick_up(cell: Cell[PickUp | None], words: Words) -> Shown:
    """Where only the hour changed, only the hour is struck: the column is narrow."""

    def write(one: PickUp | None) -> str:
        if one is None:
            return str(words["not-available-short"])
        return written(one) if one.hour else one.place or str(words["own-means"])

    if isinstance(cell, Changed) and cell.now and cell.was and cell.now.place == cell.was.place and cell.was.hour:
        return {"now": write(cell.now), "was": hour_in_figures(cell.was.hour)}
    return _shown(cell, write)


def _length(eighths: int) -> str:
    return write_eighths(Eighths(eighths))


def _effect(effect: str, words: Words) -> str:
    return str(words["effects"].get(effect, effect))


def _mark(mark: Mark | None, words: Words) -> str:
    if mark is None:
        return ""
    colour = words["colours"].get(mark.colour, mark.colour)
    return str(words["marks"][mark.kind].format(colour=colour))


# ---- the head -----------------------------------------------------------------------------------------------


def _title(record: CallSheet, words: Words) -> str:
    unit = f" · {words['unit'].format(unit=record.unit)}" if record.unit else ""
    return f"{words['kind']} {words['number'].format(n=record.number)}{unit}"


def _document(record: CallSheet, words: Words) -> dict[str, Any]:
    stamp = {"date": day_in_figures(record.at), "hour": hour_in_figures(record.at)}
    title, version = _title(record, words), words["version"].format(**stamp)
    name = f"{record.film} – {title}"
    if record.revision is not None:
        version = words["foot-revision"].format(n=record.revision.number, **stamp)
        name = f"{name}, {words['revision'].format(n=record.revision.number)}"
    return press.document(
        title=name,
        author=record.house,
        at=record.at,
        left=f"{record.film} · {title} · {version}",
        middle=words["private"],
        page=words["page"],
    )


def _head(record: CallSheet, words: Words, language: str) -> dict[str, Any]:
    hours, missing = record.hours, words["not-available-short"]
    meal = _shown(hours.meal, lambda span: written(span) or missing)
    return {
        "film": record.film,
        "film-by": film_by(record.director, language) if record.director else "",
        "house": record.house,
        "house-line": record.house_line,
        "title": _title(record, words),
        "date": day_in_words(record.date, language),
        "day-word": words["day"],
        "day": str(record.day),
        "of": str(record.of),
        "draft": "" if record.validation else words["draft"],
        "banner": _banner(record, words),
        "hours": [
            {"label": words["call"], "value": _hour(hours.call, missing)},
            {"label": words["pat"], "value": _hour(hours.pat, missing)},
            {"label": words["meal"], "value": meal},
            {"label": words["wrap"], "value": _hour(hours.wrap, missing)},
        ],
        "sun": _sun(record, words, language),
        "rules": record.rules or words["rules"],
        "validated": _validated(record, words),
    }


def _banner(record: CallSheet, words: Words) -> dict[str, Any] | None:
    revision = record.revision
    if revision is None:
        return None
    replaces = words["replaces"] if revision.replaces else words["replaces-first"]
    at = revision.replaces_at
    lines = _change_lines(revision.changes, words)
    if len(lines) > MOST_CHANGES:
        rest = len(lines) - MOST_CHANGES + 1
        lines = [*lines[: MOST_CHANGES - 1], words["more-changes"].format(n=rest)]
    return {
        "head": words["revision"].format(n=revision.number),
        "line": replaces.format(n=revision.replaces, date=day_in_figures(at), hour=hour_in_figures(at)),
        "changes": lines or [words["no-change"]],
    }


def change_lines(changes: Iterable[Change], language: str) -> list[str]:
    """Each change that leads, in a few words; scenes that a changed hour dragged stand behind it."""
    return _change_lines(tuple(changes), WORDS[language])


def _change_lines(changes: tuple[Change, ...], words: Words) -> list[str]:
    return list(dict.fromkeys(_line(change, changes, words) for change in changes if not change.follows))


def _line(change: Change, changes: tuple[Change, ...], words: Words) -> str:
    forms = words["changes"]
    form = forms.get(change.code) or forms[change.code.partition(".")[0]]
    was, now, where = change.was, change.now, change.where
    hours = hours_of(change)
    if hours is not None:
        was, now = hours
    if change.code == "places.address":
        where, now = _uncapitalised(where), now.partition(",")[0]
    missing = words["not-available-short"]
    line: str = form.format(where=where, was=was or missing, now=now or missing)
    dragged = [
        one.where for one in changes if one.follows and one.code == "scenes.hour" and hours_of(one) == hours
    ]
    if hours is not None and change.code.startswith("hours.") and dragged:
        return str(forms["with-scenes"].format(line=line, scenes=", ".join(dragged)))
    return line


def _uncapitalised(words: str) -> str:
    """« Loges, HMC » continues a sentence as « loges, HMC »; « HMC » stays."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def _sun(record: CallSheet, words: Words, language: str) -> dict[str, str]:
    sun = record.sun
    if sun is None:
        return {"label": words["sun"], "line": words["not-available"], "civil": "", "source": ""}
    mark = "." if language == "en" else ","
    source = sun.source or words["sun-source"].format(
        place=sun.place,
        latitude=f"{sun.latitude:.2f}".replace(".", mark),
        longitude=f"{sun.longitude:.2f}".replace(".", mark),
    )
    return {
        "label": words["sun"],
        "line": f"{sun.rise:%H:%M} – {sun.set:%H:%M}",
        "civil": f"{words['civil']} {sun.dawn:%H:%M} – {sun.dusk:%H:%M}",
        "source": source,
    }


def _validated(record: CallSheet, words: Words) -> str:
    validation = record.validation
    if validation is None:
        return str(words["not-validated"])
    counts = (record.crew_count, len(record.cast), record.extras_count)
    line: str = words["validated"].format(
        name=validation.name,
        job=validation.job,
        date=day_in_figures(validation.at),
        hour=hour_in_figures(validation.at),
        sent=" + ".join(str(count) for count in counts if count),
    )
    return line + words["receipts"] if validation.receipts else line


# ---- contacts, weather, hospital, places --------------------------------------------------------------------


def _facts(record: CallSheet, words: Words, language: str) -> dict[str, Any]:
    missing = words["not-available-short"]
    return {
        "contacts": {"label": words["contacts"], "rows": [_contact(one, missing) for one in record.contacts]},
        "weather": _weather(record, words),
        "hospital": _hospital(record, words),
        "places": {
            "label": words["places"],
            "heads": words["place-heads"],
            "rows": [
                {
                    "letter": place.letter,
                    "use": _text(place.use, missing),
                    "address": _text(place.address, missing),
                    "access": _text(place.access, missing),
                    "parking": _text(place.parking, missing),
                    "added": place.added,
                }
                for place in record.places
            ],
        },
    }


def _contact(contact: Contact, missing: str) -> dict[str, Any]:
    return {
        "job": contact.job,
        "when": contact.when,
        "name": _text(contact.name, missing),
        "phone": _text(contact.phone, missing),
    }


def _weather(record: CallSheet, words: Words) -> dict[str, Any]:
    weather, label = record.weather, words["weather"]
    if weather is not None:
        return {
            "label": label,
            "available": True,
            "line": weather.line,
            "why": words["source"].format(source=weather.source),
            "hours": [
                {"hour": f"{one.hour}{words['hour-mark']}", "temperature": one.temperature, "rain": one.rain}
                for one in weather.hours
            ],
        }
    at_validation, so_far = words["no-weather"]
    validation = record.validation
    why = so_far if validation is None else at_validation.format(at=f"{validation.at:%d/%m %H:%M}")
    return {"label": label, "available": False, "line": words["not-available"], "why": why, "hours": []}


def _hospital(record: CallSheet, words: Words) -> dict[str, Any]:
    hospital: Hospital | None = current(record.hospital)
    frame = {"label": words["hospital"], "emergency": record.emergency, "changed": is_changed(record.hospital)}
    if hospital is None:
        return {**frame, "name": words["not-available"], "lines": [words["no-hospital"]], "note": ""}
    lines = [line for line in (hospital.address, hospital.phone) if line]
    return {**frame, "name": hospital.name, "lines": lines, "note": hospital.note}


# ---- scenes, cast, extras, meals, rides ---------------------------------------------------------------------


def _day(record: CallSheet, words: Words) -> dict[str, Any]:
    return {
        "scenes": _scenes(record, words),
        "cast": {
            "label": words["cast"],
            "heads": words["cast-heads"],
            "rows": [_role(role, words) for role in record.cast],
        },
        "extras": _extras(record, words),
        "catering": _catering(record, words),
        "transport": {"label": words["transport"], "rows": [_ride(ride, words) for ride in record.transport]},
    }


def _scenes(record: CallSheet, words: Words) -> dict[str, Any]:
    lengths = [current(scene.eighths) for scene in record.scenes]
    timings = [current(scene.seconds) for scene in record.scenes]
    return {
        "label": words["scenes"],
        "heads": words["scene-heads"],
        "rows": [_scene(scene, words) for scene in record.scenes],
        "count": counted(words["scene-count"], len(record.scenes)),
        "eighths": _length(sum(length or 0 for length in lengths)),
        # A sum that leaves scenes out is no sum.
        "length": words["not-available-short"]
        if None in timings
        else minutes_and_seconds(sum(timing or 0 for timing in timings)),
    }


def _scene(scene: Scene, words: Words) -> dict[str, Any]:
    missing = words["not-available-short"]
    return {
        "number": scene.number,
        "inside": scene.inside,
        "effect": _effect(scene.effect, words),
        "set": _text(scene.set, missing),
        "summary": _text(scene.summary, NOT_ASKED),
        "mark": _mark(scene.mark, words),
        "roles": _listed(scene.roles, missing),
        "eighths": _shown(scene.eighths, lambda length: missing if length is None else _length(length)),
        "length": _shown(
            scene.seconds, lambda seconds: missing if seconds is None else minutes_and_seconds(seconds)
        ),
        "hour": _hour(scene.hour, missing),
        "place": _text(scene.place, missing),
        "added": scene.added,
    }


def _role(role: Role, words: Words) -> dict[str, Any]:
    missing = words["not-available-short"]
    return {
        "number": role.number,
        "name": role.name,
        "actor": role.actor,
        "pick-up": _pick_up(role.pick_up, words),
        "dressing": _hour(role.dressing, NOT_ASKED),
        "make-up": _hour(role.make_up, NOT_ASKED),
        "hair": _hour(role.hair, NOT_ASKED),
        "pat": _hour(role.pat, missing),
        "wrap": _hour(role.wrap, missing),
        "added": role.added,
    }


def _extras(record: CallSheet, words: Words) -> dict[str, Any]:
    missing = words["not-available-short"]
    return {
        "label": words["extras"],
        "heads": words["extras-heads"],
        "rows": [
            {
                "count": _shown(group.count, str),
                "who": _text(group.who, missing),
                "scenes": _shown(group.scenes, lambda numbers: ", ".join(numbers) or NOT_ASKED),
                "call": _hour(group.call, missing),
                "pat": _hour(group.pat, missing),
                "wrap": _hour(group.wrap, missing),
                "meeting": _text(group.meeting, missing),
                "added": group.added,
            }
            for group in record.extras
        ],
        "note": record.extras_note,
    }


def _catering(record: CallSheet, words: Words) -> dict[str, Any]:
    catering = record.catering
    when = written(current(record.hours.meal))
    if catering is None:
        line = words["not-available"]
        return {"label": words["catering"], "when": when, "available": False, "line": line}
    counts = (catering.crew, catering.cast, catering.extras, catering.guests)
    names = list(words["meal-lines"])
    if catering.guests_note:
        names[-1] = f"{names[-1]} ({catering.guests_note})"
    ordered = current(catering.ordered)
    missing = words["not-available-short"]
    return {
        "label": words["catering"],
        "when": when,
        "available": True,
        "lines": [[name, str(count)] for name, count in zip(names, counts, strict=True) if count],
        "diets": [[diet.name, str(diet.count)] for diet in catering.diets],
        "total": _shown(catering.ordered, lambda meals: missing if meals is None else str(meals)),
        "unit": counted(words["meals"], ordered or 0),
        "note": _text(catering.note, ""),
    }


def _ride(ride: Ride, words: Words) -> dict[str, Any]:
    missing = words["not-available-short"]
    return {
        "vehicle": ride.vehicle,
        "ride": _hour_and_route(ride, missing),
        "who": _text(ride.who, missing),
        "driver": _text(ride.driver, ""),
        "added": ride.added,
    }


def _hour_and_route(ride: Ride, missing: str) -> Shown:
    """One column for both: what changed is marked, and only the former hour is struck if the route stays."""

    def hour(value: time | None) -> str:
        return missing if value is None else hour_in_figures(value)

    now = f"{hour(current(ride.hour))} {current(ride.route)}"
    match ride.hour, ride.route:
        case Changed(was=was), Changed(was=route):
            return {"now": now, "was": f"{hour(was)} {route}"}
        case Changed(was=was), _:
            return {"now": now, "was": hour(was)}
        case _, Changed(was=route):
            return {"now": now, "was": route}
    return now


# ---- departments, safety, crew, the days ahead --------------------------------------------------------------


def _company(record: CallSheet, words: Words, language: str) -> dict[str, Any]:
    missing = words["not-available-short"]
    people = counted(words["people"], record.crew_count)
    return {
        "needs": {
            "label": words["needs"],
            "rows": [
                {"department": need.department, "text": _text(need.text, missing), "added": need.added}
                for need in record.needs
            ],
        },
        "safety": {
            "label": words["safety"],
            "lines": [_text(line, missing) for line in record.safety] or [words["nothing"]],
        },
        "radio": {
            "label": words["radio"],
            "rows": [
                {"number": one.number, "use": _text(one.use, missing), "added": one.added} for one in record.radio
            ],
        },
        "crew": {
            "label": words["crew"],
            "note": words["crew-note"].format(people=people, base=record.base) if record.base else people,
            "departments": [
                {"name": one.name, "members": [_member(member, missing) for member in one.members]}
                for one in record.crew
                if one.members
            ],
        },
        "ahead": {
            "label": words["ahead"],
            "note": record.ahead_note,
            "days": [_ahead(day, words, language) for day in record.ahead],
        },
    }


def _member(member: Member, missing: str) -> dict[str, Any]:
    return {
        "job": member.job,
        "name": member.name,
        "call": _shown(member.call, lambda call: missing if call is None else written(call)),
        "added": member.added,
    }


def _ahead(day: Ahead, words: Words, language: str) -> dict[str, Any]:
    pat = words["not-available-short"] if day.pat is None else hour_in_figures(day.pat)
    date = day_in_words(day.date, language, with_year=False)
    return {
        "head": words["forecast"].format(day=words["short-day"].format(n=day.day), date=date, pat=pat),
        "lines": [_ahead_line(line, words) for line in day.lines],
    }


def _ahead_line(line: AheadLine, words: Words) -> dict[str, str]:
    return {
        "scenes": ", ".join(line.scenes),
        "effect": f"{line.inside} {_effect(line.effect, words)}",
        "set": line.set,
        "roles": ", ".join(line.roles),
        "eighths": _length(line.eighths),
    }
