"""The year as pieces: in a few words, then months, themes, ways, delays, recourse, changes, seasons."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from coulisse.engines.digest import Change, Month
from coulisse.kernel.times import to_brussels
from coulisse.papers.days import MONTHS
from coulisse.papers.monday_letter.compose import (
    answer_figures,
    foot_of,
    head_of,
    kind_table,
    method_of,
    voices_of,
)
from coulisse.papers.monday_letter.proposals import (
    delay_in_words,
    moment,
    number,
    one_or_many,
    share,
    text_of,
    topic_name,
)
from coulisse.papers.monday_letter.records import LetterRecord
from coulisse.papers.monday_letter.words import WORDS as LETTER
from coulisse.papers.reporting.blocks import (
    BarTable,
    Block,
    Document,
    Figures,
    Heading,
    Months,
    Paragraph,
    Share,
    Sign,
    Table,
)
from coulisse.papers.yearly_report.words import WORDS


@dataclass(frozen=True, slots=True)
class Season:
    """One theme in two seasons."""

    topic: str
    change: Change


@dataclass(frozen=True, slots=True)
class RecourseCount:
    body: str
    state: str
    n: int


@dataclass(frozen=True, slots=True)
class YearRecord:
    """A letter's record over a year, with what only a year shows."""

    letter: LetterRecord
    months_before: tuple[Month, ...] = ()
    seasons: tuple[Season, ...] = ()
    recourse: tuple[RecourseCount, ...] = ()


def yearly_report(record: YearRecord, language: str) -> Document:
    """The report in `language` (fr, nl or en)."""
    words, letter = WORDS[language], record.letter
    foot = foot_of(letter, LETTER[language])
    starts, ends = (moment(at, LETTER[language]) for at in (letter.frame.starts, letter.frame.ends))
    return Document(
        language=language,
        title=words["title"].format(production=letter.production, starts=starts[:10], ends=ends[:10]),
        kind=words["kind"],
        foot=words["foot"].format(
            production=letter.production, starts=starts[:10], ends=ends[:10], version=foot["version"]
        ),
        to="",
        blocks=tuple(_blocks(record, language)),
        **{**head_of(letter, language), "privacy": words["privacy"]},
    )


def lead_of(record: YearRecord, language: str) -> str:
    told = record.letter.told
    return str(
        WORDS[language]["lead"].format(
            n=number(told.n, language),
            before=number(told.before, language),
            complaints=number(_complaints(told.months), language),
            answered=number(told.answered, language),
        )
    )


def _complaints(months: tuple[Month, ...]) -> int:
    return sum(month.complaints for month in months)


def _blocks(record: YearRecord, language: str) -> Iterator[Block]:
    words, letter, told = WORDS[language], record.letter, record.letter.told
    common = LETTER[language]
    yield Paragraph(letter.texts.get("lead") or lead_of(record, language), "lead")
    complaints = _complaints(told.months)
    yield Figures(
        (
            (
                told.n,
                one_or_many(words["year_figure"], told.n, language),
                words["year_before"].format(n=number(told.before, language)),
            ),
            (
                complaints,
                one_or_many(common["complaints"], complaints, language),
                words["complaints_share"].format(share=share(complaints, told.n, language)) if told.n else "",
            ),
            *answer_figures(letter, language),
        )
    )
    if letter.texts.get("quality"):
        yield Heading(words["quality"])
        yield Paragraph(letter.texts["quality"])
    yield from _months(record, language)
    yield Heading(words["themes"])
    yield _themes(letter, words["theme_heads"], language)
    if letter.texts.get("themes"):
        yield Paragraph(letter.texts["themes"])
    yield from voices_of(letter, language)
    heads = words["count_heads"]
    yield Heading(words["channels"])
    yield kind_table(told.channels, common["channels"], heads, common["total"])
    yield Heading(words["languages"])
    yield kind_table(told.languages, words["languages_names"], heads, common["total"])
    yield from _delays(letter, language)
    yield from _recourse(record, language)
    yield Heading(words["changed"])
    yield Paragraph(text_of(letter, "before", language))
    if record.seasons:
        yield from _seasons(record, language)
    yield from method_of(letter, language)
    yield Sign(letter.writer)


