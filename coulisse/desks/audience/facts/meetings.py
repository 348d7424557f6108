"""What is announced of meetings with the public."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.facts import Fact, fact


@fact("audience.meetings.planned", _("%(by)s planned a meeting with the public: %(title)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class EveningPlanned(Fact):
    title: str


@fact("audience.meetings.changed", _("%(by)s changed the meeting %(title)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class EveningChanged(Fact):
    title: str


@fact("audience.meetings.registered", _("Somebody registered for %(title)s: %(seats)s places"))
@dataclass(frozen=True, slots=True, kw_only=True)
class Registered(Fact):
    """Who it was is on the registration, not here."""

    title: str
    seats: int
    has_place: bool


@fact("audience.meetings.cancelled", _("A registration for %(title)s was cancelled"))
@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationCancelled(Fact):
    title: str
    seats: int


@fact("audience.meetings.placed", _("%(count)s who waited for %(title)s have a place now"))
@dataclass(frozen=True, slots=True, kw_only=True)
class WaitersPlaced(Fact):
    title: str
    count: int


@fact("audience.meetings.arrived", _("%(by)s welcomed somebody at %(title)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived(Fact):
    title: str


@fact("audience.meetings.invited", _("%(by)s invited %(count)s people to %(title)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class PublicInvited(Fact):
    title: str
    count: int


@fact("audience.meetings.questionnaire-written", _("%(by)s wrote the questionnaire %(title)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionnaireWritten(Fact):
    title: str


@fact("audience.meetings.questionnaire-opened", _("%(by)s opened the questionnaire %(title)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionnaireOpened(Fact):
    title: str


@fact("audience.meetings.questionnaire-closed", _("%(by)s closed the questionnaire %(title)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionnaireClosed(Fact):
    title: str


@fact("audience.meetings.result-published", _("%(by)s published the result of %(title)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPublished(Fact):
    title: str


@fact("audience.meetings.panel-made", _("%(by)s made the panel %(name)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class PanelMade(Fact):
    name: str


@fact("audience.meetings.panel-asked", _("%(by)s sent %(title)s to %(count)s members of the panel %(name)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class PanelAsked(Fact):
    title: str
    name: str
    count: int


@fact("audience.meetings.idea-answered", _("%(by)s answered an idea of the public"))
@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaAnswered(Fact):
    state: str
