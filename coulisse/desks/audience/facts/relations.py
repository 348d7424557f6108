"""What happens to the people who write. A fact names nobody: it holds the number of the card."""

from dataclasses import dataclass
from typing import TypeAlias

from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.facts import Fact, fact


@fact("audience.relations.writer-edited", _("%(by)s corrected a card of the public"))
@dataclass(frozen=True, slots=True, kw_only=True)
class WriterEdited(Fact):
    writer_id: int
    fields: tuple[str, ...]


@fact("audience.relations.address-added", _("%(by)s added an address to a card of the public"))
@dataclass(frozen=True, slots=True, kw_only=True)
class AddressAdded(Fact):
    writer_id: int
    address_kind: str


@fact("audience.relations.address-removed", _("%(by)s took an address off a card of the public"))
@dataclass(frozen=True, slots=True, kw_only=True)
class AddressRemoved(Fact):
    writer_id: int
    address_kind: str


@fact("audience.relations.consent-given", _("%(by)s noted a consent of the public"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentGiven(Fact):
    writer_id: int
    purpose: str


@fact("audience.relations.consent-withdrawn", _("%(by)s noted that a consent was withdrawn"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentWithdrawn(Fact):
    writer_id: int
    purpose: str


@fact("audience.relations.merges-proposed", _("%(count)s merges of cards are proposed"))
@dataclass(frozen=True, slots=True, kw_only=True)
class MergesProposed(Fact):
    count: int


@fact("audience.relations.writers-merged", _("%(by)s merged two cards of the public"))
@dataclass(frozen=True, slots=True, kw_only=True)
class WritersMerged(Fact):
    kept_id: int
    other_id: int
    conversations: int


@fact("audience.relations.writers-parted", _("%(by)s took the merge of two cards back"))
@dataclass(frozen=True, slots=True, kw_only=True)
class WritersParted(Fact):
    kept_id: int
    other_id: int
    conversations: int


@fact("audience.relations.merge-refused", _("%(by)s said that two cards are two people"))
@dataclass(frozen=True, slots=True, kw_only=True)
class MergeRefused(Fact):
    kept_id: int
    other_id: int


@fact(
    "audience.relations.tickets-imported", _("%(added)s places came in from the box office, %(changed)s changed")
)
@dataclass(frozen=True, slots=True, kw_only=True)
class TicketsImported(Fact):
    import_id: int
    added: int
    changed: int
    same: int
    problems: int


@fact("audience.relations.gesture-limit-set", _("%(by)s set what may be offered without asking"))
@dataclass(frozen=True, slots=True, kw_only=True)
class GestureLimitSet(Fact):
    seats: int
    cents: int


@fact("audience.relations.gesture-offered", _("%(by)s offered a gesture: %(seats)s places"))
@dataclass(frozen=True, slots=True, kw_only=True)
class GestureOffered(Fact):
    gesture_id: int
    writer_id: int
    seats: int
    cents: int


@fact("audience.relations.gesture-asked", _("%(by)s asked for a gesture above the limit: %(seats)s places"))
@dataclass(frozen=True, slots=True, kw_only=True)
class GestureAsked(Fact):
    gesture_id: int
    writer_id: int
    seats: int
    cents: int


@fact("audience.relations.gesture-approved", _("%(by)s approved a gesture: %(seats)s places"))
@dataclass(frozen=True, slots=True, kw_only=True)
class GestureApproved(Fact):
    gesture_id: int
    writer_id: int
    seats: int
    cents: int


@fact("audience.relations.gesture-refused", _("%(by)s refused a gesture"))
@dataclass(frozen=True, slots=True, kw_only=True)
class GestureRefused(Fact):
    gesture_id: int
    writer_id: int
    seats: int
    cents: int


@fact("audience.relations.gesture-taken-back", _("%(by)s took a gesture back"))
@dataclass(frozen=True, slots=True, kw_only=True)
class GestureTakenBack(Fact):
    gesture_id: int
    writer_id: int
    seats: int
    cents: int


OfWriter: TypeAlias = WriterEdited | AddressAdded | AddressRemoved | ConsentGiven | ConsentWithdrawn
OfGesture: TypeAlias = GestureOffered | GestureAsked | GestureApproved | GestureRefused | GestureTakenBack
