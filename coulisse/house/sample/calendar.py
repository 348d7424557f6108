"""What is taken, by whom: the two Ronins of the story, and a few hours of the week of loading."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from coulisse.foundation.accounts.models import User
from coulisse.foundation.bookings import actions
from coulisse.foundation.bookings.models import Unit
from coulisse.foundation.people.models import Contact
from coulisse.foundation.places.models import Place
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.moments import Moments


@dataclass(frozen=True, slots=True)
class Slot:
    """From one hour to another hour, on days of the story or so many days after the loading."""

    unit: str
    production: str
    first: date | int
    last: date | int
    purpose: str
    by: str
    confirmed: bool = True
    from_hour: int = 7
    to_hour: int = 19


SLOTS: Final = (
    Slot(
        "Ronin 2 n° 1",
        "drache",
        date(2027, 3, 22),
        date(2027, 3, 26),
        "Caméra A, poursuite sur le quai",
        "bastien",
    ),
    Slot("Ronin 2 n° 2", "charleroi", date(2027, 3, 22), date(2027, 3, 23), "Travelling avec les lamas", "odile"),
    Slot(
        "Ronin 2 n° 2",
        "drache",
        date(2027, 3, 22),
        date(2027, 3, 22),
        "Second Ronin, scène 27",
        "bastien",
        confirmed=False,
    ),
    Slot(
        "place:croisette",
        "drache",
        date(2027, 3, 17),
        date(2027, 3, 18),
        "Scènes 12, 14 et 27",
        "bastien",
        from_hour=5,
        to_hour=20,
    ),
    Slot(
        "place:theatre",
        "ecluses",
        date(2027, 3, 5),
        date(2027, 3, 5),
        "Générale",
        "odile",
        from_hour=14,
        to_hour=23,
    ),
    Slot(
        "place:theatre",
        "ecluses",
        date(2027, 4, 8),
        date(2027, 4, 8),
        "Rencontre avec le public",
        "odile",
        confirmed=False,
        from_hour=18,
        to_hour=22,
    ),
    Slot(
        "place:citadelle",
        "capsambre",
        date(2027, 5, 5),
        date(2027, 5, 9),
        "Scène en plein air",
        "odile",
        from_hour=8,
        to_hour=23,
    ),
    Slot("contact:Katrien Maes", "drache", date(2027, 3, 16), date(2027, 3, 19), "Son direct", "bastien"),
    Slot("Navette 1", "drache", 0, 0, "Aller-retour à Dinant", "bastien", to_hour=12),
    Slot("Navette 1", "ecluses", 1, 1, "Décor de L’Éclusière", "odile", confirmed=False, from_hour=13, to_hour=18),
    Slot("contact:Dirk Van Acker", "drache", 1, 2, "Essais caméra", "bastien", from_hour=9, to_hour=18),
    Slot("place:loges", "drache", 2, 2, "Essayage des costumes", "bastien", from_hour=9, to_hour=17),
    Slot(
        "Salle de montage", "plein-jour", 0, 3, "Montage du numéro de dimanche", "odile", from_hour=9, to_hour=18
    ),
    Slot(
        "Salle de montage",
        "drache",
        3,
        4,
        "Montage des essais",
        "odile",
        confirmed=False,
        from_hour=14,
        to_hour=20,
    ),
)


def take_slots(
    *,
    people: Mapping[str, User],
    productions: Mapping[str, Production],
    places: Mapping[str, Place],
    contacts: Mapping[str, Contact],
    moments: Moments,
) -> None:
    for number, slot in enumerate(SLOTS):
        actions.take(
            unit=_unit(slot.unit, places, contacts),
            production=productions[slot.production],
            starts_at=moments.on(_day(slot.first, moments), slot.from_hour),
            ends_at=moments.on(_day(slot.last, moments), slot.to_hour),
            confirmed=slot.confirmed,
            purpose=slot.purpose,
            by=people[slot.by],
            at=moments.ago(9, 10, number),
        )


def _unit(named: str, places: Mapping[str, Place], contacts: Mapping[str, Contact]) -> Unit:
    kind, _colon, key = named.partition(":")
    if kind == "place":
        return actions.unit_for(places[key], kind=Unit.Kind.PLACE, name=places[key].name)
    if kind == "contact":
        return actions.unit_for(contacts[key], kind=Unit.Kind.PERSON, name=key)
    return actions.named_item(named)


def _day(day: date | int, moments: Moments) -> date:
    return moments.in_days(day) if isinstance(day, int) else day
