"""What a source said, taken in: each thing once, with what it says of our keywords and of the names we compare."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from coulisse.desks.community.clients.wording import folded, lines_of
from coulisse.desks.community.watch.alike import Firsts
from coulisse.desks.community.watch.matching import Text, is_named, place_of
from coulisse.desks.community.watch.models import (
    WatchedDay,
    WatchedName,
    WatchHit,
    WatchItem,
    WatchKeyword,
    WatchMention,
    WatchSighting,
    WatchSource,
)
from coulisse.desks.community.watch.said import Said, dated, tag_line, words_of

Owner = Mapping[str, int | None]

NEAR: Final = timedelta(days=7)
"""Two titles that are alike tell of one thing only within so much time."""
MOST_COMPARED: Final = 3_000
REREAD: Final = timedelta(days=60)
MOST_REREAD: Final = 5_000
MOST_COVERED: Final = 60
KEPT: Final = timedelta(days=400)
"""What strangers said, and nobody used, is forgotten after a spring and the next one."""


@dataclass(frozen=True, slots=True)
class Taken:
    """`new` were kept, of which `alike` say what another one says; `known` were there already."""

    new: int
    known: int
    alike: int


@transaction.atomic
def take(*, source: WatchSource, said: Sequence[Said], at: datetime, covers: bool = True) -> Taken:
    """Keep what is new. `covers`: the source tells all that it published since the oldest of these.

    Read twice, or by two at once, a source changes nothing the second time.
    """
    # One reader of a workspace at a time: what is alike is looked for among what is there.
    list(WatchSource.objects.select_for_update().filter(**_owner(source)).order_by("pk").values_list("pk"))
    told: dict[str, Said] = {}
    for one in said:
        told.setdefault(one.key, dated(one, at))
    owner = _owner(source)
    there = dict(WatchItem.objects.filter(**owner, key__in=list(told)).values_list("key", "pk"))
    fresh = {key: one for key, one in told.items() if key not in there}
    made = _keep(owner, fresh, at)
    WatchSighting.objects.bulk_create(
        [WatchSighting(item_id=pk, source=source) for pk in (*there.values(), *(row.pk for row in made))],
        ignore_conflicts=True,
    )
    _look_through(owner, made)
    if covers:
        _cover(source, told.values(), at)
    return Taken(len(made), len(there), sum(row.same_as_id is not None for row in made))


def look_again(*, owner: Owner, at: datetime) -> int:
    """After the keywords or the names changed: what was taken lately, looked through anew. How many were."""
    rows = list(WatchItem.objects.filter(**owner, said_at__gte=at - REREAD).order_by("-said_at")[:MOST_REREAD])
    with transaction.atomic():
        held = [row.pk for row in rows]
        WatchHit.objects.filter(item__in=held).delete()
        WatchMention.objects.filter(item__in=held).delete()
        _look_through(owner, rows)
    return len(rows)


def forget_old(*, at: datetime) -> int:
    """Finds that no idea was made of, after `KEPT`. How many."""
    old = WatchItem.objects.filter(said_at__lt=at - KEPT, found_at__lt=at - KEPT, idea__isnull=True)
    gone = old.count()
    old.delete()
    WatchedDay.objects.filter(day__lt=timezone.localdate(at - KEPT)).delete()
    return gone


def _owner(row: WatchSource) -> Owner:
    return {"client": row.client_id, "production": row.production_id}


def _keep(owner: Owner, fresh: Mapping[str, Said], at: datetime) -> list[WatchItem]:
    """The new rows, oldest first, so that the first one leads those that say the same."""
    rows = [
        WatchItem(
            client_id=owner["client"],
            production_id=owner["production"],
            key=key,
            address=one.address,
            title=one.title,
            text=one.text,
            tags=tag_line(one.tags),
            author=one.author,
            said_at=one.said_at or at,
            found_at=at,
        )
        for key, one in sorted(fresh.items(), key=lambda pair: (pair[1].said_at or at, pair[0]))
    ]
    made = WatchItem.objects.bulk_create(rows)
    _lead(owner, made)
    return made


def _lead(owner: Owner, made: Sequence[WatchItem]) -> None:
    """Tie each new one to the first that says nearly the same."""
    if not made:
        return
    first, last = min(row.said_at for row in made), max(row.said_at for row in made)
    around = WatchItem.objects.filter(**owner, said_at__range=(first - NEAR, last + NEAR), same_as__isnull=True)
    others = around.exclude(pk__in=[row.pk for row in made]).order_by("said_at", "pk")
    firsts = Firsts()
    for pk, said_at, title in others.values_list("pk", "said_at", "title")[:MOST_COMPARED]:
        firsts.add(pk, said_at, words_of(title))
    tied = []
    for row in made:
        words = words_of(row.title)
        leader = firsts.first_like(words, row.said_at, within=NEAR)
        if leader is None:
            firsts.add(row.pk, row.said_at, words)
        else:
            row.same_as_id = leader
            tied.append(row)
    WatchItem.objects.bulk_update(tied, ["same_as"])


def _look_through(owner: Owner, rows: Sequence[WatchItem]) -> None:
    keywords = list(WatchKeyword.objects.filter(**owner))
    names = [
        (name.pk, [folded(one) for one in (name.name, *lines_of(name.spellings))])
        for name in WatchedName.objects.filter(**owner)
    ]
    hits, mentions = [], []
    for row in rows:
        text = Text.of(row.title, row.text, row.tags)
        hits += [
            WatchHit(item=row, keyword=keyword, place=place)
            for keyword in keywords
            if (place := place_of(keyword.key, text))
        ]
        mentions += [WatchMention(item=row, name_id=pk) for pk, spellings in names if is_named(spellings, text)]
    WatchHit.objects.bulk_create(hits, ignore_conflicts=True)
    WatchMention.objects.bulk_create(mentions, ignore_conflicts=True)


def _cover(source: WatchSource, said: Iterable[Said], at: datetime) -> None:
    """Every day from that of its oldest entry: what it does not list there, it did not say."""
    today = timezone.localdate(at)
    oldest = min((timezone.localdate(one.said_at) for one in said if one.said_at), default=today)
    days = days_between(max(oldest, today - timedelta(days=MOST_COVERED)), today)
    WatchedDay.objects.bulk_create([WatchedDay(source=source, day=day) for day in days], ignore_conflicts=True)


def days_between(first: date, last: date) -> list[date]:
    """Both included."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
