"""From the record to the one A4 page: planned beside real, « non relevé » for what nobody measured."""

from collections.abc import Callable, Iterable, Sequence
from datetime import time
from itertools import groupby
from typing import Any, Final, TypeAlias

from coulisse.kernel.eighths import Eighths
from coulisse.kernel.language import Language
from coulisse.kernel.money import Money
from coulisse.kernel.typography import NO_BREAK
from coulisse.kernel.writing import MINUS, write_eighths, write_money
from coulisse.papers import press
from coulisse.papers.call_sheet.names import short_name
from coulisse.papers.call_sheet.records import Span
from coulisse.papers.days import (
    day_in_figures,
    day_in_words,
    hour_in_figures,
    hours_and_minutes,
    minutes_and_seconds,
)
from coulisse.papers.production_report.records import (
    Clocked,
    Count,
    Incident,
    Minor,
    ProductionReport,
    Progress,
    RestAtRisk,
    RoleHours,
    SceneDone,
    SceneState,
    ShortRest,
    Signature,
)
from coulisse.papers.production_report.words import WORDS

Words: TypeAlias = dict[str, Any]
NOTHING: Final = "–"
"""Where there was nothing to measure; what nobody measured has words of its own."""
LOADS: Final = (31, 38, 46)
"""Above each of these loads the page is set one step tighter."""
TIGHTEST: Final = len(LOADS)


def production_report(record: ProductionReport, language: str) -> bytes:
    """The report as a PDF in `language` (fr, nl or en): one page, or more on a day too full for it."""
    data = page_data(record, language)
    for tight in range(tightness(record), TIGHTEST):
        paper = press.pdf("production-report", {**data, "tight": tight})
        if press.page_count(paper) == 1:
            return paper
    return press.pdf("production-report", {**data, "tight": TIGHTEST})


def tightness(record: ProductionReport) -> int:
    """How tightly the page is set, by its rows: 0 is the easiest."""
    side = max(
        len(record.presences) * 1.6 + len(record.equipment) + 1.5 * len(record.minors), len(record.beyond) + 3
    )
    load = len(record.scenes) + len(record.cast) + side + 1.4 * len(record.incidents)
    return sum(load > limit for limit in LOADS)


def page_data(record: ProductionReport, language: str) -> dict[str, Any]:
    """What the layout prints, as JSON values."""
    words = WORDS[language]
    return {
        "doc": _document(record, words),
        "language": language,
        **_head(record, words, language),
        **_day(record, words),
        **_people(record, words),
        **_accounts(record, words, language),
        **_incidents(record, words),
    }


# ---- values -------------------------------------------------------------------------------------------------


def _hour(hour: time | None, words: Words) -> str:
    return words["not-measured"] if hour is None else hour_in_figures(hour)


def _number(number: int | None, write: Callable[[int], str], missing: str) -> str:
    return missing if number is None else write(number)


def _length(eighths: int) -> str:
    return write_eighths(Eighths(eighths))


def _moment(moment: time | Span | None, words: Words) -> str:
    if isinstance(moment, Span):
        return f"{moment.start:%H:%M}–{moment.end:%H:%M}"
    return _hour(moment, words)


def gap(planned: time | Span | None, real: time | Span | None) -> int | None:
    """Minutes late (or early, negative), by when it began; a day that runs past midnight is the same day.

    >>> gap(time(18, 30), time(19, 35)), gap(time(23, 30), time(0, 40)), gap(time(6, 30), None)
    (65, 70, None)
    """
    if planned is None or real is None:
        return None
    was, now = (one.start if isinstance(one, Span) else one for one in (planned, real))
    minutes = (now.hour - was.hour) * 60 + now.minute - was.minute
    return (minutes + 720) % 1440 - 720


# ---- the head and the hours ---------------------------------------------------------------------------------


