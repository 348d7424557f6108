"""Week 10 of « Plein Jour » put straight into the tables: 486 conversations, 97 the week before."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from coulisse.desks.audience.intake.models import Conversation, Family, Message, RunningItem, Topic, TopicSet
from coulisse.desks.audience.relations.models import Writer
from coulisse.foundation.grid.models import Broadcast, Channel, Programme
from coulisse.foundation.productions.models import Production
from coulisse.kernel.times import BRUSSELS
from tests.cast import AT, Cast
from tests.papers.plein_jour import AIR, BEFORE, STARTS, THEMES, TOPICS, week_9, week_10

NOON = datetime(2027, 3, 15, 12, tzinfo=BRUSSELS)
_numbers = count(1)
NIGHT_WORDS = (
    "Bonjour,\n\nOn comprend pourquoi vous les montrez. On ne comprend pas pourquoi sans prévenir.\n\n"
    "Cordialement,\n{name}"
)


@dataclass(frozen=True, slots=True)
class Story:
    """What the tests of the reports start from."""

    production: Production
    broadcast: Broadcast
    family: Family
    topics: dict[str, Topic]


def the_week(cast: Cast, *, production: Production | None = None, texts: bool = True) -> Story:
    """All of it, in a handful of bulk inserts."""
    production = production or cast.drache
    production.title = "Plein Jour"
    production.save(update_fields=["title"])
    channel = Channel.objects.create(code=f"mediane-{production.pk}", name="Médiane TV")
    programme = Programme.objects.create(
        key=f"plein jour {production.pk}", titles={"fr": "Plein Jour"}, production=production
    )
    broadcast = Broadcast.objects.create(
        channel=channel, programme=programme, starts_at=AIR, ends_at=AIR + timedelta(minutes=65)
    )
    RunningItem.objects.create(
        broadcast=broadcast,
        starts_at=AIR + timedelta(minutes=27),
        title="archives de la rue Haute, sans avertissement",
        is_cause=True,
    )
    of_letter, _made = TopicSet.objects.get_or_create(code="letter", defaults={"labels": {"fr": "Lettre"}})
    topics = {
        code: Topic.objects.get_or_create(
            code=f"letter.{code}", defaults={"within": of_letter, "labels": {"fr": label, "nl": f"{label} (nl)"}}
        )[0]
        for code, label in TOPICS.items()
    }
    first = STARTS + timedelta(days=6)
    family = Family.objects.create(
        key=f"f-{production.pk}",
        language="fr",
        production=production,
        text="…",
        size=371,
        first_at=first,
        last_at=AT,
    )
    dutch = Family.objects.create(
        key=f"n-{production.pk}",
        language="nl",
        production=production,
        text="…",
        size=29,
        joined_to=family,
        first_at=first,
        last_at=AT,
    )
    rows = []
    for row in week_10():
        of = None if row.family is None else (dutch if row.language == "nl" else family)
        rows.append((row, {"family": of, "confirmed_at": AT}))
    rows += [(row, {}) for row in week_9()]
    _insert(production, broadcast, topics, rows, texts=texts)
    return Story(production, broadcast, family, topics)


def _insert(
    production: Production, broadcast: Broadcast, topics: dict[str, Topic], rows: list[Any], *, texts: bool
) -> None:
    names = [f"Anne Delcourt{n}" for n in range(len(rows))]
    writers = Writer.objects.bulk_create(
        Writer(name=name, language="fr", first_at=AT, last_at=AT) for name in names
    )
    made = Conversation.objects.bulk_create(
        Conversation(
            reference=f"{row.reference}-{next(_numbers)}",
            production=production,
            writer=writer,
            channel=row.channel,
            subject="Votre émission",
            preview="On comprend pourquoi",
            received_at=row.received,
            last_at=row.received,
            language=row.language,
            kind=row.kind,
            tone=row.tone,
            topic=topics.get(row.topic),
            answered_at=row.answered,
            due_on=row.due,
            routed_to=row.routed,
            broadcast=broadcast,
            state="answered" if row.answered else "open",
            **more,
        )
        for (row, more), writer in zip(rows, writers, strict=True)
    )
    if texts:
        Message.objects.bulk_create(
            Message(
                conversation=conversation,
                direction="in",
                channel=conversation.channel,
                at=conversation.received_at,
                text=NIGHT_WORDS.format(name=name),
                new_text=NIGHT_WORDS.format(name=name),
                key=f"story-{conversation.pk}",
            )
            for conversation, name in zip(made, names, strict=True)
        )


def total(counts: dict[str, int]) -> int:
    return sum(counts.values())


assert total(THEMES) == 486 and total(BEFORE) == 97
