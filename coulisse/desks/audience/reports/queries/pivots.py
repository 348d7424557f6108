"""Rows by columns over the conversations: one measure, any two ways of grouping, every cell a list of messages.

The question is a `Spec`, as it stands in the address. A cell is counted by the database; what does not add up
(writers, families, medians) is asked again for each total.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import (
    Aggregate,
    Count,
    DurationField,
    ExpressionWrapper,
    F,
    FloatField,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Coalesce, ExtractHour, ExtractIsoWeekDay, TruncMonth, TruncWeek
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from coulisse.desks.audience.intake.access import visible_to
from coulisse.desks.audience.intake.labels import kind_label
from coulisse.desks.audience.intake.models import Channel, Conversation, Topic
from coulisse.desks.audience.reports.periods import WEEK, at_wall, latest_moment
from coulisse.engines.digest import shares
from coulisse.foundation.accounts.models import User
from coulisse.foundation.grid.models import Episode
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.translated import in_language
from coulisse.kernel.times import BRUSSELS, to_brussels

PIVOT_JOB: Final = "audience.pivot"
DEFAULT_WEEKS: Final = 8
MOST_AT_ONCE: Final = 30_000
MOST_COUNTED_APART: Final = 12_000
"""More conversations than this are counted by a job; fewer where each total is asked for apart."""
MOST_LINES: Final = 60
NONE: Final = "-"
"""The value of a group that has none: no topic, no broadcast."""

DIMENSIONS: Final[Mapping[str, Promise]] = {
    "programme": pgettext_lazy("pivot", "Programme"),
    "topic": pgettext_lazy("pivot", "Topic"),
    "kind": pgettext_lazy("pivot", "Kind"),
    "tone": pgettext_lazy("pivot", "Tone (indicative)"),
    "language": pgettext_lazy("pivot", "Language"),
    "channel": pgettext_lazy("pivot", "Channel"),
    "state": pgettext_lazy("pivot", "State"),
    "week": pgettext_lazy("pivot", "Week"),
    "month": pgettext_lazy("pivot", "Month"),
    "hour": pgettext_lazy("pivot", "Hour"),
    "weekday": pgettext_lazy("pivot", "Day of the week"),
    "episode": pgettext_lazy("pivot", "Episode"),
}
MEASURES: Final[Mapping[str, Promise]] = {
    "count": pgettext_lazy("pivot", "Messages"),
    "share": pgettext_lazy("pivot", "Share"),
    "writers": pgettext_lazy("pivot", "Writers"),
    "families": pgettext_lazy("pivot", "Families"),
    "delay": pgettext_lazy("pivot", "Median delay"),
}
TONES: Final[Mapping[str, Promise]] = {
    "pos": pgettext_lazy("tone", "favourable"),
    "neu": pgettext_lazy("tone", "neutral"),
    "neg": pgettext_lazy("tone", "unfavourable"),
}
LANGUAGES: Final[Mapping[str, Promise]] = {
    "fr": _("French"),
    "nl": _("Dutch"),
    "en": _("English"),
    "de": _("German"),
    "und": _("not recognised"),
}
WEEKDAYS: Final[Mapping[str, Promise]] = {
    "1": _("Monday"),
    "2": _("Tuesday"),
    "3": _("Wednesday"),
    "4": _("Thursday"),
    "5": _("Friday"),
    "6": _("Saturday"),
    "7": _("Sunday"),
}
ORDERED: Final = frozenset({"week", "month", "hour", "weekday"})
"""Ways of grouping that have an order of their own; the others show the most frequent first."""


@dataclass(frozen=True, slots=True)
class Spec:
    """One question. Dates are both included; empty filters ask for nothing."""

    rows: str = "topic"
    columns: str = "week"
    measure: str = "count"
    first: str = ""
    last: str = ""
    whole_house: str = ""
    programme: str = ""
    topic: str = ""
    kind: str = ""
    tone: str = ""
    language: str = ""
    channel: str = ""
    state: str = ""
    week: str = ""
    month: str = ""
    hour: str = ""
    weekday: str = ""
    episode: str = ""

    @property
    def query(self) -> str:
        """For an address, without a question mark."""
        return urlencode([(name, value) for name, value in self.asked.items() if value])

    @property
    def asked(self) -> dict[str, str]:
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @property
    def filters(self) -> dict[str, str]:
        return {name: self.asked[name] for name in DIMENSIONS if self.asked[name]}


def read_spec(asked: Mapping[str, str]) -> Spec:
    """The question of an address. Nothing in it is refused: what isn't known is left out.

    >>> read_spec({"rows": "kind", "columns": "nothing", "first": "2027-03-08", "hour": "20"}).query
    'rows=kind&columns=week&measure=count&first=2027-03-08&hour=20'
    """
    found = {name: str(asked.get(name, ""))[:60] for name in DIMENSIONS}
    rows = asked.get("rows", "")
    columns = asked.get("columns", "")
    return Spec(
        rows=rows if rows in DIMENSIONS else "topic",
        columns=columns if columns in DIMENSIONS else ("" if columns == NONE else "week"),
        measure=asked.get("measure", "") if asked.get("measure", "") in MEASURES else "count",
        first=_iso(asked.get("first", "")),
        last=_iso(asked.get("last", "")),
        whole_house="1" if asked.get("whole_house") else "",
        **found,
    )


def _iso(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return ""
    return day.isoformat() if 1950 <= day.year <= 2099 else ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One value and the list behind it. `value` None: not available, which is not 0."""

    value: int | None
    query: str
    level: int = 0
    """Of five, for the eye: 0 for none."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row with its cells and its total."""

    key: str
    label: str
    cells: tuple[Cell, ...]
    total: Cell
    bar: int = 0
    """Of a hundred, against the longest."""


