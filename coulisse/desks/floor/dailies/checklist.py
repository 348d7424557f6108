"""The check-list of a day where the production has none of its own: data, in the house's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

NO_DAY: Final = date(2000, 1, 1)
USUAL_CALL: Final = time(7)
USUAL_WRAP: Final = time(19)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to look at, at an hour of the day."""

    due_at: time
    post: Promise
    text: Promise


BEFORE_CALL: Final = (
    (60, pgettext_lazy("post", "Base"), _("Lodges open, heated, names on the doors")),
    (60, pgettext_lazy("post", "Canteen"), _("Coffee, water and soup out; special meals named")),
    (45, pgettext_lazy("post", "Power"), _("Generator started, differential switch tested")),
    (45, pgettext_lazy("post", "Traffic"), _("Parking free, arrows up, passes given out")),
    (30, pgettext_lazy("post", "Safety"), _("Extinguishers, defibrillator and first-aid kit in place")),
    (15, pgettext_lazy("post", "Radio"), _("Radios charged and given out, channels checked")),
)
AFTER_CALL: Final = (
    (30, pgettext_lazy("post", "Set"), _("Set ready, dressing checked against the call sheet")),
    (180, pgettext_lazy("post", "Canteen"), _("Number of meals confirmed to the caterer")),
)
AFTER_WRAP: Final = (
    (15, pgettext_lazy("post", "Radio"), _("Radios back, counted and charging")),
    (30, pgettext_lazy("post", "Equipment"), _("Trucks closed, keys handed over, returns checked")),
    (45, pgettext_lazy("post", "Base"), _("Places left clean, photos taken, keys returned")),
)


def standard_list(call: time | None, wrap: time | None) -> Sequence[Line]:
    """Around the hours of the day: what opens before the call, what closes after the wrap."""
    first, last = call or USUAL_CALL, wrap or USUAL_WRAP
    return [
        *(Line(_shifted(first, -before), post, text) for before, post, text in BEFORE_CALL),
        *(Line(_shifted(first, after), post, text) for after, post, text in AFTER_CALL),
        *(Line(_shifted(last, after), post, text) for after, post, text in AFTER_WRAP),
    ]


def _shifted(hour: time, minutes: int) -> time:
    return (datetime.combine(NO_DAY, hour) + timedelta(minutes=minutes)).time()
