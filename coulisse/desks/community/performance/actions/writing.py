"""Rows of figures in the database: added once, tied to what was published, and taken out again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from django.db.models import Q

from coulisse.desks.community.performance.models import AdLine, DataFile, MetricReading, PostRecord, Rating
from coulisse.desks.community.performance.reading import AdRow, PostRow, RatingRow, Trouble
from coulisse.desks.community.publishing.models import NetworkAccount, Publication
from coulisse.desks.community.strategy.models import Campaign
from coulisse.foundation.grid.models import Broadcast, Programme
from coulisse.foundation.people.keys import plain
from coulisse.kernel.money import EUR
from coulisse.kernel.times import elapsed, to_brussels

STATE: Final = DataFile.State
NEAR: Final = timedelta(hours=3)
"""A panel writes when a programme really began: so far from its hour in the grid it is still that broadcast."""
Key = tuple[int, str, str]


@dataclass(slots=True)
class Written:
    """What an import did, row by row."""

    added: int = 0
    changed: int = 0
    same: int = 0
    refused: list[Trouble] = field(default_factory=list)


def write_posts(file: DataFile, read: Sequence[object], *, on: date) -> Written:
    """Records and readings. A post known before gets a reading more: nothing of an older file is overwritten."""
    rows = [row for row in read if isinstance(row, PostRow)]
    account = file.account
    assert account is not None  # the database holds it: posts are of an account
    records = {one.remote_id: one for one in PostRecord.objects.filter(account=account)}
    before = latest_values(one.pk for one in records.values())
    ties = _Ties(account, rows)
    new = [_record(account, row, ties) for row in rows if row.remote_id not in records]
    PostRecord.objects.bulk_create(new)
    records |= {one.remote_id: one for one in new}
    touched = [found for row in rows if (found := _tied(records[row.remote_id], row, ties)) is not None]
    PostRecord.objects.bulk_update(touched, ["publication", "campaign", "broadcast", "address", "format"])
    MetricReading.objects.bulk_create(
        MetricReading(
            record=records[row.remote_id],
            file=file,
            metric=metric,
            side=side,
            value=value,
            on=on,
            parts=row.parts if metric == "interactions" else {},
        )
        for row in rows
        for (metric, side), value in row.values.items()
    )
    written, fresh = Written(added=len(new)), {id(one) for one in new}
    for row in rows:
        record = records[row.remote_id]
        if id(record) in fresh:
            continue
        moved = any(before.get((record.pk, *key), ...) != value for key, value in row.values.items())
        written.changed += moved
        written.same += not moved
    return written


def write_ads(file: DataFile, read: Sequence[object]) -> Written:
    """Lines of money. A line that another file counts already is refused: nothing is spent twice."""
    written = Written()
    others = AdLine.objects.filter(file__production=file.production_id, file__client=file.client_id)
    known: dict[str, list[AdLine]] = {}
    for line in others.filter(file__shape=file.shape).exclude(file=file).select_related("file"):
        known.setdefault(line.name, []).append(line)
    lines = []
    for row in read:
        if not isinstance(row, AdRow):
            continue
        twice = [
            one for one in known.get(row.name, ()) if one.first_on <= row.last_on and row.first_on <= one.last_on
        ]
        if twice:
            written.refused.append(Trouble(row.line, "name", "counted-already", twice[0].file.file_name[:80]))
        elif row.currency != EUR:
            written.refused.append(Trouble(row.line, "currency", "currency", row.currency))
        else:
            lines.append(_ad(file, row))
    AdLine.objects.bulk_create(lines)
    written.added = len(lines)
    return written


def write_ratings(file: DataFile, read: Sequence[object]) -> Written:
    """Ratings, each with its slot of the grid where one is found."""
    rows = [row for row in read if isinstance(row, RatingRow)]
    slots = _Slots(rows)
    Rating.objects.bulk_create(
        Rating(
            file=file,
            line=row.line,
            title=row.title,
            aired_at=row.aired_at,
            has_hour=row.has_hour,
            viewers=row.viewers,
            share_permille=row.share,
            broadcast=slots.find(row),
        )
        for row in rows
    )
    return Written(added=len(rows))


def take_out(file: DataFile) -> None:
    """All that this file alone brought; a record that another file tells of too stays."""
    told = set(MetricReading.objects.filter(file=file).values_list("record_id", flat=True))
    MetricReading.objects.filter(file=file).delete()
    PostRecord.objects.filter(pk__in=told, readings__isnull=True).delete()
    AdLine.objects.filter(file=file).delete()
    Rating.objects.filter(file=file).delete()


def latest_values(records: Iterable[int]) -> dict[Key, int | None]:
    """By record, metric and side."""
    rows = MetricReading.objects.filter(record__in=list(records))
    latest = rows.order_by("record_id", "metric", "side", "-on", "-file_id").distinct(
        "record_id", "metric", "side"
    )
    found: dict[Key, int | None] = {}
    for record, metric, side, value in latest.values_list("record_id", "metric", "side", "value"):
        found[record, metric, side] = value
    return found


def address_key(address: str) -> str:
    """What two ways of writing one address have in common: no scheme, `www`, query or slash at the end.

    >>> address_key("https://www.instagram.com/p/Ab1/?igsh=x") == address_key("http://instagram.com/p/Ab1")
    True
    """
    parts = urlsplit(address)
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}"


class _Ties:
    """Which publications of ours, and which campaigns, the posts of a file belong to; two queries."""

    def __init__(self, account: NetworkAccount, rows: Sequence[PostRow]) -> None:
        self.by_id: dict[str, Publication] = {}
        self.by_address: dict[str, Publication] = {}
        published = Publication.objects.filter(account=account, state=Publication.State.CONFIRMED)
        for one in published.select_related("idea"):
            if one.remote_id:
                self.by_id[one.remote_id] = one
            self.by_address[address_key(one.address)] = one
        owner = (
            Q(objective__client=account.client_id)
            if account.client_id
            else Q(objective__production=account.production_id)
        )
        self.campaigns = list(Campaign.objects.filter(owner)) if rows else []

    def publication(self, row: PostRow) -> Publication | None:
        found = self.by_id.get(row.remote_id)
        for address in (row.address, row.remote_id):
            if found is None and address.startswith("http"):
                found = self.by_address.get(address_key(address))
        return found

    def campaign(self, row: PostRow, publication: Publication | None) -> int | None:
        """By the idea of the publication, else by the tag in the link that the post carries."""
        if publication is not None and publication.idea is not None and publication.idea.campaign_id:
            return publication.idea.campaign_id
        tagged = (one for one in self.campaigns if f"utm_campaign={one.tag}" in row.text)
        return next((one.pk for one in tagged), None)


class _Slots:
    """Broadcasts of the grid around the days of a file, by programme; two queries."""

    def __init__(self, rows: Sequence[RatingRow]) -> None:
        self.slots: dict[str, list[Broadcast]] = {}
        if not rows:
            return
        first = min(row.aired_at for row in rows) - timedelta(days=1)
        last = max(row.aired_at for row in rows) + timedelta(days=1)
        programmes = {
            one.pk: one.key for one in Programme.objects.filter(key__in={plain(row.title) for row in rows})
        }
        slots = Broadcast.objects.filter(programme__in=programmes, starts_at__range=(first, last))
        for slot in slots.exclude(state=Broadcast.State.CANCELLED).order_by("starts_at"):
            self.slots.setdefault(programmes[slot.programme_id], []).append(slot)

    def find(self, row: RatingRow) -> Broadcast | None:
        """The nearest that day within three hours; without an hour, the only one of the day that is no repeat."""
        day = to_brussels(row.aired_at).date()
        listed = self.slots.get(plain(row.title), ())
        if row.has_hour:
            near = [one for one in listed if abs(elapsed(one.starts_at, row.aired_at)) <= NEAR]
            return min(near, key=lambda one: abs(elapsed(one.starts_at, row.aired_at)), default=None)
        that_day = [one for one in listed if to_brussels(one.starts_at).date() == day and not one.is_repeat]
        return that_day[0] if len(that_day) == 1 else None


def _record(account: NetworkAccount, row: PostRow, ties: _Ties) -> PostRecord:
    publication = ties.publication(row)
    moment, has_hour = _moment(row, publication)
    return PostRecord(
        account=account,
        remote_id=row.remote_id,
        address=row.address,
        text=row.text,
        format=row.format,
        published_at=moment,
        has_hour=has_hour,
        publication=publication,
        campaign_id=ties.campaign(row, publication),
        broadcast_id=publication.broadcast_id if publication else None,
    )


def _moment(row: PostRow, publication: Publication | None) -> tuple[datetime, bool]:
    """Of a post that the export dates without an hour we know the hour ourselves, if we published it."""
    if not row.has_hour and publication is not None and publication.confirmed_at is not None:
        return publication.confirmed_at, True
    return row.published_at, row.has_hour


def _tied(record: PostRecord, row: PostRow, ties: _Ties) -> PostRecord | None:
    """A known record that is tied now to what was not known then; None where nothing changes."""
    publication = ties.publication(row)
    wanted: Mapping[str, object] = {
        "publication_id": record.publication_id or (publication.pk if publication else None),
        "campaign_id": record.campaign_id or ties.campaign(row, publication),
        "broadcast_id": record.broadcast_id or (publication.broadcast_id if publication else None),
        "address": record.address or row.address,
        "format": row.format or record.format,
    }
    if all(getattr(record, name) == value for name, value in wanted.items()):
        return None
    for name, value in wanted.items():
        setattr(record, name, value)
    return record


def _ad(file: DataFile, row: AdRow) -> AdLine:
    return AdLine(
        file=file,
        line=row.line,
        campaign=file.campaign,
        name=row.name,
        first_on=row.first_on,
        last_on=row.last_on,
        spend_cents=row.spend,
        currency=row.currency,
        result_kind=row.result_kind,
        **row.counts,
    )
