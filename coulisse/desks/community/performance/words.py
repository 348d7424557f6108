"""Codes of engines and imports, in the reader's words."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from coulisse.desks.community.performance.metrics import METRICS
from coulisse.engines.reach import (
    Caution,
    Enough,
    Figure,
    Missing,
    Moved,
    Pace,
    Side,
    Tendency,
    Together,
    Unit,
    UnknownMetric,
    Warn,
)
from coulisse.formats.problems import Unreadable
from coulisse.foundation.ui.figures import reader
from coulisse.foundation.ui.translated import in_language
from coulisse.kernel.writing import write_number

Words = Mapping[Any, str | Promise]

SIDES: Final[Words] = {
    Side.ORGANIC: pgettext_lazy("side of a figure", "organic"),
    Side.PAID: pgettext_lazy("side of a figure", "paid"),
    Side.UNSPLIT: pgettext_lazy("side of a figure", "organic and paid not told apart"),
}
MISSING: Final[Words] = {
    Missing.NO_READING: gettext_lazy("nothing was read"),
    Missing.NOT_GIVEN: gettext_lazy("the source does not give it"),
    Missing.NOTHING_TO_DIVIDE_BY: gettext_lazy("nothing to divide by"),
    Missing.NOT_ADDITIVE: gettext_lazy("cannot be summed: one person would count several times"),
}
CAUTIONS: Final[Words] = {
    Caution.UNSPLIT: gettext_lazy("the source does not tell organic from paid"),
    Caution.PERIODS_DIFFER: gettext_lazy("the periods are not quite the same"),
    Caution.SOME_NOT_AVAILABLE: gettext_lazy("some posts have no figure and are left out"),
    Caution.DEFINITIONS_DIFFER: gettext_lazy("networks count it by different rules"),
}
RULES: Final[Words] = {
    "sum": gettext_lazy("The sum of what each post has"),
    "spend * 1000 / impressions": gettext_lazy("Spend × 1000 ÷ paid impressions"),
    "spend / clicks": gettext_lazy("Spend ÷ paid clicks"),
    "spend / views": gettext_lazy("Spend ÷ paid views"),
    "spend / results": gettext_lazy("Spend ÷ declared results"),
    "interactions / views": gettext_lazy("Interactions ÷ views of the same posts"),
}
SPEND: Final = gettext_lazy("Spend on advertising")
ENOUGH: Final[Words] = {
    Enough.ENOUGH: gettext_lazy("Some hours do better than others"),
    Enough.NO_DIFFERENCE: gettext_lazy("Nothing tells the hours apart"),
    Enough.NOT_ENOUGH_DATA: gettext_lazy("Not enough data"),
}
TENDENCIES: Final[Words] = {
    Tendency.BETTER: pgettext_lazy("hour", "better"),
    Tendency.USUAL: pgettext_lazy("hour", "usual"),
    Tendency.WORSE: pgettext_lazy("hour", "dead"),
    Tendency.NOT_ENOUGH_DATA: gettext_lazy("not enough data"),
}
MOVES: Final[Words] = {
    Moved.MORE: pgettext_lazy("format between two audits", "more than before"),
    Moved.LESS: pgettext_lazy("format between two audits", "less than before"),
    Moved.ALIKE: pgettext_lazy("format between two audits", "no difference seen"),
    Moved.NOT_ENOUGH_DATA: gettext_lazy("not enough data"),
}
TOGETHER: Final[Words] = {
    Together.RISE_TOGETHER: gettext_lazy("Posts and viewers rise together"),
    Together.OPPOSED: gettext_lazy("Where posts rise, viewers fall"),
    Together.NOTHING_SEEN: gettext_lazy("Nothing shows that the two go together"),
    Together.NO_VARIATION: gettext_lazy("One of the two never varies: nothing can be said"),
    Together.NOT_ENOUGH_DATA: gettext_lazy("Not enough data"),
}
WARNINGS: Final[Words] = {
    Warn.NOT_A_CAUSE: gettext_lazy(
        "Going together is not causing: a well-announced première draws posts and viewers at once."
    ),
    Warn.FEW_PAIRS: gettext_lazy("Few broadcasts: the interval is wide."),
    Warn.SOME_LEFT_OUT: gettext_lazy("Broadcasts that only one side knows are left out, and listed."),
}
PACES: Final[Words] = {
    Pace.REACHED: pgettext_lazy("objective", "reached"),
    Pace.MISSED: pgettext_lazy("objective", "missed"),
    Pace.NOT_BEGUN: pgettext_lazy("objective", "not begun"),
    Pace.ON_LINE: pgettext_lazy("objective", "on its line"),
    Pace.AHEAD: pgettext_lazy("objective", "ahead"),
    Pace.BEHIND: pgettext_lazy("objective", "behind"),
    Pace.NOT_AVAILABLE: gettext_lazy("not available"),
}
FIELDS: Final[Words] = {
    "remote_id": gettext_lazy("Number of the post"),
    "address": gettext_lazy("Address of the post"),
    "text": gettext_lazy("Text"),
    "title": gettext_lazy("Title"),
    "published_at": gettext_lazy("Published on"),
    "published_time": gettext_lazy("Hour"),
    "format": gettext_lazy("Format"),
    "likes": gettext_lazy("Reactions"),
    "comments": gettext_lazy("Comments"),
    "shares": gettext_lazy("Shares"),
    "saves": gettext_lazy("Saves"),
    "name": gettext_lazy("Campaign"),
    "ad": gettext_lazy("Advertisement"),
    "first_on": gettext_lazy("First day"),
    "last_on": gettext_lazy("Last day"),
    "day": gettext_lazy("Day"),
    "spend": gettext_lazy("Spend on advertising"),
    "currency": gettext_lazy("Currency"),
    "result_kind": gettext_lazy("What counts as a result"),
    "aired_on": gettext_lazy("Day"),
    "starts_at": gettext_lazy("Hour"),
    "channel": gettext_lazy("Channel"),
    "viewers": gettext_lazy("Viewers"),
    "thousands": gettext_lazy("Viewers, in thousands"),
    "share": gettext_lazy("Share of the audience, %"),
}
TROUBLES: Final[Words] = {
    "identity-missing": gettext_lazy("neither number nor address of the post"),
    "date-missing": gettext_lazy("no day"),
    "date": gettext_lazy("not a day that can be read"),
    "number": gettext_lazy("not a whole number: counted as not available"),
    "amount": gettext_lazy("not an amount"),
    "repeated": gettext_lazy("stands twice in the file: the first counts"),
    "counted-already": gettext_lazy("counted already by another file"),
    "currency": gettext_lazy("another currency than the euro"),
    "title-missing": gettext_lazy("no title"),
}


def field_name(code: str) -> str:
    """A field of an import, with its side where the heading tells it."""
    bare, _dot, side = code.partition(".")
    name = str(FIELDS[bare]) if bare in FIELDS else label_of(bare)
    return f"{name} ({SIDES[Side(side)]})" if side else name


def label_of(code: str) -> str:
    """The name of a metric; « Spend » has none in the engine."""
    if code == "spend":
        return str(SPEND)
    try:
        return in_language(METRICS.metric(code).labels, get_language() or "fr")
    except UnknownMetric:
        return code


def definition_of(code: str) -> str:
    try:
        return in_language(METRICS.metric(code).definition, get_language() or "fr")
    except UnknownMetric:
        return ""


def not_of(code: str) -> str:
    try:
        return in_language(METRICS.metric(code).is_not, get_language() or "fr")
    except UnknownMetric:
        return ""


def value_of(figure: Figure) -> str:
    """As it is shown; empty where it is not available."""
    return written(figure.rounded, figure.unit, figure.places)


def written(value: Decimal | None, unit: Unit, places: int) -> str:
    if value is None:
        return ""
    number = write_number(value, reader(), places)
    if unit is Unit.MONEY:
        return f"{number}\u00a0€"
    return f"{number}\u00a0%" if unit is Unit.SHARE else number


def trouble_of_cell(code: str, value: str) -> str:
    words = str(TROUBLES.get(code, code))
    return f"« {value} » : {words}" if value else words


def trouble_of_file(refusal: Unreadable) -> str:
    """Why a file was refused whole."""
    code = refusal.code
    if code == "empty":
        return _("The file is empty.")
    if code in {"too-large", "too-many-cells", "too-many-columns", "line-too-long", "cell-too-long"}:
        return _("The file is too large. Export a shorter period.")
    return _("The file is not a table that can be read: save it as CSV or XLSX and give it again.")
