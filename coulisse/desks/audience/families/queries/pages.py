"""The list of families, and one family whole."""

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Count, Q
from django.db.models.functions import TruncHour
from django.utils.translation import gettext as _

from coulisse.desks.audience.families.queries.naming import with_causes
from coulisse.desks.audience.families.queries.waves import (
    FOLDED_FROM,
    TO_ANSWER,
    FoldedFamily,
    folded_family,
    joined_groups,
)
from coulisse.desks.audience.intake.access import visible_to
from coulisse.desks.audience.intake.labels import reasons_in_words
from coulisse.desks.audience.intake.models import Conversation, Family, Message, RunningItem
from coulisse.engines import families as engine
from coulisse.engines.families.minhash import words_of
from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.models import Production
from coulisse.kernel.language import Language
from coulisse.kernel.times import BRUSSELS

PAGE: Final = 40
MEMBERS: Final = 50
MOST_APART: Final = 60
AT_RANDOM: Final = 5
VARIES_BELOW: Final = 0.85
"""A word that fewer of the members have is shown as one that varies."""
LONGEST_CURVE: Final = timedelta(hours=48)
ITEMS: Final = 80
COMPARED: Final = 60
"""Families of one production looked at for a join in another language, the latest."""
LEAST_JOINED: Final = 3
TOGETHER: Final = timedelta(hours=2)
"""Families that began within so little of each other may be of one burst."""
SLOT, CAUSE, HOURS = "broadcast:", "cause:", "burst:"


@dataclass(frozen=True, slots=True)
class Line:
    """One family of the list."""

    family: FoldedFamily
    apart: int
    answered: int

    @property
    def share(self) -> int:
        """Answered, in hundredths."""
        return round(100 * self.answered / self.family.size) if self.family.size else 0


@dataclass(frozen=True, slots=True)
class Member:
    """One conversation of a family, or one kept out of it."""

    pk: int
    reference: str
    name: str
    preview: str
    language: str
    received_at: datetime
    state: str
    state_label: str
    reasons: tuple[tuple[str, str], ...]
    is_folded: bool


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the founder's text with the space after it; `share` of the members who have it, in hundredths."""

    text: str
    share: int
    varies: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """One hour of the curve."""

    at: datetime
    count: int


@dataclass(frozen=True, slots=True)
class JoinProposal:
    """Another family that seems to say the same in another language."""

    pk: int
    language: str
    size: int
    words: str
    common: tuple[str, ...]
    """What both name."""
    by_meaning: bool = False
    """Found by the sentence encoder."""


@dataclass(frozen=True, slots=True)
class Whole:
    """One family with everything that is decided about it."""

    family: FoldedFamily
    version: int
    typed_title: str
    cause: int | None
    production: int | None
    paragraphs: tuple[tuple[Word, ...], ...]
    """The founder's text."""
    in_common: int | None
    """Of the words of the common text, how many a member has on average, in hundredths."""
    joined: tuple[JoinProposal, ...]
    """Families joined to it."""
    proposals: tuple[JoinProposal, ...]
    exceptions: tuple[Member, ...]
    more_exceptions: bool
    answered: int
    curve: tuple[Bar, ...]
    items: tuple[tuple[int, datetime, str], ...]
    """The running order, to choose the cause from."""
    members: tuple[Member, ...]
    place: str
    """Where the next members begin."""


def listing(
    production: Production, *, user: User, before: tuple[datetime, int] | None = None, small: bool = False
) -> tuple[tuple[Line, ...], str]:
    """The families that stand over the inbox, the latest first, in four queries; and where the next page begins.

    `small`: those of two and more that are too few for that, and are listed singly there.
    """
    found = Family.objects.filter(production=production, joined_to__isnull=True)
    found = found.filter(size__gte=2, size__lt=FOLDED_FROM) if small else found.filter(size__gte=FOLDED_FROM)
    if before is not None:
        found = found.filter(Q(last_at__lt=before[0]) | Q(last_at=before[0], pk__lt=before[1]))
    ordered = with_causes(found).defer("memory").order_by("-last_at", "-pk")
    leading = list(ordered[: PAGE + 1])
    groups = joined_groups(leading[:PAGE])
    counts, apart = _counts(groups, user), _apart_counts(groups, user)
    waiting = {pk: open_ for pk, (open_, _answered) in counts.items()}
    lines = tuple(
        Line(
            folded_family(rows, waiting),
            sum(apart.get(row.pk, 0) for row in rows),
            sum(counts.get(row.pk, (0, 0))[1] for row in rows),
        )
        for rows in groups
    )
    last = leading[PAGE - 1] if len(leading) > PAGE else None
    return lines, written_place(last.last_at, last.pk) if last else ""


