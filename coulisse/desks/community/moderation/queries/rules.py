"""What the page of rules shows, and what a rule would have touched."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from coulisse.desks.community.current import may
from coulisse.desks.community.moderation.actions.rules import DryRun
from coulisse.desks.community.moderation.meaning import hash_of_rule
from coulisse.desks.community.moderation.models import Comment, ModerationRule, WordList
from coulisse.desks.community.moderation.places import Place, here
from coulisse.desks.community.moderation.queries.listing import Line, line_of
from coulisse.desks.community.moderation.words import severity, topic_choices
from coulisse.engines.moderation import FOLDED, ORDER, Verdict, read_terms
from coulisse.foundation.accounts.models import User

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule. `is_tried`: as it stands now."""

    pk: int
    name: str
    action: str
    severity: str
    conditions: tuple[str, ...]
    is_on: bool
    is_tried: bool
    tried_at: datetime | None
    tried_count: int
    is_house: bool
    client: str
    """Whose it is, where it is a client's."""
    may_change: bool


@dataclass(frozen=True, slots=True)
class ListLine:
    pk: int
    name: str
    language: str
    terms: int
    rules: tuple[str, ...]
    is_house: bool
    client: str
    may_change: bool


@dataclass(frozen=True, slots=True)
class RulesPage:
    rules: tuple[RuleLine, ...]
    lists: tuple[ListLine, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """`hidden` would have been proposed to be hidden; folded lines carry no word of their text."""

    looked_at: int
    touched: int
    hidden: int
    flagged: int
    spared: int
    lines: tuple[Line, ...]
    is_cut: bool
    rule: RuleLine


def rules_page(user: User, place: Place) -> RulesPage:
    """What judges the comments of a place. Four queries."""
    mine = here(place)
    rules = ModerationRule.objects.filter(mine, archived_at__isnull=True).select_related("client")
    lists = WordList.objects.filter(mine).select_related("client").prefetch_related("rules")
    topics = dict(topic_choices())
    return RulesPage(
        tuple(
            rule_line(row, topics, may_change=_may_change(user, row)) for row in rules.prefetch_related("lists")
        ),
        tuple(
            ListLine(
                row.pk,
                row.name,
                row.language,
                len(read_terms(row.terms)[0]),
                tuple(rule.name for rule in row.rules.all() if rule.archived_at is None),
                row.is_house,
                str(row.client or ""),
                _may_change(user, row),
            )
            for row in lists
        ),
    )


def _may_change(user: User, row: ModerationRule | WordList) -> bool:
    return may(user, "change", production=row.production_id, client=row.client_id)


def rule_line(row: ModerationRule, topics: dict[str, str], *, may_change: bool) -> RuleLine:
    lists = [str(one) for one in row.lists.all()]
    conditions = [", ".join(lists)] if lists else []
    if row.severities:
        conditions.append(", ".join(severity(code) for code in row.severities))
    if row.language:
        conditions.append(row.language.upper())
    if row.topic:
        conditions.append(topics.get(row.topic, row.topic))
    if row.links:
        conditions.append(f"≥ {row.links} https://")
    if row.rate_count:
        conditions.append(f"≥ {row.rate_count} / {row.rate_minutes} min")
    return RuleLine(
        pk=row.pk,
        name=row.name,
        action=row.get_action_display(),
        severity=severity(row.severity) if row.severity else "",
        conditions=tuple(conditions),
        is_on=row.is_on,
        is_tried=bool(row.tried_hash) and row.tried_hash == hash_of_rule(row),
        tried_at=row.tried_at,
        tried_count=row.tried_count,
        is_house=row.is_house,
        client=str(row.client or ""),
        may_change=may_change,
    )


def tried(found: DryRun, rule: ModerationRule, *, at: datetime) -> Tried:
    """The gravest first; what the verdict folds is folded here too, whatever stands in the row."""
    names = {rule.pk: rule.name}
    touched = sorted(found.touched, key=lambda one: (ORDER.index(one[1].severity), one[0].said_at))
    lines: Sequence[Line] = [_line(row, verdict, names, at) for row, verdict in touched[:MOST_SHOWN]]
    acts = [str(verdict.action) for _row, verdict in found.touched]
    fresh = ModerationRule.objects.select_related("client").prefetch_related("lists").get(pk=rule.pk)
    return Tried(
        looked_at=found.looked_at,
        touched=len(found.touched),
        hidden=acts.count("hide"),
        flagged=acts.count("flag"),
        spared=found.spared,
        lines=tuple(lines),
        is_cut=len(touched) > MOST_SHOWN,
        rule=rule_line(fresh, dict(topic_choices()), may_change=True),
    )


def _line(row: Comment, verdict: Verdict, names: dict[int, str], at: datetime) -> Line:
    row.severity, row.is_folded = str(verdict.severity), row.is_folded or verdict.severity in FOLDED
    row.reasons = [
        {"code": str(reason.code), "words": list(reason.words), "rule": reason.rule} for reason in verdict.reasons
    ]
    return line_of(row, names, at)
