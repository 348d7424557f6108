"""The rules of a house: what they look at, what they propose, and what they may never do.

A rule speaks where all of its conditions hold. It proposes: to hide, to flag for a look, or only another place in
the order. Whoever criticises is never hidden by a rule: where the words alone read as criticism and as nothing
worse, "hide" becomes "flag", and the verdict says so.
"""

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from coulisse.engines.moderation.severity import ORDER, Judged, Reason, Severity, graver, judge_all
from coulisse.engines.moderation.words import Lexicon


class Action(StrEnum):
    """What a rule proposes; the value is what a column holds."""

    HIDE = "hide"
    FLAG = "flag"
    SORT = "sort"
    """Only another place in the order."""


WORSE_THAN_CRITICISM = frozenset(ORDER[: ORDER.index(Severity.CRITICISM)])
STRENGTH = {Action.HIDE: 2, Action.FLAG: 1, Action.SORT: 0}


@dataclass(frozen=True, slots=True)
class Rate:
    """So many comments of one author within so many minutes."""

    count: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Rule:
    """Conditions that are empty are not asked; a lexicon without a word is asked and never holds.

    A rule without any condition never speaks.
    """

    key: int
    action: Action
    lexicon: Lexicon | None = None
    severities: frozenset[str] = frozenset()
    """What the words alone say: any of these."""
    languages: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    links: int = 0
    """At least so many addresses in the text."""
    rate: Rate | None = None
    severity: Severity | None = None
    """How grave it is by this rule; it is never made less grave."""

    @property
    def asks(self) -> bool:
        given = (self.severities, self.languages, self.topics, self.links, self.rate)
        return self.lexicon is not None or any(given)


@dataclass(frozen=True, slots=True)
class Said:
    """One comment. `author` is the caller's key; `at` has an offset."""

    key: str
    text: str
    author: str
    at: datetime
    language: str = ""
    topics: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is proposed for one comment, and why. `rule` is the one that proposes the most, 0 for none."""

    key: str
    severity: Severity
    reasons: tuple[Reason, ...]
    action: Action | None = None
    rule: int = 0
    is_spared: bool = False
    """A rule would have hidden it, and it is criticism."""
    judged: Judged | None = field(default=None, compare=False, repr=False)


def verdicts(
    said: Sequence[Said], rules: Sequence[Rule], *, before: Mapping[str, Sequence[datetime]] | None = None
) -> list[Verdict]:
    """One for each, in the order given. `before` are the moments of earlier comments, by author."""
    judged = judge_all([one.text for one in said])
    pace = _pace(said, before or {}) if any(rule.rate for rule in rules) else {}
    asking = [rule for rule in rules if rule.asks]
    return [
        _verdict(one, found, asking, pace.get(one.author, [])) for one, found in zip(said, judged, strict=True)
    ]


def _pace(said: Sequence[Said], before: Mapping[str, Sequence[datetime]]) -> dict[str, list[datetime]]:
    """The moments at which each author spoke, in their order."""
    moments: dict[str, list[datetime]] = defaultdict(list)
    for author, known in before.items():
        moments[author] = sorted(known)
    for one in said:
        insort(moments[one.author], one.at)
    return moments


def _verdict(one: Said, judged: Judged, rules: Sequence[Rule], moments: Sequence[datetime]) -> Verdict:
    severity, action, key = judged.severity, None, 0
    reasons, is_spared = list(judged.reasons), False
    may_hide = not judged.is_criticism or judged.severity in WORSE_THAN_CRITICISM
    for rule in rules:
        why = list(_speaks(rule, one, judged, moments))
        if not why:
            continue
        reasons += why
        proposed = rule.action
        if proposed is Action.HIDE and not may_hide:
            proposed, is_spared = Action.FLAG, True
        if rule.severity is not None and may_hide:
            severity = graver(severity, rule.severity)
        if action is None or STRENGTH[proposed] > STRENGTH[action]:
            action, key = proposed, rule.key
    if is_spared:
        reasons.append(Reason("spared"))
    return Verdict(one.key, severity, tuple(reasons), action, key, is_spared, judged)


def _speaks(rule: Rule, one: Said, judged: Judged, moments: Sequence[datetime]) -> Iterator[Reason]:
    """The reasons of a rule, none where one of its conditions does not hold."""
    why: list[Reason] = []
    if rule.lexicon is not None:
        words = rule.lexicon.found(judged.words)
        if not words:
            return
        why.append(Reason("rule", words, rule.key))
    if rule.severities:
        if judged.severity not in rule.severities:
            return
        why.append(Reason("rule", tuple(judged.reasons[0].words) if judged.reasons else (), rule.key))
    if rule.languages and one.language not in rule.languages:
        return
    if rule.topics and not rule.topics & one.topics:
        return
    if rule.links and judged.links < rule.links:
        return
    if rule.rate is not None:
        spoken = _within(moments, one.at, rule.rate)
        if spoken < rule.rate.count:
            return
        why.append(Reason("rate", (str(spoken), str(rule.rate.minutes)), rule.key))
    if rule.links:
        why.append(Reason("links", (str(judged.links),), rule.key))
    if rule.topics:
        why.append(Reason("topic", tuple(sorted(rule.topics & one.topics)), rule.key))
    if rule.languages and not why:
        why.append(Reason("language", (one.language,), rule.key))
    yield from why


def _within(moments: Sequence[datetime], at: datetime, rate: Rate) -> int:
    """How often this author spoke in the minutes up to this comment, it included."""
    first = bisect_left(moments, at - timedelta(minutes=rate.minutes))
    return bisect_right(moments, at) - first
