"""What is announced of families: named, joined across languages, taken apart, and who was taken out or put in."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.facts import Fact, fact


@fact("audience.families.named", _("%(by)s named a family of %(size)s: %(title)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyNamed(Fact):
    """What it is about, or its cause on air, was said."""

    family_id: int
    title: str
    size: int


@fact("audience.families.joined", _("%(by)s joined two families: %(size)s with %(other_size)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class FamiliesJoined(Fact):
    """They say the same in two languages and are answered together."""

    family_id: int
    other_id: int
    size: int
    other_size: int


@fact("audience.families.separated", _("%(by)s separated two families: %(size)s from %(other_size)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class FamiliesSeparated(Fact):
    """They are two again."""

    family_id: int
    other_id: int
    size: int
    other_size: int


@fact("audience.families.taken-out", _("%(by)s took %(reference)s out of a family"))
@dataclass(frozen=True, slots=True, kw_only=True)
class MemberTakenOut(Fact):
    """It is answered by itself."""

    family_id: int
    conversation_id: int
    reference: str


@fact("audience.families.put-in", _("%(by)s put %(reference)s into a family"))
@dataclass(frozen=True, slots=True, kw_only=True)
class MemberPutIn(Fact):
    """It is answered with the others."""

    family_id: int
    conversation_id: int
    reference: str
