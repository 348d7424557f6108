"""What the day on the set announces."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from coulisse.foundation.journal.facts import Fact, fact

MARKS = {
    "call": lambda: pgettext("clock of the day", "Crew call"),
    "ready": lambda: pgettext("clock of the day", "Ready to shoot"),
    "first-shot": lambda: pgettext("clock of the day", "First shot"),
    "meal-start": lambda: pgettext("clock of the day", "Meal"),
    "meal-end": lambda: pgettext("clock of the day", "Back from the meal"),
    "last-shot": lambda: pgettext("clock of the day", "Last shot"),
    "wrap": lambda: pgettext("clock of the day", "Wrap"),
}
STATES = {
    "under-way": lambda: pgettext("scene of the day", "Under way"),
    "complete": lambda: pgettext("scene of the day", "Complete"),
    "incomplete": lambda: pgettext("scene of the day", "Incomplete"),
    "suppressed": lambda: pgettext("scene of the day", "Suppressed"),
    "retaken": lambda: pgettext("scene of the day", "Retaken"),
    "not-shot": lambda: pgettext("scene of the day", "Not shot"),
}


def mark_in_words(code: str) -> str:
    return MARKS[code]() if code in MARKS else code


def state_in_words(code: str) -> str:
    return STATES[code]() if code in STATES else code


@fact("floor.dailies.clock-marked", _("%(by)s marked %(mark)s at %(hour)s"), says={"mark": mark_in_words})
@dataclass(frozen=True, slots=True, kw_only=True)
class ClockMarked(Fact):
    """An hour of the day is known."""

    day_id: int
    date: str
    mark: str
    hour: str


@fact("floor.dailies.scene-noted", _("%(by)s noted scene %(scene)s: %(state)s"), says={"state": state_in_words})
@dataclass(frozen=True, slots=True, kw_only=True)
class SceneNoted(Fact):
    """What became of a scene today."""

    day_id: int
    scene_id: int
    scene: str
    state: str
    eighths: int


@fact("floor.dailies.incident-reported", _("%(by)s reported an incident: %(text)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentReported(Fact):
    """Something unforeseen, perhaps for the insurer."""

    day_id: int
    incident_id: int
    incident: str
    text: str
    is_insured: bool


@fact("floor.dailies.report-closed", _("%(by)s closed the report of day %(number)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportClosed(Fact):
    """The report of a day is frozen; payroll, costs and insurance may build on it."""

    report_id: int
    day_id: int
    date: str
    number: int
    document_id: int


@fact("floor.dailies.report-reopened", _("%(by)s opened the report of day %(number)s again: %(reason)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportReopened(Fact):
    """A closed report was wrong; its signatures fall."""

    report_id: int
    number: int
    reason: str


@fact("floor.dailies.report-signed", _("%(name)s signed the report of day %(number)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSigned(Fact):
    """Somebody answers for the report."""

    report_id: int
    number: int
    name: str
    job: str


@fact("floor.dailies.hours-worked", _("%(name)s worked from %(starts_at)s to %(ends_at)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class HoursWorked(Fact):
    """One person's hours of a closed day: for payroll and costs. Private, as pay is."""

    report_id: int
    contact_id: int
    name: str
    date: str
    starts_at: str
    ends_at: str
    meal_minutes: int
    joint_committee: str
