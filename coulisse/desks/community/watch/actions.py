"""The watch through the hands of people: sources, keywords, names; what was found set aside or made an idea."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from coulisse.desks.community.clients.wording import folded
from coulisse.desks.community.clients.workspaces import Workspace
from coulisse.desks.community.facts.watch import ItemBecameIdea
from coulisse.desks.community.strategy.actions import add_idea
from coulisse.desks.community.strategy.models import Idea
from coulisse.desks.community.watch.models import WatchedName, WatchItem, WatchKeyword, WatchSource
from coulisse.desks.community.watch.taking import look_again
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce

LONGEST_QUOTE = 400


class SourceKnown(ValueError):
    """This workspace reads that address already."""


class KeywordKnown(ValueError):
    """This workspace looks for these words already."""


class NameKnown(ValueError):
    """This workspace compares this name already, or has another one of its own."""


class IdeaAlready(Exception):
    """Somebody made an idea of it; carries that idea."""

    def __init__(self, idea: Idea) -> None:
        super().__init__(idea.pk)
        self.idea = idea


def add_source(*, workspace: Workspace, values: Mapping[str, Any]) -> WatchSource:
    """`values` are kind, name, address. It is read at the next round. Raises `SourceKnown`."""
    try:
        with transaction.atomic():
            return WatchSource.objects.create(**workspace.values, **values)
    except IntegrityError:
        raise SourceKnown from None


def edit_source(*, source: WatchSource, values: Mapping[str, Any], read_version: int) -> WatchSource:
    """At another address it is read anew, from the beginning. Raises `SourceKnown`, `StaleWrite`."""
    again: dict[str, Any] = {}
    if values.get("address", source.address) != source.address:
        again = {"etag": "", "modified": "", "next_at": None, "failures": 0, "trouble": ""}
    try:
        with transaction.atomic():
            row = source.write(values, read_version=read_version)
            if again:
                WatchSource.objects.filter(pk=row.pk).update(**again)
            return row
    except IntegrityError:
        raise SourceKnown from None


@transaction.atomic
def pause_source(*, source: WatchSource, paused: bool) -> WatchSource:
    """Not read for a while, or read again from the next round."""
    row = WatchSource.objects.select_for_update().get(pk=source.pk)
    row.is_paused, row.next_at, row.failures = paused, None, 0
    row.version += 1
    row.save(update_fields=["is_paused", "next_at", "failures", "version"])
    return row


@transaction.atomic
def remove_source(*, source: WatchSource) -> None:
    """It is read no more; what it told stays, unless it stands in no other source and nobody used it."""
    alone = WatchItem.objects.filter(sightings__source=source, idea__isnull=True, set_aside_at__isnull=True)
    lonely = [row.pk for row in alone if row.sightings.count() == 1]
    WatchItem.objects.filter(pk__in=lonely).delete()
    WatchSource.objects.filter(pk=source.pk).delete()


def add_keyword(*, workspace: Workspace, text: str, weight: int, at: datetime) -> WatchKeyword:
    """What was taken lately is looked through for it. Raises `KeywordKnown`."""
    try:
        with transaction.atomic():
            row = WatchKeyword.objects.create(**workspace.values, text=text, key=folded(text), weight=weight)
    except IntegrityError:
        raise KeywordKnown(text) from None
    _look_again(row, at)
    return row


def edit_keyword(
    *, keyword: WatchKeyword, text: str, weight: int, read_version: int, at: datetime
) -> WatchKeyword:
    """Raises `KeywordKnown`, `StaleWrite`."""
    try:
        with transaction.atomic():
            values = {"text": text, "weight": weight}
            row = keyword.write(values, read_version=read_version)
            row.key = folded(text)
            row.save(update_fields=["key"])
    except IntegrityError:
        raise KeywordKnown(text) from None
    _look_again(row, at)
    return row


def remove_keyword(*, keyword: WatchKeyword) -> None:
    keyword.delete()


def add_name(*, workspace: Workspace, values: Mapping[str, Any], at: datetime) -> WatchedName:
    """`values` are name, spellings, is_own. Raises `NameKnown`."""
    try:
        with transaction.atomic():
            row = WatchedName.objects.create(**workspace.values, **values)
    except IntegrityError:
        raise NameKnown(str(values["name"])) from None
    _look_again(row, at)
    return row


def edit_name(*, name: WatchedName, values: Mapping[str, Any], read_version: int, at: datetime) -> WatchedName:
    """Raises `NameKnown`, `StaleWrite`."""
    try:
        with transaction.atomic():
            row = name.write(values, read_version=read_version)
    except IntegrityError:
        raise NameKnown(str(values.get("name", name.name))) from None
    _look_again(row, at)
    return row


def remove_name(*, name: WatchedName) -> None:
    name.delete()


def _look_again(row: WatchKeyword | WatchedName, at: datetime) -> None:
    look_again(owner={"client": row.client_id, "production": row.production_id}, at=at)


@transaction.atomic
def set_aside(*, item: WatchItem, by: User, at: datetime) -> None:
    """Seen, and of no use."""
    WatchItem.objects.filter(pk=item.pk, set_aside_at__isnull=True).update(set_aside_at=at, set_aside_by=by)


@transaction.atomic
def bring_back(*, item: WatchItem) -> None:
    WatchItem.objects.filter(pk=item.pk).update(set_aside_at=None, set_aside_by=None)


@transaction.atomic
def make_idea(*, item: WatchItem, by: User, at: datetime) -> Idea:
    """One click: an idea to work out, which says where it was found. Raises `IdeaAlready`."""
    row = (
        WatchItem.objects.select_for_update(of=("self",))
        .select_related("idea", "client", "production")
        .get(pk=item.pk)
    )
    if row.idea is not None:
        raise IdeaAlready(row.idea)
    said = "" if row.text == row.title else row.text
    quote = said[:LONGEST_QUOTE] + (" …" if len(said) > LONGEST_QUOTE else "")
    idea = add_idea(
        title=row.title[:200],
        note="\n".join(part for part in (quote, row.author and f"— {row.author}") if part),
        found_at=row.address[:500] if len(row.address) <= 500 else "",
        production=row.production,
        client=row.client,
        by=by,
        at=at,
    )
    row.idea = idea
    row.save(update_fields=["idea"])
    announce(
        ItemBecameIdea(item_id=row.pk, idea_id=idea.pk, title=idea.title),
        by=by,
        at=at,
        production=row.production_id,
        client=row.client_id,
        desk=Desk.COMMUNITY,
    )
    return idea
