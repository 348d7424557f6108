"""What the care of the team announces. Never a word of a hurtful text; what concerns a person is private."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.facts import Fact, fact


@fact("audience.care.folded", _("%(by)s folded %(reference)s: %(reason)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationFolded(Fact):
    conversation_id: int
    reference: str
    gist: str
    reason: str


@fact("audience.care.unfolded", _("%(by)s unfolded %(reference)s: %(reason)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationUnfolded(Fact):
    conversation_id: int
    reference: str
    reason: str


@fact("audience.care.shown", _("The folded text of %(reference)s was shown to %(by)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class FoldedTextShown(Fact):
    conversation_id: int
    reference: str


@fact("audience.care.reading-asked", _("%(by)s asked %(reader)s to read %(reference)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class SecondReadingAsked(Fact):
    reference: str
    reader: str
    how: str


@fact("audience.care.reading-answered", _("%(by)s answered about the reading of %(reference)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class SecondReadingAnswered(Fact):
    reference: str
    is_declined: bool


@fact("audience.care.settings-changed", _("%(by)s set to %(most)s the folded texts of a week"))
@dataclass(frozen=True, slots=True, kw_only=True)
class CareSettingsChanged(Fact):
    most: int


@fact("audience.care.days-off-said", _("%(by)s reads nothing folded from %(first)s to %(last)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class DaysOffSaid(Fact):
    first: str
    last: str


@fact("audience.care.days-off-taken-back", _("%(by)s took back days without folded texts"))
@dataclass(frozen=True, slots=True, kw_only=True)
class DaysOffTakenBack(Fact):
    first: str
    last: str


@fact("audience.care.contact-saved", _("%(by)s saved the safety contact %(name)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyContactSaved(Fact):
    contact_id: int
    name: str


@fact("audience.care.threat-opened", _("%(by)s opened the threat file %(code)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ThreatFileOpened(Fact):
    file_id: int
    code: str
    reference: str


@fact("audience.care.threat-passed-on", _("%(by)s passed the threat file %(code)s on to %(contact)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ThreatPassedOn(Fact):
    file_id: int
    code: str
    contact: str


@fact("audience.care.threat-followed", _("%(by)s noted something on the threat file %(code)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ThreatFollowed(Fact):
    file_id: int
    code: str
    state: str


@fact("audience.care.threat-reader-named", _("%(by)s named %(reader)s on the threat file %(code)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ThreatReaderNamed(Fact):
    file_id: int
    code: str
    reader: str


@fact("audience.care.threat-exported", _("%(by)s took out the threat file %(code)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ThreatExported(Fact):
    file_id: int
    code: str
    form: str


@fact("audience.care.restriction-asked", _("%(by)s asked for a restriction of %(writer)s: %(reason)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictionAsked(Fact):
    restriction_id: int
    writer: str
    reason: str


@fact("audience.care.restriction-decided", _("%(by)s decided on the restriction of %(writer)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictionDecided(Fact):
    restriction_id: int
    writer: str
    state: str


@fact("audience.care.appeal-recorded", _("%(by)s recorded an appeal of %(writer)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class AppealRecorded(Fact):
    restriction_id: int
    writer: str


@fact("audience.care.appeal-decided", _("%(by)s decided on the appeal of %(writer)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class AppealDecided(Fact):
    restriction_id: int
    writer: str
    outcome: str
