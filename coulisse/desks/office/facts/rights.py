"""What the rights register announces: works and their chain, people and what they agreed to, licences."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.desks.office.facts.spending import in_euros
from coulisse.foundation.journal.facts import Fact, fact

PURPOSES: Final = {
    "": _("to be taken"),
    "promo": pgettext_lazy("use of an image", "Promotion on the networks"),
    "press": pgettext_lazy("use of an image", "Press"),
    "ad": pgettext_lazy("use of an image", "Paid advertising"),
    "broadcast": pgettext_lazy("use of an image", "Broadcast and screening"),
    "archive": pgettext_lazy("use of an image", "Archive"),
}
CROWDS: Final = {
    "undecided": pgettext_lazy("crowd", "To be decided"),
    "unidentifiable": pgettext_lazy("crowd", "Nobody can be recognised"),
    "exception": pgettext_lazy("crowd", "Public event, public figure or journalism"),
    "identifiable": pgettext_lazy("crowd", "Somebody can be recognised: name them"),
}


def in_purposes(codes: tuple[str, ...]) -> str:
    return ", ".join(str(PURPOSES.get(code, code)) for code in codes)


def in_crowd_words(code: str) -> str:
    return str(CROWDS.get(code, code))


SAYS: Final[Mapping[str, Callable[[Any], object]]] = {"purposes": in_purposes}


@dataclass(frozen=True, slots=True, kw_only=True)
class OfWork(Fact):
    """Which work."""

    work_id: int
    title: str


@fact("office.rights.work-entered", _("%(by)s entered “%(title)s” in the rights register"))
@dataclass(frozen=True, slots=True, kw_only=True)
class WorkEntered(OfWork):
    pass


@fact("office.rights.work-changed", _("%(by)s changed the sheet of “%(title)s”"))
@dataclass(frozen=True, slots=True, kw_only=True)
class WorkChanged(OfWork):
    fields: tuple[str, ...]


@fact("office.rights.work-removed", _("%(by)s took “%(title)s” off the rights register"))
@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRemoved(OfWork):
    pass


@fact("office.rights.work-restored", _("%(by)s put “%(title)s” back on the rights register"))
@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRestored(OfWork):
    pass


@fact("office.rights.chain-changed", _("%(by)s wrote that “%(title)s” is made from “%(source)s”"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ChainLinked(OfWork):
    source_id: int
    source: str


@fact("office.rights.chain-cut", _("%(by)s wrote that “%(title)s” is not made from “%(source)s”"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ChainCut(OfWork):
    source_id: int
    source: str


@fact("office.rights.people-listed", _("%(by)s says that everybody who is seen in “%(title)s” is listed"))
@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleListed(OfWork):
    pass


@fact(
    "office.rights.people-reopened", _("%(by)s says that the list of who is seen in “%(title)s” is not complete")
)
@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleReopened(OfWork):
    pass


@fact("office.rights.person-shown", _("%(by)s noted that %(person)s is seen in “%(title)s”"))
@dataclass(frozen=True, slots=True, kw_only=True)
class PersonShown(OfWork):
    person_id: int
    person: str


@fact("office.rights.person-taken-off", _("%(by)s noted that %(person)s is not seen in “%(title)s”"))
@dataclass(frozen=True, slots=True, kw_only=True)
class PersonTakenOff(OfWork):
    person_id: int
    person: str


@fact(
    "office.rights.crowd-decided",
    _("%(by)s decided about the crowd in “%(title)s”: %(decision)s"),
    says={"decision": in_crowd_words},
)
@dataclass(frozen=True, slots=True, kw_only=True)
class CrowdDecided(OfWork):
    decision: str
    reason: str


@fact("office.rights.person-hidden", _("%(by)s says that %(person)s cannot be recognised in “%(title)s”"))
@dataclass(frozen=True, slots=True, kw_only=True)
class PersonHidden(OfWork):
    person_id: int | None
    person: str


@fact("office.rights.person-visible", _("%(by)s says that %(person)s can be recognised in “%(title)s” after all"))
@dataclass(frozen=True, slots=True, kw_only=True)
class PersonVisible(OfWork):
    person_id: int | None
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfPerson(Fact):
    """Whose image."""

    person_id: int
    person: str


@fact("office.rights.person-entered", _("%(by)s entered %(person)s among the people shown"))
@dataclass(frozen=True, slots=True, kw_only=True)
class PersonEntered(OfPerson):
    is_minor: bool


@fact("office.rights.person-changed", _("%(by)s changed the sheet of %(person)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChanged(OfPerson):
    fields: tuple[str, ...]


@fact("office.rights.consent-given", _("%(by)s entered a consent of %(person)s: %(purposes)s"), says=SAYS)
@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentGiven(OfPerson):
    consent_ids: tuple[int, ...]
    purposes: tuple[str, ...]


@fact(
    "office.rights.consent-withdrawn",
    _("%(by)s entered that %(person)s withdraws: %(purposes)s. %(reason)s"),
    says=SAYS,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentWithdrawn(OfPerson):
    """What is live with this person's image is to be looked at: `work_ids` are all that show them, derived ones
    too."""

    consent_ids: tuple[int, ...]
    purposes: tuple[str, ...]
    work_ids: tuple[int, ...]
    reason: str


@fact("office.rights.release-asked", _("%(by)s asked %(person)s to sign a release"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseAsked(OfPerson):
    release_id: int
    purposes: tuple[str, ...]


@fact("office.rights.release-signed", _("%(person)s signed: %(purposes)s"), says=SAYS)
@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseSigned(OfPerson):
    """Through the link: nobody of the house did it. The paper is kept under this hash."""

    release_id: int
    purposes: tuple[str, ...]
    sha256: str


@fact("office.rights.release-refused", _("%(person)s refuses to sign"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseRefused(OfPerson):
    release_id: int


@fact("office.rights.release-taken-back", _("%(by)s took the release asked of %(person)s back"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseTakenBack(OfPerson):
    release_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfLicence(OfWork):
    licence_id: int
    licensor: str


@fact("office.rights.licence-entered", _("%(by)s entered the licence of %(licensor)s for “%(title)s”"))
@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceEntered(OfLicence):
    until: date | None


@fact("office.rights.licence-changed", _("%(by)s changed the licence of %(licensor)s for “%(title)s”"))
@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceChanged(OfLicence):
    until: date | None


@fact("office.rights.licence-removed", _("%(by)s took the licence of %(licensor)s for “%(title)s” away"))
@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceRemoved(OfLicence):
    pass


@fact("office.rights.licence-restored", _("%(by)s put the licence of %(licensor)s for “%(title)s” back"))
@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceRestored(OfLicence):
    pass


@fact("office.rights.cues-changed", _("%(by)s changed the cue sheet of “%(title)s”: %(music)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class CuesChanged(OfWork):
    music_id: int
    music: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfOffer(OfWork):
    offer_id: int
    track: str
    offered_by: str
    cents: int


OFFER: Final[Mapping[str, Callable[[Any], object]]] = {"cents": in_euros, "lifted": in_euros}


@fact(
    "office.rights.offer-received",
    _("%(by)s entered the offer of %(offered_by)s for %(track)s: %(cents)s"),
    says=OFFER,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class OfferReceived(OfOffer):
    pass


@fact(
    "office.rights.offer-chosen",
    _("%(by)s chose %(offered_by)s for %(track)s at %(cents)s; the whole rises by %(lifted)s"),
    says=OFFER,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class OfferChosen(OfOffer):
    lifted: int
    reason: str


@fact("office.rights.offer-declined", _("%(by)s declined %(offered_by)s for %(track)s: %(reason)s"), says=OFFER)
@dataclass(frozen=True, slots=True, kw_only=True)
class OfferDeclined(OfOffer):
    reason: str


@fact(
    "office.rights.offer-reopened", _("%(by)s opened the offer of %(offered_by)s for %(track)s again"), says=OFFER
)
@dataclass(frozen=True, slots=True, kw_only=True)
class OfferReopened(OfOffer):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class OfObligation(Fact):
    obligation_id: int
    title: str


@fact("office.rights.obligation-set", _("%(by)s noted an obligation: %(title)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationSet(OfObligation):
    due_on: date | None


@fact("office.rights.obligation-changed", _("%(by)s changed the obligation “%(title)s”"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationChanged(OfObligation):
    due_on: date | None


@fact("office.rights.obligation-met", _("%(by)s says that “%(title)s” is done"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationMet(OfObligation):
    pass


@fact("office.rights.obligation-reopened", _("%(by)s opened “%(title)s” again"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationReopened(OfObligation):
    pass
