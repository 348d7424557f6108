"""The families that stand over the inbox: how many say the same, about what, in which languages, who is apart."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from coulisse.desks.audience.families.queries.naming import first_words, topic_of, with_causes
from coulisse.desks.audience.intake.access import visible_to
from coulisse.desks.audience.intake.models import Conversation, Family
from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.models import Production

FOLDED_FROM: Final = 5
"""So many members or more stand as one row in the inbox."""
MOST_FOLDED: Final = 40
"""Families looked at for one page, the latest first."""
AROUND: Final = timedelta(hours=1)
"""What came so long before the first member or after the last still belongs to the same hours."""
LONGEST: Final = timedelta(days=3)
"""Hours further back than this before the last member are no night any more."""
TO_ANSWER: Final = (Conversation.State.OPEN, Conversation.State.WAITING)
MOST_APART: Final = 1_000


@dataclass(frozen=True, slots=True)
class LanguageShare:
    """How many of a family write in one language, and the row of the family in that language."""

    code: str
    count: int
    family: int


@dataclass(frozen=True, slots=True)
class FoldedFamily:
    """A family, with those joined to it, that stands as one row in the list."""

    pk: int
    title: str
    """What it is about, as a person typed it; else the cause on air; empty where nobody said."""
    topic: str
    """Of most of its members, with the broadcast: the name of a family without a title. Empty: filed nowhere."""
    words: str
    """The first words of the founder: its sub-title, or its name where nothing else is known."""
    size: int
    to_answer: int
    languages: tuple[LanguageShare, ...]
    first_at: datetime
    last_at: datetime
    cause: str
    on_air_at: datetime | None
    programme: str
    families: tuple[int, ...]
    """The rows of the leading family and of those joined to it."""

    @property
    def named(self) -> str:
        return self.title or self.topic or self.words


@dataclass(frozen=True, slots=True)
class Banner:
    """The family over the inbox, and how many of the same hours are apart from it."""

    family: FoldedFamily
    apart: int
    """Conversations of the same hours that are in no family and wait for an answer, one by one."""
    since: datetime
    until: datetime

    @property
    def pk(self) -> int:
        return self.family.pk

    @property
    def title(self) -> str:
        return self.family.title

    @property
    def to_answer(self) -> int:
        return self.family.to_answer


@dataclass(frozen=True, slots=True)
class Waves:
    """The banner, and every family that is folded in the list."""

    banner: Banner | None
    folded: tuple[FoldedFamily, ...]

    @property
    def hidden(self) -> tuple[int, ...]:
        """The rows of families whose members are not listed singly."""
        return tuple(pk for one in self.folded for pk in one.families)


def banner(production: Production, *, user: User) -> Banner | None:
    """The largest family that still waits for its answer; None where there is none."""
    return waves(production, user=user).banner


def waves(production: Production, *, user: User) -> Waves:
    """All of it in four queries, whatever the number of families."""
    groups = _groups(production)
    waiting = _waiting(groups, user)
    folded = tuple(folded_family(rows, waiting) for rows in groups)
    largest = max(folded, key=lambda one: one.to_answer, default=None)
    if largest is None or largest.to_answer < FOLDED_FROM:
        return Waves(None, folded)
    hidden = [pk for one in folded for pk in one.families]
    since = max(largest.first_at - AROUND, largest.last_at - LONGEST)
    until = largest.last_at + AROUND
    apart = apart_from(hidden, production, user=user, since=since, until=until)[:MOST_APART].count()
    return Waves(Banner(largest, apart, since, until), folded)


def waiting_families(production: int) -> int:
    """How many families of this production wait for an answer, joined ones as one; for the shell and the page of
    families, which say the same. One query."""
    ours = Q(family=OuterRef("pk")) | Q(family__joined_to=OuterRef("pk"))
    open_ = Conversation.objects.filter(ours, state__in=TO_ANSWER)
    found = Family.objects.filter(production=production, joined_to__isnull=True, size__gte=FOLDED_FROM)
    return found.filter(Exists(open_)).order_by("-last_at", "-pk")[:MOST_FOLDED].count()


def apart_from(
    hidden: Sequence[int], production: Production, *, user: User, since: datetime, until: datetime
) -> QuerySet[Conversation]:
    """What came in those hours and is in no folded family: somebody answers it one by one."""
    found = visible_to(user).filter(
        production=production, state__in=TO_ANSWER, received_at__gte=since, received_at__lte=until
    )
    return found.exclude(family__in=hidden) if hidden else found


def folded_family(rows: Sequence[Family], waiting: Mapping[int, int]) -> FoldedFamily:
    """The leader first, as `with_causes` reads it; those joined to it follow."""
    leader = rows[0]
    cause: str = getattr(leader, "cause_title", None) or ""
    titled = next((row.title for row in rows if row.title), "")
    return FoldedFamily(
        pk=leader.pk,
        title=titled or cause,
        topic="" if titled or cause else topic_of(leader),
        words=first_words(leader),
        size=sum(row.size for row in rows),
        to_answer=sum(waiting.get(row.pk, 0) for row in rows),
        languages=_languages(rows),
        first_at=min(row.first_at for row in rows),
        last_at=max(row.last_at for row in rows),
        cause=cause,
        on_air_at=getattr(leader, "cause_at", None) or _began(leader),
        programme=str(leader.broadcast.programme) if leader.broadcast else "",
        families=tuple(row.pk for row in rows),
    )


def joined_groups(leading: Iterable[Family]) -> list[list[Family]]:
    """Each leading family with those joined to it, in one query."""
    groups = {family.pk: [family] for family in leading}
    joined = Family.objects.filter(joined_to__in=list(groups)).defer("memory")
    for row in joined.order_by("-size", "pk") if groups else ():
        groups[row.joined_to_id or 0].append(row)
    return list(groups.values())


def _groups(production: Production) -> list[list[Family]]:
    found = Family.objects.filter(production=production, joined_to__isnull=True, size__gte=FOLDED_FROM)
    leading = with_causes(found).defer("memory").order_by("-last_at", "-pk")
    return joined_groups(leading[:MOST_FOLDED])


def _waiting(groups: Iterable[Sequence[Family]], user: User) -> dict[int, int]:
    keys = [row.pk for rows in groups for row in rows]
    if not keys:
        return {}
    found = visible_to(user).filter(family__in=keys, state__in=TO_ANSWER).order_by()
    return dict(found.values_list("family").annotate(count=Count("pk")))


def _began(family: Family) -> datetime | None:
    return family.broadcast.starts_at if family.broadcast else None


def _languages(rows: Sequence[Family]) -> tuple[LanguageShare, ...]:
    shares: dict[str, LanguageShare] = {}
    for row in rows:
        known = shares.get(row.language)
        shares[row.language] = LanguageShare(
            row.language, row.size + (known.count if known else 0), known.family if known else row.pk
        )
    return tuple(shares.values())
