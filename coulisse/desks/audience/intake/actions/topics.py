"""Topics that somebody adds, renames, gives other words, archives or brings back."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from coulisse.desks.audience.facts.intake import TopicsChanged
from coulisse.desks.audience.intake.cleaning import line
from coulisse.desks.audience.intake.models import Topic, TopicSet
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce

LANGUAGES: Final = ("fr", "nl", "en")
MOST_WORDS: Final = 80
LONGEST_WORD: Final = 60
MOST_TOPICS: Final = 200
"""Of one set: a learner weighs each against all others."""
_APART: Final = re.compile(r"[^a-z0-9]+")


class NameMissing(ValueError):
    """A topic without a name in any language."""


class TopicExists(ValueError):
    """The set has one of that name already. Carries it."""

    def __init__(self, topic: Topic) -> None:
        super().__init__(str(topic))
        self.topic = topic


class TooManyTopics(ValueError):
    """More than a set may have."""


def add_topic(
    *,
    within: TopicSet,
    labels: Mapping[str, str],
    words: Mapping[str, Sequence[str]],
    by: User,
    at: datetime,
) -> Topic:
    """A topic at the end of its set. Raises `NameMissing`, `TopicExists`, `TooManyTopics`."""
    named = _labels(labels)
    with transaction.atomic():
        TopicSet.objects.select_for_update().get(pk=within.pk)
        rows = list(Topic.objects.filter(within=within))
        if len(rows) >= MOST_TOPICS:
            raise TooManyTopics(MOST_TOPICS)
        _refuse_same(rows, named)
        topic = Topic.objects.create(
            within=within,
            code=_code(within, named, {row.code for row in rows}),
            labels=named,
            words=seed_words(words),
            position=max((row.position for row in rows), default=-1) + 1,
        )
        _tell(topic, "added", by=by, at=at)
    return topic


def change_topic(
    *,
    topic: Topic,
    labels: Mapping[str, str],
    words: Mapping[str, Sequence[str]],
    read_version: int,
    by: User,
    at: datetime,
) -> Topic:
    """Another name, other words; its code and what was learned of it stay. Raises `StaleWrite` and the like."""
    named = _labels(labels)
    with transaction.atomic():
        _refuse_same(Topic.objects.filter(within=topic.within_id).exclude(pk=topic.pk), named)
        written = topic.write({"labels": named, "words": seed_words(words)}, read_version=read_version)
        _tell(written, "changed", by=by, at=at)
    return written


def archive_topic(*, topic: Topic, by: User, at: datetime) -> Topic:
    """Proposed no more; what carries it keeps it."""
    return _set_archived(topic, at, "archived", by=by, at=at)


def bring_back_topic(*, topic: Topic, by: User, at: datetime) -> Topic:
    return _set_archived(topic, None, "brought-back", by=by, at=at)


def seed_words(words: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """As they are kept: each once, on one line, a star only at the end."""
    found: dict[str, list[str]] = {}
    for language in LANGUAGES:
        cleaned = []
        for word in list(words.get(language, ()))[: 4 * MOST_WORDS]:
            bare = line(word, LONGEST_WORD).strip("* ")
            if any(sign.isalnum() for sign in bare):
                cleaned.append(f"{bare}*" if word.rstrip().endswith("*") else bare)
        found[language] = list(dict.fromkeys(cleaned))[:MOST_WORDS]
    return found


def _labels(labels: Mapping[str, str]) -> dict[str, str]:
    named = {language: line(labels.get(language, ""), 80) for language in LANGUAGES}
    first = next((named[language] for language in LANGUAGES if named[language]), "")
    if not first:
        raise NameMissing
    return {language: name or first for language, name in named.items()}


def _refuse_same(rows: Any, named: Mapping[str, str]) -> None:
    for row in rows:
        if str(row.labels.get("fr", "")).casefold() == named["fr"].casefold():
            raise TopicExists(row)


def _code(within: TopicSet, named: Mapping[str, str], taken: set[str]) -> str:
    letters = unicodedata.normalize("NFKD", named["en"].casefold())
    bare = _APART.sub("_", "".join(one for one in letters if one.isascii())).strip("_")[:14] or "topic"
    stem = f"{within.code}.{bare}"[:50]
    return next(code for code in (stem, *(f"{stem}_{n}" for n in range(2, 1000))) if code not in taken)


def _set_archived(topic: Topic, when: datetime | None, change: str, *, by: User, at: datetime) -> Topic:
    with transaction.atomic():
        row = Topic.objects.select_for_update().get(pk=topic.pk)
        if (row.archived_at is None) != (when is None):
            row = row.write({"archived_at": when}, read_version=row.version)
            _tell(row, change, by=by, at=at)
    return row


def _tell(topic: Topic, change: str, *, by: User, at: datetime) -> None:
    announce(TopicsChanged(topic=str(topic), change=change), by=by, at=at, desk=Desk.AUDIENCE)