def _document(record: ProductionReport, words: Words) -> dict[str, Any]:
    day = words["short-day"].format(n=record.day)
    at = record.closed_at or record.at
    state = words["closed" if record.closed_at else "draft"].format(
        date=day_in_figures(at), hour=hour_in_figures(at)
    )
    on = words["foot"].format(day=day, date=day_in_figures(record.date))
    return press.document(
        title=f"{record.film} – {words['kind']} {day}",
        author=record.house,
        at=record.at,
        left=f"{record.film} · {words['kind']} · {on} · {state}",
        middle=words["private"],
        page=words["page"],
    )


def _head(record: ProductionReport, words: Words, language: str) -> dict[str, Any]:
    return {
        "film": record.film,
        "kind": words["kind"],
        "by": [words["by"].format(director=record.director), words["written-by"].format(script=record.script)],
        "date": day_in_words(record.date, language),
        "day-word": words["day"],
        "day": str(record.day),
        "of": str(record.of),
        "places": {"label": words["places"], "text": record.places or words["not-measured"].capitalize()},
        "weather": {"label": words["weather"], "text": record.weather or words["not-measured"].capitalize()},
        "hours": {
            "label": words["hours"],
            "heads": words["hours-heads"],
            "rows": [_clocked(one, words) for one in record.hours],
            "cause": words["cause"].format(cause=record.cause) if record.cause else "",
        },
        "progress": _progress(record, words),
    }


def _clocked(one: Clocked, words: Words) -> list[str]:
    late = gap(one.planned, one.real)
    sign = "" if not late else "+" if late > 0 else MINUS
    planned = NOTHING if one.planned is None else _moment(one.planned, words)
    difference = f"{sign}{abs(late)}{NO_BREAK}min" if late else ""
    return [words["moments"][one.moment], planned, _moment(one.real, words), difference]


def _progress(record: ProductionReport, words: Words) -> dict[str, Any]:
    day = words["short-day"].format(n=record.day)
    return {
        "label": words["progress"],
        "heads": [head.format(day=day) for head in words["progress-heads"]],
        "rows": [
            [name, *cells]
            for name, cells in zip(
                words["progress-lines"], _counts(record.progress, words["not-measured"]), strict=True
            )
        ],
    }


def _counts(progress: Progress, missing: str) -> list[list[str]]:
    return [
        _count(progress.scenes, str, missing),
        _count(progress.suppressed, str, missing),
        _count(progress.retakes, str, missing),
        _count(progress.eighths, _length, missing),
        _count(progress.useful_seconds, minutes_and_seconds, missing),
        _count(progress.estimated_seconds, minutes_and_seconds, missing),
        _count(progress.shots, str, missing),
        _both(_count(progress.picture_cards, str, missing), _count(progress.sound_cards, str, missing)),
    ]


def _count(count: Count, write: Callable[[int], str], missing: str) -> list[str]:
    return [
        _number(count.planned, write, NOTHING),
        _number(count.done, write, missing),
        _number(count.total, write, missing),
        _number(count.remaining, write, NOTHING),
    ]


def _both(pictures: Sequence[str], sounds: Sequence[str]) -> list[str]:
    return [
        one if one == other == NOTHING else f"{one} / {other}" for one, other in zip(pictures, sounds, strict=True)
    ]


# ---- scenes and cast ----------------------------------------------------------------------------------------


def _day(record: ProductionReport, words: Words) -> dict[str, Any]:
    return {
        "scenes": {
            "label": words["scenes"],
            "heads": words["scenes-heads"],
            "rows": [_scene(scene, words) for scene in record.scenes],
            "total": [words["total"], *_scene_totals(record.scenes, words)],
        },
        "cast": {
            "label": words["cast"],
            "note": record.cast_note,
            "heads": words["cast-heads"],
            "rows": [_role(role, words) for role in record.cast],
        },
    }


