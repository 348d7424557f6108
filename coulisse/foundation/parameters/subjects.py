"""The subjects and the units in words. A data file of a new subject adds its line here."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SUBJECTS: Final[dict[str, Promise]] = {
    "audience": _("Public: replies and complaints"),
    "funds": _("Funds"),
    "image": _("Image rights"),
    "networks": _("Networks"),
    "payroll": _("Payroll and allowances"),
    "permits": _("Filming permits"),
    "taxshelter": _("Tax Shelter"),
    "worktime": _("Working time"),
}
UNITS: Final[dict[str, Promise | str]] = {
    "percent": "%",
    "ratio": "",
    "EUR": "€",
    "EUR/km": "€/km",
    "months": _("months"),
    "years": _("years"),
    "days": _("days"),
    "working days": _("working days"),
    "hours": _("hours"),
    "hour": "",
    "hours-of-day": "",
    "characters": _("characters"),
    "bytes": _("bytes"),
    "count": "",
    "list": "",
}
