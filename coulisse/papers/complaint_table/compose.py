"""The table as pieces: counts first, then the lines, then how to read it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from coulisse.engines.digest import ComplaintsTold, Line
from coulisse.kernel.times import to_brussels
from coulisse.papers.complaint_table.words import WORDS
from coulisse.papers.days import day_in_figures, day_in_words
from coulisse.papers.monday_letter.proposals import moment, number, one_or_many, place_in
from coulisse.papers.monday_letter.words import WORDS as LETTER
from coulisse.papers.reporting.blocks import Block, Document, Figures, Heading, Paragraph, Sign, Table


@dataclass(frozen=True, slots=True)
class ComplaintRecord:
    """The fortnight. `threshold_on`: the day of which the threshold is the value in force."""

    house: str
    writer: str
    at: datetime
    code: str
    number: int | None
    starts: datetime
    ends: datetime
    as_of: datetime
    told: ComplaintsTold
    topics: Mapping[str, str]
    threshold_on: date
    threshold_source: str
    threshold_to_be_confirmed: bool
    texts: Mapping[str, str] = field(default_factory=dict)
    place: str = "Bruxelles"

    @property
    def identifier(self) -> str:
        return f"{self.code}-v{self.number}" if self.number is not None else self.code


def lead_of(record: ComplaintRecord, language: str) -> str:
    words, told = WORDS[language], record.told
    if not told.n:
        return str(words["lead_none"])
    dossiers = one_or_many(words["dossiers"], told.dossiers, language).format(n=number(told.dossiers, language))
    return one_or_many(words["lead"], told.n, language).format(n=number(told.n, language), dossiers=dossiers)


def complaint_table(record: ComplaintRecord, language: str) -> Document:
    """The table in `language` (fr, nl or en)."""
    words = WORDS[language]
    starts, ends = moment(record.starts, LETTER[language]), moment(record.ends, LETTER[language])
    days = {"starts": starts[:10], "ends": ends[:10]}
    at = moment(record.at, LETTER[language])
    version = words["draft"].format(at=at)
    if record.number is not None:
        version = words["version"].format(number=record.number, at=at)
    day = day_in_words(to_brussels(record.at).date(), language)
    return Document(
        language=language,
        title=words["title"].format(**days),
        kind=words["kind"],
        show=words["show"].format(starts=starts, ends=ends),
        slot="",
        house=record.house,
        at=to_brussels(record.at),
        place_and_day=LETTER[language]["place_and_day"].format(place=place_in(record.place, language), day=day),
        writer=record.writer,
        job=words["job"],
        to="",
        foot=words["foot"].format(starts=starts, ends=ends, version=version),
        privacy=words["privacy"],
        page_word=words["page"],
        blocks=tuple(_blocks(record, language)),
    )


def _blocks(record: ComplaintRecord, language: str) -> Iterator[Block]:
    words, told = WORDS[language], record.told
    yield Paragraph(record.texts.get("lead") or lead_of(record, language), "lead")
    published = told.n - told.below
    yield Figures(
        (
            (told.n, one_or_many(words["complaints_figure"], told.n, language), ""),
            (
                told.dossiers,
                one_or_many(words["dossiers_figure"], told.dossiers, language),
                words["dossiers_beside"],
            ),
            (published, words["published_figure"], words["published_beside"].format(n=told.threshold)),
            (
                told.below,
                words["below_figure"],
                one_or_many(words["below_beside"], told.programmes_below, language).format(
                    n=told.programmes_below
                ),
            ),
        )
    )
    yield Heading(words["table"])
    if told.lines:
        yield Table(
            words["heads"],
            tuple(_row(record, line, language) for line in told.lines),
            (1, 0.8, 0.72, 1.3, 0.55, 0.6, 1.1),
            strong=(0, 4),
            total=(words["total"], "", "", "", published, told_dossiers(told), ""),
        )
    else:
        yield Paragraph(words["no_line"])
    if told.programmes_below:
        programmes = one_or_many(words["below_programmes"], told.programmes_below, language)
        programmes = programmes.format(n=number(told.programmes_below, language))
        yield Paragraph(words["below"].format(programmes=programmes, n=number(told.below, language)), "small")
    if record.texts.get("comment"):
        yield Paragraph(record.texts["comment"])
    yield from _method(record, words, language)
    yield Sign(record.writer)


def told_dossiers(told: ComplaintsTold) -> int:
    """Each dossier of the lines once, however many lines it stands on."""
    return len({number for line in told.lines for number in line.dossiers})


def _row(record: ComplaintRecord, line: Line, language: str) -> tuple[Any, ...]:
    words = WORDS[language]
    outcomes = ", ".join(f"{words['outcomes'].get(one.code, one.code)} ({one.n})" for one in line.outcomes)
    topic = record.topics.get(line.topic, line.topic) if line.topic else words["other"]
    service = line.service or words["no_service"]
    return (line.programme, service, day_in_figures(line.on), topic, line.n, len(line.dossiers), outcomes)


def _method(record: ComplaintRecord, words: dict[str, Any], language: str) -> Iterator[Block]:
    yield Heading(words["method"])
    letter = LETTER[language]
    yield Paragraph(
        words["method_text"].format(
            starts=moment(record.starts, letter),
            ends=moment(record.ends, letter),
            as_of=moment(record.as_of, letter),
            code=record.identifier,
        ),
        "method",
    )
    yield Paragraph(
        words["threshold"].format(
            n=record.told.threshold,
            day=day_in_figures(record.threshold_on),
            source=record.threshold_source,
            confidence=words["unconfirmed" if record.threshold_to_be_confirmed else "confirmed"],
        ),
        "small",
    )
