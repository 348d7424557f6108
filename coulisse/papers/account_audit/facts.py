"""What may be said of an account: facts with their number of posts and their interval, never an order."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Final

from coulisse.kernel.language import Language
from coulisse.kernel.writing import write_number
from coulisse.papers.account_audit.records import AuditRecord, FormatTold, HourTold
from coulisse.papers.account_audit.words import WORDS
from coulisse.papers.reporting.blocks import spaced

LEAST: Final = 5
MOST_HOURS: Final = 3


def facts_of(record: AuditRecord, language: str) -> tuple[str, ...]:
    """In the language of the paper, spaced as it prints."""
    return tuple(spaced(line, language) for line in _facts(record, language))


def tenth(value: Fraction | float, language: str) -> str:
    """One decimal."""
    return write_number(Fraction(round(Fraction(value) * 10), 10), Language(language), 1)


def whole(value: Fraction | int | None, language: str) -> str:
    """A median between two posts keeps its half."""
    if value is None:
        return "–"
    exact = Fraction(value)
    return write_number(exact, Language(language), 0 if exact.denominator == 1 else 1)


def clock(hour: int, language: str) -> str:
    shown = hour % 24
    return f"{shown}\u00a0h" if language == "fr" else f"{shown}\u00a0u." if language == "nl" else f"{shown}:00"


def format_name(name: str, language: str) -> str:
    return name or str(WORDS[language]["no_format"])


def _facts(record: AuditRecord, language: str) -> Iterator[str]:
    words: dict[str, Any] = WORDS[language]
    days = (record.last - record.first).days + 1
    yield words["fact_rate"].format(n=record.n, days=days, per_week=tenth(record.per_week, language))
    silent = sum(1 for _monday, n in record.weeks if not n)
    if silent > 1:
        yield words["fact_silent"].format(silent=silent, weeks=len(record.weeks))
    if record.silence is not None and record.silence.days > 1:
        gap = record.silence
        yield words["fact_silence"].format(
            days=gap.days, after=f"{gap.after:%d/%m/%Y}", until=f"{gap.until:%d/%m/%Y}"
        )
    yield _format_fact(record, language)
    yield from _hour_facts(record, language)


def _format_fact(record: AuditRecord, language: str) -> str:
    """The best against the next that it certainly beats: their intervals don't touch."""
    words = WORDS[language]
    ranked = [one for one in record.formats if one.is_enough and one.low is not None]
    if len(ranked) < 2:
        return str(words["fact_few_formats"]).format(least=LEAST)
    best = ranked[0]
    beaten = next((one for one in ranked[1:] if _is_above(best, one)), None)
    if beaten is None:
        return str(words["fact_no_format"])
    return str(words["fact_format"]).format(
        best=format_name(best.name, language),
        other=format_name(beaten.name, language),
        median=whole(best.median, language),
        low=whole(best.low, language),
        high=whole(best.high, language),
        n=best.known,
        other_median=whole(beaten.median, language),
        other_low=whole(beaten.low, language),
        other_high=whole(beaten.high, language),
        other_n=beaten.known,
    )


def _is_above(one: FormatTold, other: FormatTold) -> bool:
    return one.low is not None and other.high is not None and one.low > other.high


def _hour_facts(record: AuditRecord, language: str) -> Iterator[str]:
    words, hours = WORDS[language], record.hours
    if hours.verdict == "not_enough_data":
        yield words["fact_few_hours"].format(n=hours.n)
    elif not hours.best and not hours.dead:
        yield words["fact_no_hour"].format(n=hours.n)
    for one in hours.best[:MOST_HOURS]:
        yield _hour(words["fact_best"], one, language)
    for one in hours.dead[:MOST_HOURS]:
        yield _hour(words["fact_dead"], one, language)


def _hour(sentence: str, one: HourTold, language: str) -> str:
    return sentence.format(
        from_=clock(one.hour, language),
        to=clock(one.hour + one.width, language),
        times=tenth(one.times, language),
        low=tenth(one.low, language),
        high=tenth(one.high, language),
        n=one.n,
    )
