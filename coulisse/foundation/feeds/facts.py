"""What the feeds announce."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.facts import Fact, fact


@fact("foundation.feeds.feed-made", _("%(by)s made a secret calendar address (%(name)s)"))
@dataclass(frozen=True, slots=True, kw_only=True)
class FeedMade(Fact):
    """A calendar may be read by whoever holds the address."""

    name: str


@fact("foundation.feeds.feed-revoked", _("%(by)s revoked a secret calendar address (%(name)s)"))
@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRevoked(Fact):
    """The address answers no more."""

    name: str
