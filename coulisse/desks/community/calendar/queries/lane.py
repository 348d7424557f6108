"""The lane of the programme grid: the house's own programmes, and first broadcasts that nothing announces."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.translation import get_language

from coulisse.desks.community.calendar.periods import Stretch
from coulisse.desks.community.calendar.queries.asked import asked
from coulisse.desks.community.calendar.scope import Allowed
from coulisse.desks.community.publishing.models import Publication
from coulisse.foundation.grid.models import Broadcast
from coulisse.foundation.ui.translated import in_language
from coulisse.kernel.times import to_brussels

ANNOUNCED_WITHIN: Final = timedelta(days=7)
ANNOUNCED_BEFORE: Final = timedelta(hours=1)
"""What is proposed where nothing announces a first broadcast yet."""
MOST: Final = 1_500


@dataclass(frozen=True, slots=True)
class OnGrid:
    """One broadcast. `is_ours`: of a production of this calendar; `lacks_a_post`: a first one without any.

    `ask` is what the composer is asked where one is lacking; empty for who may not write it.
    """

    pk: int
    programme: int
    starts_at: datetime
    ends_at: datetime
    titles: dict[str, str]
    episode: dict[str, str]
    channel: str
    is_ours: bool
    is_cancelled: bool
    is_repeat: bool
    lacks_a_post: bool
    ask: str


def broadcasts_of(
    stretch: Stretch,
    *,
    productions: frozenset[int] | None,
    everything: bool,
    at: datetime,
    allowed: Allowed,
) -> Mapping[date, Sequence[OnGrid]]:
    """By day; one query. `productions` None: every one of the house. Past ones never lack a post any more."""
    rows = Broadcast.objects.filter(starts_at__gte=stretch.begins, starts_at__lt=stretch.ends)
    if not everything:
        rows = rows.filter(programme__production__isnull=False)
    found: dict[date, list[OnGrid]] = defaultdict(list)
    for row in _with_posts(rows)[:MOST]:
        one = _one(row, productions, at, allowed)
        found[one.starts_at.date()].append(one)
    return found


def _with_posts(rows: QuerySet[Broadcast]) -> QuerySet[Broadcast]:
    tied = Publication.objects.filter(
        broadcast=OuterRef("pk"),
        due_at__gte=OuterRef("starts_at") - ANNOUNCED_WITHIN,
        due_at__lte=OuterRef("starts_at"),
    ).exclude(state=Publication.State.CANCELLED)
    related = rows.select_related("programme", "episode", "channel")
    return related.annotate(is_announced=Exists(tied), of_house=F("programme__production")).order_by(
        "starts_at", "pk"
    )


def _one(
    row: Broadcast,
    productions: frozenset[int] | None,
    at: datetime,
    allowed: Allowed,
) -> OnGrid:
    production = row.programme.production_id
    is_ours = production is not None and (productions is None or production in productions)
    is_cancelled = row.state == Broadcast.State.CANCELLED
    to_come = row.starts_at > at and not is_cancelled and not row.is_repeat
    lacks = is_ours and to_come and not getattr(row, "is_announced", False)
    return OnGrid(
        pk=row.pk,
        programme=row.programme_id,
        starts_at=to_brussels(row.starts_at),
        ends_at=to_brussels(row.ends_at),
        titles=row.programme.titles,
        episode=row.episode.titles if row.episode else {},
        channel=row.channel.name,
        is_ours=is_ours,
        is_cancelled=is_cancelled,
        is_repeat=row.is_repeat,
        lacks_a_post=lacks,
        ask=_ask(row, at) if lacks and allowed(production, None) else "",
    )


def _ask(row: Broadcast, at: datetime) -> str:
    """An hour before it starts, or as it starts where that is past."""
    before = row.starts_at - ANNOUNCED_BEFORE
    told = (row.programme.titles, row.episode.titles if row.episode else {})
    language = get_language() or "fr"
    return asked(
        production=row.programme.production_id,
        client=None,
        due_at=before if before > at else row.starts_at,
        title=" – ".join(filter(None, (in_language(one, language) for one in told))),
        broadcast=row.pk,
    )
