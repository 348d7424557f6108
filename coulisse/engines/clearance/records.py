"""What the clearance is counted from, and what it answers. Ids are the caller's; codes stand for sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from coulisse.kernel.period import Period
from coulisse.kernel.territory import Territory


class Purpose(StrEnum):
    """What a picture of somebody is used for. A consent is given for one."""

    PROMO = "promo"
    PRESS = "press"
    AD = "ad"
    BROADCAST = "broadcast"
    ARCHIVE = "archive"


class Medium(StrEnum):
    """What a licence is given for."""

    WEB = "web"
    SOCIAL = "social"
    FESTIVAL = "festival"
    TV = "tv"
    CINEMA = "cinema"
    RADIO = "radio"
    VOD = "vod"
    PRINT = "print"


SOCIAL_NETWORKS: Final = (
    *("bluesky", "facebook", "instagram", "linkedin", "mastodon", "threads", "tiktok", "x", "youtube"),
)
PLACES: Final = (*SOCIAL_NETWORKS, *(medium.value for medium in Medium if medium is not Medium.SOCIAL))
"""Where a work is shown: a network, or the one place that a medium other than the networks is."""


class UnknownPlace(ValueError):
    """Neither a network nor a medium of this list."""


@dataclass(frozen=True, slots=True)
class Use:
    """What one wants to do with a work. `territory` None is the whole world; `until` None counts on `on` alone."""

    purpose: Purpose
    network: str
    territory: Territory | None
    on: date
    until: date | None = None

    def __post_init__(self) -> None:
        if self.network not in PLACES:
            raise UnknownPlace(self.network)
        object.__setattr__(self, "purpose", Purpose(self.purpose))
        Period(self.on, self.until)  # ends before it starts: raises

    @property
    def medium(self) -> Medium:
        return Medium.SOCIAL if self.network in SOCIAL_NETWORKS else Medium(self.network)

    @property
    def last(self) -> date:
        return self.until or self.on


@dataclass(frozen=True, slots=True)
class Consent:
    """A right to use somebody's image for one purpose.

    `work` None: every work that shows them. Networks empty: all of them; territories empty: the world.
    `by_guardian`: somebody who answers for a minor signed it. `given_at` and `withdrawn_at` tell only which came
    first; `withdrawn_on` is the day from which it no longer counts.
    """

    id: int
    purpose: Purpose
    work: int | None = None
    networks: frozenset[str] = frozenset()
    territories: frozenset[Territory] = frozenset()
    period: Period = field(default_factory=Period)
    withdrawn_on: date | None = None
    by_guardian: bool = False
    given_at: datetime | None = None
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is shown. `taking_withdrawn_on`: they took back that the picture was taken at all."""

    id: int
    is_minor: bool
    consents: tuple[Consent, ...] = ()
    taking_withdrawn_on: date | None = None


class Crowd(StrEnum):
    """What a person decided about people whom nobody names. The machine never guesses it."""

    UNDECIDED = "undecided"
    UNIDENTIFIABLE = "unidentifiable"
    EXCEPTION = "exception"
    """Public event, public figure, journalism: with a reason."""
    IDENTIFIABLE = "identifiable"
    """Somebody can be recognised: they have to be named."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One person in a work, or (`person` None) a crowd."""

    id: int
    person: int | None = None
    crowd: Crowd = Crowd.UNDECIDED


class LicenceKind(StrEnum):
    """Whose right a licence opens."""

    AUTHOR = "author"
    MUSIC = "music"
    """The recording: its producer and performers."""
    IMAGE_BANK = "image-bank"
    EXCERPT = "excerpt"


@dataclass(frozen=True, slots=True)
class Licence:
    """A right bought or given. Networks narrow the medium “social”; empty, all of them."""

    id: int
    kind: LicenceKind
    media: frozenset[Medium]
    networks: frozenset[str] = frozenset()
    territories: frozenset[Territory] = frozenset()
    period: Period = field(default_factory=Period)


class Holding(StrEnum):
    """Who holds the rights of a work."""

    UNDECIDED = "undecided"
    OWN = "own"
    LICENSED = "licensed"


