"""The audit as a paper: figures, facts, weeks, formats, hours, and what changed since an earlier one."""

from collections.abc import Iterator
from typing import Any

from coulisse.papers.account_audit.facts import clock, facts_of, format_name, tenth, whole
from coulisse.papers.account_audit.records import AuditRecord, HourTold
from coulisse.papers.account_audit.words import WORDS
from coulisse.papers.reporting.blocks import Block, Cell, Document, Figures, Heading, Months, Paragraph, Table


def account_audit(record: AuditRecord, language: str) -> Document:
    """The paper in `language` (fr, nl or en)."""
    words: dict[str, Any] = WORDS[language]
    days = {"first": f"{record.first:%d/%m/%Y}", "last": f"{record.last:%d/%m/%Y}"}
    return Document(
        language=language,
        title=f"{words['kind']} · {record.account}",
        kind=words["kind"],
        show=record.account,
        slot=words["period"].format(**days),
        house=record.house,
        at=record.at,
        place_and_day=f"{record.at:%d/%m/%Y}",
        writer=record.writer,
        job=words["job"],
        to="",
        foot=words["foot"].format(account=record.account, at=f"{record.at:%d/%m/%Y}"),
        privacy=words["privacy"].format(house=record.house),
        page_word=words["page"],
        blocks=tuple(_blocks(record, language)),
    )


def _blocks(record: AuditRecord, language: str) -> Iterator[Block]:
    words = WORDS[language]
    yield _figures(record, language)
    yield Heading(words["facts"])
    for line in facts_of(record, language):
        yield Paragraph(f"– {line}", "method")
    yield Heading(words["weeks"])
    counts = [n for _monday, n in record.weeks]
    alt = words["weeks_alt"].format(least=min(counts, default=0), most=max(counts, default=0))
    yield Months(tuple((f"{monday:%d/%m}", n, None) for monday, n in record.weeks), alt)
    yield Heading(words["formats"])
    rows: list[tuple[Cell, ...]] = [
        (
            format_name(one.name, language),
            one.n,
            one.known,
            whole(one.median, language) if one.is_enough else None,
            f"{whole(one.low, language)} – {whole(one.high, language)}" if one.low is not None else None,
        )
        for one in record.formats
    ]
    yield Table(
        words["format_heads"], tuple(rows), (3, 1, 1.2, 1.2, 1.8), strong=(0,), right=(3, 4), name=words["formats"]
    )
    hours = [(one, words["better"]) for one in record.hours.best] + [
        (one, words["dead"]) for one in record.hours.dead
    ]
    if hours:
        yield Heading(words["hours"])
        told = tuple(_hour_row(one, verdict, language) for one, verdict in hours)
        yield Table(
            words["hour_heads"], told, (2, 1, 1.6, 1.8, 1.2), strong=(0,), right=(2, 3), name=words["hours"]
        )
    if record.before is not None:
        yield from _changes(record, language)
    sources = ", ".join(record.sources)
    yield Paragraph(
        words["method"].format(metric=record.metric, definition=record.definition, sources=sources), "small"
    )


def _figures(record: AuditRecord, language: str) -> Figures:
    words = WORDS[language]
    days = (record.last - record.first).days + 1
    silent = sum(1 for _monday, n in record.weeks if not n)
    beside = (
        words["before_week"].format(before=tenth(record.per_week_before, language))
        if record.per_week_before is not None
        else ""
    )
    items: list[tuple[Cell, str, str]] = [
        (record.n, words["posts"], words["in_days"].format(days=days)),
        (tenth(record.per_week, language), words["per_week"], beside),
        (silent, words["silent"][silent > 1], words["of_weeks"].format(weeks=len(record.weeks))),
    ]
    if record.silence is not None:
        gap = record.silence
        around = words["around"].format(after=f"{gap.after:%d/%m}", until=f"{gap.until:%d/%m}")
        items.append((gap.days, words["longest"], around))
    return Figures(tuple(items))


def _hour_row(one: HourTold, verdict: str, language: str) -> tuple[Cell, ...]:
    return (
        f"{clock(one.hour, language)} – {clock(one.hour + one.width, language)}",
        one.n,
        tenth(one.times, language),
        f"{tenth(one.low, language)} – {tenth(one.high, language)}",
        verdict,
    )


def _changes(record: AuditRecord, language: str) -> Iterator[Block]:
    words = WORDS[language]
    assert record.before is not None  # asked by the caller
    first, last = record.before
    yield Heading(words["changes"].format(first=f"{first:%d/%m/%Y}", last=f"{last:%d/%m/%Y}"))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            format_name(one.name, language),
            one.n_before,
            whole(one.median_before, language),
            one.n,
            whole(one.median, language),
            words["moved"][one.moved],
        )
        for one in record.changes
    )
    yield Table(
        words["change_heads"], rows, (2.2, 1.2, 1.4, 1, 1.2, 2), strong=(0,), right=(2, 4), name=words["kind"]
    )
