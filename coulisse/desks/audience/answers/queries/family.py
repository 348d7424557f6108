"""One answer to a family: who gets it, who is out and why, and in which languages it is needed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Final

from coulisse.desks.audience.answers.addressing import NEEDED, AnswerChoices, Envelope, envelopes
from coulisse.desks.audience.answers.fields import fill
from coulisse.desks.audience.answers.lines import leading
from coulisse.desks.audience.answers.models import Answer, WordingVersion
from coulisse.desks.audience.care.models import Restriction
from coulisse.desks.audience.care.queries import restricted_among
from coulisse.desks.audience.intake.access import visible_to
from coulisse.desks.audience.intake.labels import reasons_in_words
from coulisse.desks.audience.intake.models import Conversation, Family
from coulisse.desks.audience.intake.presence import AnswerLock
from coulisse.foundation.accounts.models import User

STATES: Final = Conversation.State
TO_ANSWER: Final = (STATES.OPEN, STATES.WAITING)
SHOWN: Final = 5
MOST_SHOWN: Final = 200
"""Of one reason why people are out."""
FASTEST: Final = 600
"""Letters a minute that anybody may ask for."""
BLOCKING: Final = (Restriction.Scope.REVIEW, Restriction.Scope.NO_BULK)


@dataclass(frozen=True, slots=True)
class Out:
    """Somebody who does not get the answer."""

    pk: int
    reference: str
    name: str
    why: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class OutGroup:
    """Everybody out for one reason."""

    code: str
    count: int
    shown: tuple[Out, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Who gets the answer, in which language, and who does not."""

    goes: tuple[Envelope, ...]
    out: tuple[OutGroup, ...]
    languages: tuple[tuple[str, int], ...]
    missing: tuple[tuple[str, int], ...]
    """Languages that somebody needs and the wording does not have."""

    @property
    def count(self) -> int:
        return len(self.goes)

    @property
    def out_count(self) -> int:
        return sum(group.count for group in self.out)


@dataclass(frozen=True, slots=True)
class Pace:
    """How many letters leave in a minute."""

    per_minute: int
    """What is kept: the smaller of what the desk wishes and of what the mailboxes let leave."""
    mailbox: str = ""
    """The address that lets the fewest leave; empty: nothing leaves by a mailbox."""
    mailbox_per_minute: int = 0

    @property
    def is_held(self) -> bool:
        """Whether it is the mailbox that says so, and not the desk."""
        return bool(self.mailbox) and self.per_minute == self.mailbox_per_minute

    @property
    def most(self) -> int:
        """What may be asked for at most."""
        return min(self.mailbox_per_minute, FASTEST) if self.mailbox else FASTEST


@dataclass(frozen=True, slots=True)
class Sample:
    """One letter as it would leave."""

    pk: int
    reference: str
    name: str
    address: str
    language: str
    subject: str
    text: str


def families_of(family: Family) -> tuple[Family, ...]:
    """The leading family first, then those joined to it."""
    head = leading(family)
    rows = Family.objects.filter(pk=head) | Family.objects.filter(joined_to=head)
    found = rows.select_related("production", "cause", "broadcast__programme").defer("memory", "signature", "text")
    return tuple(sorted(found, key=lambda one: (one.pk != head, -one.size, one.pk)))


def family_plan(family: Family, version: WordingVersion | None, *, user: User, at: datetime) -> Plan:
    """Everybody of the joined families; the exceptions are told as out. Eight queries, whatever the number."""
    keys = [one.pk for one in families_of(family)]
    members = list(visible_to(user).filter(family__in=keys).select_related(*NEEDED).order_by("received_at", "pk"))
    beside = visible_to(user).filter(beside__in=keys).exclude(family__in=keys).select_related("writer")
    exceptions = list(beside.order_by("received_at", "pk"))
    return plan(members, version, user=user, at=at, exceptions=exceptions)


