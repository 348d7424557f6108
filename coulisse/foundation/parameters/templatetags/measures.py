"""How a value is read: its number with its unit, where it holds, and how far it may be trusted."""

import re
from decimal import Decimal, InvalidOperation
from typing import Final

from django import template
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from coulisse.foundation.parameters.models import Value
from coulisse.foundation.parameters.queries import Valued
from coulisse.foundation.parameters.subjects import REGIMES, TERRITORIES, YES_NO
from coulisse.foundation.ui.translated import reading_language
from coulisse.kernel.language import Language
from coulisse.kernel.money import FractionOfACent, Money
from coulisse.kernel.rate import Rate
from coulisse.kernel.typography import french_spaces
from coulisse.kernel.writing import NO_BREAK, write_money, write_number, write_rate

register = template.Library()

JOINT_COMMITTEE: Final = re.compile(r"[123]\d\d(\.\d\d)?")


@register.filter
def measured(text: str, unit: str) -> str:
    """`0,4449 €/km`, `15 000 000,00 €`, `21 jours`; hours, ratios and lists as they were written."""
    if unit == "yes-no":
        return str(YES_NO.get(text, text))
    number = _number(text)
    if number is None:
        return french_spaces(text) if _reader() is Language.FR else text
    return _with_unit(number, unit).replace(" ", NO_BREAK)


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _with_unit(number: Decimal, unit: str) -> str:
    places = _places(number)
    written = write_number(number, _reader(), places)
    if unit == "percent":
        return write_rate(Rate.percent(number), _reader(), places)
    if unit == "EUR":
        return _euros(number, written)
    if unit == "EUR/km":
        return f"{written} €/km"
    return _counted(number, unit) % {"n": written}


def _places(number: Decimal) -> int:
    """The decimals as they were written: 4.50 keeps its zero."""
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _euros(number: Decimal, written: str) -> str:
    try:
        return write_money(Money.exactly(number), _reader())
    except FractionOfACent:
        return f"{written} €"


def _counted(number: Decimal, unit: str) -> str:
    many = 1 if number == 1 else 2
    words = {
        "months": ngettext("%(n)s month", "%(n)s months", many),
        "years": ngettext("%(n)s year", "%(n)s years", many),
        "days": ngettext("%(n)s day", "%(n)s days", many),
        "working days": ngettext("%(n)s working day", "%(n)s working days", many),
        "hours": ngettext("%(n)s hour", "%(n)s hours", many),
        "characters": ngettext("%(n)s character", "%(n)s characters", many),
        "complaints": ngettext("%(n)s complaint", "%(n)s complaints", many),
        "bytes": ngettext("%(n)s byte", "%(n)s bytes", many),
    }
    return words.get(unit, "%(n)s")


@register.filter
def where(value: Valued | str) -> str:
    """`stage · Bruxelles · CP 303.01`, from the value or from its three parts already joined."""
    parts = (
        value.split(" · ") if isinstance(value, str) else (value.regime, value.territory, value.joint_committee)
    )
    return " · ".join(_place(part) for part in parts if part)


def _place(part: str) -> str:
    if JOINT_COMMITTEE.fullmatch(part):
        return _("JC %(number)s") % {"number": part}
    return str(TERRITORIES.get(part) or REGIMES.get(part) or part)


@register.filter
def trust(value: Valued) -> str:
    """What kind of page it was read on, in words."""
    return str(Value.Confidence(value.confidence.value).label)


def _reader() -> Language:
    return reading_language(get_language() or "fr")
