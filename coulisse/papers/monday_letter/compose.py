"""The letter as pieces, in the order in which it is read."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from coulisse.engines.digest import OTHER, Count, Quarters
from coulisse.kernel.times import to_brussels
from coulisse.papers.days import day_in_words
from coulisse.papers.monday_letter.proposals import (
    apart_of,
    clock,
    delay_in_words,
    moment,
    number,
    one_or_many,
    place_in,
    plain_day,
    share,
    text_of,
    topic_name,
    weekday,
)
from coulisse.papers.monday_letter.records import LetterRecord
from coulisse.papers.monday_letter.words import WORDS
from coulisse.papers.reporting.blocks import (
    Aside,
    BarTable,
    Block,
    Break,
    Document,
    Figures,
    Heading,
    Pairs,
    Paragraph,
    QuarterChart,
    Quotes,
    Share,
    Sign,
    Table,
)

QUARTER: Final = 15 * 60


def monday_letter(record: LetterRecord, language: str) -> Document:
    """The letter in `language` (fr, nl or en): what PDF, DOCX and CSV are written from."""
    words = WORDS[language]
    return Document(
        language=language,
        title=words["title"].format(production=record.production, week=record.week),
        kind=words["kind"],
        foot=words["foot"].format(kind=words["kind"], **foot_of(record, words)),
        to=text_of(record, "to", language),
        blocks=tuple(_blocks(record, language)),
        **head_of(record, language),
    )


def head_of(record: LetterRecord, language: str) -> dict[str, Any]:
    """What the letter and the synthesis have alike."""
    words = WORDS[language]
    day = day_in_words(to_brussels(record.at).date(), language)
    return {
        "show": record.production,
        "slot": slot_of(record, language),
        "house": record.house,
        "at": to_brussels(record.at),
        "place_and_day": words["place_and_day"].format(place=place_in(record.place, language), day=day),
        "writer": record.writer,
        "job": words["job"],
        "privacy": words["privacy"],
        "page_word": words["page"],
    }


def foot_of(record: LetterRecord, words: dict[str, Any]) -> dict[str, Any]:
    at = moment(record.at, words)
    version = words["draft"].format(at=at)
    if record.number is not None:
        version = words["version"].format(number=record.number, at=at)
    return {
        "production": record.production,
        "week": record.week,
        "starts": f"{to_brussels(record.frame.starts):%d/%m}",
        "ends": moment(record.frame.ends, words),
        "version": version,
    }


def slot_of(record: LetterRecord, language: str) -> str:
    """« Médiane TV, dimanche 20 h 25 »."""
    starts = record.frame.air_starts
    if starts is None:
        return record.channel
    local = to_brussels(starts)
    hour = WORDS[language]["hour"].format(h=local.hour, m=local.minute)
    when = f"{weekday(starts, language)} {hour}"
    return f"{record.channel}, {when}" if record.channel else when


def _blocks(record: LetterRecord, language: str) -> Iterator[Block]:
    words, told = WORDS[language], record.told
    yield Paragraph(text_of(record, "hello", language))
    yield Paragraph(text_of(record, "lead", language), "lead")
    yield Figures(tuple(_figures(record, language)))
    if told.curve is not None:
        yield from chart_of(record, told.curve, language)
    yield Heading(words["themes"])
    yield themes_of(record, told.topics, language, week=True)
    if told.family is not None:
        title = words["family_title"].format(n=number(told.family.size, language))
        yield Aside(title, text_of(record, "family", language))
    yield Break()
    yield from voices_of(record, language)
    if told.apart:
        yield from apart_table(record, language)
    yield Heading(words["asks"])
    if record.asks:
        yield Table(
            ("", "", ""),
            tuple((one.what, one.owner, _due(one.due, language)) for one in record.asks),
            (1, 0.32, 0.2),
            strong=(0, 2),
            right=(2,),
            boxes=True,
        )
    else:
        yield Paragraph(words["no_ask"])
    yield Heading(words["changed"])
    yield Paragraph(text_of(record, "before", language))
    yield from method_of(record, language)
    yield Paragraph(text_of(record, "bye", language))
    yield Sign(record.writer)


def _due(day: Any, language: str) -> str:
    """« mer. 17/03 » as a calendar writes it: three letters and the day."""
    if day is None:
        return "–"
    name = day_in_words(day, language)[:3]
    return f"{name}{'.' if language == 'fr' else ''} {day:%d/%m}"


def _figures(record: LetterRecord, language: str) -> Iterator[tuple[int, str, str]]:
    words, told = WORDS[language], record.told
    yield (
        told.n,
        one_or_many(words["week_figure"], told.n, language),
        words["week_before"].format(n=number(told.before, language)),
    )
    yield night_figure(record, language)
    yield from answer_figures(record, language)


def night_figure(record: LetterRecord, language: str) -> tuple[int, str, str]:
    """The night of the broadcast; in a week without one, the complaints."""
    words, told = WORDS[language], record.told
    curve = told.curve
    if curve is None:
        found = next((one for one in told.kinds if one.code == "complaint"), Count("complaint", 0))
        what = one_or_many(words["complaints"], found.n, language)
        return found.n, what, words["week_before"].format(n=number(found.before, language))
    first = plain_day(curve.starts, language, month=curve.starts.month != curve.until.month)
    what = words["night_figure"].format(first=first, last=plain_day(curve.until, language))
    if told.family is None:
        return told.night, what, words["night_plain"].format(share=share(told.night, told.n, language))
    size = told.family.size
    beside = words["night_family"].format(n=number(size, language), share=share(size, told.night, language))
    return told.night, what, beside


def answer_figures(record: LetterRecord, language: str) -> Iterator[tuple[int, str, str]]:
    words, told = WORDS[language], record.told
    delay = told.delay
    beside = words["no_median"]
    if delay.median is not None:
        said = delay_in_words(delay.median, words)
        beside = words["median"].format(delay=said)
        if delay.before is not None:
            beside = words["median_before"].format(delay=said, before=delay_in_words(delay.before, words))
    yield told.answered, one_or_many(words["answers"], told.answered, language), beside
    late = one_or_many(words["late"], told.late, language).format(n=told.late) if told.late else words["no_late"]
    if told.put_away:
        late += words["put_away"].format(n=number(told.put_away, language))
    yield told.open, one_or_many(words["open"], told.open, language), late


def chart_of(record: LetterRecord, curve: Quarters, language: str) -> Iterator[Block]:
    """The curve, its cause at its minute, and the sum that must be the inbox's."""
    words, frame = WORDS[language], record.frame
    note = text_of(record, "chart_note", language)
    labels = [clock(curve.starts + timedelta(seconds=QUARTER * at)) for at in range(len(curve.bars))]
    most = max(curve.bars, default=0)
    air = None
    if frame.air_starts is not None and frame.air_ends is not None:
        air = (_place(curve, frame.air_starts), min(_place(curve, frame.air_ends), float(len(curve.bars))))
    cue = _place(curve, frame.cue_at) if frame.cue_at is not None else None
    yield Heading(words["chart"].format(day=_night_day(curve, language)))
    yield QuarterChart(
        bars=tuple(zip(labels, curve.bars, strict=True)),
        after=curve.after,
        after_label=f"{clock(curve.bars_end)}–{clock(curve.until)}",
        air=air,
        air_label=words["on_air"],
        cue=cue,
        cue_label=words["cue"].format(hour=clock(frame.cue_at), cue=frame.cue) if frame.cue_at else "",
        alt=words["chart_alt"].format(
            first=labels[0],
            last=clock(curve.until),
            most=most,
            when=labels[curve.bars.index(most)],
            note=note,
        ),
    )
    yield Paragraph(note, "small")