def _scene(scene: SceneDone, words: Words) -> dict[str, Any]:
    missing = words["not-measured"]
    is_shot = scene.state not in {SceneState.NOT_SHOT, SceneState.SUPPRESSED}
    unmeasured = missing if is_shot else NOTHING
    parts = [words["states"][scene.state], words["new"] if scene.is_new else "", scene.note]
    state = ", ".join(part for part in parts if part)
    if scene.moved_to is not None:
        state = f"{state} → {words['short-day'].format(n=scene.moved_to)}"
    return {
        "cells": [
            scene.number,
            scene.set,
            _length(scene.planned_eighths),
            _length(scene.done_eighths),
            _number(scene.estimated_seconds, minutes_and_seconds, NOTHING),
            _number(scene.useful_seconds, minutes_and_seconds, unmeasured),
            _number(scene.shots, str, unmeasured),
            state,
        ],
        "is-done": scene.state in {SceneState.COMPLETE, SceneState.RETAKEN},
    }


def _scene_totals(scenes: Sequence[SceneDone], words: Words) -> list[str]:
    missing = words["not-measured"]
    shot = [scene for scene in scenes if scene.state not in {SceneState.NOT_SHOT, SceneState.SUPPRESSED}]
    return [
        _length(sum(scene.planned_eighths for scene in scenes)),
        _length(sum(scene.done_eighths for scene in scenes)),
        _sum((scene.estimated_seconds or 0 for scene in scenes), minutes_and_seconds, missing),
        _sum((scene.useful_seconds for scene in shot), minutes_and_seconds, missing),
        _sum((scene.shots for scene in shot), str, missing),
    ]


def _sum(values: Iterable[int | None], write: Callable[[int], str], missing: str) -> str:
    """A sum that leaves out what nobody measured would be false: it says so instead."""
    known = list(values)
    return missing if None in known else write(sum(value or 0 for value in known))


def _role(role: RoleHours, words: Words) -> list[str]:
    def shot(hour: time | None) -> str:
        return NOTHING if hour is None and not role.is_used else _hour(hour, words)

    return [
        role.number,
        role.role,
        role.actor,
        NOTHING if role.by_own_means else _hour(role.pick_up, words),
        _hour(role.hmc, words),
        shot(role.first_shot),
        shot(role.last_shot),
        _hour(role.released, words),
    ]


# ---- who was there, and how long ----------------------------------------------------------------------------


def _people(record: ProductionReport, words: Words) -> dict[str, Any]:
    missing = words["not-measured"]
    return {
        "presences": {
            "label": words["presences"],
            "heads": words["presences-heads"],
            "rows": [
                {
                    "kind": words["presence-kinds"][one.kind],
                    "called": _number(one.called, str, missing),
                    "came": _number(one.came, str, missing),
                    "note": one.note,
                }
                for one in record.presences
            ],
        },
        "minors": {
            "label": words["minors"],
            "note": words["minors-note"],
            "heads": words["minors-heads"],
            "rows": [_minor(minor, words) for minor in record.minors],
        },
        "beyond": {
            "label": words["beyond"],
            "heads": words["beyond-heads"],
            "rows": [
                [
                    one.name,
                    one.department,
                    hour_in_figures(one.start),
                    hour_in_figures(one.end),
                    hours_and_minutes(one.worked),
                    hours_and_minutes(one.beyond),
                ]
                for one in record.beyond
            ],
            "none": words["nobody-beyond"],
            "total": [words["total"], hours_and_minutes(sum(one.beyond for one in record.beyond))],
            "note": _threshold(record, words),
        },
        "rest": [_rest(rest, words) for rest in record.rest],
    }


def _minor(minor: Minor, words: Words) -> dict[str, Any]:
    stay = None if minor.arrived is None or minor.left is None else gap_within_a_day(minor.arrived, minor.left)
    allowed = minor.allowed_minutes
    remarks = [
        words["minor-with"].format(whom=minor.with_whom) if minor.with_whom else "",
        words["minor-allowed"].format(allowed=hours_and_minutes(allowed)) if allowed is not None else "",
    ]
    return {
        "cells": [
            minor.name,
            words["age"].format(n=minor.age),
            _hour(minor.arrived, words),
            _hour(minor.left, words),
            _number(stay, hours_and_minutes, words["not-measured"]),
        ],
        "note": " · ".join(remark for remark in remarks if remark),
        "is-over": stay is not None and allowed is not None and stay > allowed,
    }


