"""The words of the roll: its labels by code."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LABELS: Final[dict[str, Promise]] = {
    "net": _("without VAT"),
    "gross": _("VAT included"),
    "vat-rate": _("rate of VAT"),
    "one-and-rate": _("one and the rate of VAT"),
    "vat": _("VAT"),
    "gross-wage": _("gross wage"),
    "base": _("base of calculation"),
    "employer-cost": _("employer’s cost"),
    "amount": pgettext_lazy("calculator", "amount"),
    "part": pgettext_lazy("calculator", "part"),
    "whole": pgettext_lazy("calculator", "whole"),
    "share": pgettext_lazy("calculator", "share"),
    "kilometres": pgettext_lazy("calculator", "kilometres"),
    "allowance": _("allowance by kilometre"),
    "trip": pgettext_lazy("calculator", "trip"),
    "exchange": _("rate of exchange"),
    "converted": pgettext_lazy("calculator", "converted"),
    "hourly": _("hourly wage"),
    "hours": pgettext_lazy("calculator", "hours"),
    "wage": _("wage of these hours"),
    "supplement": _("supplement"),
    "extra": _("supplement on the wage"),
    "overtime": _("overtime"),
    "sum": pgettext_lazy("calculator", "sum"),
}