def whole(family: Family, *, user: User, after: tuple[datetime, int] | None = None) -> Whole:
    """One family and those joined to it, in eleven queries at most."""
    leader = with_causes(Family.objects.all()).get(pk=family.pk)
    rows = [leader, *Family.objects.filter(joined_to=family).order_by("-size", "pk")]
    counts = _counts([rows], user)
    keys = [row.pk for row in rows]
    members, place = members_of(keys, user=user, after=after)
    apart = list(_apart(keys, user)[: MOST_APART + 1])
    shown = folded_family(rows, {pk: n for pk, (n, _a) in counts.items()})
    words = Counter({str(word): int(n) for word, n in _of(family.memory, "words").items()})
    return Whole(
        family=shown,
        version=family.version,
        typed_title=family.title,
        cause=family.cause_id,
        production=family.production_id,
        paragraphs=tuple(_marked(family.text, words, family.size)),
        in_common=_in_common(words, family.size),
        joined=tuple(_proposal(row, ()) for row in rows[1:]),
        proposals=proposals(family, rows),
        exceptions=tuple(_member(one) for one in apart[:MOST_APART]),
        more_exceptions=len(apart) > MOST_APART,
        answered=sum(answered for _open, answered in counts.values()),
        curve=curve(keys, user=user, first_at=shown.first_at),
        items=_items(family),
        members=members,
        place=place,
    )


def members_of(
    families: Sequence[int], *, user: User, after: tuple[datetime, int] | None = None
) -> tuple[tuple[Member, ...], str]:
    """The members as they came, one page; and where the next one begins."""
    found = visible_to(user).filter(family__in=families).select_related("writer")
    if after is not None:
        found = found.filter(Q(received_at__gt=after[0]) | Q(received_at=after[0], pk__gt=after[1]))
    rows = list(found.order_by("received_at", "pk")[: MEMBERS + 1])
    last = rows[MEMBERS - 1] if len(rows) > MEMBERS else None
    return tuple(_member(one) for one in rows[:MEMBERS]), written_place(last.received_at, last.pk) if last else ""


def at_random(
    families: Sequence[int], *, user: User, seed: int, most: int = AT_RANDOM
) -> tuple[tuple[Member, str], ...]:
    """Some members with their own words, drawn by chance that `seed` repeats: another seed, other members."""
    keys = list(visible_to(user).filter(family__in=families).order_by("pk").values_list("pk", flat=True)[:20_000])
    chosen = random.Random(seed).sample(keys, min(most, len(keys)))  # noqa: S311  # a draw, no secret
    rows = visible_to(user).filter(pk__in=chosen).select_related("writer").order_by("received_at", "pk")
    first = Message.objects.filter(conversation__in=chosen, direction=Message.Direction.IN)
    texts = dict(
        first.order_by("conversation", "at", "pk").distinct("conversation").values_list("conversation", "new_text")
    )
    return tuple((_member(one), "" if one.is_folded else texts.get(one.pk, "")) for one in rows)


def curve(families: Sequence[int], *, user: User, first_at: datetime) -> tuple[Bar, ...]:
    """How many came each hour of the first two days, hours without any counted as none."""
    found = visible_to(user).filter(family__in=families, received_at__lt=first_at + LONGEST_CURVE)
    hours = dict(
        found.annotate(hour=TruncHour("received_at", tzinfo=BRUSSELS))
        .order_by()
        .values_list("hour")
        .annotate(count=Count("pk"))
    )
    if not hours:
        return ()
    at, last, bars = min(hours), max(hours), []
    while at <= last:
        bars.append(Bar(at, hours.get(at, 0)))
        at += timedelta(hours=1)
    return tuple(bars)


def proposals(family: Family, rows: Sequence[Family]) -> tuple[JoinProposal, ...]:
    """Families of other languages that seem to say the same, with what both name; a person joins them."""
    languages = {row.language for row in rows}
    others = Family.objects.filter(production=family.production_id, joined_to__isnull=True, size__gte=LEAST_JOINED)
    near = list(
        others.exclude(pk__in=[row.pk for row in rows])
        .exclude(language__in=languages)
        .order_by("-last_at", "-pk")[:COMPARED]
    )
    if not near:
        return ()
    known = {one.key: _shared(family, one) for one in near}
    known[family.key] = set[str]().union(*known.values())
    found = engine.joins([remembered(one) for one in (family, *near)], known)
    by_key = {one.key: one for one in near}
    mine = []
    for one in found:
        other = one.second if one.first == family.key else one.first if one.second == family.key else ""
        if other in by_key:
            mine.append(_proposal(by_key.pop(other), tuple(_mark_in_words(mark) for mark in one.common)))
    kin = {one.get("family") for one in family.kin}
    mine += [_proposal(row, (), by_meaning=True) for row in by_key.values() if row.pk in kin]
    return tuple(mine)


