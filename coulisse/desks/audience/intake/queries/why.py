"""Why a conversation is classed as it is: each proposal with its words and how sure it is, and who
corrected what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from coulisse.desks.audience.intake import topic_sets
from coulisse.desks.audience.intake.labels import KINDS, kind_label, reasons_in_words
from coulisse.desks.audience.intake.learning import KIND
from coulisse.desks.audience.intake.models import Conversation, Correction, Topic, TopicSet


@dataclass(frozen=True, slots=True)
class Said:
    """One proposal: in words, how sure in percent, the words that gave it, whether a person gave it."""

    code: str
    label: Mapping[str, str] | str
    percent: int
    words: tuple[str, ...]
    by_person: bool
    by_meaning: bool


@dataclass(frozen=True, slots=True)
class About:
    """One thing that can be corrected: the kind, or the topic of a set."""

    code: str
    label: Mapping[str, str] | str
    said: tuple[Said, ...]
    choices: tuple[tuple[str, Mapping[str, str] | str], ...]
    chosen: str
    corrected_by: str
    corrected_at: datetime | None


@dataclass(frozen=True, slots=True)
class Why:
    """Everything that was understood of one conversation."""

    kinds: About
    topics: tuple[About, ...]
    on_air: tuple[tuple[str, str], ...]
    apart: tuple[tuple[str, str], ...]


def why(conversation: Conversation) -> Why:
    """Four queries."""
    corrections = {
        row.about: row for row in Correction.objects.filter(conversation=conversation).select_related("by")
    }
    labels: dict[str, Mapping[str, str]] = {}
    choices: dict[int, list[tuple[str, Mapping[str, str] | str]]] = {}
    within: dict[str, int] = {}
    for topic in Topic.objects.all():
        labels[topic.code] = topic.labels
        within[topic.code] = topic.within_id
        if topic.archived_at is None:
            choices.setdefault(topic.within_id, []).append((topic.code, topic.labels))
    kinds = _about(
        KIND,
        "",
        [_said(one, kind_label(str(one["code"]))) for one in conversation.kinds],
        [(code, str(mark.label)) for code, mark in KINDS.items()],
        corrections.get(KIND),
    )
    topics = [
        _about(
            row.code,
            row.labels,
            [
                _said(one, labels.get(str(one["code"]), str(one["code"])))
                for one in conversation.topics
                if within.get(str(one["code"])) == row.pk
            ],
            choices.get(row.pk, []),
            corrections.get(row.code),
        )
        for row in TopicSet.objects.all()
    ]
    topics.sort(key=lambda one: one.code != topic_sets.HOUSE)
    signs = tuple((str(one.get("code", "")), str(one.get("words", ""))) for one in conversation.on_air_why)
    return Why(kinds, tuple(topics), signs, tuple(reasons_in_words(conversation.apart)))


def _about(
    code: str,
    label: Mapping[str, str] | str,
    said: Sequence[Said],
    choices: Sequence[tuple[str, Mapping[str, str] | str]],
    correction: Correction | None,
) -> About:
    chosen = correction.label if correction is not None else said[0].code if said else ""
    who = str(correction.by) if correction is not None and correction.by is not None else ""
    when = correction.at if correction is not None else None
    return About(code, label, tuple(said), tuple(choices), chosen, who, when)


def _said(one: Mapping[str, Any], label: Mapping[str, str] | str) -> Said:
    return Said(
        str(one["code"]),
        label,
        round(100 * float(one.get("confidence", 0))),
        tuple(map(str, one.get("words", ()))),
        one.get("by") == "person",
        one.get("by") == "meaning",
    )
