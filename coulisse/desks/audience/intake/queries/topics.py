"""The sets of topics as they are shown and edited, and what corrections have taught so far."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count

from coulisse.desks.audience.intake import topic_sets
from coulisse.desks.audience.intake.learning import KIND
from coulisse.desks.audience.intake.models import Correction, Topic, TopicSet


@dataclass(frozen=True, slots=True)
class TopicLine:
    """One topic: its words by language, and how many corrections name it."""

    pk: int
    code: str
    labels: Mapping[str, str]
    words: tuple[tuple[str, tuple[str, ...]], ...]
    corrected: int
    is_archived: bool

    @property
    def word_count(self) -> int:
        return sum(len(words) for _language, words in self.words)


@dataclass(frozen=True, slots=True)
class SetOfTopics:
    """One set; `is_house` is the one whose topic is a conversation's own."""

    pk: int
    code: str
    labels: Mapping[str, str]
    source: str
    confidence: str
    is_house: bool
    topics: tuple[TopicLine, ...]
    archived: tuple[TopicLine, ...]


@dataclass(frozen=True, slots=True)
class TopicsScreen:
    sets: tuple[SetOfTopics, ...]
    corrections: int
    of_kinds: int


def topics_screen() -> TopicsScreen:
    """Three queries, and those that bring the shipped sets the first time."""
    topic_sets.sets()
    taught = dict(Correction.objects.values_list("label").annotate(many=Count("pk")).order_by())
    by_about = dict(Correction.objects.values_list("about").annotate(many=Count("pk")).order_by())
    lines: dict[int, list[TopicLine]] = {}
    for topic in Topic.objects.all():
        lines.setdefault(topic.within_id, []).append(topic_line(topic, taught.get(topic.code, 0)))
    sets = []
    for row in TopicSet.objects.all():
        mine = lines.get(row.pk, [])
        sets.append(
            SetOfTopics(
                row.pk,
                row.code,
                row.labels,
                row.source,
                row.confidence,
                row.code == topic_sets.HOUSE,
                tuple(one for one in mine if not one.is_archived),
                tuple(one for one in mine if one.is_archived),
            )
        )
    sets.sort(key=lambda one: not one.is_house)
    return TopicsScreen(tuple(sets), sum(by_about.values()), by_about.get(KIND, 0))


def topic_line(topic: Topic, corrected: int) -> TopicLine:
    words = tuple((language, tuple(map(str, some))) for language, some in sorted(topic.words.items()) if some)
    return TopicLine(topic.pk, topic.code, topic.labels, words, corrected, topic.archived_at is not None)
