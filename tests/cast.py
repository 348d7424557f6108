"""The same few people in every test, and the two productions between which nothing may leak.

Nadia administers *La Drache*; Bastien assists on it; Solange manages it. Marc-Olivier and Inès hold desks of the
whole house. Pascaline works on another production (*Le Gel*) only. Kobe belongs to a client. Achille signs in and
holds no role at all: the stranger. Odile owns the house.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from coulisse.foundation.accounts.models import Client, Grant, User
from coulisse.foundation.companies.models import Company
from coulisse.foundation.productions.models import Production

AT = datetime(2027, 3, 16, 6, 10, tzinfo=UTC)
TODAY = date(2027, 3, 16)
PASSWORD = "une-drache-en-mars"


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody, and what they work on."""

    company: Company
    drache: Production
    gel: Production
    client: Client
    other_client: Client
    odile: User
    solange: User
    nadia: User
    bastien: User
    marc_olivier: User
    ines: User
    pascaline: User
    kobe: User
    achille: User


def person(name: str, email: str, *, language: str = "fr") -> User:
    user = User(email=email, name=name, language=language)
    user.password = PASSWORD_HASH
    user.save()
    return user


# A fixed hash of PASSWORD with a cheap hasher: hashing for each test would cost more than the tests.
PASSWORD_HASH = "md5$house$fa786351a1797caf70b1c9e281f004b5"


def give(
    user: User,
    role: str,
    *,
    production: Production | None = None,
    client: Client | None = None,
    desk: str = "",
) -> Grant:
    grant = Grant.objects.create(
        user=user, role=role, production=production, client=client, desk=desk, granted_at=AT, granted_by=None
    )
    user.forget_scope()
    return grant


def production(title: str, code: str, company: Company, **fields: object) -> Production:
    values: dict[str, object] = {"type": "feature", "state": "active", "created_at": AT, **fields}
    return Production.objects.create(title=title, code=code, company=company, **values)


def gather() -> Cast:
    """Put the cast in the database. Call once a test, through the `cast` fixture."""
    company = Company.objects.create(name="Meuse & Fils Films", legal_form="SRL", city="Liège")
    drache = production("La Drache", "drache", company)
    gel = production("Le Gel", "gel", company)
    client = Client.objects.create(name="Festival Cap Sambre")
    other_client = Client.objects.create(name="Confiserie Lamby")
    cast = Cast(
        company=company,
        drache=drache,
        gel=gel,
        client=client,
        other_client=other_client,
        odile=person("Odile Renard", "odile@meuse.example"),
        solange=person("Solange De Backer", "solange@meuse.example"),
        nadia=person("Nadia Verhaeghen", "nadia@meuse.example"),
        bastien=person("Bastien Crahay", "bastien@meuse.example"),
        marc_olivier=person("Marc-Olivier Lejeune", "marc-olivier@meuse.example"),
        ines=person("Inès Ouali", "ines@meuse.example"),
        pascaline=person("Pascaline Thiry", "pascaline@meuse.example"),
        kobe=person("Kobe Maes", "kobe@capsambre.example", language="nl"),
        achille=person("Achille Dupuis", "achille@ailleurs.example"),
    )
    give(cast.odile, "owner")
    give(cast.solange, "production_manager", production=drache)
    give(cast.nadia, "production_administrator", production=drache)
    give(cast.bastien, "production_assistant", production=drache)
    give(cast.marc_olivier, "audience_officer")
    give(cast.ines, "community_manager")
    give(cast.pascaline, "production_administrator", production=gel)
    give(cast.kobe, "reader", client=client)
    return cast
