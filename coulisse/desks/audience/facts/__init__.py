"""What the audience desk announces, a file a slice. Links import from here and from nowhere deeper."""

from coulisse.desks.audience.facts import (
    answers,
    care,
    cases,
    channels,
    crisis,
    families,
    inbox,
    intake,
    meetings,
    privacy,
    relations,
    reports,
)

__all__ = [
    "answers",
    "care",
    "cases",
    "channels",
    "crisis",
    "families",
    "inbox",
    "intake",
    "meetings",
    "privacy",
    "relations",
    "reports",
]
