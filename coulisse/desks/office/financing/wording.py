"""How a tranche, a share and a schedule are written for whoever reads."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coulisse.desks.office.financing.models import Source, Tranche
from coulisse.foundation.ui.figures import reader
from coulisse.kernel.money import Money
from coulisse.kernel.rate import Rate
from coulisse.kernel.writing import write_money, write_rate


def share_of(part: Money, whole: Money) -> Rate:
    """A part of the plan; nothing of nothing is nothing."""
    return Rate(part.share_of(whole)) if whole else Rate(Fraction(0))


def percent_written(percent: Decimal) -> str:
    return write_rate(Rate.percent(percent), reader())


def schedule_of(source: Source, tranches: Sequence[Tranche]) -> str:
    """« 40 % signature · 40 % 1er jour · 20 % copie », or as somebody wrote it."""
    if source.schedule or not tranches:
        return source.schedule
    return " · ".join(_one(row) for row in tranches)


def _one(row: Tranche) -> str:
    amount = (
        write_money(Money(row.amount_cents), reader()) if row.percent is None else percent_written(row.percent)
    )
    what = row.trigger or (_("on %(day)s") % {"day": date_format(row.due_on, "d/m/Y")} if row.due_on else "")
    return f"{amount} {what}".strip()


def days_left(days: int) -> str:
    """A margin in days: « 14 jours », « dépassé de 3 jours »."""
    if days < 0:
        return ngettext("%(count)s day late", "%(count)s days late", -days) % {"count": -days}
    if days == 0:
        return _("today")
    return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
