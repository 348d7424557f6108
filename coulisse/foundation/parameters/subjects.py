"""The subjects, units, territories and regimes in words. A data file of a new subject adds its line here."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SUBJECTS: Final[dict[str, Promise]] = {
    "audience": _("Public: replies and complaints"),
    "cash": _("Cash: due dates"),
    "contests": _("Contests"),
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
    "complaints": _("complaints"),
    "bytes": _("bytes"),
    "count": "",
    "list": "",
    "yes-no": "",
}
YES_NO: Final[dict[str, Promise]] = {
    "yes": pgettext_lazy("value of a parameter", "yes"),
    "no": pgettext_lazy("value of a parameter", "no"),
}
TERRITORIES: Final[dict[str, Promise]] = {
    "BE-BRU": _("Brussels"),
    "BE-VLG": _("Flanders"),
    "BE-WAL": _("Wallonia"),
    "BE-FWB": _("Wallonia-Brussels Federation"),
    "BE-VLC": _("Flemish Community"),
    "BE-DGC": _("German-speaking Community"),
}
REGIMES: Final[dict[str, Promise]] = {
    "animation": pgettext_lazy("regime", "animation"),
    "audiovisual": pgettext_lazy("regime", "audiovisual"),
    "bilateral": pgettext_lazy("regime", "bilateral"),
    "documentary, XR": pgettext_lazy("regime", "documentary, XR"),
    "feature, series, animation": pgettext_lazy("regime", "feature, series, animation"),
    "multilateral": pgettext_lazy("regime", "multilateral"),
    "short series": pgettext_lazy("regime", "short series"),
    "stage": pgettext_lazy("regime", "stage"),
}
"""Those of the shipped data that are words; a name or an age is shown as it is."""
