"""More people who sign in (nobody knows their password), and more productions that they work on."""

from datetime import date, timedelta
from typing import Final

from coulisse.foundation.accounts.models import Grant, User
from coulisse.foundation.companies.models import Company
from coulisse.foundation.productions.blueprints import table
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.large import vocabulary as words
from coulisse.house.sample.large.copying import copy_rows
from coulisse.house.sample.large.draw import Draw

PRODUCTIONS: Final = 40
USERS: Final = 60
CODE: Final = "grand-"
ON_A_PRODUCTION: Final = ("production_manager", "production_administrator", "production_assistant", "reader")
NO_PASSWORD: Final = "!la maison de démonstration"  # noqa: S105  # what starts with "!" opens nothing


def add_users(draw: Draw) -> list[User]:
    rows = []
    for number in range(USERS):
        first, last = draw.one(words.FRENCH_FIRST), draw.one(words.FRENCH_LAST)
        rows.append(
            User(
                email=f"equipe{number:02d}@meuse.example",
                name=f"{first} {last}",
                language=draw.one(("fr", "fr", "fr", "nl", "en")),
                password=NO_PASSWORD,
                joined_at=draw.past(),
            )
        )
    return list(copy_rows(rows))


def add_productions(draw: Draw, users: list[User]) -> list[Production]:
    company = Company.objects.order_by("pk")[0]
    types = sorted(table().types)
    rows = []
    for number in range(PRODUCTIONS):
        begun = draw.past()
        first = begun.date() + timedelta(days=draw.random.randint(20, 200))
        state = (
            Production.State.ACTIVE if first > draw.at.date() - timedelta(days=200) else Production.State.CLOSED
        )
        rows.append(
            Production(
                title=_title(draw, number),
                code=f"{CODE}{number + 1:02d}",
                type=types[number % len(types)],
                state=state,
                company=company,
                language=draw.one(("fr", "fr", "nl")),
                starts_on=first,
                ends_on=first + timedelta(days=draw.random.randint(1, 60)),
                summary="Production de la grande maison d’exemple.",
                created_at=begun,
                closed_at=draw.at if state == Production.State.CLOSED else None,
                closing_reason="Comptes arrêtés" if state == Production.State.CLOSED else "",
            )
        )
    productions = list(copy_rows(rows))
    _give_roles(draw, users, productions)
    return productions


def _title(draw: Draw, number: int) -> str:
    return f"La {draw.one(words.ADJECTIVES)} {draw.one(words.NOUNS)} {number + 1}".replace("La La", "La")


def _give_roles(draw: Draw, users: list[User], productions: list[Production]) -> None:
    rows = []
    for production in productions:
        for role, user in zip(ON_A_PRODUCTION, draw.random.sample(users, len(ON_A_PRODUCTION)), strict=True):
            rows.append(Grant(user=user, role=role, production=production, granted_at=production.created_at))
    copy_rows(rows)


def is_there() -> bool:
    return Production.objects.filter(code__startswith=CODE).exists()


def first_day(production: Production) -> date:
    return production.starts_on or production.created_at.date()