@dataclass(frozen=True, slots=True)
class PivotTable:
    """The answer."""

    spec: Spec
    first: date
    last: date
    columns: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    totals: tuple[Cell, ...]
    total: Cell
    total_count: int
    left_rows: int
    left_columns: int
    """Groups that are not shown; they are in the totals."""

    @property
    def is_delay(self) -> bool:
        return self.spec.measure == "delay"

    @property
    def is_share(self) -> bool:
        return self.spec.measure == "share"

    def as_json(self) -> dict[str, Any]:
        return {
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "columns": [list(one) for one in self.columns],
            "lines": [
                [line.key, line.label, [cell.value for cell in line.cells], line.total.value]
                for line in self.lines
            ],
            "totals": [cell.value for cell in self.totals],
            "total": self.total.value,
            "total_count": self.total_count,
            "left": [self.left_rows, self.left_columns],
        }


def period_of(production: Production, spec: Spec) -> tuple[date, date]:
    """The days asked for, else the last eight weeks in which something came."""
    latest = None if spec.last else latest_moment(production)
    end = localdate(latest) if latest else date(2000, 1, 2)
    last = date.fromisoformat(spec.last) if spec.last else end
    first = date.fromisoformat(spec.first) if spec.first else last - DEFAULT_WEEKS * WEEK + timedelta(days=1)
    return (first, last) if first <= last else (last, first)


def with_period(production: Production, spec: Spec) -> Spec:
    """The question with its days written out, so that nobody asks for them again."""
    if spec.first and spec.last:
        return spec
    first, last = period_of(production, spec)
    return replace(spec, first=first.isoformat(), last=last.isoformat())


def conversations_for(user: User, production: Production, spec: Spec) -> QuerySet[Conversation]:
    """The conversations of a question, within the reader's reach: what a cell's list shows too."""
    first, last = period_of(production, spec)
    found = visible_to(user) if spec.whole_house else Conversation.objects.filter(production=production)
    found = found.filter(received_at__gte=at_wall(first), received_at__lt=at_wall(last + timedelta(days=1)))
    if spec.state != Conversation.State.SPAM:
        found = found.exclude(state=Conversation.State.SPAM)
    for name, value in spec.filters.items():
        found = _narrowed(found, name, value)
    return found


def _narrowed(found: QuerySet[Conversation], name: str, value: str) -> QuerySet[Conversation]:
    column = COLUMNS.get(name)
    if column is not None:
        if value == NONE:
            empty = Q(**{f"{column}__isnull": True}) if name in NUMBERED else Q(**{column: ""})
            return found.filter(empty)
        if name in NUMBERED:
            return found.filter(**{column: int(value)}) if _is_number(value) else found.none()
        return found.filter(**{column: value})
    return found.alias(grouped=GROUPS[name]()).filter(grouped=_moment(name, value))


def _moment(name: str, value: str) -> Any:
    if name in {"hour", "weekday"}:
        return int(value) if _is_number(value) else -1
    day = _iso(value if name == "week" else f"{value}-01")
    return at_wall(date.fromisoformat(day or "1950-01-01"))


def moment_of(text: str) -> datetime | None:
    """A moment of an address; None for none, or for what isn't one."""
    try:
        at = datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError:
        return None
    return at if at.tzinfo is not None else None


def _is_number(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) < 12


COLUMNS: Final[Mapping[str, str]] = {
    "programme": "production",
    "topic": "topic",
    "kind": "kind",
    "tone": "tone",
    "language": "language",
    "channel": "channel",
    "state": "state",
    "episode": "broadcast__episode",
}
NUMBERED: Final = frozenset({"programme", "topic", "episode"})
GROUPS: Final[Mapping[str, Any]] = {
    **{name: (lambda column=column: F(column)) for name, column in COLUMNS.items()},
    "week": lambda: TruncWeek("received_at", tzinfo=BRUSSELS),
    "month": lambda: TruncMonth("received_at", tzinfo=BRUSSELS),
    "hour": lambda: ExtractHour("received_at", tzinfo=BRUSSELS),
    "weekday": lambda: ExtractIsoWeekDay("received_at", tzinfo=BRUSSELS),
}


