"""The sets of topics of this house: shipped once, edited since, read as the engine takes them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.db import transaction
from django.db.models import Max, Sum

from coulisse.desks.audience.intake.models import Topic, TopicSet
from coulisse.engines import triage
from coulisse.engines.triage.topics import Topic as EngineTopic
from coulisse.engines.triage.topics import TopicSet as EngineSet

HOUSE: Final = "house"
"""The set whose topic is a conversation's own; the others stand beside it."""
Stamp = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sets:
    """Every set in force, and the row of each topic by its code."""

    stamp: Stamp
    engine: tuple[EngineSet, ...]
    rows: Mapping[str, int]
    within: Mapping[str, str]
    """The set of each topic, by its code."""

    def house_topic(self, codes: Sequence[str]) -> int | None:
        """The row of the first of these topics that is of the house's own set."""
        return next((self.rows[code] for code in codes if self.within.get(code) == HOUSE), None)


@cache
def shipped() -> tuple[dict[str, Any], ...]:
    """The sets that come with this version, as data."""
    path = Path(triage.__file__).parent / "topics.json"
    return tuple(json.loads(path.read_text("utf-8")))


def bring_shipped() -> int:
    """Write the shipped sets and topics that the house has never had; what it renamed or archived stays so."""
    known = dict(TopicSet.objects.values_list("code", "pk"))
    have = set(Topic.objects.values_list("code", flat=True))
    fresh = 0
    with transaction.atomic():
        for place, entry in enumerate(shipped()):
            within = known.get(entry["code"])
            if within is None:
                values = {"labels": entry["labels"], "source": entry.get("source", ""), "position": place}
                confidence = entry.get("confidence", "")
                row, _made = TopicSet.objects.get_or_create(
                    code=entry["code"], defaults={**values, "confidence": confidence}
                )
                within = row.pk
            topics = [
                Topic(within_id=within, code=one["code"], labels=one["labels"], words=one["words"], position=at)
                for at, one in enumerate(entry["topics"])
                if one["code"] not in have
            ]
            fresh += len(Topic.objects.bulk_create(topics, ignore_conflicts=True))
    return fresh


_kept: dict[str, Sets] = {}


def sets() -> Sets:
    """The sets in force; read again once anybody has changed one. One query, and two more after a change."""
    stamp = _stamp()
    if stamp[0] == 0:
        bring_shipped()
        stamp = _stamp()
    held = _kept.get("sets")
    if held is None or held.stamp != stamp:
        held = _kept["sets"] = _read(stamp)
    return held


def _stamp() -> Stamp:
    """Changes whenever a topic is added or written: rows only grow, and each counts its versions."""
    row = Topic.objects.aggregate(last=Max("pk"), versions=Sum("version"))
    return (row["last"] or 0, row["versions"] or 0)


def _read(stamp: Stamp) -> Sets:
    topics = list(Topic.objects.filter(archived_at__isnull=True).select_related("within"))
    rows = list(TopicSet.objects.all())
    engine = tuple(
        EngineSet(
            one.code,
            one.labels,
            tuple(
                EngineTopic(
                    topic.code,
                    topic.labels,
                    {language: tuple(map(str, words)) for language, words in sorted(topic.words.items())},
                )
                for topic in topics
                if topic.within_id == one.pk
            ),
            one.source,
        )
        for one in rows
    )
    return Sets(
        stamp,
        engine,
        {topic.code: topic.pk for topic in topics},
        {topic.code: topic.within.code for topic in topics},
    )