def plan(
    conversations: Sequence[Conversation],
    version: WordingVersion | None,
    *,
    user: User,
    at: datetime,
    exceptions: Iterable[Conversation] = (),
) -> Plan:
    """Of these conversations (with `NEEDED`), who gets the wording."""
    waiting = [one for one in conversations if one.state in TO_ANSWER]
    packed = envelopes(waiting)
    got = _got_it(waiting, version)
    held = _held(waiting, user, at)
    restricted = restricted_among({one.writer_id for one in waiting}, at)
    goes: list[Envelope] = []
    out: list[Out] = [_exception(one) for one in exceptions]
    for one in conversations:
        if one.state not in TO_ANSWER:
            out.append(_out(one, "spam" if one.state == STATES.SPAM else "answered"))
            continue
        why, detail = _why_out(packed[one.pk], got, held, restricted)
        if why:
            out.append(_out(one, why, detail))
        else:
            goes.append(packed[one.pk])
    languages = Counter(one.language for one in goes)
    texts = version.texts if version is not None else {}
    missing = [(code, count) for code, count in languages.most_common() if not texts.get(code)]
    return Plan(tuple(goes), _grouped(out), tuple(languages.most_common()), tuple(missing if version else ()))


def pace(goes: Sequence[Envelope], *, asked: int | None = None) -> Pace:
    """What is asked for, else what the desk has chosen, and never more than a mailbox lets leave. One query."""
    production = goes[0].conversation.production_id if goes else None
    wished = asked or AnswerChoices([one.conversation for one in goes[:1]]).of(production).per_minute
    boxes = {one.conversation.mailbox for one in goes} - {None}
    if not boxes:
        return Pace(wished)
    slowest = min((box for box in boxes if box is not None), key=lambda box: (box.per_minute, box.pk))
    return Pace(min(wished, slowest.per_minute), slowest.address, slowest.per_minute)


def samples(found: Plan, version: WordingVersion, *, seed: int) -> tuple[Sample, ...]:
    """Five letters drawn at random, each as it would leave: the same seed draws the same ones."""
    ready = [one for one in found.goes if version.texts.get(one.language)]
    drawn = Random(seed).sample(ready, min(SHOWN, len(ready)))  # noqa: S311  # a draw, no secret
    return tuple(
        Sample(
            pk=one.conversation.pk,
            reference=one.conversation.reference,
            name=one.name or one.address,
            address=one.address,
            language=one.language,
            subject=one.subject,
            text=fill(version.texts[one.language], one.values),
        )
        for one in sorted(drawn, key=lambda one: one.conversation.pk)
    )


def _why_out(
    one: Envelope, got: frozenset[int], held: dict[int, str], restricted: dict[int, frozenset[str]]
) -> tuple[str, str]:
    conversation = one.conversation
    if conversation.pk in got:
        return "answered", ""
    if one.is_automatic:
        return "automatic", ""
    if not one.address:
        return ("bounced", one.bounced) if one.bounced else ("address", "")
    if restricted.get(conversation.writer_id, frozenset()) & set(BLOCKING):
        return "restricted", ""
    if conversation.routed_to:
        return "routed", conversation.routed_to
    if conversation.pk in held:
        return "held", held[conversation.pk]
    return "", ""


def _got_it(conversations: Iterable[Conversation], version: WordingVersion | None) -> frozenset[int]:
    """Who got this very wording before, even where the conversation is open again."""
    if version is None:
        return frozenset()
    keys = [one.pk for one in conversations]
    rows = Answer.objects.filter(
        conversation__in=keys, wording=version, bulk__isnull=False, recalled_at__isnull=True
    )
    return frozenset(rows.values_list("conversation_id", flat=True))


def _held(conversations: Iterable[Conversation], user: User, at: datetime) -> dict[int, str]:
    """Whom a colleague is answering at this moment."""
    keys = [one.pk for one in conversations]
    rows = AnswerLock.objects.filter(conversation__in=keys, until__gt=at).exclude(by=user).select_related("by")
    return {row.conversation_id: str(row.by) for row in rows}


def _exception(one: Conversation) -> Out:
    said = "; ".join(
        f"{reason} ({words})" if words and not one.is_folded else reason
        for reason, words in reasons_in_words(one.apart)
    )
    return _out(one, "exception", said)


def _out(one: Conversation, why: str, detail: str = "") -> Out:
    return Out(one.pk, one.reference, one.writer.name or one.reference, why, detail)


def _grouped(out: Iterable[Out]) -> tuple[OutGroup, ...]:
    by_why: dict[str, list[Out]] = {}
    for one in out:
        by_why.setdefault(one.why, []).append(one)
    order = ("exception", "answered", "address", "bounced", "restricted", "routed", "held", "automatic", "spam")
    return tuple(
        OutGroup(code, len(by_why[code]), tuple(by_why[code][:MOST_SHOWN])) for code in order if code in by_why
    )
