"""More comments than usual: noticed once, drawn out while it lasts, with those in it who act as one."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Count
from django.db.models.functions import ExtractHour

from coulisse.desks.community.facts.moderation import CommentsSurge
from coulisse.desks.community.moderation.models import Comment, CommentWave
from coulisse.engines.bursts import Arrival, Burst, Expectation, Observed, bursts
from coulisse.engines.families import Families, Message
from coulisse.engines.moderation import FOLDED, Group, Spoken, organised, words_of
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.kernel.language import Language

LOOKED_AT: Final = timedelta(hours=8)
HISTORY: Final = timedelta(days=28)
MOST: Final = 5_000
LEAST: Final = 30
"""Comments that make a wave: fewer are read at once, whatever is usual."""
APART: Final = timedelta(hours=1)
"""A pause that ends a wave."""
OWN_WORDS: Final = 8
"""Different words from which a text is somebody's own: « bonsoir de Huy » is everybody's."""
BRUSSELS: Final = ZoneInfo("Europe/Brussels")


def watch(*, production_id: int, until: datetime, at: datetime) -> CommentWave | None:
    """Look at the hours before `until`: families, who is organised, and whether it is a wave."""
    rows = list(
        Comment.objects.filter(production=production_id, said_at__gt=until - LOOKED_AT, said_at__lte=until)
        .only("id", "author_id", "text", "language", "said_at", "family", "group", "severity")
        .order_by("-said_at", "-id")[:MOST]
    )
    if len(rows) < LEAST:
        return None
    groups = _gather(rows)
    found = bursts(
        [Arrival(row.said_at, "", "", str(row.author_id), row.family) for row in rows],
        _usual(production_id, until - LOOKED_AT),
    )
    largest = max(found, key=lambda one: one.messages, default=None)
    if largest is None or largest.messages < LEAST:
        return None
    return _noted(production_id, largest, rows, groups, at)


def _gather(rows: Sequence[Comment]) -> tuple[Group, ...]:
    """Write the family of each row and the group that it belongs to, where they changed."""
    placed = Families().place_all([Message(str(row.pk), row.text, _language(row.language)) for row in rows])
    families = {one.key: one.family for one in placed}
    groups = organised(
        Spoken(str(row.pk), str(row.author_id), families[str(row.pk)], row.said_at)
        for row in rows
        if len(set(words_of(row.text))) >= OWN_WORDS
    )
    of = {key: group.key for group in groups for key in group.comments}
    changed = []
    for row in rows:
        family, group = families[str(row.pk)], of.get(str(row.pk), "")
        if (row.family, row.group) != (family, group):
            row.family, row.group = family, group
            changed.append(row)
    Comment.objects.bulk_update(changed, ["family", "group"], batch_size=1_000)
    return groups


def _language(code: str) -> Language:
    return Language(code) if code in set(Language) else Language.UND


def _usual(production_id: int, until: datetime) -> Expectation:
    since = until - HISTORY
    rows = (
        Comment.objects.filter(production=production_id, said_at__gt=since, said_at__lte=until)
        .order_by()
        .annotate(hour=ExtractHour("said_at", tzinfo=BRUSSELS))
        .values_list("hour")
        .annotate(n=Count("pk"))
    )
    counts = dict(rows)
    return Expectation(Observed("", "", hour, counts.get(hour, 0), float(HISTORY.days)) for hour in range(24))


def _noted(
    production_id: int, burst: Burst, rows: Sequence[Comment], groups: Sequence[Group], at: datetime
) -> CommentWave:
    inside = [row for row in rows if burst.began <= row.said_at < burst.ended]
    values = {
        "ended": burst.ended,
        "comments": burst.messages,
        "authors": burst.writers,
        "expected_tenths": round(burst.expected * 10),
        "grave": sum(1 for row in inside if row.severity in FOLDED),
        "groups": [
            {"key": group.key, "accounts": len(group.accounts), "comments": len(group.comments)}
            for group in groups
        ],
    }
    with transaction.atomic():
        known = (
            CommentWave.objects.select_for_update()
            .filter(production=production_id, began__lt=burst.ended, ended__gt=burst.began - APART)
            .order_by("began")
            .first()
        )
        if known is not None:
            for name, value in values.items():
                setattr(known, name, value)
            known.ended = max(known.ended, burst.ended)
            known.save(update_fields=list(values))
            return known
        wave = CommentWave.objects.create(
            production_id=production_id, began=burst.began, announced_at=at, **values
        )
        told = CommentsSurge(
            wave_id=wave.pk,
            began=f"{burst.began.astimezone(BRUSSELS):%H:%M}",
            comments=wave.comments,
            authors=wave.authors,
            organised=sum(len(group.comments) for group in groups),
        )
        announce(told, by=None, at=at, production=production_id, desk=Desk.COMMUNITY)
    return wave
