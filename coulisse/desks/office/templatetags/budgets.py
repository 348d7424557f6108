"""Words of the budget's pages: rules, steps, columns, exact values."""

from datetime import date
from fractions import Fraction
from typing import Any, Final

from django import template
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.desks.office.budget.typed import write_weights
from coulisse.desks.office.budget.wording import step_name
from coulisse.engines.budget import localise
from coulisse.foundation.ui.templatetags.coulisse import reader
from coulisse.kernel.money import Money
from coulisse.kernel.rounding import round_half_away
from coulisse.kernel.writing import write_amount, write_number

register = template.Library()
PLACES: Final = 6
RULES: Final[dict[str, str | Promise]] = {
    "total.sum": _("The accounts, with the fringes and charges shown on them."),
    "account.sum": _("The lines of the account, what stands below it, and the fringes shown on it."),
    "line.product": _("Quantity × multiplier × rate, exact, rounded once to the cent."),
    "line.faulty": _("The line cannot be counted as it stands, and comes to nothing."),
    "fringe.percent": _("A percentage, on one pool for each person, or on each line without a person."),
    "fringe.flat": _("An amount for each line that names it and is not 0.00."),
    "fringe.pool": _("The lines together, up to the ceiling, × percent, rounded once, shared to the cent."),
    "charge.percent": _("A percentage of the chosen accounts, rounded once."),
    "global.formula": _("A number with a name; lines that name it follow it."),
}
STEPS: Final[dict[str, str | Promise]] = {
    "line": pgettext_lazy("explanation", "line"),
    "account": pgettext_lazy("explanation", "account"),
    "fringe": pgettext_lazy("explanation", "fringe"),
    "pool": pgettext_lazy("explanation", "person"),
    "charge": pgettext_lazy("explanation", "contractual charge"),
    "global": pgettext_lazy("explanation", "global"),
    "share": pgettext_lazy("explanation", "share"),
    "quantity": pgettext_lazy("explanation", "quantity"),
    "multiplier": pgettext_lazy("explanation", "multiplier"),
    "rate": pgettext_lazy("explanation", "rate"),
    "currency": pgettext_lazy("explanation", "exchange rate"),
    "sum": pgettext_lazy("explanation", "sum of the pool"),
    "cutoff": pgettext_lazy("explanation", "ceiling"),
    "floor": pgettext_lazy("explanation", "only above"),
    "base": pgettext_lazy("explanation", "counted on"),
    "percent": pgettext_lazy("explanation", "percent"),
    "flat": pgettext_lazy("explanation", "flat amount"),
    "excluded": pgettext_lazy("explanation", "without"),
    "formula": pgettext_lazy("explanation", "formula"),
}
COLUMNS: Final[dict[str, str | Promise]] = {
    "description": pgettext_lazy("budget", "Description"),
    "quantity": _("Quantity"),
    "multiplier": _("Multiplier"),
    "rate": pgettext_lazy("budget", "Rate"),
    "unit": _("Unit"),
    "currency": _("Currency"),
    "fringes": pgettext_lazy("budget", "Fringes"),
    "person": _("Person"),
    "cuts": _("Split"),
    "vat": _("VAT"),
    "name": _("Name"),
    "formula": _("Value"),
    "value": _("Value"),
    "code": _("Code"),
    "percent": _("Percent"),
    "account": _("Account"),
    "number": _("Account"),
    "parent": _("Under"),
    "cutoff_cents": _("Ceiling for one person"),
    "floor_cents": _("Only what is above"),
}


@register.filter
def rule_words(rule: str) -> str:
    return str(RULES.get(rule, ""))


@register.filter
def step_words(kind: str) -> str:
    return str(STEPS.get(kind, kind))


@register.filter
def step_label(label: str) -> str:
    return step_name(label)


@register.filter
def column_words(column: str) -> str:
    return str(COLUMNS.get(column, column))


@register.filter
def exact(value: Fraction | None) -> str:
    """An exact value, with at most six decimals."""
    if value is None:
        return ""
    scaled = round_half_away(value * 10**PLACES)
    return write_number(Fraction(scaled, 10**PLACES), reader())


@register.filter
def formula(text: str) -> str:
    """A stored formula as the reader writes it."""
    return localise(text, reader())


@register.filter
def iso_day(text: str) -> str:
    """`2025-07-01` → 01/07/2025."""
    return date_format(date.fromisoformat(text), "d/m/Y") if text else ""


@register.filter
def kept(value: Any, column: str) -> str:
    """A kept value of a column as the reader would type it."""
    if value in (None, "", [], {}):
        return "–"
    if column in {"quantity", "multiplier", "rate", "formula", "value", "percent"}:
        return localise(str(value), reader())
    if column in {"cutoff_cents", "floor_cents"}:
        return write_amount(Money(value), reader())
    if column == "cuts":
        return " · ".join(write_weights(codes, reader()) for codes in value.values())
    if column == "vat":
        return f"{write_number(Fraction(value, 100), reader())} %"
    return ", ".join(value) if isinstance(value, list) else str(value)
