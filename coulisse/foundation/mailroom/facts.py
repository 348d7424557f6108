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


@fact("foundation.mailroom.bulk-posted", _("%(by)s posted %(count)s personal letters, “%(subject)s”"))
@dataclass(frozen=True, slots=True, kw_only=True)
class LettersPosted(Fact):
    about: str
    about_id: int | None
    subject: str
    count: int


@fact("foundation.mailroom.bulk-recalled", _("%(by)s recalled %(count)s letters that had not left"))
@dataclass(frozen=True, slots=True, kw_only=True)
class LettersRecalled(Fact):
    about: str
    about_id: int | None
    count: int


@fact("foundation.mailroom.bulk-paused", _("%(by)s held back %(count)s letters that had not left"))
@dataclass(frozen=True, slots=True, kw_only=True)
class LettersPaused(Fact):
    about: str
    about_id: int | None
    count: int


@fact("foundation.mailroom.bulk-resumed", _("%(by)s let %(count)s letters go on leaving"))
@dataclass(frozen=True, slots=True, kw_only=True)
class LettersResumed(Fact):
    about: str
    about_id: int | None
    count: int


@fact("foundation.mailroom.bounced", _("The letter “%(subject)s” came back from %(address)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class LetterBounced(Fact):
    letter_id: int
    subject: str
    address: str


@fact("foundation.mailroom.mailbox-added", _("%(by)s added the mailbox %(address)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxAdded(Fact):
    mailbox_id: int
    address: str


@fact("foundation.mailroom.mailbox-edited", _("%(by)s edited the mailbox %(address)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxEdited(Fact):
    mailbox_id: int
    address: str


@fact("foundation.mailroom.mailbox-connected", _("%(by)s connected the mailbox %(address)s at %(provider)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxConnected(Fact):
    mailbox_id: int
    address: str
    provider: str


@fact("foundation.mailroom.mailbox-paused", _("%(by)s paused the mailbox %(address)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxPaused(Fact):
    mailbox_id: int
    address: str


@fact("foundation.mailroom.mailbox-resumed", _("%(by)s put the mailbox %(address)s to work again"))
@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxResumed(Fact):
    mailbox_id: int
    address: str


@fact("foundation.mailroom.mailbox-removed", _("%(by)s removed the mailbox %(address)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxRemoved(Fact):
    mailbox_id: int
    address: str
