"""Families put straight into the tables, with members and exceptions."""

from datetime import datetime, timedelta
from typing import Any

from coulisse.desks.audience.intake.models import Conversation, Family, Message, RunningItem
from coulisse.desks.audience.relations.models import Writer
from coulisse.foundation.grid.models import Broadcast, Channel, Programme
from tests.cast import AT, Cast
from tests.desks.audience.scene import a_conversation, a_writer

PETITION = (
    "Je proteste contre la diffusion dimanche soir des archives de la rue Haute sans le moindre avertissement. "
    "Des images pareilles ne se montrent pas à l’heure où les enfants regardent."
)


def a_family(cast: Cast, *, key: str = "founder", language: str = "fr", size: int = 0, **fields: Any) -> Family:
    """A family of *La Drache*; `size` members are only counted, none is made."""
    values: dict[str, Any] = {
        "production": cast.drache,
        "text": PETITION,
        "memory": {"words": {"archives": size, "avertissement": size, "enfants": size // 2}},
        "first_at": AT - timedelta(hours=9),
        "last_at": AT,
        **fields,
    }
    return Family.objects.create(key=key, language=language, size=size, **values)


def a_member(cast: Cast, family: Family, *, at: datetime = AT, **fields: Any) -> Conversation:
    """One more conversation of the family, counted."""
    made = a_conversation(
        cast, fields.pop("text", PETITION), at=at, family=family, language=family.language, **fields
    )
    Family.objects.filter(pk=family.pk).update(size=family.members.count())
    family.refresh_from_db()
    return made


def members(cast: Cast, family: Family, count: int, *, first: datetime | None = None) -> list[Conversation]:
    """Many members at once, a minute apart, each by another person."""
    begins = first or AT - timedelta(hours=9)
    start = Conversation.objects.count()
    writers = Writer.objects.bulk_create(
        Writer(name=f"Personne {start + n}", language=family.language, first_at=begins, last_at=begins)
        for n in range(count)
    )
    rows = Conversation.objects.bulk_create(
        Conversation(
            reference=f"2027-0314-{start + n + 1:03}",
            production=family.production,
            writer=writer,
            channel="mail",
            subject="Aucun avertissement",
            preview=PETITION[:200],
            received_at=begins + timedelta(minutes=n),
            last_at=begins + timedelta(minutes=n),
            language=family.language,
            family=family,
        )
        for n, writer in enumerate(writers)
    )
    Message.objects.bulk_create(
        Message(
            conversation=row,
            direction="in",
            channel="mail",
            at=row.received_at,
            sender=row.writer.name,
            text=PETITION,
            new_text=PETITION,
            key=f"{family.key}-{row.pk}",
        )
        for row in rows
    )
    last = rows[-1].received_at
    Family.objects.filter(pk=family.pk).update(size=family.members.count(), first_at=begins, last_at=last)
    family.refresh_from_db()
    return rows


def a_broadcast(cast: Cast, *, at: datetime = AT - timedelta(hours=10)) -> Broadcast:
    """A slot of the programme of *La Drache*, of an hour and five minutes."""
    channel, _made = Channel.objects.get_or_create(code="mediane.example", defaults={"name": "Médiane TV"})
    programme, _made = Programme.objects.get_or_create(
        key="plein jour", defaults={"titles": {"fr": "Plein Jour"}, "production": cast.drache}
    )
    return Broadcast.objects.create(
        channel=channel, programme=programme, starts_at=at, ends_at=at + timedelta(minutes=65)
    )


def items(broadcast: Broadcast, *titles: str, every: int = 9) -> list[RunningItem]:
    """The running order, a piece every few minutes."""
    return [
        RunningItem.objects.create(
            broadcast=broadcast, starts_at=broadcast.starts_at + timedelta(minutes=every * n), title=title
        )
        for n, title in enumerate(titles)
    ]


def somebody(name: str) -> Writer:
    return a_writer(name, f"{name.casefold().replace(' ', '.')}@public.example")
