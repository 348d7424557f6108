"""What the answers announce: wordings written and approved, answers sent and taken back, what the public said."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.facts import Fact, fact


@dataclass(frozen=True, slots=True, kw_only=True)
class OfWording(Fact):
    """A wording of the library, or the holding line of a family."""

    wording_id: int
    title: str
    number: int


@fact("audience.answers.wording-written", _("%(by)s wrote the wording “%(title)s”, version %(number)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class WordingWritten(OfWording):
    """A version was made or changed."""


@fact("audience.answers.wording-set", _("%(by)s changed when the wording “%(title)s” is used"))
@dataclass(frozen=True, slots=True, kw_only=True)
class WordingSet(OfWording):
    """Its conditions, validity, or what replaces it."""


@fact("audience.answers.wording-archived", _("%(by)s put the wording “%(title)s” away"))
@dataclass(frozen=True, slots=True, kw_only=True)
class WordingArchived(OfWording):
    """It is proposed no more."""


@fact("audience.answers.wording-restored", _("%(by)s took the wording “%(title)s” out of the archive"))
@dataclass(frozen=True, slots=True, kw_only=True)
class WordingRestored(OfWording):
    """It is proposed again."""


@fact("audience.answers.approval-asked", _("%(by)s asked for approval of “%(title)s” v%(number)s: %(seats)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalAsked(OfWording):
    """Seats were asked to decide on the exact text."""

    seats: str
    sha256: str


@fact("audience.answers.approved", _("%(by)s approved “%(title)s” v%(number)s for %(seat)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class WordingApproved(OfWording):
    """One seat agreed to the exact text."""

    seat: str
    sha256: str


@fact("audience.answers.refused", _("%(by)s refused “%(title)s” v%(number)s for %(seat)s: %(words)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class WordingRefused(OfWording):
    """One seat said no."""

    seat: str
    sha256: str
    words: str


@fact("audience.answers.locked", _("The wording “%(title)s” v%(number)s is approved by all and locked"))
@dataclass(frozen=True, slots=True, kw_only=True)
class WordingLocked(OfWording):
    """Every seat that was asked agreed: the text cannot change any more."""

    sha256: str


@fact("audience.answers.seat-set", _("%(by)s set who sits as %(seat)s: %(people)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class SeatSet(Fact):
    """Who approves."""

    seat_id: int
    seat: str
    people: str


@fact("audience.answers.answered", _("%(by)s answered %(reference)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationAnswered(Fact):
    """An answer was given to the tray."""

    conversation_id: int
    reference: str
    message_id: int


@fact("audience.answers.recalled", _("%(by)s took the answer to %(reference)s back before it left"))
@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRecalled(Fact):
    """It never left; the conversation is open again."""

    conversation_id: int
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfBulk(Fact):
    """One answer to many."""

    bulk_id: int
    title: str
    count: int


@fact("audience.answers.bulk-prepared", _("%(by)s prepared %(count)s answers: %(title)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ManyAnswered(OfBulk):
    """One approved wording, a letter each; they leave one after the other."""

    family_id: int | None
    sha256: str


@fact("audience.answers.bulk-paused", _("%(by)s paused %(count)s answers: %(title)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class BulkPaused(OfBulk):
    """What had not left waits."""


@fact("audience.answers.bulk-resumed", _("%(by)s let %(count)s answers go on: %(title)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class BulkResumed(OfBulk):
    """They leave again."""


@fact("audience.answers.bulk-recalled", _("%(by)s took %(count)s answers back: %(title)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class BulkRecalled(OfBulk):
    """What had not left never will; those conversations are open again."""


@fact("audience.answers.settings-set", _("%(by)s changed how answers are sent"))
@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersSet(Fact):
    """Pace, signatures, receipts."""

    about: str


@fact("audience.answers.heard", _("The answer to %(reference)s was judged by its writer"))
@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerHeard(Fact):
    """The one question was answered."""

    conversation_id: int
    reference: str
    helped: str
    reopened: bool