def _night_day(curve: Quarters, language: str) -> str:
    return day_in_words(to_brussels(curve.starts).date(), language, with_year=False)


def _place(curve: Quarters, at: Any) -> float:
    seconds: float = (at - curve.starts).total_seconds()
    return max(0.0, seconds / QUARTER)


def themes_of(record: LetterRecord, topics: tuple[Count, ...], language: str, *, week: bool) -> BarTable:
    words = WORDS[language]
    heads = words["theme_heads"] if week else words["period_heads"]
    before = to_brussels(record.frame.before_starts).isocalendar().week
    theme, now, part, then = (head.format(week=record.week, before=before) for head in heads)
    return BarTable(
        (theme, now, part, then),
        tuple((topic_name(record, one.code, language), one.n, Share(one.share), one.before) for one in topics),
        (
            words["total"],
            sum(one.n for one in topics),
            Share(sum(one.share for one in topics)),
            sum(one.before for one in topics),
        ),
    )


def voices_of(record: LetterRecord, language: str) -> Iterator[Block]:
    words = WORDS[language]
    many = len(record.voices)
    yield Heading(words["voices"].get(many, words["voices"][5]))
    if not many:
        yield Paragraph(words["no_voice"], "small")
        return
    yield Quotes(
        tuple(
            (
                one.text,
                words["voice_in" if one.in_family else "voice_out"].format(
                    channel=words["channels"].get(one.channel, one.channel), language=one.language.upper()
                ),
            )
            for one in record.voices
        )
    )
    yield Paragraph(words["voices_note"], "small")


