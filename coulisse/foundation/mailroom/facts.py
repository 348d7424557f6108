from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.facts import Fact, fact


@fact("foundation.mailroom.posted", _("%(by)s posted the letter “%(subject)s”, recipients: %(count)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPosted(Fact):
    letter_id: int
    subject: str
    count: int


@fact("foundation.mailroom.recalled", _("%(by)s recalled the letter “%(subject)s”, recipients: %(count)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRecalled(Fact):
    letter_id: int
    subject: str
    count: int


@fact("foundation.mailroom.released", _("%(by)s released the letter “%(subject)s”, recipients: %(count)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class LetterReleased(Fact):
    letter_id: int
    subject: str
    count: int


@fact("foundation.mailroom.resent", _("%(by)s sent the letter “%(subject)s” again to %(addresses)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class LetterResent(Fact):
    letter_id: int
    subject: str
    addresses: tuple[str, ...]


@fact("foundation.mailroom.refused", _("The letter “%(subject)s” did not reach %(address)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRefused(Fact):
    letter_id: int
    subject: str
    address: str
