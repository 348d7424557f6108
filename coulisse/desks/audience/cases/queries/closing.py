"""Who wrote about what has changed, and how each is reached: a family, a case, or a topic over some days."""

from dataclasses import dataclass
from typing import Final

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from coulisse.desks.audience.cases.models import Recommendation
from coulisse.desks.audience.intake.models import Channel, Conversation, Message
from coulisse.desks.audience.relations.models import WriterAddress

MOST: Final = 5000


@dataclass(frozen=True, slots=True)
class Reached:
    """One conversation that is answered by mail, in its thread."""

    conversation: Conversation
    address: str
    message_id: str


@dataclass(frozen=True, slots=True)
class ToTell:
    """Who is told what changed."""

    by_mail: tuple[Reached, ...]
    by_post: tuple[Conversation, ...]
    unreachable: tuple[str, ...]
    """References of those who left no address."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Of the readers, in the usual order."""
        found = {one.conversation.language for one in self.by_mail} | {one.language for one in self.by_post}
        known = [language for language in ("fr", "nl", "en") if language in found]
        return tuple(known) or ("fr",) if found <= set(known) else tuple(dict.fromkeys(["fr", *known]))


def concerned(recommendation: Recommendation) -> QuerySet[Conversation]:
    """The conversations that led to it, in one language or both: no threat, nothing unwanted, no automaton."""
    found = Conversation.objects.filter(production=recommendation.production_id)
    wanted = Q(pk__in=[])
    if recommendation.family_id:
        family = recommendation.family
        leader = family.joined_to_id or family.pk if family else recommendation.family_id
        wanted |= Q(family=leader) | Q(family__joined_to=leader)
    if recommendation.case_id:
        wanted |= Q(member__case=recommendation.case_id)
    if recommendation.topic_id and recommendation.from_on and recommendation.to_on:
        wanted |= Q(
            topic=recommendation.topic_id,
            received_at__date__gte=recommendation.from_on,
            received_at__date__lte=recommendation.to_on,
        )
    return found.filter(wanted).exclude(state=Conversation.State.SPAM).filter(is_folded=False)


def to_tell(recommendation: Recommendation) -> ToTell:
    """Everybody concerned who was not told yet; a writer of several conversations is told once, in the latest.

    Two queries.
    """
    email = WriterAddress.objects.filter(
        writer=OuterRef("writer"), kind=WriterAddress.Kind.EMAIL, bounced_at__isnull=True
    )
    postal = WriterAddress.objects.filter(writer=OuterRef("writer"), kind=WriterAddress.Kind.POSTAL)
    last = Message.objects.filter(conversation=OuterRef("pk"), direction=Message.Direction.IN).order_by(
        "-at", "-id"
    )
    told = recommendation.closings.values("conversation__writer_id")
    rows = (
        concerned(recommendation)
        .exclude(writer__in=told)
        .filter(writer__pseudonymised_at__isnull=True)
        .annotate(
            email=Subquery(email.order_by("id").values("value")[:1]),
            postal=Subquery(postal.order_by("-id").values("value")[:1]),
            answers_to=Subquery(last.values("message_id")[:1]),
            is_robot=Subquery(last.values("is_automatic")[:1]),
        )
        .select_related("writer", "mailbox", "production__company", "broadcast__programme")
        .order_by(F("last_at").desc(), "-id")[:MOST]
    )
    seen: set[int] = set()
    by_mail, by_post, unreachable = [], [], []
    for row in rows:
        if row.writer_id in seen or row.is_robot:
            continue
        seen.add(row.writer_id)
        if row.email and row.channel != Channel.LETTER:
            by_mail.append(Reached(row, row.email, row.answers_to or ""))
        elif row.postal:
            by_post.append(row)
        elif row.email:
            by_mail.append(Reached(row, row.email, ""))
        else:
            unreachable.append(row.reference)
    return ToTell(tuple(by_mail), tuple(by_post), tuple(unreachable))