class Median(Aggregate):
    """The middle value, by the database."""

    function = "percentile_cont"
    template = "percentile_cont(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


def is_long(user: User, production: Production, spec: Spec) -> bool:
    """Whether the table is for a job: counted no further than the limit, in the index of arrivals alone."""
    most = most_at_once(spec)
    return conversations_for(user, production, spec).order_by().values("received_at")[: most + 1].count() > most


def most_at_once(spec: Spec) -> int:
    return MOST_AT_ONCE if spec.measure in {"count", "share"} else MOST_COUNTED_APART


def table_of(user: User, production: Production, spec: Spec) -> PivotTable:
    """Count: one query for what adds up, four for what doesn't; then the names of the groups."""
    found = conversations_for(user, production, spec).order_by()
    row, column = GROUPS[spec.rows](), GROUPS[spec.columns]() if spec.columns else Value("")
    counts: dict[tuple[Any, Any], int] = {
        (one["r"], one["c"]): one["n"]
        for one in found.annotate(r=row, c=column).values("r", "c").annotate(n=Count("*"))
    }
    by_row, by_column = _sums(counts, 0), _sums(counts, 1)
    total = sum(counts.values())
    rows = _ordered(spec.rows, by_row)
    columns = _ordered(spec.columns, by_column) if spec.columns else []
    values = _values(found, spec, counts, by_row, by_column, total)
    names = {name: _labels(name, keys) for name, keys in ((spec.rows, rows), (spec.columns, columns)) if name}
    shown_rows, shown_columns = _cut(spec.rows, rows), _cut(spec.columns, columns)
    most = max((value or 0 for (r, c), value in values.items() if r is not ALL and c is not ALL), default=0)
    longest = max((values.get((r, ALL)) or 0 for r in rows), default=0)
    first, last = period_of(production, spec)
    fixed = replace(spec, first=first.isoformat(), last=last.isoformat())

    def cell(r: Any, c: Any, level: bool = True) -> Cell:
        value = values.get((r, c), None if spec.measure == "delay" else 0)
        narrowed = fixed
        if r is not ALL:
            narrowed = replace(narrowed, **{spec.rows: _written(spec.rows, r)})
        if c is not ALL and spec.columns:
            narrowed = replace(narrowed, **{spec.columns: _written(spec.columns, c)})
        shade = -(-5 * (value or 0) // most) if level and most else 0
        return Cell(value, narrowed.query, shade)

    return PivotTable(
        spec=spec,
        first=first,
        last=last,
        columns=tuple((_written(spec.columns, c), names[spec.columns][c]) for c in shown_columns),
        lines=tuple(
            Line(
                _written(spec.rows, r),
                names[spec.rows][r],
                tuple(cell(r, c) for c in shown_columns),
                cell(r, ALL, level=False),
                100 * (values.get((r, ALL)) or 0) // longest if longest else 0,
            )
            for r in shown_rows
        ),
        totals=tuple(cell(ALL, c, level=False) for c in shown_columns),
        total=cell(ALL, ALL, level=False),
        total_count=total,
        left_rows=len(rows) - len(shown_rows),
        left_columns=len(columns) - len(shown_columns),
    )


class _All:
    """Stands for every group, in a total."""


ALL: Final = _All()


def _sums(counts: Mapping[tuple[Any, Any], int], place: int) -> dict[Any, int]:
    found: dict[Any, int] = {}
    for pair, n in counts.items():
        found[pair[place]] = found.get(pair[place], 0) + n
    return found


def _ordered(name: str, sums: Mapping[Any, int]) -> list[Any]:
    if name in ORDERED:
        return sorted(sums)
    return sorted(sums, key=lambda key: (key is None or key == "", -sums[key], str(key)))


def _cut(name: str, keys: Sequence[Any]) -> Sequence[Any]:
    """The latest of what has an order, the most frequent of the rest."""
    return keys[-MOST_LINES:] if name in ORDERED else keys[:MOST_LINES]


def _values(
    found: QuerySet[Conversation],
    spec: Spec,
    counts: Mapping[tuple[Any, Any], int],
    by_row: Mapping[Any, int],
    by_column: Mapping[Any, int],
    total: int,
) -> dict[tuple[Any, Any], int | None]:
    """The measure of every cell and total."""
    if spec.measure in {"count", "share"}:
        whole: dict[tuple[Any, Any], int | None] = {**counts}
        whole |= {(r, ALL): n for r, n in by_row.items()}
        whole |= {(ALL, c): n for c, n in by_column.items()}
        whole[ALL, ALL] = total
        return _as_shares(whole, counts, by_row, by_column) if spec.measure == "share" else whole
    if spec.measure == "delay":
        waited = ExpressionWrapper(F("answered_at") - F("received_at"), output_field=DurationField())
        found = found.filter(answered_at__gte=F("received_at")).annotate(waited=waited)
    values: dict[tuple[Any, Any], int | None] = {}
    for by_r, by_c in ((True, True), (True, False), (False, True), (False, False)):
        groups: dict[str, Any] = {}
        if by_r:
            groups["r"] = GROUPS[spec.rows]()
        if by_c:
            groups["c"] = GROUPS[spec.columns]() if spec.columns else Value("")
        if groups:
            answers = list(found.annotate(**groups).values(*groups).annotate(n=_measure(spec.measure)))
        else:
            answers = [found.aggregate(n=_measure(spec.measure))]
        for one in answers:
            values[one.get("r", ALL), one.get("c", ALL)] = _whole(spec.measure, one["n"])
    return values


def _as_shares(
    whole: Mapping[tuple[Any, Any], int | None],
    counts: Mapping[tuple[Any, Any], int],
    by_row: Mapping[Any, int],
    by_column: Mapping[Any, int],
) -> dict[tuple[Any, Any], int | None]:
    """Thousandths of the whole; cells, row totals and column totals each sum to 1000 exactly."""
    found: dict[tuple[Any, Any], int | None] = dict.fromkeys(whole, 0)
    found |= dict(zip(counts, shares(list(counts.values())), strict=True))
    found |= zip(((r, ALL) for r in by_row), shares(list(by_row.values())), strict=True)
    found |= zip(((ALL, c) for c in by_column), shares(list(by_column.values())), strict=True)
    found[ALL, ALL] = 1000 if counts else 0
    return found


def _measure(name: str) -> Any:
    if name == "writers":
        return Count("writer", distinct=True)
    if name == "families":
        lead = Coalesce("family__joined_to_id", "family_id")
        return Count(lead, distinct=True) + Count("pk", filter=Q(family__isnull=True))
    return Median("waited", output_field=DurationField())


def _whole(measure: str, value: Any) -> int | None:
    """Delays in minutes; a median between two is rounded down to the minute."""
    if value is None:
        return None
    return int(value.total_seconds() // 60) if isinstance(value, timedelta) else int(value)


def _written(name: str, key: Any) -> str:
    """A group as it stands in an address."""
    if key is None or key == "":
        return NONE
    if isinstance(key, datetime):
        local = to_brussels(key)
        return f"{local:%Y-%m}" if name == "month" else f"{local:%Y-%m-%d}"
    return str(key)


def _labels(name: str, keys: Iterable[Any]) -> dict[Any, str]:
    """The names of the groups, in the reader's language."""
    keys = list(keys)
    language = get_language() or "fr"
    named: Mapping[Any, Any] = {}
    if name == "programme":
        named = dict(Production.objects.filter(pk__in=[k for k in keys if k]).values_list("pk", "title"))
    elif name == "topic":
        rows = Topic.objects.filter(pk__in=[k for k in keys if k]).values_list("pk", "labels")
        named = {pk: in_language(labels, language) for pk, labels in rows}
    elif name == "episode":
        episodes = Episode.objects.filter(pk__in=[k for k in keys if k]).values_list("pk", "titles", "key")
        named = {pk: in_language(titles, language) or key for pk, titles, key in episodes}
    return {key: _label(name, key, named) for key in keys}


def _label(name: str, key: Any, named: Mapping[Any, Any]) -> str:
    if key is None or key == "":
        return str(pgettext_lazy("pivot", "none"))
    if key in named:
        return str(named[key])
    if isinstance(key, datetime):
        local = to_brussels(key)
        return f"{local:%m/%Y}" if name == "month" else f"{local:%d/%m/%Y}"
    if name == "hour":
        return f"{int(key):02}:00"
    if name == "kind":
        return kind_label(str(key))
    words: Mapping[str, Any] = {
        "tone": TONES,
        "language": LANGUAGES,
        "weekday": WEEKDAYS,
        "channel": dict(Channel.choices),
        "state": dict(Conversation.State.choices),
    }.get(name, {})
    return str(words.get(str(key), key))


def filter_labels(spec: Spec) -> list[tuple[str, str, str]]:
    """What narrows the question, in words: (name, value in words, the address without it)."""
    found = []
    for name, value in spec.filters.items():
        key: Any = value
        if value == NONE:
            key = None
        elif name in {"week", "month"}:
            key = _moment(name, value)
        elif name in NUMBERED and _is_number(value):
            key = int(value)
        found.append((str(DIMENSIONS[name]), _labels(name, [key])[key], replace(spec, **{name: ""}).query))
    return found
