"""What the letter says where nobody wrote otherwise: sentences made of the figures, never more than they hold."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from coulisse.engines.digest import OTHER, Apart, Quarters
from coulisse.kernel.language import Language
from coulisse.kernel.times import to_brussels
from coulisse.kernel.writing import write_number
from coulisse.papers.days import MONTHS, WEEKDAYS, day_in_figures
from coulisse.papers.monday_letter.records import LetterRecord
from coulisse.papers.monday_letter.words import WORDS
from coulisse.papers.reporting.blocks import Share, written

EDITABLE: Final = ("to", "hello", "lead", "chart_note", "family", "before", "bye")
PLACES: Final[Mapping[str, Mapping[str, str]]] = {
    "nl": {"Bruxelles": "Brussel", "Liège": "Luik", "Namur": "Namen", "Mons": "Bergen", "Anvers": "Antwerpen"},
    "en": {"Bruxelles": "Brussels", "Anvers": "Antwerp"},
}
"""Where a letter is dated, as its reader names the town."""
NEEDS_DECISION: Final = frozenset({"image_right"})


def proposed(record: LetterRecord, language: str) -> dict[str, str]:
    """Every editable text as the machine proposes it."""
    words = WORDS[language]
    return {
        "to": words["to"].format(production=record.production),
        "hello": words["hello"],
        "lead": _lead(record, language),
        "chart_note": chart_note(record, language),
        "family": _family(record, language),
        "before": _before(record, language),
        "bye": words["bye"],
    }


def text_of(record: LetterRecord, name: str, language: str) -> str:
    """What a person wrote, else the proposal."""
    return record.texts.get(name) or proposed(record, language)[name]


def place_in(place: str, language: str) -> str:
    """The town in the language of the letter, where it has a name of its own there."""
    return PLACES.get(language, {}).get(place, place)


def number(value: int, language: str) -> str:
    return write_number(value, Language(language))


def share(part: int, whole: int, language: str) -> str:
    """A part in per cent, one decimal, half up."""
    return written(Share((part * 2000 + whole) // (2 * whole)), language) if whole else ""


def one_or_many(forms: tuple[str, str], n: int, language: str) -> str:
    """The singular goes with 1, in French with 0 too."""
    return forms[0 if n == 1 or (n == 0 and language == "fr") else 1]


def delay_in_words(minutes: int, words: Mapping[str, Any]) -> str:
    if minutes < 60:
        return str(words["delay_minutes"].format(m=minutes))
    if minutes < 48 * 60:
        return str(words["delay"].format(h=minutes // 60, m=minutes % 60))
    return str(words["delay_days"].format(d=minutes // 1440, h=minutes % 1440 // 60))


def moment(at: datetime, words: Mapping[str, Any]) -> str:
    return to_brussels(at).strftime(words["moment"])


def clock(at: datetime) -> str:
    return f"{to_brussels(at):%H:%M}"


def weekday(at: datetime, language: str) -> str:
    return WEEKDAYS[language][to_brussels(at).weekday()]


def plain_day(at: datetime, language: str, *, month: bool = True) -> str:
    local = to_brussels(at)
    day = "1er" if language == "fr" and local.day == 1 else str(local.day)
    return f"{day} {MONTHS[language][local.month - 1]}" if month else day


def topic_name(record: LetterRecord, code: str, language: str) -> str:
    return WORDS[language]["other"] if code == OTHER else record.topics.get(code, code)


def _lead(record: LetterRecord, language: str) -> str:
    words, told = WORDS[language], record.told
    if not told.n:
        return str(words["lead_none"])
    curve, family = told.curve, told.family
    if curve is None or family is None or record.frame.air_starts is None or family.size * 2 < told.night:
        return _lead_of_week(record, language)
    cause = words["lead_cause"].format(cause=record.frame.cue) if record.frame.cue else ""
    until = f"{weekday(curve.until, language)} {clock(curve.until)}"
    said: str = words["lead_family"].format(
        n=number(family.size, language),
        night=number(told.night, language),
        weekday=weekday(record.frame.air_starts, language),
        until=until,
        cause=cause,
    )
    apart = told.night - family.size
    if apart:
        said += words["lead_apart"].format(apart=number(apart, language))
    waits = sum(one.n for one in told.apart if one.kind in NEEDS_DECISION and not one.is_done)
    if waits:
        said += one_or_many(words["lead_decision"], waits, language).format(n=waits)
    return said


def _lead_of_week(record: LetterRecord, language: str) -> str:
    words, told = WORDS[language], record.told
    first = told.topics[0]
    return str(
        words["lead_week"].format(
            n=number(told.n, language),
            before=number(told.before, language),
            topic=topic_name(record, first.code, language),
            of=number(first.n, language),
            share=written(Share(first.share), language),
        )
    )


def chart_note(record: LetterRecord, language: str) -> str:
    words, curve = WORDS[language], record.told.curve
    if curve is None:
        return ""
    said: str = words["chart_sum"].format(
        bars=number(curve.bars_total, language),
        after=number(curve.after, language),
        from_=clock(curve.bars_end),
        total=number(curve.total, language),
    )
    rise = _rise(record, curve)
    return f"{said} {words[rise].format(rise=clock(curve.rise_at))}" if rise and curve.rise_at else said


def _rise(record: LetterRecord, curve: Quarters) -> str:
    if curve.rise_at is None:
        return ""
    frame, seconds = record.frame, 15 * 60
    if frame.cue_at is not None and 0 <= (frame.cue_at - curve.rise_at).total_seconds() < seconds:
        return "rise_cue"
    if frame.air_ends is not None and curve.rise_at < frame.air_ends:
        return "rise_before_end"
    return "rise_after"


def _family(record: LetterRecord, language: str) -> str:
    words, family = WORDS[language], record.told.family
    if family is None:
        return ""
    parts = [
        f"{number(one.n, language)} {words['in_language'].get(one.code, words['in_language']['und'])}"
        for one in family.languages
    ]
    said: str = words["family"].format(languages=", ".join(parts))
    if not family.answered:
        return said + str(words["family_waits"])
    names = words["and"].join(record.approved_by)
    approved = words["family_approved"].format(names=names) if names else ""
    said += words["family_answered"].format(n=number(family.answered, language), approved=approved)
    if record.bounced:
        said += one_or_many(words["family_bounced"], record.bounced, language).format(
            n=number(record.bounced, language)
        )
    return said


def _before(record: LetterRecord, language: str) -> str:
    words = WORDS[language]
    if not record.changed:
        return str(words["no_change"])
    lines = []
    for one in record.changed:
        line = words["changed_one"].format(day=day_in_figures(one.on), what=one.what.rstrip(" ."))
        if one.told and one.told_on is not None:
            line += words["changed_told"].format(n=number(one.told, language), on=day_in_figures(one.told_on))
        lines.append(line)
    return "\n".join(lines)


def apart_of(record: LetterRecord, one: Apart, language: str) -> tuple[str, str, str]:
    """What it is, what was done, by whom: as somebody wrote, else as the records tell."""
    words, typed = WORDS[language], record.apart.get(one.kind)
    who = words["who"].get(one.routed, words["who"][""])
    is_done = one.is_done or bool(one.routed)
    done = words["done"].get(one.routed, "")
    if not done and one.kind == "threat":
        done = words["done_threat"]
    if not done:
        done = words["done_answered"] if one.is_done else words["done_open"]
    proposal = (
        words["kinds"].get(one.kind, one.kind),
        done,
        words["who_done" if is_done else "who_open"].format(who=who),
    )
    if typed is None:
        return proposal
    return typed.what or proposal[0], typed.done or proposal[1], typed.who or proposal[2]
