"""What the intake announces."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.foundation.journal.facts import Fact, fact

CHANNELS: dict[str, Promise] = {
    "mail": pgettext_lazy("channel", "E-mail"),
    "form": pgettext_lazy("channel", "Form"),
    "call": pgettext_lazy("channel", "Call"),
    "letter": pgettext_lazy("channel", "Letter"),
    "social": pgettext_lazy("channel", "Private message"),
    "api": pgettext_lazy("channel", "Interface"),
}


def channel_in_words(code: str) -> str:
    """A channel in words; the code itself where this release does not know it."""
    return str(CHANNELS[code]) if code in CHANNELS else code


@fact(
    "audience.intake.received", _("%(count)s messages came in (%(channel)s)"), says={"channel": channel_in_words}
)
@dataclass(frozen=True, slots=True, kw_only=True)
class MessagesReceived(Fact):
    """A batch about one production was kept and understood; `new` of them begin a conversation."""

    count: int
    channel: str
    new: int = 0
    first_at: datetime | None = None
    last_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfConversation(Fact):
    """Something done to one conversation."""

    conversation_id: int
    reference: str


@fact("audience.intake.noted", _("%(by)s left a note in %(reference)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationNoted(OfConversation):
    """A note between colleagues."""


@fact("audience.intake.assigned", _("%(by)s gave %(reference)s to %(to)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationAssigned(OfConversation):
    """Somebody answers it; `to` is empty where it was given back to all."""

    to: str


@fact("audience.intake.closed", _("%(by)s closed %(reference)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationClosed(OfConversation):
    """Nothing more is done about it."""


@fact("audience.intake.reopened", _("%(by)s opened %(reference)s again"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationReopened(OfConversation):
    """It waits for an answer again."""


@fact("audience.intake.unwanted", _("%(by)s put %(reference)s with the unwanted"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationUnwanted(OfConversation):
    """Spam."""


@fact("audience.intake.routed", _("%(by)s handed %(reference)s to %(to)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationRouted(OfConversation):
    """Another desk looks at it; `to` is a code of `labels.ROUTES`."""

    to: str


@fact("audience.intake.filed", _("%(by)s filed %(count)s conversations under a production (%(references)s)"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationsFiled(Fact):
    """They belonged to none; `references` are the first numbers."""

    count: int
    references: str


@fact("audience.intake.corrected", _("%(by)s corrected %(reference)s: %(label)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class LabelCorrected(OfConversation):
    """A kind or a topic was given or confirmed; `about` is `kind` or the code of a set."""

    about: str
    label: str


@fact("audience.intake.topics-changed", _("%(by)s changed the topics (%(topic)s)"))
@dataclass(frozen=True, slots=True, kw_only=True)
class TopicsChanged(Fact):
    """A topic was added, renamed, given other words, archived or brought back."""

    topic: str
    change: str


@fact("audience.intake.running-order", _("%(by)s kept the running order of %(programme)s (%(count)s items)"))
@dataclass(frozen=True, slots=True, kw_only=True)
class RunningOrderKept(Fact):
    """The pieces of a broadcast as they went on air."""

    broadcast_id: int
    programme: str
    count: int


@fact("audience.intake.tagged", _("%(count)s messages were read again, %(changed)s proposals changed"))
@dataclass(frozen=True, slots=True, kw_only=True)
class MessagesTaggedAgain(Fact):
    """A job went over messages with what has been learned since."""

    count: int
    changed: int
