"""Who may reach this slice: the audience desk and the owner."""

from typing import Any

from coulisse.desks.audience.intake import topic_sets
from coulisse.desks.audience.intake.models import Archive, Topic, TopicSet
from tests.cast import AT, Cast
from tests.desks.audience.intake.messages import a_broadcast
from tests.desks.audience.scene import a_conversation
from tests.desks.audience.verdicts import PUBLICS
from tests.walk import MEMBERS, Verdict


def topic(_cast: Cast) -> dict[str, Any]:
    topic_sets.bring_shipped()
    return {"pk": Topic.objects.earliest("pk").pk}


def a_set(_cast: Cast) -> dict[str, Any]:
    topic_sets.bring_shipped()
    return {"pk": TopicSet.objects.earliest("pk").pk}


def archive(cast: Cast) -> dict[str, Any]:
    made = Archive.objects.create(
        kind="csv", name="a.csv", sha256="0" * 64, size=1, production=cast.drache, messages=1, brought_at=AT
    )
    return {"pk": made.pk}


def broadcast(cast: Cast) -> dict[str, Any]:
    return {"pk": a_broadcast(cast).pk}


def conversation(cast: Cast) -> dict[str, Any]:
    return {"pk": a_conversation(cast).pk}


def message(cast: Cast) -> dict[str, Any]:
    return {"key": "1", "text": "Bonjour", "received_at": AT.isoformat(), "production": cast.drache.pk}


VERDICTS = {
    "audience:intake:channels": Verdict(PUBLICS),
    "audience:intake:unfiled": Verdict(PUBLICS),
    "audience:intake:file": Verdict(PUBLICS, method="post"),
    "audience:intake:topics": Verdict(PUBLICS),
    "audience:intake:tag-again": Verdict(PUBLICS, method="post", data=lambda cast: {"what": "open"}),
    "audience:intake:compare": Verdict(PUBLICS, method="post"),
    "audience:intake:topic": Verdict(PUBLICS, args=topic),
    "audience:intake:topic-archive": Verdict(PUBLICS, args=topic, method="post"),
    "audience:intake:topic-back": Verdict(PUBLICS, args=topic, method="post"),
    "audience:intake:topic-add": Verdict(PUBLICS, args=a_set),
    "audience:intake:orders": Verdict(PUBLICS),
    "audience:intake:order": Verdict(PUBLICS, args=broadcast),
    "audience:intake:why": Verdict(PUBLICS, args=conversation),
    "audience:intake:correct": Verdict(
        PUBLICS, args=conversation, method="post", data=lambda cast: {"about": "kind", "label": "question"}
    ),
    "audience:intake:archives": Verdict(PUBLICS),
    "audience:intake:archive": Verdict(PUBLICS, args=archive),
    "audience:intake:take-in": Verdict(PUBLICS, args=archive, method="post"),
    "api:conversations": Verdict(MEMBERS),
    "api:conversation": Verdict(PUBLICS, args=conversation),
    "api:conversation_make": Verdict(PUBLICS, method="post", data=message, json=True),
    "api:conversation_correct": Verdict(
        PUBLICS,
        args=conversation,
        method="post",
        data=lambda cast: {"about": "kind", "label": "question"},
        json=True,
    ),
}
