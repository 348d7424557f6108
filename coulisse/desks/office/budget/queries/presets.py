"""Belgian fringes by status, from the dated parameters: each keeps the values that it was made of.

A preset is a rule over parameters (« base 108 % »), never a figure written here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coulisse.desks.office.budget.models import BudgetFringe
from coulisse.foundation.parameters.models import Value
from coulisse.foundation.parameters.queries import Valued, valued
from coulisse.kernel.plain import write_plain

BASIC: Final = "payroll.employer_basic_rate"
BASE_108: Final = "payroll.manual_base"
QUARTERLY: Final = "payroll.manual_quarterly"
YEARLY: Final = "payroll.manual_yearly"
SIMPLE: Final = "payroll.holiday_simple"
DOUBLE: Final = "payroll.holiday_double"
AMATEUR: Final = "payroll.amateur_arts_day"
Rule = Callable[[dict[str, Fraction]], Fraction]


@dataclass(frozen=True, slots=True)
class Preset:
    """A status and what its employer pays: a rule over parameters; without any, it is for the house to fill in."""

    key: str
    code: str
    name: str | Promise
    codes: tuple[str, ...]
    rule: Rule
    why: str | Promise


PRESETS: Final = {
    preset.key: preset
    for preset in (
        Preset("employee", "EMP", _("Employee: employer’s share"), (BASIC,), lambda v: v[BASIC], _("basic rate")),
        Preset(
            "holiday_employee",
            "PEC",
            _("Employee: holiday pay"),
            (SIMPLE, DOUBLE),
            lambda v: v[SIMPLE] + v[DOUBLE],
            _("simple and double holiday pay"),
        ),
        Preset(
            "worker",
            "OUV",
            _("Manual worker or artist, base 108 %: employer’s share"),
            (BASIC, BASE_108),
            lambda v: v[BASIC] * v[BASE_108] / 100,
            _("basic rate on 108 % of the pay"),
        ),
        Preset(
            "holiday_worker",
            "VAC",
            _("Manual worker or artist, base 108 %: holidays"),
            (QUARTERLY, YEARLY, BASE_108),
            lambda v: (v[QUARTERLY] + v[YEARLY]) * v[BASE_108] / 100,
            _("quarterly and yearly holiday contributions on 108 % of the pay"),
        ),
        Preset(
            "article_1bis",
            "1BIS",
            _("Article 1bis: the commissioner’s share"),
            (BASIC, BASE_108),
            lambda v: v[BASIC] * v[BASE_108] / 100,
            _("counted as an artist’s pay"),
        ),
        Preset(
            "independent",
            "IND",
            _("Independent: no employer’s share"),
            (),
            lambda _v: Fraction(0),
            _("an invoice"),
        ),
        Preset(
            "amateur",
            "IAA",
            _("Amateur arts allowance: no employer’s share"),
            (AMATEUR,),
            lambda _v: Fraction(0),
            _("none up to the daily amount, declared before the work"),
        ),
        Preset(
            "law_insurance",
            "LOI",
            _("Insurance against accidents at work"),
            (),
            lambda _v: Fraction(0),
            _("the rate of the house’s policy: fill it in"),
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Offered:
    """A preset with the value that it has on a day; `value` empty: a parameter is missing for that day."""

    preset: Preset
    value: str
    behind: tuple[Valued, ...]

    @property
    def to_confirm(self) -> bool:
        return not self.value or any(one.to_be_confirmed for one in self.behind)


def offered(day: date, keys: Iterable[str] = PRESETS) -> list[Offered]:
    """Presets as they count on a day, in one query."""
    wanted = [PRESETS[key] for key in keys]
    found = latest({code for preset in wanted for code in preset.codes}, day)
    return [_offer(preset, found) for preset in wanted]


def _offer(preset: Preset, found: dict[str, Valued]) -> Offered:
    behind = tuple(found[code] for code in preset.codes if code in found)
    if len(behind) < len(preset.codes):
        return Offered(preset, "", behind)
    value = preset.rule({one.code: one.number for one in behind})
    return Offered(preset, exact_text(value), behind)


def latest(codes: Iterable[str], day: date) -> dict[str, Valued]:
    """The last known general value of each parameter on a day: in force, or the one before where it is missing."""
    rows = Value.objects.filter(parameter__code__in=set(codes), territory="", joint_committee="", regime="")
    found: dict[str, Valued] = {}
    for row in rows.exclude(text="").select_related("parameter", "checked_by").order_by("in_force"):
        if row.in_force.lower is None or row.in_force.lower <= day:
            found[row.parameter.code] = valued(row)
    return found


def exact_text(value: Fraction) -> str:
    """All decimals of a number that has an end; ten of one that has none."""
    text = write_plain(value, 10).rstrip("0").rstrip(".")
    return text or "0"


def fringe_values(one: Offered, account: str, *, name: str) -> dict[str, Any]:
    """The columns of a fringe that is made from a preset."""
    return {
        "code": one.preset.code,
        "name": name,
        "kind": BudgetFringe.Kind.PERCENT,
        "value": one.value or "0",
        "account": account,
        "preset": one.preset.key,
        "parameters": [value.pk for value in one.behind],
    }
