"""Lists of words and rules: written, tried on past comments, switched on as they were tried, switched off."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Q, QuerySet

from coulisse.desks.community.facts.moderation import RuleChanged
from coulisse.desks.community.moderation.meaning import Spoken, hash_of_rule, judged, rule_of, spoken_before
from coulisse.desks.community.moderation.models import Comment, ModerationRule, WordList
from coulisse.engines.moderation import Verdict
from coulisse.foundation.accounts.models import Client, User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.productions.models import Production

PAST: Final = timedelta(days=90)
MOST: Final = 5_000
"""Past comments that a rule is tried on, the latest."""


class NotTried(Exception):
    """The rule, or a list of it, was changed since it was tried on past comments; or it never was."""


class AsksNothing(Exception):
    """A rule without a condition would never speak."""


class ListOfAnother(Exception):
    """A rule uses the lists of its own owner, and the house's; carries the one that is somebody else's."""

    def __init__(self, row: WordList) -> None:
        super().__init__(row.pk)
        self.row = row


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a rule would have touched: the comments it speaks of, and the verdict by this rule alone."""

    looked_at: int
    touched: tuple[tuple[Comment, Verdict], ...]
    spared: int
    """Criticism, which it would only have flagged."""


@transaction.atomic
def write_list(
    *, row: WordList | None, values: Mapping[str, Any], read_version: int, by: User, at: datetime
) -> WordList:
    """Raises `StaleWrite`. Rules that use it must be tried again: they are switched off."""
    told = {**values, "changed_by": by, "changed_at": at}
    if row is None:
        return WordList.objects.create(**told)
    words_changed = row.terms != values["terms"]
    written = row.write(told, read_version=read_version)
    if words_changed:
        for rule in ModerationRule.objects.select_for_update().filter(lists=written, is_on=True):
            rule.write({"is_on": False, "switched_at": at, "switched_by": by}, read_version=rule.version)
            _tell(rule, "words", by=by, at=at)
    return written


@transaction.atomic
def write_rule(
    *,
    row: ModerationRule | None,
    values: Mapping[str, Any],
    lists: Sequence[WordList],
    read_version: int,
    by: User,
    at: datetime,
) -> ModerationRule:
    """It is off until it is tried and switched on. Raises `StaleWrite`, `AsksNothing`, `ListOfAnother`."""
    given = (values["severities"], values["language"], values["topic"], values["links"], values["rate_count"])
    if not lists and not any(given):
        raise AsksNothing
    _refuse_lists_of_another(lists, values["production"], values.get("client"))
    told = {**values, "is_on": False}
    written = ModerationRule.objects.create(**told) if row is None else row.write(told, read_version=read_version)
    written.lists.set(lists)
    _tell(written, "written", by=by, at=at)
    return written


def _refuse_lists_of_another(
    lists: Sequence[WordList], production: Production | None, client: Client | None
) -> None:
    owner = (production.pk if production else None, client.pk if client else None)
    for one in lists:
        if not one.is_house and (one.production_id, one.client_id) != owner:
            raise ListOfAnother(one)


def dry_run(
    *,
    rule: ModerationRule,
    production: Production | None = None,
    client: Client | None = None,
    among: QuerySet[Comment] | None = None,
    at: datetime,
) -> DryRun:
    """Try it on past comments; nothing of them is changed. Notes that it was tried as it stands.

    A rule of the house is tried on those of `production` or of `client`, any other where it would judge. `among`:
    those that whoever tries it may see.
    """
    seen = Comment.objects.all() if among is None else among
    rows = list(
        seen.filter(_judged_by(rule, production, client), said_at__gt=at - PAST)
        .select_related("author", "account")
        .order_by("-said_at", "-pk")[:MOST]
    )
    said = [Spoken(str(row.pk), row.text, str(row.author_id), row.said_at, row.language) for row in rows]
    before: dict[str, list[datetime]] = {}
    if rule.rate_count and rows:
        inside = {(row.author_id, row.said_at) for row in rows}
        earlier = spoken_before({row.author_id for row in rows}, since=rows[-1].said_at)
        before = {
            author: [moment for moment in moments if (int(author), moment) not in inside]
            for author, moments in earlier.items()
        }
    found = judged(said, [rule_of(rule)], before=before)
    touched = tuple((row, verdict) for row, verdict in zip(rows, found, strict=True) if verdict.rule)
    # No new version: whoever has the rule open to change it loses nothing by somebody's look.
    tried = {"tried_hash": hash_of_rule(rule), "tried_at": at, "tried_count": len(touched)}
    ModerationRule.objects.filter(pk=rule.pk).update(**tried)
    return DryRun(len(rows), touched, sum(1 for _row, verdict in touched if verdict.is_spared))


def _judged_by(rule: ModerationRule, production: Production | None, client: Client | None) -> Q:
    of_client = rule.client_id or (client.pk if client and rule.production_id is None else None)
    if of_client is not None:
        return Q(account__client=of_client) | Q(production__client=of_client)
    if rule.production_id is not None:
        return Q(production=rule.production_id)
    return Q(production=production) | Q(production__isnull=True)


@transaction.atomic
def switch(*, rule: ModerationRule, is_on: bool, by: User, at: datetime) -> ModerationRule:
    """Raises `NotTried` where it would do what nobody has seen."""
    fresh = ModerationRule.objects.select_for_update().get(pk=rule.pk)
    if is_on and fresh.tried_hash != hash_of_rule(fresh):
        raise NotTried
    values = {"is_on": is_on, "switched_by": by, "switched_at": at}
    written = fresh.write(values, read_version=fresh.version)
    _tell(written, "on" if is_on else "off", by=by, at=at)
    return written


@transaction.atomic
def archive(*, rule: ModerationRule, by: User, at: datetime) -> ModerationRule:
    """It speaks no more; what it proposed keeps its name."""
    fresh = ModerationRule.objects.select_for_update().get(pk=rule.pk)
    written = fresh.write({"is_on": False, "archived_at": at}, read_version=fresh.version)
    _tell(written, "archived", by=by, at=at)
    return written


def _tell(rule: ModerationRule, change: str, *, by: User, at: datetime) -> None:
    fact = RuleChanged(rule=rule.name, change=change)
    announce(
        fact,
        by=by,
        at=at,
        about=rule,
        production=rule.production_id,
        client=rule.client_id,
        desk=Desk.COMMUNITY,
    )
