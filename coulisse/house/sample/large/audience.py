"""A million messages from the public over two years: 700,000 conversations, 300,000 of them with an answer.

They are about the productions of the large sample; a few hundred are still to be answered. The words come from the
small sample's sentences and from names of places, so that a search meets frequent and rare ones alike.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection, models

from coulisse.desks.audience.intake.models import Channel, Conversation, DayCount, Message, Topic
from coulisse.desks.audience.intake.searching import vector
from coulisse.desks.audience.relations.models import Writer, WriterAddress
from coulisse.foundation.productions.models import Production
from coulisse.foundation.search.writing import plain
from coulisse.house.sample.audience import names
from coulisse.house.sample.audience.weeks import THEMES
from coulisse.house.sample.large import vocabulary
from coulisse.house.sample.large.copying import copy_values, numbers
from coulisse.house.sample.large.draw import Draw
from coulisse.kernel.times import to_brussels

CONVERSATIONS: Final = 700_000
ANSWERS: Final = 300_000
WRITERS: Final = 150_000
OPEN: Final = 600
"""Of the newest."""
CHANNELS: Final = (*((Channel.MAIL,) * 7), Channel.FORM, Channel.CALL, Channel.SOCIAL)
KINDS: Final = ("question", "praise", "criticism", "complaint", "suggestion", "")
TONES: Final = ("neg", "neu", "neu", "pos")
GIN: Final = "messages_by_word"


def hear_the_public(draw: Draw, productions: Sequence[Production]) -> int:
    """Returns how many messages."""
    writers = _writers(draw)
    listened = [one.pk for one in productions if one.type in {"magazine", "stage", "festival", "documentary"}]
    ours = [one.pk for one in productions if one.code == "plein-jour"]
    listened += ours * len(listened) or [one.pk for one in productions]
    topics = dict(Topic.objects.filter(within__code="house").values_list("code", "pk"))
    keys = numbers(Conversation, CONVERSATIONS)
    moments = sorted(draw.past() for _ in keys)
    texts = _Texts(draw)
    with connection.cursor() as cursor:
        # Words are put in order once at the end: a million insertions into the index take minutes.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"DROP INDEX {GIN}")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        _copy(
            Conversation,
            _CONVERSATION,
            _conversations(draw, keys, moments, texts, writers=writers, productions=listened, topics=topics),
        )
        _copy(Message, _MESSAGE, _messages(keys, moments, texts))
        _count_the_days(moments)
        # An index is not made on a table whose foreign keys are still to be checked.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"CREATE INDEX {GIN} ON audience_message USING gin (words)")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return CONVERSATIONS + ANSWERS


class _Texts:
    """What message number so-and-so says; the same each time it is asked."""

    def __init__(self, draw: Draw) -> None:
        self._themes = [theme for theme in THEMES if len(theme.rows[0]) > 3]
        self._towns = sorted({town for _, town, _ in vocabulary.TOWNS})

    def topic(self, number: int) -> str:
        return self._themes[number % len(self._themes)].topic

    def subject(self, number: int) -> str:
        return self._themes[number % len(self._themes)].subject

    def text(self, number: int) -> str:
        first, second, third = self._themes[number % len(self._themes)].rows
        mixed = number * 2_654_435_761 % 4_294_967_296
        town = self._towns[mixed // 7 % len(self._towns)]
        return (
            f"{first[mixed % len(first)]} {second[mixed // 11 % len(second)]} {third[mixed // 13 % len(third)]} "
            f"{names.french(mixed % 6_900)}, {town}, {mixed % 9_000_000}"
        )


def _writers(draw: Draw) -> list[int]:
    keys = numbers(Writer, WRITERS)
    first, last = draw.at - timedelta(days=730), draw.at
    people = ((pk, names.french(at % 6_900)) for at, pk in enumerate(keys))
    _copy(
        Writer,
        ("id", "name", "name_key", "language", "first_at", "last_at"),
        ((pk, name, plain(name), "fr", first, last) for pk, name in people),
    )
    _copy(
        WriterAddress,
        ("writer_id", "kind", "value", "key"),
        ((pk, "email", f"w{pk}@public.example", f"w{pk}@public.example") for pk in keys),
    )
    return keys


def _copy(model: type[models.Model], names_: Sequence[str], lines: Iterator[Sequence[Any]]) -> None:
    """What a line does not say is what a new row has."""
    rest = [
        field
        for field in model._meta.local_concrete_fields
        if field.attname not in names_ and not (field.null or field.primary_key or field.generated)
    ]
    new = [field.get_db_prep_save(field.get_default(), connection) for field in rest]
    copy_values(model, [*names_, *(field.attname for field in rest)], ((*line, *new) for line in lines))


_CONVERSATION: Final = (
    *("id", "version", "reference", "production_id", "writer_id", "channel", "subject", "preview", "received_at"),
    *("last_at", "state", "is_new", "answered_at", "service", "routed_to", "language", "language_confidence"),
    *(
        "kind",
        "kinds",
        "topic_id",
        "topics",
        "tone",
        "tone_confidence",
        "on_air_why",
        "apart",
        "is_folded",
        "gist",
    ),
)


def _conversations(
    draw: Draw,
    keys: Sequence[int],
    moments: Sequence[datetime],
    texts: _Texts,
    *,
    writers: Sequence[int],
    productions: Sequence[int],
    topics: dict[str, int],
) -> Iterator[Sequence[Any]]:
    days: dict[Any, int] = {}
    for number, (pk, at) in enumerate(zip(keys, moments, strict=True)):
        day = to_brussels(at).date()
        rank = days[day] = days.get(day, 0) + 1
        is_open = number >= CONVERSATIONS - OPEN
        answered = at + timedelta(hours=6) if _is_answered(number) else None
        state = "open" if is_open else "answered" if answered else "closed"
        yield (
            *(
                pk,
                1,
                f"{day:%Y-%m%d}-{rank:02}",
                draw.one(productions),
                draw.one(writers),
                str(draw.one(CHANNELS)),
            ),
            *(texts.subject(number), texts.text(number)[:200], at, answered or at, state, is_open, answered),
            *("service", "", "fr", 0.99, draw.one(KINDS), "[]", topics.get(texts.topic(number)), "[]"),
            *(draw.one(TONES), 0.5, "[]", "[]", False, ""),
        )


def _count_the_days(moments: Sequence[datetime]) -> None:
    """What the next number of each day follows. Apart from the copying: one connection does one thing at a time."""
    days = Counter(to_brussels(at).date() for at in moments)
    known = set(DayCount.objects.values_list("day", flat=True))
    DayCount.objects.bulk_create([DayCount(day=day, last=last) for day, last in days.items() if day not in known])


def _is_answered(number: int) -> bool:
    """`ANSWERS` of those that are not open, evenly spread."""
    closed = CONVERSATIONS - OPEN
    return number < closed and number * ANSWERS % closed < ANSWERS


_MESSAGE: Final = (
    *("conversation_id", "direction", "channel", "at", "sender", "subject", "text", "new_text", "language", "key"),
    *("message_id", "in_reply_to", "references", "is_automatic", "words"),
)
ANSWER: Final = "Bonjour, merci de nous avoir écrit. Nous transmettons votre message à la rédaction."


def _messages(keys: Sequence[int], moments: Sequence[datetime], texts: _Texts) -> Iterator[Sequence[Any]]:
    """With their words: put in afterwards, they would leave half of the table behind as dead rows."""
    words = vector((ANSWER, "D"))
    for number, (pk, at) in enumerate(zip(keys, moments, strict=True)):
        subject, text = texts.subject(number), texts.text(number)
        own = vector((subject, "A"), (text, "D"))
        yield pk, "in", "mail", at, "", subject, text, text, "fr", f"large-{pk}", "", "", "", False, own
        if _is_answered(number):
            later = at + timedelta(hours=6)
            yield (
                pk,
                "out",
                "mail",
                later,
                "",
                "",
                ANSWER,
                ANSWER,
                "fr",
                f"large-out-{pk}",
                "",
                "",
                "",
                False,
                words,
            )
