"""Kinds and topics of many conversations proposed anew, with what has been learned since. What a person
said stays."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection, transaction

from coulisse.desks.audience.intake import learning
from coulisse.desks.audience.intake.understanding import READ, Knowledge, as_json, knowledge
from coulisse.engines.triage.kinds import Proposal, kinds_of_all
from coulisse.engines.triage.topics import propose_all

ABOUT_KIND: Final = learning.KIND
_READ: Final = """
    SELECT c.id, m.subject, left(m.new_text, %s), c.kind, c.kinds, c.topic_id, c.topics, c.version
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
    FROM unnest(%s::bigint[], %s::int[], %s::text[], %s::jsonb[], %s::bigint[], %s::jsonb[])
        AS n(id, version, kind, kinds, topic, topics)
    WHERE c.id = n.id AND c.version = n.version AND c.confirmed_at IS NULL
"""


@dataclass(frozen=True, slots=True)
class _Row:
    pk: int
    text: str
    kind: str
    kinds: list[dict[str, Any]]
    topic: int | None
    topics: list[dict[str, Any]]
    version: int


def tag_again(keys: Sequence[int], *, only: str = "", told: Knowledge | None = None) -> int:
    """Propose kinds and topics of these conversations again; returns how many changed.

    `only` is `kind` or the code of a set: the rest stays as it is. Confirmed rows stay, and so does whatever
    somebody writes meanwhile. Two queries.
    """
    if not keys:
        return 0
    rows = _rows(keys)
    known = told or knowledge()
    texts = [row.text for row in rows]
    changed: list[tuple[_Row, str, list[dict[str, Any]], int | None, list[dict[str, Any]]]] = []
    kinds = kinds_of_all(texts, known.learners.get(learning.KIND)) if only in {"", ABOUT_KIND} else None
    topics = _topics(texts, known, only) if only != ABOUT_KIND else None
    for at, row in enumerate(rows):
        kind, told_kinds = row.kind, row.kinds
        if kinds is not None:
            told_kinds = as_json(kinds[at])
            kind = kinds[at][0].code if kinds[at] else ""
        topic, told_topics = row.topic, row.topics
        if topics is not None:
            kept = [one for one in row.topics if only and known.sets.within.get(one["code"]) != only]
            told_topics = [*kept, *as_json(topics[at])]
            topic = known.sets.house_topic([str(one["code"]) for one in told_topics])
        if (kind, told_kinds, topic, told_topics) != (row.kind, row.kinds, row.topic, row.topics):
            changed.append((row, kind, told_kinds, topic, told_topics))
    _write(changed)
    return len(changed)


def _topics(texts: Sequence[str], known: Knowledge, only: str) -> list[tuple[Proposal, ...]]:
    sets = known.sets.engine if not only else tuple(one for one in known.sets.engine if one.code == only)
    return propose_all(texts, sets, known.learners)


def _rows(keys: Sequence[int]) -> list[_Row]:
    with connection.cursor() as cursor:
        cursor.execute(_READ, [READ, list(keys)])
        rows = cursor.fetchall()
    return [
        _Row(pk, f"{subject}\n{own}"[:READ], kind, _loaded(kinds), topic, _loaded(topics), version)
        for pk, subject, own, kind, kinds, topic, topics, version in rows
    ]


def _loaded(value: Any) -> list[dict[str, Any]]:
    """A column of JSON as a plain cursor gives it."""
    return list(json.loads(value)) if isinstance(value, str) else list(value)


def _write(
    changed: Sequence[tuple[_Row, str, list[dict[str, Any]], int | None, list[dict[str, Any]]]],
) -> None:
    if not changed:
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            _WRITE,
            [
                [row.pk for row, *_rest in changed],
                [row.version for row, *_rest in changed],
                [kind for _row, kind, *_rest in changed],
                [json.dumps(kinds) for _row, _kind, kinds, *_rest in changed],
                [topic for *_rest, topic, _topics in changed],
                [json.dumps(topics) for *_rest, topics in changed],
            ],
        )