@dataclass(frozen=True, slots=True)
class Source:
    """What a work is taken from, and what of it is still there: its people, its music."""

    work: int
    has_people: bool = True
    has_music: bool = True


@dataclass(frozen=True, slots=True)
class Work:
    """One work. `asks_people`: a picture, so that somebody must have said who is in it (`people_decided`).

    `hidden`: those of its sources' `Shown` who are cut out or blurred here.
    """

    id: int
    holding: Holding = Holding.UNDECIDED
    needs: frozenset[LicenceKind] = frozenset()
    licences: tuple[Licence, ...] = ()
    asks_people: bool = False
    people_decided: bool = False
    shown: tuple[Shown, ...] = ()
    hidden: frozenset[int] = frozenset()
    sources: tuple[Source, ...] = ()
    music: tuple[int, ...] = ()


class UnknownWork(KeyError):
    """A work, or one that it is made of, is not in the register that was given."""


class UnknownPerson(KeyError):
    """Somebody who is shown is not in the register that was given."""


@dataclass(frozen=True, slots=True)
class Register:
    """Everything that the works asked about are made of."""

    works: Mapping[int, Work]
    people: Mapping[int, Person] = field(default_factory=dict)
    named: frozenset[int] = field(init=False, compare=False)
    """The works that some consent is for, counted once for all that is asked of the register."""

    def __post_init__(self) -> None:
        consents = (consent for person in self.people.values() for consent in person.consents)
        named = frozenset(consent.work for consent in consents if consent.work is not None)
        object.__setattr__(self, "named", named)

    def work(self, pk: int) -> Work:
        try:
            return self.works[pk]
        except KeyError:
            raise UnknownWork(pk) from None

    def person(self, pk: int) -> Person:
        try:
            return self.people[pk]
        except KeyError:
            raise UnknownPerson(pk) from None


class Code(StrEnum):
    """What stands in the way, the gravest first."""

    CONSENT_WITHDRAWN = "consent-withdrawn"
    TAKING_WITHDRAWN = "taking-withdrawn"
    CONSENT_MISSING = "consent-missing"
    GUARDIAN_MISSING = "guardian-missing"
    CONSENT_EXPIRED = "consent-expired"
    CONSENT_ENDS_BEFORE = "consent-ends-before"
    CONSENT_NOT_YET = "consent-not-yet"
    CONSENT_PURPOSE = "consent-purpose"
    CONSENT_NETWORK = "consent-network"
    CONSENT_TERRITORY = "consent-territory"
    CROWD_IDENTIFIABLE = "crowd-identifiable"
    CROWD_UNDECIDED = "crowd-undecided"
    PEOPLE_UNDECIDED = "people-undecided"
    LICENCE_MISSING = "licence-missing"
    LICENCE_EXPIRED = "licence-expired"
    LICENCE_ENDS_BEFORE = "licence-ends-before"
    LICENCE_NOT_YET = "licence-not-yet"
    LICENCE_MEDIUM = "licence-medium"
    LICENCE_NETWORK = "licence-network"
    LICENCE_TERRITORY = "licence-territory"
    RIGHTS_UNDECIDED = "rights-undecided"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that stands in the way, in facts.

    `work` is where it lies, `through` the way there from the work asked about (itself first). `wanted` is what the
    use asks (a purpose, a network, a medium, a territory's code or `*` for the world), `held` what the nearest
    right gives instead, `day` the day that matters: of the end, the beginning or the withdrawal. `right` is the
    number of that consent or licence.
    """

    code: Code
    work: int
    through: tuple[int, ...]
    person: int | None = None
    shown: int | None = None
    right: int | None = None
    licence_kind: LicenceKind | None = None
    wanted: str = ""
    held: tuple[str, ...] = ()
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """A right that the clearance stands on, and its last day."""

    work: int
    right: int
    person: int | None = None
    licence_kind: LicenceKind | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Cleared:
    """Nothing stands in the way. `until`: the last day on which all that it stands on still holds."""

    grounds: tuple[Ground, ...] = ()
    until: date | None = None
