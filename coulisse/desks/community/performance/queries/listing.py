"""What the pages of figures, posts and files show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import get_language

from coulisse.desks.community.performance.access import files_of
from coulisse.desks.community.performance.columns import Shape, shapes
from coulisse.desks.community.performance.metrics import METRICS
from coulisse.desks.community.performance.models import DataFile, PostRecord
from coulisse.desks.community.performance.queries.figures import Figures, Post, Told, posts_of
from coulisse.desks.community.performance.words import (
    CAUTIONS,
    MISSING,
    RULES,
    SIDES,
    SPEND,
    definition_of,
    field_name,
    label_of,
    not_of,
    trouble_of_cell,
    value_of,
    written,
)
from coulisse.desks.community.publishing.models import NetworkAccount
from coulisse.engines.reach import Figure, Operand, Unit
from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.translated import in_language
from coulisse.kernel.plain import write_plain

MOST_FILES = 200


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure as a page shows it; `value` is empty where it is not available, and `missing` says why."""

    code: str
    label: str
    side: str
    value: str
    missing: str
    n: int
    first: date | None
    last: date | None
    sources: str
    cautions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OperandLine:
    label: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class RuleLine:
    """What one network calls the figure, and by which rule it counts it."""

    network: str
    name: str
    note: str
    source: str
    read_on: date


@dataclass(frozen=True, slots=True)
class OneFigure:
    """A figure opened: what it is and is not, and how it was counted."""

    line: FigureLine
    definition: str
    is_not: str
    rule: str
    operands: tuple[OperandLine, ...]
    has_spend: bool
    rules: tuple[RuleLine, ...]


@dataclass(frozen=True, slots=True)
class FileLine:
    pk: int
    name: str
    kind: str
    shape: str
    about: str
    state: str
    state_label: str
    rows: int
    refused: int
    unread: int
    at: datetime
    by: str


def line_of(told: Told) -> FigureLine:
    figure = told.figure
    missing = figure.why.missing
    return FigureLine(
        told.code,
        label_of(figure.metric),
        str(SIDES[figure.side]),
        value_of(figure),
        str(MISSING[missing]) if missing else "",
        figure.n,
        figure.period.first,
        figure.period.last,
        ", ".join(figure.sources),
        tuple(str(CAUTIONS[one]) for one in figure.cautions),
    )


def lines_of(figures: Figures, group: str) -> tuple[FigureLine, ...]:
    return tuple(line_of(one) for one in figures.of(group))


def opened(told: Told) -> OneFigure:
    figure = told.figure
    is_sum = figure.why.rule == "sum"
    return OneFigure(
        line_of(told),
        definition_of(figure.metric),
        not_of(figure.metric),
        str(RULES.get(figure.why.rule, figure.why.rule)),
        () if is_sum else tuple(_operand(one, figure) for one in figure.why.operands),
        any(row.spend is not None for row in told.rows) and not is_sum,
        _rules(told),
    )


def _rules(told: Told) -> tuple[RuleLine, ...]:
    """Of the networks behind it, in the period; a network that publishes no rule has none."""
    found = METRICS.rules_of(told.figure.metric, told.networks, told.figure.period)
    language = get_language() or "fr"
    return tuple(
        RuleLine(
            str(NetworkAccount.Network(one.network).label),
            one.name,
            in_language(one.note, language),
            one.source,
            one.read_on,
        )
        for one in found
    )


def _operand(one: Operand, figure: Figure) -> OperandLine:
    is_money = one.code == "spend"
    value = None if one.value is None else Decimal(write_plain(one.value, 2 if is_money else 0))
    label = str(SPEND) if is_money else label_of(one.code)
    return OperandLine(
        label, written(value, Unit.MONEY if is_money else Unit.COUNT, 2 if is_money else 0), one.source
    )


def files_listed(user: User, production: Production) -> tuple[FileLine, ...]:
    """Two queries."""
    rows = files_of(user, production).select_related("account", "campaign", "by").distinct()
    return tuple(_file(row) for row in rows[:MOST_FILES])


def _file(row: DataFile) -> FileLine:
    counts = row.counts
    return FileLine(
        row.pk,
        row.file_name,
        str(row.get_kind_display()),
        shape_of(row).name,
        str(row.account or row.campaign or ""),
        row.state,
        str(row.get_state_display()),
        sum(counts.get(name, 0) for name in ("added", "changed", "same")),
        counts.get("refused", 0),
        len(row.unread),
        row.at,
        str(row.by or ""),
    )


def shape_of(row: DataFile) -> Shape:
    return shapes()[row.shape]


def problems_of(problems: Iterable[dict[str, str | int]]) -> list[dict[str, str | int]]:
    """With the field and the trouble in words."""
    return [
        {
            "line": one["line"],
            "field": field_name(str(one["field"])),
            "text": trouble_of_cell(str(one["code"]), str(one["value"])),
        }
        for one in problems
    ]


@dataclass(frozen=True, slots=True)
class PostLine:
    """One post with its figures in the columns of the page; None is not available."""

    record: PostRecord
    account: str
    values: tuple[int | None, ...]


COLUMNS = ("impressions", "reach", "views", "interactions", "clicks")


def post_line(post: Post) -> PostLine:
    return PostLine(post.record, str(post.record.account), tuple(post.value(metric) for metric in COLUMNS))


def extremes(ranking: Sequence[int], most: int = 3) -> tuple[tuple[Post, ...], tuple[Post, ...]]:
    """The first and the last posts of a ranking, the worst first; nobody stands in both. Two queries."""
    best = ranking[: min(most, (len(ranking) + 1) // 2)]
    worst = ranking[len(best) :][-most:]
    records = PostRecord.objects.filter(pk__in=[*best, *worst]).select_related("account")
    found = {post.record.pk: post for post in posts_of(records)}
    return tuple(found[pk] for pk in best), tuple(found[pk] for pk in reversed(worst))