def _shared(family: Family, other: Family) -> set[str]:
    """What two families share that no word of theirs tells: the slot, its cause, and the hours they began in."""
    shared = set()
    if family.broadcast_id and family.broadcast_id == other.broadcast_id:
        shared.add(f"{SLOT}{family.broadcast_id}")
        if family.cause_id == other.cause_id:
            shared.add(f"{CAUSE}{family.cause_id or family.broadcast_id}")
    if abs(family.first_at - other.first_at) <= TOGETHER:
        shared.add(f"{HOURS}{family.key}")
    return shared


def _mark_in_words(mark: str) -> str:
    """A name as it is; what we added, in words."""
    if mark.startswith(SLOT):
        return _("the same broadcast")
    if mark.startswith(CAUSE):
        return _("the same cause")
    return _("the same hours") if mark.startswith(HOURS) else mark


def remembered(family: Family) -> engine.Family:
    """What the comparison of two languages needs of a family."""
    words = Counter({str(word): int(n) for word, n in _of(family.memory, "words").items()})
    language = Language(family.language) if family.language in set(Language) else Language.UND
    return engine.Family(family.key, language, family.text, size=family.size, words=words)


def written_place(at: datetime, pk: int) -> str:
    return f"{at.isoformat()}_{pk}"


def _of(memory: object, name: str) -> Mapping[str, Any]:
    found = memory.get(name) if isinstance(memory, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def _marked(text: str, words: Counter[str], size: int) -> Iterable[tuple[Word, ...]]:
    """Paragraphs of words; those that vary are told by how many members have them."""
    for paragraph in text.strip().split("\n"):
        if paragraph.strip():
            yield tuple(_word(word, words, size) for word in paragraph.split())


def _word(text: str, words: Counter[str], size: int) -> Word:
    bare = [part for part in words_of(text) if part in words]
    if not bare or size < 2:
        return Word(text, 100, varies=False)
    share = min(words[part] for part in bare) / size
    return Word(text, min(round(100 * share), 100), varies=share < VARIES_BELOW)


def _in_common(words: Counter[str], size: int) -> int | None:
    core = [members for members in words.values() if 2 * members >= size]
    return min(round(100 * sum(core) / (len(core) * size)), 100) if core and size > 1 else None


def _counts(groups: Iterable[Sequence[Family]], user: User) -> dict[int, tuple[int, int]]:
    """To answer and answered, by row of a family."""
    keys = [row.pk for rows in groups for row in rows]
    if not keys:
        return {}
    answered = Q(state__in=(Conversation.State.ANSWERED, Conversation.State.CLOSED))
    found = visible_to(user).filter(family__in=keys).order_by().values_list("family")
    counted = found.annotate(
        open=Count("pk", filter=Q(state__in=TO_ANSWER)), answered=Count("pk", filter=answered)
    )
    return {pk: (open_, done) for pk, open_, done in counted}


def _apart_counts(groups: Iterable[Sequence[Family]], user: User) -> dict[int, int]:
    keys = [row.pk for rows in groups for row in rows]
    found = visible_to(user).filter(beside__in=keys).order_by().values_list("beside")
    return dict(found.annotate(count=Count("pk"))) if keys else {}


def _apart(families: Sequence[int], user: User) -> Any:
    return visible_to(user).filter(beside__in=families).select_related("writer").order_by("-received_at", "-pk")


def _items(family: Family) -> tuple[tuple[int, datetime, str], ...]:
    if family.broadcast_id is None:
        return ()
    found = RunningItem.objects.filter(broadcast=family.broadcast_id).order_by("starts_at", "pk")
    return tuple((item.pk, item.starts_at, item.title) for item in found[:ITEMS])


def _proposal(row: Family, common: tuple[str, ...], *, by_meaning: bool = False) -> JoinProposal:
    return JoinProposal(row.pk, row.language, row.size, " ".join(row.text.split())[:160], common, by_meaning)


def _member(one: Conversation) -> Member:
    return Member(
        pk=one.pk,
        reference=one.reference,
        name=str(one.writer),
        preview="" if one.is_folded else one.preview or one.subject,
        language=one.language.upper() if one.language != "und" else "",
        received_at=one.received_at,
        state=one.state,
        state_label=one.get_state_display(),
        reasons=tuple(reasons_in_words(one.apart)),
        is_folded=one.is_folded,
    )
