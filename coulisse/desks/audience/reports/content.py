"""What surrounds the figures of a report: voices, asks, changes, names. Live in a draft, kept once frozen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils.timezone import localdate

from coulisse.desks.audience.answers.models import Decision
from coulisse.desks.audience.cases.models import Closing
from coulisse.desks.audience.cases.queries.changes import changes_before, open_asks
from coulisse.desks.audience.crisis.models import Verbatim
from coulisse.desks.audience.intake.models import Conversation
from coulisse.desks.audience.reports.counting import bounced_of, conversations_of, recourses_of
from coulisse.desks.audience.reports.models import Report
from coulisse.engines.digest import FamilyTold, Frame, Voice, chosen
from coulisse.foundation.grid.models import Broadcast
from coulisse.foundation.productions.models import Production

MOST_VOICES: Final = 5
MOST_LOOKED_AT: Final = 200


@dataclass(frozen=True, slots=True)
class ChosenVoice:
    """A validated quotation that may be printed."""

    pk: int
    conversation: int
    reference: str
    text: str
    language: str
    channel: str
    in_family: bool
    tone: str
    kind: str
    topic: str

    @property
    def voice(self) -> Voice:
        return Voice(self.pk, self.channel, self.language, self.in_family, self.tone, self.kind, self.topic)


def voices_within(production: Production | None, starts: datetime, ends: datetime) -> list[ChosenVoice]:
    """What was validated of a period; of what was folded or found to be a minor's since, nothing. One query."""
    found = (
        Verbatim.objects.filter(
            withdrawn_at__isnull=True,
            said_at__gte=starts,
            said_at__lt=ends,
            conversation__is_folded=False,
            conversation__writer__is_minor=False,
        )
        .exclude(conversation__kind="minor")
        .exclude(conversation__state=Conversation.State.SPAM)
    )
    if production is not None:
        found = found.filter(production=production)
    rows = found.select_related("conversation__family", "topic").order_by("said_at", "pk")[:MOST_LOOKED_AT]
    return [
        ChosenVoice(
            pk=row.pk,
            conversation=row.conversation_id,
            reference=row.conversation.reference,
            text=row.text,
            language=row.language,
            channel=row.conversation.channel,
            in_family=is_shared(row.conversation),
            tone=row.tone,
            kind=row.kind,
            topic=row.topic.code if row.topic else "",
        )
        for row in rows
    ]


def is_shared(conversation: Conversation) -> bool:
    """Others say the same: a message alone is a family of one."""
    return conversation.family is not None and conversation.family.size > 1


def voices_of(report: Report) -> list[ChosenVoice]:
    """Those chosen by hand, else five that differ most."""
    found = voices_within(report.production, report.starts_at, report.ends_at)
    if report.voices is not None:
        by_pk = {one.pk: one for one in found}
        return [by_pk[pk] for pk in report.voices if pk in by_pk]
    taken = {voice.key for voice in chosen((one.voice for one in found), MOST_VOICES)}
    return sorted((one for one in found if one.pk in taken), key=lambda one: (not one.in_family, one.pk))


def content_of(report: Report, family: FamilyTold | None) -> dict[str, Any]:
    """All that is printed beside the figures, as JSON: what freezing keeps."""
    if report.is_frozen:
        return dict(report.content)
    production, ends = report.production, report.ends_at
    asks = open_asks(production, until=localdate(ends)) if production else ()
    changed = changes_before(production, localdate(report.starts_at), weeks=_weeks(report)) if production else ()
    told_on = _told_on([one.recommendation_id for one in changed])
    return {
        "voices": [
            {
                "pk": one.pk,
                "conversation": one.conversation,
                "reference": one.reference,
                "text": one.text,
                "language": one.language,
                "channel": one.channel,
                "in_family": one.in_family,
            }
            for one in voices_of(report)
        ],
        "asks": [{"pk": one.pk, "what": one.title, "owner": one.owner, "due": _iso(one.due_on)} for one in asks],
        "changed": [
            {
                "pk": one.recommendation_id,
                "what": one.what_changed,
                "on": _iso(one.done_on),
                "told": one.told,
                "told_on": _iso(told_on.get(one.recommendation_id)),
            }
            for one in changed
        ],
        "bounced": bounced_of(family.key, report.starts_at, ends) if family else 0,
        "approved_by": approvers_of(family.key) if family else [],
        "recourse": recourses_of(production, report.starts_at, ends) if report.kind == Report.Kind.YEAR else [],
    }


def _weeks(report: Report) -> int:
    """A letter looks back eight weeks, a yearly report over its year."""
    return 60 if report.kind == Report.Kind.YEAR else 8


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _told_on(recommendations: Sequence[int]) -> dict[int, date]:
    """On which day the writers were last told."""
    rows = Closing.objects.filter(recommendation__in=recommendations).order_by("at")
    return {pk: localdate(at) for pk, at in rows.values_list("recommendation", "at")}


def approvers_of(family: int) -> list[str]:
    """Who approved the wording that answers a family, in the order in which they did."""
    found = Decision.objects.filter(
        state=Decision.State.APPROVED, version__wording__family=family, version__approved_at__isnull=False
    ).order_by("decided_at", "pk")
    names = found.values_list("decided_by__name", flat=True)
    return list(dict.fromkeys(name for name in names if name))


def names_of(report: Report, frame: Frame, broadcast: Broadcast | None) -> dict[str, str]:
    """Whose report it is, in names that may change later."""
    production = report.production
    details: Mapping[str, Any] = production.details if production else {}
    channel = broadcast.channel.name if broadcast else str(details.get("channel") or "")
    return {
        "production": production.title if production else "",
        "house": production.company.name if production else "",
        "channel": channel,
        "place": (production.company.city if production else "") or "Bruxelles",
    }


def counted_conversations(report: Report) -> int:
    return (
        conversations_of(report.production)
        .filter(received_at__gte=report.starts_at, received_at__lt=report.ends_at)
        .count()
    )