def _themes(letter: LetterRecord, heads: tuple[str, str, str, str], language: str) -> BarTable:
    topics = letter.told.topics
    return BarTable(
        heads,
        tuple((topic_name(letter, one.code, language), one.n, Share(one.share), one.before) for one in topics),
        (
            LETTER[language]["total"],
            sum(one.n for one in topics),
            Share(sum(one.share for one in topics)),
            sum(one.before for one in topics),
        ),
    )


def _months(record: YearRecord, language: str) -> Iterator[Block]:
    words, months = WORDS[language], record.letter.told.months
    if not months:
        return
    before = {month.month[5:]: month.n for month in record.months_before}
    best = max(months, key=lambda month: month.n)
    yield Heading(words["months"])
    yield Months(
        tuple((_short(month, language), month.n, before.get(month.month[5:])) for month in months),
        words["months_alt"].format(
            most=number(best.n, language), when=_month(best, language), note=words["months_note"]
        ),
    )
    yield Paragraph(words["months_note"], "small")
    rows = tuple(
        (_month(month, language), month.n, month.complaints, month.answered, _delay(month.median, language))
        for month in months
    )
    told = record.letter.told
    yield Table(
        words["month_heads"],
        rows,
        (1, 0.5, 0.5, 0.5, 0.6),
        strong=(1,),
        right=(4,),
        total=(
            LETTER[language]["total"],
            told.n,
            _complaints(months),
            sum(month.answered for month in months),
            _delay(told.delay.median, language),
        ),
    )


def _month(month: Month, language: str) -> str:
    return f"{MONTHS[language][int(month.month[5:]) - 1]} {month.month[:4]}"


def _short(month: Month, language: str) -> str:
    return f"{MONTHS[language][int(month.month[5:]) - 1][:4]} {month.month[2:4]}"


def _delay(minutes: int | None, language: str) -> str | None:
    return None if minutes is None else delay_in_words(minutes, LETTER[language])


def _delays(letter: LetterRecord, language: str) -> Iterator[Block]:
    words, common, told = WORDS[language], LETTER[language], letter.told
    yield Heading(words["delays"])
    if told.delay.median is None or told.delay.ninth is None:
        yield Paragraph(words["no_delays"])
        return
    late = one_or_many(common["late"], told.late, language).format(n=told.late) if told.late else common["no_late"]
    yield Paragraph(
        words["delays_text"].format(
            median=delay_in_words(told.delay.median, common),
            ninth=delay_in_words(told.delay.ninth, common),
            open=number(told.open, language),
            late=late,
        )
    )


def _recourse(record: YearRecord, language: str) -> Iterator[Block]:
    words = WORDS[language]
    yield Heading(words["recourse"])
    if not record.recourse:
        yield Paragraph(words["no_recourse"])
        return
    rows: tuple[tuple[Any, ...], ...] = tuple(
        (words["bodies"].get(one.body, one.body), words["states"].get(one.state, one.state), one.n)
        for one in record.recourse
    )
    total = (LETTER[language]["total"], "", sum(one.n for one in record.recourse))
    yield Table(words["recourse_heads"], rows, (1, 1, 0.4), strong=(2,), total=total)


def _seasons(record: YearRecord, language: str) -> Iterator[Block]:
    words, letter = WORDS[language], record.letter
    this, before = (f"{to_brussels(at):%Y}" for at in (letter.frame.starts, letter.frame.before_starts))
    theme, *others = (head.format(this=this, before=before) for head in words["season_heads"])
    yield Heading(words["seasons"])
    yield Table(
        (theme, *others),
        tuple(_season(one, letter, language) for one in record.seasons),
        (1.4, 0.4, 0.4, 0.4, 1),
        strong=(1,),
        right=(3,),
    )
    yield Paragraph(words["seasons_note"], "small")


def _season(one: Season, letter: LetterRecord, language: str) -> tuple[Any, ...]:
    change = one.change
    sign = "+" if change.difference > 0 else ""
    return (
        topic_name(letter, one.topic, language),
        change.n,
        change.before,
        f"{sign}{number(change.difference, language)}",
        WORDS[language]["verdicts"][change.verdict.value],
    )
