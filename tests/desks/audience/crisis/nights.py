"""The night of « Plein Jour » on 14 March 2027, and calm Sundays before it, put straight into the tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from coulisse.desks.audience.intake.models import Conversation, Family, Message, RunningItem
from coulisse.desks.audience.relations.models import Writer
from coulisse.foundation.grid.models import Broadcast, Channel, Programme
from coulisse.foundation.productions.models import Production
from tests.cast import Cast

ON_AIR: Final = datetime(2027, 3, 14, 19, 25, tzinfo=UTC)
"""20:25 in Brussels."""
BEGAN: Final = datetime(2027, 3, 14, 19, 15, tzinfo=UTC)
CAUSE: Final = datetime(2027, 3, 14, 19, 52, tzinfo=UTC)
QUARTERS: Final = (2, 6, 19, 41, 63, 58, 44, 36, 28, 22, 17, 13, 10, 8, 6, 5)
REST: Final = 34
TOTAL: Final = 412
APART: Final = 12
DUTCH: Final = 29
LOOK: Final = datetime(2027, 3, 15, 7, 0, tzinfo=UTC)
ITEMS: Final = (
    (19, 25, "Ouverture"),
    (19, 31, "Les éclusiers de la Meuse"),
    (19, 52, "Archives de la rue Haute"),
    (20, 6, "Débat en plateau"),
    (20, 22, "Chronique"),
)


@dataclass(frozen=True)
class Night:
    """What was made."""

    production: Production
    broadcast: Broadcast
    cause: RunningItem
    french: Family
    dutch: Family


def a_slot(production: Production, starts_at: datetime = ON_AIR, *, minutes: int = 65) -> Broadcast:
    channel, _made = Channel.objects.get_or_create(code="mediane.example", defaults={"name": "Médiane TV"})
    programme, _made = Programme.objects.get_or_create(
        key="plein jour", defaults={"titles": {"fr": "Plein Jour"}, "production": production}
    )
    return Broadcast.objects.create(
        channel=channel, programme=programme, starts_at=starts_at, ends_at=starts_at + timedelta(minutes=minutes)
    )


def some(
    production: Production | None,
    moments: Sequence[datetime],
    *,
    start: int = 0,
    text: str = "Bonjour",
    **fields: Any,
) -> list[Conversation]:
    """One conversation of a writer of its own at each moment."""
    writers = Writer.objects.bulk_create(
        Writer(name=f"Personne {start + place}", language="fr", first_at=at, last_at=at)
        for place, at in enumerate(moments)
    )
    rows = Conversation.objects.bulk_create(
        Conversation(
            reference=f"T{start + place:07}",
            production=production,
            writer=writer,
            channel="mail",
            received_at=at,
            last_at=at,
            language=fields.get("language", "fr"),
            **{name: value for name, value in fields.items() if name != "language"},
        )
        for place, (writer, at) in enumerate(zip(writers, moments, strict=True))
    )
    Message.objects.bulk_create(
        Message(
            conversation=row,
            direction="in",
            channel="mail",
            at=row.received_at,
            text=text,
            new_text=text,
            key=f"night-{row.reference}",
        )
        for row in rows
    )
    return rows


def moments_of_the_night() -> list[datetime]:
    """412 moments, in order."""
    found = []
    for place, count in enumerate(QUARTERS):
        begins = BEGAN + place * timedelta(minutes=15)
        found += [begins + timedelta(seconds=(900 * number) // count + 7) for number in range(count)]
    rest = BEGAN + timedelta(hours=4)
    span = timedelta(hours=7, minutes=45)
    found += [rest + span * number / REST + timedelta(minutes=6) for number in range(REST)]
    return found


def the_night(cast: Cast, production: Production | None = None) -> Night:
    """412 conversations: 371 French and 29 Dutch of one cause, 12 apart."""
    production = production or cast.drache
    broadcast = a_slot(production)
    items = [
        RunningItem.objects.create(
            broadcast=broadcast,
            starts_at=datetime(2027, 3, 14, hour, minute, tzinfo=UTC),
            title=title,
            is_cause=(hour, minute) == (19, 52),
        )
        for hour, minute, title in ITEMS
    ]
    french, dutch = (
        Family.objects.create(
            key=f"{language}-1",
            language=language,
            production=production,
            text=text,
            broadcast=broadcast,
            first_at=BEGAN,
            last_at=LOOK,
            size=size,
        )
        for language, text, size in (
            ("fr", "Vous avez montré ces archives sans avertir.", 371),
            ("nl", "U toonde die beelden zonder waarschuwing.", 29),
        )
    )
    dutch.joined_to = french
    dutch.save()
    moments = moments_of_the_night()
    apart = {place * 34 for place in range(APART)}
    inside = [at for place, at in enumerate(moments) if place not in apart]
    dutch_places = set(range(5, 5 + 13 * DUTCH, 13))
    in_dutch = [at for place, at in enumerate(inside) if place in dutch_places]
    in_french = [at for place, at in enumerate(inside) if place not in dutch_places]
    said = (
        "Vous avez montré ces archives sans avertir. Mes enfants étaient à table. Deux mots avant auraient suffi."
    )
    some(production, in_french, text=said, family=french, broadcast=broadcast)
    some(
        production,
        in_dutch,
        start=1000,
        text="Belangrijk onderwerp, maar waarschuw ons. Wij keken met de kinderen.",
        family=dutch,
        broadcast=broadcast,
        language="nl",
    )
    some(production, [moments[place] for place in sorted(apart)], start=2000)
    return Night(production, broadcast, items[2], french, dutch)


def calm_weeks(
    production: Production, *, weeks: int = 5, each: int = 9, last: datetime = ON_AIR, number: int = 5000
) -> None:
    """A broadcast each Sunday before, with some messages after it and a few each day."""
    for week in range(1, weeks + 1):
        starts = last - timedelta(days=7 * week)
        a_slot(production, starts)
        after = [starts + timedelta(minutes=11 + 17 * place) for place in range(each)]
        daily = [
            starts + timedelta(days=day, hours=-5, minutes=13 * place) for day in range(6) for place in range(4)
        ]
        some(production, [*after, *daily], start=number)
        number += 200
