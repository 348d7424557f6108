"""Liste technique and liste artistique, as one reader may see them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from coulisse.desks.floor.breakdown.models import Category, Element
from coulisse.desks.floor.crew.models import Casting, CrewMember, Department
from coulisse.foundation.accounts.models import User
from coulisse.foundation.people.models import Contact
from coulisse.foundation.people.phones import shown
from coulisse.foundation.productions.models import Production
from coulisse.kernel.money import Money

CAST: Final = "cast"
"""The key of the distribution list of actors, beside those of the departments."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate by day and how sure of it one is; a code of `Paid.Confidence`."""

    by_day: Money | None
    confidence: str
    words: str


@dataclass(frozen=True, slots=True)
class Post:
    """One technician. `rate` is None where the reader may not see pay."""

    pk: int
    version: int
    contact_id: int
    name: str
    function: str
    department: str
    phone: str
    """E.164, for a link; empty where the card has none."""
    phone_shown: str
    email: str
    language: str
    call_shift: int
    no_call: str
    radio_channel: str
    is_key_contact: bool
    joint_committee: str
    rate: Rate | None

    @property
    def shift(self) -> str:
        """« +15 min », « −45 min »."""
        sign = "+" if self.call_shift > 0 else "−"
        return f"{sign}{abs(self.call_shift)}\u00a0min"


@dataclass(frozen=True, slots=True)
class Team:
    """One department and its people, in the order of the list."""

    code: str
    name: str
    posts: tuple[Post, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One role, and who plays it; `contact_id` is None where nobody does yet."""

    element_id: int
    number: int | None
    role: str
    minor_age: int | None
    version: int
    contact_id: int | None
    actor: str
    phone: str
    phone_shown: str
    email: str
    language: str
    agent: str
    agent_phone: str
    agent_phone_shown: str
    preparation: int
    """Dressing, make-up and hair, in minutes."""
    pick_up_from: str
    rate: Rate | None


@dataclass(frozen=True, slots=True)
class Lists:
    """Everybody of a production."""

    teams: tuple[Team, ...]
    parts: tuple[Part, ...]
    shows_rates: bool

    @property
    def posts(self) -> int:
        return sum(len(team.posts) for team in self.teams)

    @property
    def cast(self) -> int:
        return sum(part.contact_id is not None for part in self.parts)


def lists_of(production: Production, *, reader: User) -> Lists:
    """Both lists in two queries; rates only for whoever may read private facts of this production."""
    private = reader.scope().may_private(production=production.pk)
    return Lists(tuple(_teams(members_of(production), private)), _parts(production, private), private)


def members_of(production: Production) -> list[CrewMember]:
    """The technicians in the order of a call sheet, in one query."""
    rows = CrewMember.objects.filter(production=production, left_at__isnull=True).select_related("contact")
    return sorted(rows, key=lambda row: (DEPARTMENT_ORDER[row.department], row.order, row.pk))


DEPARTMENT_ORDER: Final = {code: position for position, code in enumerate(Department.values)}


def _teams(members: Iterable[CrewMember], private: bool) -> Iterator[Team]:
    found: dict[str, list[Post]] = defaultdict(list)
    for member in members:
        found[member.department].append(_post(member, private))
    for code, posts in found.items():
        yield Team(code, str(Department(code).label), tuple(posts))


def _post(member: CrewMember, private: bool) -> Post:
    contact = member.contact
    phone = first_of(contact.phones)
    return Post(
        pk=member.pk,
        version=member.version,
        contact_id=contact.pk,
        name=contact.name,
        function=member.function,
        department=member.department,
        phone=phone,
        phone_shown=shown(phone) if phone else "",
        email=first_of(contact.emails),
        language=contact.document_language,
        call_shift=member.call_shift,
        no_call=member.no_call,
        radio_channel=member.radio_channel,
        is_key_contact=member.is_key_contact,
        joint_committee=member.joint_committee,
        rate=_rate(member) if private else None,
    )


def _parts(production: Production, private: bool) -> tuple[Part, ...]:
    roles = Element.objects.filter(production=production, category=Category.ROLE)
    rows = roles.select_related("casting__contact", "casting__agent").order_by("number", "key")
    return tuple(_part(role, private) for role in rows)


def _part(role: Element, private: bool) -> Part:
    casting: Casting | None = getattr(role, "casting", None)
    contact = casting.contact if casting else None
    agent = casting.agent if casting else None
    phone = first_of(contact.phones) if contact else ""
    agent_phone = first_of(agent.phones) if agent else ""
    return Part(
        element_id=role.pk,
        number=role.number,
        role=role.name,
        minor_age=role.minor_age,
        version=casting.version if casting else 0,
        contact_id=contact.pk if contact else None,
        actor=contact.name if contact else "",
        phone=phone,
        phone_shown=shown(phone) if phone else "",
        email=first_of(contact.emails) if contact else "",
        language=contact.document_language if contact else "",
        agent=agent.name if agent else "",
        agent_phone=agent_phone,
        agent_phone_shown=shown(agent_phone) if agent_phone else "",
        preparation=casting.dressing_minutes + casting.makeup_minutes + casting.hair_minutes if casting else 0,
        pick_up_from=casting.pick_up_from if casting else "",
        rate=_rate(casting) if private and casting else None,
    )


def _rate(paid: CrewMember | Casting) -> Rate:
    by_day = None if paid.day_rate_cents is None else Money(paid.day_rate_cents, "EUR")
    return Rate(by_day, paid.rate_confidence, str(paid.get_rate_confidence_display()))


def first_of(lines: Iterable[Mapping[str, str]]) -> str:
    """The first address or number of a card: the one that is used."""
    return next((line["value"] for line in lines), "")


@dataclass(frozen=True, slots=True)
class Addresses:
    """One distribution list: the addresses to copy, and who has none."""

    key: str
    name: str
    emails: tuple[str, ...]
    without: tuple[str, ...]

    @property
    def to_copy(self) -> str:
        return ", ".join(self.emails)


def distribution(lists: Lists, *, everybody: str, cast: str) -> tuple[Addresses, ...]:
    """Everybody, each department, the cast; `everybody` and `cast` are what the reader calls them."""
    actors = [(part.actor, part.email) for part in lists.parts if part.contact_id is not None]
    teams = [(team, [(post.name, post.email) for post in team.posts]) for team in lists.teams]
    crew = [person for _team, people in teams for person in people]
    return (
        _addresses("everybody", everybody, [*crew, *actors]),
        *(_addresses(team.code, team.name, people) for team, people in teams),
        _addresses(CAST, cast, actors),
    )


def _addresses(key: str, name: str, people: Iterable[tuple[str, str]]) -> Addresses:
    """An address written twice is copied once."""
    emails: dict[str, str] = {}
    without: dict[str, None] = {}
    for person, email in people:
        if email:
            emails.setdefault(email.lower(), email)
        else:
            without[person] = None
    return Addresses(key, name, tuple(emails.values()), tuple(without))


def contacts_to_add(words: str, *, reader: User, most: int = 12) -> list[Contact]:
    """People of the book whose card holds these words, to put on a list."""
    found = Contact.objects.visible_to(reader).filter(kind=Contact.Kind.PERSON)
    for word in words.split():
        found = found.filter(search_text__icontains=word)
    return list(found.order_by("sort_key", "id")[:most])
