"""A report on the screen: what the paper says, each figure a link to its very messages."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from coulisse.desks.audience.reports import papers
from coulisse.desks.audience.reports.content import content_of
from coulisse.desks.audience.reports.models import Report, ReportCopy
from coulisse.engines.digest import ComplaintsTold, Count, Told, revived
from coulisse.foundation.mailroom.models import Recipient
from coulisse.papers.complaint_table.compose import told_dossiers
from coulisse.papers.monday_letter.proposals import apart_of, clock, one_or_many, topic_name
from coulisse.papers.monday_letter.words import WORDS as LETTER
from coulisse.papers.reporting import blocks
from coulisse.papers.reporting.blocks import Document


@dataclass(frozen=True, slots=True)
class Figure:
    """One number, what it is, beside which; `name` opens its list."""

    name: str
    n: Any
    what: str
    beside: str


@dataclass(frozen=True, slots=True)
class CountLine:
    name: str
    label: str
    n: int
    share: int
    before: int
    part: int
    """Of a hundred, against the longest."""
    part_before: int

    @property
    def name_before(self) -> str:
        """Of the list of the period before."""
        name, _colon, code = self.name.partition(":")
        return f"{name}-before:{code}"


@dataclass(frozen=True, slots=True)
class Bar:
    name: str
    label: str
    n: int
    x: int
    y: str
    top: str
    high: str


@dataclass(frozen=True, slots=True)
class CurveView:
    """The bars for a drawing of 720 × 220."""

    bars: tuple[Bar, ...]
    after: Bar
    air_x: str
    air_wide: str
    cue_x: str
    cue_y: str
    """Where its line ends: over the number of the bar under it."""
    cue: str
    note: str
    title: str


@dataclass(frozen=True, slots=True)
class ApartLine:
    name: str
    n: int
    what: str
    done: str
    who: str


@dataclass(frozen=True, slots=True)
class CopyLine:
    pk: int
    name: str
    email: str
    language: str
    sent_at: datetime
    opened_at: datetime | None
    read_at: datetime | None
    state: str
    is_open: bool
    replies: tuple[tuple[str, str, datetime], ...]


@dataclass(frozen=True, slots=True)
class VersionLine:
    pk: int
    identifier: str
    is_frozen: bool
    at: datetime
    is_this: bool


@dataclass(frozen=True, slots=True)
class ReportView:
    """All of one report. What a kind does not have is empty."""

    document: Document
    lead: str
    told: Told | None
    complaints: ComplaintsTold | None
    figures: tuple[Figure, ...]
    curve: CurveView | None
    topics: tuple[CountLine, ...]
    topics_total: tuple[int, int]
    channels: tuple[CountLine, ...]
    tones: tuple[CountLine, ...]
    family_title: str
    family: str
    voices: tuple[dict[str, Any], ...]
    apart: tuple[ApartLine, ...]
    asks: tuple[dict[str, Any], ...]
    changed: str
    method: str
    quality: tuple[str, ...]
    lines: tuple[tuple[int, Any, str, str], ...]
    """Of a complaint table: place, line, topic and outcomes in words."""
    dossiers: int
    months: tuple[tuple[str, Any, int], ...]
    copies: tuple[CopyLine, ...]
    versions: tuple[VersionLine, ...]


def view_of(report: Report, language: str, *, at: datetime) -> ReportView:
    document = papers.document_of(report, language, at=at)
    own: dict[str, str] = report.texts.get(language, {})
    proposals = papers.proposals_of(report, language, at=at)

    def text(name: str) -> str:
        return own.get(name) or proposals.get(name, "")

    told = papers.told_of(report) if "told" in report.figures else None
    complaints = revived(ComplaintsTold, report.figures["complaints"]) if "complaints" in report.figures else None
    letter = papers.letter_record(report, language, at=at) if told is not None else None
    content = content_of(report, told.family if told else None)
    names = {one.code: topic_name(letter, one.code, language) for one in told.topics} if told and letter else {}
    return ReportView(
        document=document,
        lead=text("lead"),
        told=told,
        complaints=complaints,
        figures=tuple(_figures(document, report)),
        curve=_curve(document, told, text("chart_note")),
        topics=tuple(_counts("topic", told.topics, names)) if told else (),
        topics_total=(sum(one.n for one in told.topics), sum(one.before for one in told.topics))
        if told
        else (0, 0),
        channels=tuple(_counts("channel", told.channels, _channels(told.channels, language))) if told else (),
        tones=tuple(_counts("tone", told.tones, dict(LETTER[language]["tones"]))) if told else (),
        family_title=next((one.title for one in document.blocks if isinstance(one, blocks.Aside)), ""),
        family=text("family") if told and told.family else "",
        voices=tuple(content["voices"]),
        apart=tuple(ApartLine(f"apart:{one.kind}", one.n, *apart_of(letter, one, language)) for one in told.apart)
        if told and letter
        else (),
        asks=tuple({**one, "due": _day(one["due"])} for one in content["asks"]),
        changed=text("before"),
        method=" ".join(
            one.text for one in document.blocks if isinstance(one, blocks.Paragraph) and one.look == "method"
        ),
        quality=tuple(own[name] for name in ("quality", "themes", "comment") if own.get(name)),
        lines=tuple(_complaint_lines(document, complaints)),
        dossiers=told_dossiers(complaints) if complaints else 0,
        months=tuple(_months(document, told)),
        copies=tuple(copies_of(report)),
        versions=tuple(versions_of(report)),
    )


NAMED = ("week", "night", "answered", "open")
"""Of the four figures of a letter, which list each opens; a week without a broadcast shows its complaints."""


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _channels(counts: tuple[Count, ...], language: str) -> dict[str, str]:
    forms = LETTER[language]["channels_many"]
    return {one.code: one_or_many(forms.get(one.code, (one.code,) * 2), one.n, language) for one in counts}


def _figures(document: Document, report: Report) -> list[Figure]:
    shown = next((one.items for one in document.blocks if isinstance(one, blocks.Figures)), ())
    names: tuple[str, ...] = NAMED
    if report.kind == Report.Kind.COMPLAINTS:
        names = ("all", "with-dossier", "", "")
    elif report.kind == Report.Kind.MIDDAY:
        names = ("week", "", "answered", "open")
    elif report.kind == Report.Kind.YEAR:
        names = ("week", "complaints", "answered", "open")
    elif papers.told_of(report).curve is None:
        names = ("week", "kind:complaint", "answered", "open")
    return [Figure(name, n, what, beside) for name, (n, what, beside) in zip(names, shown, strict=False)]


def _counts(name: str, counts: tuple[Count, ...], names: dict[str, str]) -> list[CountLine]:
    most = max([1, *(max(one.n, one.before) for one in counts)])
    return [
        CountLine(
            f"{name}:{one.code}",
            names.get(one.code, one.code),
            one.n,
            one.share,
            one.before,
            round(100 * one.n / most),
            round(100 * one.before / most),
        )
        for one in counts
    ]


def _curve(document: Document, told: Told | None, note: str) -> CurveView | None:
    chart = next((one for one in document.blocks if isinstance(one, blocks.QuarterChart)), None)
    if chart is None or told is None or told.curve is None:
        return None
    most = max([1, chart.after, *(n for _label, n in chart.bars)])
    step, high = 38, 132

    def bar(name: str, label: str, n: int, at: int) -> Bar:
        y = 180 - high * n / most
        return Bar(name, label, n, 30 + step * at, f"{y:.1f}", f"{y - 5:.1f}", f"{high * n / most:.1f}")

    air = chart.air or (0.0, 0.0)
    title = next(
        (
            one.text
            for one, following in zip(document.blocks, document.blocks[1:], strict=False)
            if isinstance(one, blocks.Heading) and following is chart
        ),
        "",
    )
    many = len(chart.bars)
    under = chart.bars[min(int(chart.cue), many - 1)][1] if chart.cue is not None and many else 0
    return CurveView(
        bars=tuple(bar(f"bar:{at}", label, n, at) for at, (label, n) in enumerate(chart.bars)),
        after=bar("after", f"{clock(told.curve.bars_end)}–{clock(told.curve.until)}", chart.after, many),
        air_x=f"{30 + step * air[0]:.1f}",
        air_wide=f"{step * (air[1] - air[0]):.1f}",
        cue_x="" if chart.cue is None else f"{30 + step * chart.cue:.1f}",
        cue_y=f"{166 - high * under / most:.1f}",
        cue=chart.cue_label,
        note=note,
        title=title,
    )


def _complaint_lines(document: Document, told: ComplaintsTold | None) -> list[tuple[int, Any, str, str]]:
    if told is None:
        return []
    table = next((one for one in document.blocks if isinstance(one, blocks.Table)), None)
    rows = table.rows if table else ()
    return [
        (at, line, str(row[3]), str(row[6])) for at, (line, row) in enumerate(zip(told.lines, rows, strict=False))
    ]


def _months(document: Document, told: Told | None) -> list[tuple[str, Any, int]]:
    chart = next((one for one in document.blocks if isinstance(one, blocks.Months)), None)
    if chart is None or told is None:
        return []
    most = max([1, *(month.n for month in told.months)])
    return [
        (label, month, round(100 * month.n / most))
        for (label, _n, _before), month in zip(chart.bars, told.months, strict=True)
    ]


def copies_of(report: Report) -> list[CopyLine]:
    """Who has this version, and what became of each letter. Three queries."""
    rows = list(ReportCopy.objects.filter(report=report).select_related("link").prefetch_related("replies"))
    states = dict(
        Recipient.objects.filter(letter__in=[row.letter_id for row in rows if row.letter_id]).values_list(
            "letter", "state"
        )
    )
    words: dict[str, Any] = dict(Recipient._meta.get_field("state").choices or ())
    return [
        CopyLine(
            pk=row.pk,
            name=row.name,
            email=row.email,
            language=row.language,
            sent_at=row.sent_at,
            opened_at=row.opened_at,
            read_at=row.read_at,
            state=str(words.get(states.get(row.letter_id or 0, ""), "")),
            is_open=row.link is not None and row.link.revoked_at is None,
            replies=tuple((one.what, one.text, one.at) for one in row.replies.all()),
        )
        for row in rows
    ]


def versions_of(report: Report) -> list[VersionLine]:
    rows = (
        Report.objects.filter(code=report.code)
        .order_by("-number")
        .only("code", "number", "state", "frozen_at", "begun_at")
    )
    return [
        VersionLine(row.pk, row.identifier, row.is_frozen, row.frozen_at or row.begun_at, row.pk == report.pk)
        for row in rows
    ]
