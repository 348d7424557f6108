"""Rows as the engine takes them: the rules in force, comments with their topics, the verdict on each."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from django.db.models import Q

from coulisse.desks.community.moderation.models import Comment, ModerationRule
from coulisse.engines import triage
from coulisse.engines.moderation import (
    Action,
    Lexicon,
    Rate,
    Rule,
    Said,
    Severity,
    Verdict,
    read_terms,
    verdicts,
)
from coulisse.engines.triage.topics import TopicSet, propose_all, read_sets

LONGEST_RATE: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A comment that is to be judged. `author` is any key that is the same for the same author."""

    key: str
    text: str
    author: str
    at: datetime
    language: str


@cache
def topic_sets() -> tuple[TopicSet, ...]:
    """The topics that come with this version."""
    path = Path(triage.__file__).parent / "topics.json"
    return read_sets(json.loads(path.read_text("utf-8")))


@cache
def topic_labels() -> dict[str, dict[str, str]]:
    """By code, in three languages."""
    path = Path(triage.__file__).parent / "topics.json"
    sets: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))
    return {topic["code"]: topic.get("labels", {}) for one in sets for topic in one["topics"]}


def judging(*, production: int | None, client: int | None) -> Q:
    """Rules or lists for the comments there: of the whole house, of the production and of the client."""
    found = Q(production__isnull=True, client__isnull=True)
    if production is not None:
        found |= Q(production=production)
    return found | Q(client=client) if client is not None else found


def rules_in_force(*, production: int | None, client: int | None) -> list[Rule]:
    """Those that are switched on."""
    rows = ModerationRule.objects.filter(
        judging(production=production, client=client), is_on=True, archived_at__isnull=True
    )
    return [rule_of(row) for row in rows.prefetch_related("lists")]


def rule_of(row: ModerationRule) -> Rule:
    lists = list(row.lists.all())
    terms = [term for one in lists for term in read_terms(one.terms)[0]]
    return Rule(
        key=row.pk,
        action=Action(row.action),
        lexicon=Lexicon(terms) if lists else None,
        severities=frozenset(row.severities),
        languages=frozenset({row.language} - {""}),
        topics=frozenset({row.topic} - {""}),
        links=row.links,
        rate=Rate(row.rate_count, row.rate_minutes) if row.rate_count else None,
        severity=Severity(row.severity) if row.severity else None,
    )


def hash_of_rule(row: ModerationRule) -> str:
    """What a dry run was made of: the rule and every word of its lists."""
    told = {
        "lists": [[one.pk, one.terms] for one in sorted(row.lists.all(), key=lambda one: one.pk)],
        "severities": sorted(row.severities),
        "rest": [row.language, row.topic, row.links, row.rate_count, row.rate_minutes, row.action, row.severity],
    }
    return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def judged(
    said: Sequence[Spoken], rules: Sequence[Rule], *, before: dict[str, list[datetime]] | None = None
) -> list[Verdict]:
    """The verdict on each, in the order given; topics are looked for only where a rule asks."""
    topics: Iterable[frozenset[str]] = (frozenset() for _one in said)
    if any(rule.topics for rule in rules):
        found = propose_all([one.text for one in said], topic_sets())
        topics = (frozenset(proposal.code for proposal in some) for some in found)
    return verdicts(
        [
            Said(one.key, one.text, one.author, one.at, one.language, some)
            for one, some in zip(said, topics, strict=True)
        ],
        rules,
        before=before,
    )


def spoken_before(authors: Iterable[int], *, since: datetime) -> dict[str, list[datetime]]:
    """The moments at which these authors spoke of late, by their number; one query."""
    found: dict[str, list[datetime]] = {}
    rows = Comment.objects.filter(author__in=set(authors), said_at__gte=since - LONGEST_RATE)
    for author, at in rows.values_list("author_id", "said_at"):
        found.setdefault(str(author), []).append(at)
    return found
