"""What the crisis announces. Opening, standing down and taking up again are heard at once: a brake may pull."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.facts import Fact, fact


@fact("audience.crisis.alarm-raised", _("%(messages)s messages against %(expected)s expected"))
@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmRaised(Fact):
    """A burst was seen; a crisis is proposed, never imposed."""

    alarm_id: int
    messages: int
    expected: int
    began_at: datetime
    broadcast_id: int | None


@fact("audience.crisis.alarm-grew", _("The burst has grown to %(messages)s messages"))
@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmGrew(Fact):
    alarm_id: int
    messages: int


@fact("audience.crisis.watched", _("%(by)s stays on watch (%(messages)s messages)"))
@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmWatched(Fact):
    alarm_id: int
    messages: int


@fact("audience.crisis.on-call-set", _("%(by)s put %(person)s on call"))
@dataclass(frozen=True, slots=True, kw_only=True)
class OnCallSet(Fact):
    broadcast_id: int
    person: str


@fact("audience.crisis.on-call-ended", _("%(by)s took %(person)s off the call"))
@dataclass(frozen=True, slots=True, kw_only=True)
class OnCallEnded(Fact):
    broadcast_id: int
    person: str


@fact("audience.crisis.opened", _("%(by)s opened a crisis: %(title)s (%(reason)s)"), at_once=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class CrisisOpened(Fact):
    """The brake of every desk that publishes: what is planned about this production stops, or the act fails."""

    crisis_id: int
    title: str
    reason: str
    broadcast_id: int | None
    family_id: int | None


@fact("audience.crisis.stood-down", _("%(by)s stood the crisis down: %(reason)s"), at_once=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class CrisisStoodDown(Fact):
    """What a brake stopped may be proposed again; nothing starts by itself."""

    crisis_id: int
    title: str
    reason: str


@fact("audience.crisis.resumed", _("%(by)s took the crisis up again: %(reason)s"), at_once=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class CrisisResumed(Fact):
    crisis_id: int
    title: str
    reason: str


@fact("audience.crisis.noted", _("%(by)s noted in the log of the crisis: %(text)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class CrisisNoted(Fact):
    crisis_id: int
    text: str


@fact("audience.crisis.verbatim-validated", _("%(by)s validated words of the public for quoting (%(language)s)"))
@dataclass(frozen=True, slots=True, kw_only=True)
class VerbatimValidated(Fact):
    verbatim_id: int
    language: str


@fact("audience.crisis.verbatim-withdrawn", _("%(by)s withdrew words of the public from quoting"))
@dataclass(frozen=True, slots=True, kw_only=True)
class VerbatimWithdrawn(Fact):
    verbatim_id: int
