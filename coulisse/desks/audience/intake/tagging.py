"""Kinds and topics of many conversations proposed anew, with what has been learned since. What a person
said stays."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection, transaction

from coulisse.desks.audience.intake import learning
from coulisse.desks.audience.intake.understanding import READ, Knowledge, as_json, knowledge
from coulisse.engines.triage.kinds import kinds_of_all
from coulisse.engines.triage.texts import Texts
from coulisse.engines.triage.topics import propose_all

ABOUT_KIND: Final = learning.KIND
_READ: Final = """
    SELECT c.id, c.version, m.subject, left(m.new_text, %s), c.kind, c.kinds, c.topic_id, c.topics
    FROM audience_conversation c
    JOIN LATERAL (
        SELECT subject, new_text FROM audience_message
        WHERE conversation_id = c.id AND direction = 'in' ORDER BY at, id LIMIT 1
    ) m ON true
    WHERE c.id = ANY(%s) AND c.confirmed_at IS NULL
"""
_WRITE: Final = """
    UPDATE audience_conversation AS c
    SET kind = n.kind, kinds = n.kinds, topic_id = n.topic, topics = n.topics, version = c.version + 1
    FROM jsonb_to_recordset(%s)
        AS n(id bigint, version int, kind text, kinds jsonb, topic bigint, topics jsonb)
    WHERE c.id = n.id AND c.version = n.version AND c.confirmed_at IS NULL
"""


@dataclass(frozen=True, slots=True)
class _Tags:
    """What is proposed for a conversation, as its row keeps it."""

    kind: str
    kinds: list[dict[str, Any]]
    topic: int | None
    topics: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _Row:
    pk: int
    version: int
    text: str
    tags: _Tags


def tag_again(keys: Sequence[int], *, only: str = "", told: Knowledge | None = None) -> int:
    """Propose kinds and topics of these conversations again; returns how many changed.

    `only` is `kind` or the code of a set: the rest stays as it is. Confirmed rows stay, and so does whatever
    somebody writes meanwhile. Two queries.
    """
    rows = _rows(keys) if keys else []
    if not rows:
        return 0
    proposed = _proposed(rows, told or knowledge(), only)
    changed = [(row, tags) for row, tags in zip(rows, proposed, strict=True) if tags != row.tags]
    if changed:
        _write(changed)
    return len(changed)


def _proposed(rows: Sequence[_Row], known: Knowledge, only: str) -> Iterator[_Tags]:
    texts = Texts([row.text for row in rows])
    asks_kinds, asks_topics = only in {"", ABOUT_KIND}, only != ABOUT_KIND
    sets = [one for one in known.sets.engine if only in {"", one.code}]
    kinds = kinds_of_all(texts, known.learners.get(learning.KIND)) if asks_kinds else []
    topics = propose_all(texts, sets, known.learners) if asks_topics else []
    for at, row in enumerate(rows):
        kind, told_kinds, topic, told_topics = row.tags.kind, row.tags.kinds, row.tags.topic, row.tags.topics
        if asks_kinds:
            kind, told_kinds = kinds[at][0].code if kinds[at] else "", as_json(kinds[at])
        if asks_topics:
            kept = [one for one in told_topics if only and known.sets.within.get(one["code"]) != only]
            told_topics = [*kept, *as_json(topics[at])]
            topic = known.sets.house_topic([str(one["code"]) for one in told_topics])
        yield _Tags(kind, told_kinds, topic, told_topics)


def _rows(keys: Sequence[int]) -> list[_Row]:
    with connection.cursor() as cursor:
        cursor.execute(_READ, [READ, list(keys)])
        rows = cursor.fetchall()
    return [
        _Row(pk, version, f"{subject}\n{own}"[:READ], _Tags(kind, _loaded(kinds), topic, _loaded(topics)))
        for pk, version, subject, own, kind, kinds, topic, topics in rows
    ]


def _loaded(value: Any) -> list[dict[str, Any]]:
    """A column of JSON as a plain cursor gives it."""
    return list(json.loads(value)) if isinstance(value, str) else list(value)


def _write(changed: Sequence[tuple[_Row, _Tags]]) -> None:
    """All of them at once."""
    records = [
        {
            "id": row.pk,
            "version": row.version,
            "kind": tags.kind,
            "kinds": tags.kinds,
            "topic": tags.topic,
            "topics": tags.topics,
        }
        for row, tags in changed
    ]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_WRITE, [json.dumps(records)])
