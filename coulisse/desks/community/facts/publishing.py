"""What the publish engine announces."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.facts import Fact, fact


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutPublication(Fact):
    """`account` as people read it, `opening` the first words of the text."""

    publication_id: int
    account: str
    opening: str


@fact("community.publishing.armed", _("%(by)s armed « %(opening)s » on %(account)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationArmed(AboutPublication):
    """It leaves by itself at its moment, or is handed to somebody then."""


@fact("community.publishing.rewritten", _("%(by)s changed « %(opening)s » for %(account)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationRewritten(AboutPublication):
    """Its words, files or moment are others; it is a draft again."""


@fact("community.publishing.published", _("« %(opening)s » is on %(account)s: %(address)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationPublished(AboutPublication):
    """It stands there, and this is the proof."""

    address: str


@fact("community.publishing.refused", _("%(account)s refused « %(opening)s »"))
@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationRefused(AboutPublication):
    """It certainly does not stand there, and nothing more is tried. `reason` is a code."""

    reason: str


@fact("community.publishing.late", _("« %(opening)s » is not on %(account)s %(minutes)s minutes after its moment"))
@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationLate(AboutPublication):
    """The watch found it under way after its moment."""

    minutes: int


@fact("community.publishing.asks", _("Nobody knows whether « %(opening)s » is on %(account)s: somebody must look"))
@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationAsks(AboutPublication):
    """The network cannot tell whether it stands there."""


@fact("community.publishing.handed", _("« %(opening)s » is to be published by hand on %(account)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationHanded(AboutPublication):
    """Its moment has come, and a person publishes it."""


@fact("community.publishing.paused", _("%(by)s paused %(count)s publications: %(why)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationsPaused(Fact):
    """The brake was pulled for a production, an account or one publication."""

    count: int
    why: str


@fact("community.publishing.access-lost", _("%(account)s refuses our access: %(at_risk)s publications at risk"))
@dataclass(frozen=True, slots=True, kw_only=True)
class AccessLost(Fact):
    """A person must reconnect the account."""

    account_id: int
    account: str
    at_risk: int


@fact(
    "community.publishing.access-ends",
    _("The access to %(account)s ends in %(days)s days: %(at_risk)s publications at risk"),
)
@dataclass(frozen=True, slots=True, kw_only=True)
class AccessEnds(Fact):
    """The warning of fourteen days, of seven, of one."""

    account_id: int
    account: str
    days: int
    at_risk: int