def apart_table(record: LetterRecord, language: str) -> Iterator[Block]:
    words, told = WORDS[language], record.told
    many = sum(one.n for one in told.apart)
    said = words["apart_numbers"].get(many, number(many, language))
    yield Heading(one_or_many(words["apart"], many, language).format(n=said))
    rows = [(one.n, *apart_of(record, one, language)) for one in told.apart]
    yield Table(("", "", "", ""), tuple(rows), (0.09, 1, 1, 0.62), strong=(0, 1))


def method_of(record: LetterRecord, language: str) -> Iterator[Block]:
    """Never left out, never edited."""
    words, told, frame = WORDS[language], record.told, record.frame
    yield Heading(words["method"])
    names = ", ".join(_channel(one, words, language) for one in told.channels if one.n) or words["nothing"]
    lines = [
        words["method_sample"],
        words["method_counted"].format(
            channels=names, starts=moment(frame.starts, words), ends=moment(frame.ends, words)
        ),
    ]
    if frame.before_ends > frame.before_starts:
        line = words["method_before"].format(
            starts=moment(frame.before_starts, words), ends=moment(frame.before_ends, words)
        )
        lines.append(line + (words["method_both"].format(n=told.in_both) if told.in_both else ""))
    is_all = told.confirmed == told.n
    labels = words["method_all"] if is_all else words["method_labels"]
    lines.append(labels.format(n=number(told.confirmed, language), whole=number(told.n, language)))
    lines.append(words["method_as_of"].format(as_of=moment(frame.as_of, words), code=record.identifier))
    yield Paragraph(" ".join(lines), "method")
    yield Pairs(tuple((one.n, _channel(one, words, language)) for one in told.channels if one.n))


def _channel(one: Count, words: dict[str, Any], language: str) -> str:
    return one_or_many(words["channels_many"].get(one.code, (one.code, one.code)), one.n, language)


def kind_table(counts: tuple[Count, ...], names: dict[str, str], heads: tuple[str, str, str], total: str) -> Table:
    """Counts of codes in words, with their share."""
    return Table(
        heads,
        tuple((names.get(one.code, one.code or names.get(OTHER, "–")), one.n, Share(one.share)) for one in counts),
        (1, 0.25, 0.25),
        strong=(1,),
        total=(total, sum(one.n for one in counts), Share(sum(one.share for one in counts))),
    )
