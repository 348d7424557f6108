"""The company, its clients and its productions."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from coulisse.foundation.accounts.actions.clients import add_client
from coulisse.foundation.accounts.models import Client, User
from coulisse.foundation.companies.actions import add_company
from coulisse.foundation.companies.models import Company
from coulisse.foundation.productions import actions
from coulisse.foundation.productions.blueprints import blueprint
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.moments import FIRST_DAY, LAST_DAY, Moments

# Check digits that hold on numbers that nobody bears: the register of companies has not come near 0999, and no
# Belgian bank has the code 000 beside the post's first accounts.
COMPANY: Final = {
    "name": "Meuse & Fils Films",
    "legal_form": "SRL",
    "vat": "BE0999000030",
    "street": "rue Léopold 18",
    "postcode": "4000",
    "city": "Liège",
    "country": "BE",
    "iban": "BE43000000000101",
    "ledger": "WinBooks",
    "onss": "0999000-30",
    "payroll": "SD Worx, dossier 4471",
}
CLIENTS: Final = {
    "capsambre": "Festival Cap Sambre",
    "ecluses": "Théâtre des Deux Écluses",
    "lamby": "Confiserie Lamby",
}


@dataclass(frozen=True, slots=True)
class Work:
    """One production, as one would type it."""

    key: str
    blueprint: str
    title: str
    starts_on: date
    ends_on: date
    summary: str
    details: dict[str, Any] = field(default_factory=dict)
    client: str = ""


WORKS: Final = (
    Work(
        "drache",
        "feature-coproduction",
        "La Drache",
        FIRST_DAY,
        LAST_DAY,
        "Une fanfare de la vallée de la Meuse, une crue annoncée, et un bourgmestre qui ne veut rien entendre. "
        "Long métrage, 32 jours de tournage. Coproduction belge 51 %, française 34 % (Ateliers du Canal, Lille), "
        "luxembourgeoise 15 % (Alzette Images, Esch-sur-Alzette). Budget 3 482 650,00 €.",
        {
            "director": "Arnaud Delvigne",
            "shooting_days": 32,
            "runtime": 104,
            "countries": "BE 51 %, FR 34 %, LU 15 %",
        },
    ),
    Work(
        "plein-jour",
        "magazine",
        "Plein Jour",
        date(2026, 9, 6),
        date(2027, 6, 27),
        "Magazine de société de Médiane TV, le dimanche à 20 h 25 : un sujet, une heure, des témoins.",
        {
            "channel": "Médiane TV",
            "slot": "dimanche 20 h 25",
            "medium": "tv",
            "episodes": 40,
            "episode_runtime": 65,
        },
    ),
    Work(
        "ecluses",
        "stage",
        "L’Éclusière",
        date(2027, 3, 5),
        date(2027, 3, 27),
        "Création au Théâtre des Deux Écluses, Bruxelles-Ville, 412 places : la vie d’une éclusière de Clabecq, "
        "en français, surtitrée en néerlandais.",
        {
            "director": "Mireille Collignon",
            "venue": "Théâtre des Deux Écluses",
            "seats": 412,
            "performances": 16,
        },
        client="ecluses",
    ),
    Work(
        "capsambre",
        "festival",
        "Festival Cap Sambre",
        date(2027, 5, 5),
        date(2027, 5, 9),
        "Cinq jours de films, de musique et de péniches à Namur ; objectif : 1 200 passes vendus.",
        {"edition": 7, "town": "Namur", "venues": 5, "screenings": 62, "guests": 80},
        client="capsambre",
    ),
    Work(
        "charleroi",
        "advertising",
        "Pub Charleroi",
        date(2027, 3, 22),
        date(2027, 3, 23),
        "Clip de 40 secondes pour la Confiserie Lamby : quatre lamas, un terril, un travelling au stabilisateur.",
        {"agency": "Studio Terril", "product": "Les lamas Lamby", "shooting_days": 2, "spots": 1},
        client="lamby",
    ),
)


def add_the_company(*, by: User, moments: Moments) -> Company:
    return add_company(values=COMPANY, by=by, at=moments.ago(28, 9, 20))


def add_clients(*, by: User, moments: Moments) -> dict[str, Client]:
    return {
        key: add_client(name=name, by=by, at=moments.ago(27, 9, number))
        for number, (key, name) in enumerate(CLIENTS.items())
    }


def begin_productions(
    *, company: Company, clients: dict[str, Client], by: User, moments: Moments
) -> dict[str, Production]:
    """Each from its template, then opened: work on it has begun."""
    begun = {}
    for number, work in enumerate(WORKS):
        production = actions.begin(
            blueprint=blueprint(work.blueprint),
            title=work.title,
            code=work.key,
            company=company,
            client=clients.get(work.client),
            language="fr",
            starts_on=work.starts_on,
            ends_on=work.ends_on,
            summary=work.summary,
            details=work.details,
            by=by,
            at=moments.ago(26, 9, number),
        )
        begun[work.key] = actions.edit(
            production=production,
            values={"state": Production.State.ACTIVE},
            read_version=production.version,
            by=by,
            at=moments.ago(25, 11, number),
        )
    return begun
