"""How a week, a span of days, a count and a finding are written for whoever reads."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from coulisse.desks.office.financing.queries.tranches import TrancheDue
from coulisse.engines.cashflow import WEEKS, Forecast, Gap, Movement, Slot

COUNTS: Final = (
    pgettext_lazy("count of weeks", "no"),
    pgettext_lazy("count of weeks", "one"),
    pgettext_lazy("count of weeks", "two"),
    pgettext_lazy("count of weeks", "three"),
    pgettext_lazy("count of weeks", "four"),
    pgettext_lazy("count of weeks", "five"),
    pgettext_lazy("count of weeks", "six"),
    pgettext_lazy("count of weeks", "seven"),
    pgettext_lazy("count of weeks", "eight"),
    pgettext_lazy("count of weeks", "nine"),
    pgettext_lazy("count of weeks", "ten"),
    pgettext_lazy("count of weeks", "eleven"),
    pgettext_lazy("count of weeks", "twelve"),
)


def slot_name(slot: Slot, by: str) -> str:
    """S21, or mai 2027."""
    if by == WEEKS:
        return pgettext("week of the year", "W%(number)s") % {"number": slot.number}
    return date_format(slot.first, "F Y")


def slot_short(slot: Slot, by: str) -> str:
    """Under a column: S21, or mai, without its year."""
    return slot_name(slot, by) if by == WEEKS else date_format(slot.first, "F")


def span(first: date, last: date) -> str:
    """24–30 mai, or 31 mai – 6 juin."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{date_format(last, 'j F')}"
    return f"{date_format(first, 'j F')} – {date_format(last, 'j F')}"


def counted(weeks: int) -> str:
    """ten weeks; above twelve in figures."""
    words = {"count": str(COUNTS[weeks]) if weeks < len(COUNTS) else str(weeks)}
    return ngettext("%(count)s week", "%(count)s weeks", weeks) % words


def headline(found: Forecast, first_at: int | None) -> str:
    """What the page finds, as its title."""
    if not found.movements and not found.opening.cents:
        return _("The cash waits for its first figures")
    if first_at is None:
        last = slot_name(found.slots[-1], WEEKS)
        return _("The cash lasts up to %(week)s, as far as is known") % {"week": last}
    if found.opening.cents < 0:
        return _("The cash is below zero")
    if first_at == 0:
        return _("The cash does not last this week")
    return _("The cash lasts %(weeks)s") % {"weeks": counted(first_at)}


def filler(found: Forecast, first: Slot, hole: Gap, tranches: Mapping[str, TrancheDue]) -> Movement | None:
    """The tranche that fills the hole, or the next one where none does."""
    coming = [one for one in found.movements if one.day > hole.first and one.key in tranches]
    filling = (one for one in coming if hole.back_on is not None and one.day >= hole.back_on)
    return next(filling, None) or next((one for one in coming if one.day > first.last), None)


def rescue(found: Forecast, first: Slot, hole: Gap, tranches: Mapping[str, TrancheDue]) -> str:
    """The tranche that comes after the first negative week: « une semaine avant la tranche 3 »."""
    coming = filler(found, first, hole, tranches)
    if coming is None or coming.day <= first.last:
        return ""
    weeks = (coming.day - first.first).days // 7
    return _("%(weeks)s before %(tranche)s") % {
        "weeks": counted(weeks),
        "tranche": tranche_words(tranches[coming.key]),
    }


def tranche_words(one: TrancheDue) -> str:
    """In a sentence: « la tranche 3 du Tax Shelter », « la tranche 2 (Wallimage) »."""
    if one.kind == "tax-shelter":
        return _("tranche %(number)s of the Tax Shelter") % {"number": one.number}
    return _("tranche %(number)s (%(source)s)") % {"number": one.number, "source": one.source}


def source_words(movement: Movement) -> str:
    """Where a movement comes from."""
    words = {
        "office.financing.tranche": _("Financing plan"),
        "office.ledger.commitment": _("Commitment in the ledger"),
        "office.ledger.bill": _("Bill in the ledger"),
        "office.cash.planned": _("Planned by hand"),
        "office.cashflow.vat": _("VAT return, computed"),
        "scenario": _("Scenario"),
    }
    return words.get(movement.source, movement.source)
