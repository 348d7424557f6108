"""Figures and posts as CSV and as a workbook. What is not available is written so: an empty cell reads as 0."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from coulisse.desks.community.performance.queries.figures import ADS, POSTS, Figures, Post, Told
from coulisse.desks.community.performance.queries.listing import COLUMNS, line_of, post_line
from coulisse.desks.community.performance.words import label_of
from coulisse.engines.reach import Unit
from coulisse.formats.tabular import Column, OutCell, Table, write_csv, write_xlsx
from coulisse.kernel.times import to_brussels


def not_available() -> str:
    return _("not available")


def figures_csv(figures: Figures) -> bytes:
    return write_csv(_figures(figures))


def figures_xlsx(figures: Figures, posts: Iterable[Post], *, at: datetime) -> bytes:
    return write_xlsx([_figures(figures), _posts(posts)], created=at)


def posts_csv(posts: Iterable[Post]) -> bytes:
    return write_csv(_posts(posts))


def _figures(figures: Figures) -> Table:
    heads = (
        pgettext("networks", "Figure"),
        _("Organic or paid"),
        _("Value"),
        _("Unit"),
        _("Posts or lines"),
        _("From"),
        _("Until"),
        _("Source"),
        _("To know"),
    )
    rows = [_row(told) for group in (POSTS, ADS) for told in figures.of(group)]
    return Table(pgettext("networks", "Figures")[:31], tuple(Column(head) for head in heads), tuple(rows))


def _row(told: Told) -> tuple[OutCell, ...]:
    line, figure = line_of(told), told.figure
    value: OutCell = figure.rounded if figure.rounded is not None else not_available()
    if figure.unit is Unit.COUNT and isinstance(value, Decimal):
        value = int(value)
    known = (line.missing, *line.cautions) if line.missing else line.cautions
    return (
        line.label,
        line.side,
        value,
        {Unit.MONEY: "€", Unit.SHARE: "%"}.get(figure.unit, ""),
        line.n,
        line.first,
        line.last,
        line.sources,
        "; ".join(known),
    )


def _posts(posts: Iterable[Post]) -> Table:
    heads: Sequence[str] = (
        _("Published on"),
        _("Account"),
        _("Format"),
        _("Text"),
        _("Address of the post"),
        *(label_of(code) for code in COLUMNS),
    )
    rows = []
    for post in posts:
        line = post_line(post)
        values = (not_available() if value is None else value for value in line.values)
        record = line.record
        moment = to_brussels(record.published_at)
        written = f"{moment:%Y-%m-%d %H:%M}" if record.has_hour else f"{moment:%Y-%m-%d}"
        rows.append((written, line.account, record.format, record.text[:300], record.address, *values))
    return Table(_("Posts")[:31], tuple(Column(head) for head in heads), tuple(rows))