def gap_within_a_day(start: time, end: time) -> int:
    """Minutes from an hour to the next time that clocks show another.

    >>> gap_within_a_day(time(9, 0), time(12, 30)), gap_within_a_day(time(22, 0), time(0, 30))
    (210, 150)
    """
    return ((end.hour - start.hour) * 60 + end.minute - start.minute) % 1440


def _threshold(record: ProductionReport, words: Words) -> str:
    if record.threshold is None:
        return record.threshold_note
    whole, part = divmod(record.threshold, 60)
    hours = f"{whole}:{part:02}" if part else str(whole)
    source = f" ({record.threshold_source})" if record.threshold_source else ""
    line: str = words["threshold"].format(hours=hours, source=source)
    return f"{line} {record.threshold_note}".strip()


def _rest(rest: RestAtRisk, words: Words) -> str:
    def minutes(one: ShortRest) -> int:
        return one.minutes

    groups = groupby(sorted(rest.people, key=minutes), key=minutes)
    people = (
        words["rest-of"].format(
            time=hours_and_minutes(length), names=", ".join(short_name(one.name) for one in group)
        )
        for length, group in groups
    )
    line: str = words["rest"].format(
        hours=rest.minimum // 60,
        date=f"{rest.next_date:%d/%m}",
        call=hour_in_figures(rest.next_call),
        people="; ".join(people),
    )
    return f"{line} {words['proposal'].format(text=rest.proposal)}" if rest.proposal else line


# ---- equipment, money, incidents, signatures ----------------------------------------------------------------


def _accounts(record: ProductionReport, words: Words, language: str) -> dict[str, Any]:
    missing = words["not-measured"]
    spoken = Language(language)
    people, receipts = len(record.beyond), record.cash_receipts or 0
    rows = []
    if record.beyond:
        price = _number(record.overtime_cents, lambda cents: write_money(Money(cents), spoken), words["to-price"])
        rows.append([_form(words["overtime"], people), price])
    cash = _number(record.cash_cents, lambda cents: write_money(Money(cents), spoken), missing)
    rows.append([_form(words["cash"], receipts), cash])
    ordered, served = (_number(meals, str, missing) for meals in (record.meals_ordered, record.meals_served))
    rows.append([words["meals"], f"{ordered} / {served}"])
    return {
        "equipment": {
            "label": words["equipment"],
            "rows": [[one.name, one.use or missing] for one in record.equipment],
        },
        "accounts": {"label": words["administration"], "rows": rows},
    }


def _form(forms: tuple[str, str], n: int) -> str:
    return (forms[0] if n == 1 else forms[1]).format(n=n)


def _incidents(record: ProductionReport, words: Words) -> dict[str, Any]:
    return {
        "incidents": {
            "label": words["incidents"],
            "note": words["incidents-note"],
            "rows": [_incident(one, words) for one in record.incidents],
            "none": words["no-incident"],
            "insured": words["insured"],
        },
        "signatures": [_signature(one, words) for one in record.signatures],
    }


def _incident(one: Incident, words: Words) -> dict[str, Any]:
    return {
        "hour": NOTHING if one.hour is None else hour_in_figures(one.hour),
        "kind": words["incident-kinds"][one.kind],
        "text": one.text,
        "is-insured": one.is_insured,
    }


def _signature(one: Signature, words: Words) -> dict[str, str]:
    note = words["not-signed"] if one.at is None else words["signed"].format(hour=hour_in_figures(one.at))
    return {"job": one.job, "name": one.name, "note": note}
