"""What a family is called: what a person typed, else its cause on air, else its topic, else its first words."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from coulisse.desks.audience.intake.models import Conversation, Family, RunningItem
from coulisse.foundation.ui.translated import in_language
from coulisse.kernel.times import to_brussels

WORDS: Final = 120
"""Signs of the first words."""


def with_causes(families: QuerySet[Family]) -> QuerySet[Family]:
    """With what each is about on air: the cause that a person chose, else the one marked in its broadcast.

    And with the topic of most of its members; what is filed under « other » does not count.
    """
    marked = RunningItem.objects.filter(broadcast=OuterRef("broadcast"), is_cause=True).order_by("-starts_at")
    filed = Conversation.objects.filter(family=OuterRef("pk"), topic__isnull=False, is_folded=False)
    counted = filed.exclude(topic__code__endswith=".other").order_by().values("topic", "topic__labels")
    most = counted.annotate(members=Count("pk")).order_by("-members", "topic").values("topic__labels")
    return families.select_related("broadcast__programme").annotate(
        cause_title=Coalesce("cause__title", Subquery(marked.values("title")[:1])),
        cause_at=Coalesce("cause__starts_at", Subquery(marked.values("starts_at")[:1])),
        topic_labels=Subquery(most[:1]),
    )


def topic_of(family: Family) -> str:
    """« Sous-titres, Plein Jour du 14/03 »: the topic of most members, with the broadcast that they write about.

    Of a row that `with_causes` read; empty where most are filed under nothing.
    """
    labels: Mapping[str, str] = getattr(family, "topic_labels", None) or {}
    topic = in_language(labels, get_language() or "fr")
    if not topic or family.broadcast is None:
        return topic
    said = {"topic": topic, "programme": str(family.broadcast.programme), "day": _day(family.broadcast.starts_at)}
    return _("%(topic)s, %(programme)s of %(day)s") % said


def first_words(family: Family) -> str:
    return " ".join(family.text.split())[:WORDS]


def name_of(family: Family) -> str:
    """In the reader's language, never empty where somebody wrote something. One query."""
    if family.title:
        return family.title
    row = with_causes(Family.objects.filter(pk=family.pk)).defer("memory", "signature").get()
    return str(getattr(row, "cause_title", "") or "") or topic_of(row) or first_words(row)


def _day(at: datetime) -> str:
    return f"{to_brussels(at):%d/%m}"
