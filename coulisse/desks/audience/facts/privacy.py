"""What is announced of privacy: numbers and dates, never whose."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.facts import Fact, fact


@fact("audience.privacy.asked", _("%(by)s wrote down the privacy request %(number)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyAsked(Fact):
    number: str


@fact("audience.privacy.identity-checked", _("%(by)s checked who asks in %(number)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityChecked(Fact):
    number: str


@fact("audience.privacy.extended", _("%(by)s extended %(number)s until %(until)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class RequestExtended(Fact):
    number: str
    until: str


@fact("audience.privacy.erased", _("%(by)s erased what %(number)s asked: %(count)s conversations, %(kept)s kept"))
@dataclass(frozen=True, slots=True, kw_only=True)
class PersonErased(Fact):
    number: str
    count: int
    kept: int


@fact("audience.privacy.answered", _("%(by)s answered %(number)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class RequestAnswered(Fact):
    number: str
    refused: bool


@fact("audience.privacy.retention-changed", _("%(by)s keeps %(channel)s for %(months)s months"))
@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionChanged(Fact):
    channel: str
    months: int


@fact("audience.privacy.retention-applied", _("%(count)s conversations lost names and words: kept long enough"))
@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionApplied(Fact):
    count: int
