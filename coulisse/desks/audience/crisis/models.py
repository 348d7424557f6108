"""Alarms, what is usual, who is on call, crises with their log, and the words of the public that may be quoted."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.foundation.journal.versions import Versioned

PERSON = settings.AUTH_USER_MODEL


class Usual(models.Model):
    """What is usual for a production: messages by topic and hour of the day, learned from its own history."""

    production = models.OneToOneField(
        "productions.Production", on_delete=models.CASCADE, related_name="+", primary_key=True
    )
    counts = models.JSONField(default=dict)
    """{topic: {hour: messages}}; the topic "" is all of them."""
    days = models.FloatField(default=0.0)
    """How many days of history were counted."""
    until = models.DateTimeField()
    learned_at = models.DateTimeField()


class Alarm(Versioned):
    """One burst of messages, tied to its slot. One row a burst, written anew while it grows. It proposes only."""

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("alarm", "to look at")
        WATCHED = "watched", pgettext_lazy("alarm", "watched")
        CRISIS = "crisis", pgettext_lazy("alarm", "crisis")
        OVER = "over", pgettext_lazy("alarm", "over")

    production = models.ForeignKey("productions.Production", on_delete=models.CASCADE, related_name="+")
    topic = models.CharField(max_length=60, blank=True)
    """Empty: all messages about the production."""
    broadcast = models.ForeignKey(
        "grid.Broadcast", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    cause = models.ForeignKey(
        "audience.RunningItem", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    family = models.ForeignKey(
        "audience.Family", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    """The largest one: those joined to it are counted with it."""
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    peak_at = models.DateTimeField()
    messages = models.PositiveIntegerField()
    same_cause = models.PositiveIntegerField(default=0)
    writers = models.PositiveIntegerField()
    families = models.PositiveIntegerField()
    topics = models.PositiveIntegerField(default=0)
    expected = models.FloatField()
    surprise = models.FloatField()
    compared_with = models.PositiveSmallIntegerField(default=0)
    """How many earlier broadcasts it was held against."""
    signs = models.JSONField(default=list)
    """[{"code", "share", "which"}]: what speaks for an organised campaign."""
    is_organised = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PROPOSED)
    raised_at = models.DateTimeField()
    counted_at = models.DateTimeField()
    told_count = models.PositiveIntegerField(default=0)
    """How many messages there were when people were last told."""
    watched_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    watched_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["production", "-began_at", "-id"], name="alarms_latest_first")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ended_at__gt=F("began_at")), name="an_alarm_ends_after_it_began"),
            models.UniqueConstraint(fields=["production", "topic", "began_at"], name="one_alarm_per_beginning"),
        ]

    def __str__(self) -> str:
        return f"{self.messages} · {self.began_at:%d/%m %H:%M}"


class OnCall(models.Model):
    """Who keeps watch over the messages of a broadcast."""

    broadcast = models.ForeignKey("grid.Broadcast", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(PERSON, verbose_name=_("Person"), on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["broadcast", "person"], name="somebody_is_on_call_once_per_broadcast")
        ]


class Crisis(Versioned):
    """Somebody opened it, for a reason; somebody stands it down, for a reason. It may be taken up again."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("crisis", "open")
        DOWN = "down", pgettext_lazy("crisis", "stood down")

    production = models.ForeignKey("productions.Production", on_delete=models.PROTECT, related_name="+")
    alarm = models.ForeignKey(Alarm, on_delete=models.SET_NULL, null=True, blank=True, related_name="crises")
    title = models.CharField(_("What it is about"), max_length=200)
    state = models.CharField(max_length=4, choices=State.choices, default=State.OPEN)
    opened_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    down_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    down_at = models.DateTimeField(null=True, blank=True)
    lessons = models.TextField(_("What we learn from it"), blank=True)

    class Meta:
        verbose_name_plural = "crises"
        indexes: ClassVar = [models.Index(fields=["production", "-opened_at", "-id"], name="crises_latest_first")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["production"], condition=Q(state="open"), name="one_open_crisis_per_production"
            )
        ]

    def __str__(self) -> str:
        return self.title


class CrisisAct(models.Model):
    """One line of the log of a crisis."""

    class Kind(models.TextChoices):
        OPENED = "opened", pgettext_lazy("crisis act", "Crisis opened")
        NOTED = "noted", pgettext_lazy("crisis act", "Noted")
        CHECKED = "checked", pgettext_lazy("crisis act", "Done by hand")
        UNCHECKED = "unchecked", pgettext_lazy("crisis act", "Taken back")
        TOLD = "told", pgettext_lazy("crisis act", "Team told")
        DOWN = "down", pgettext_lazy("crisis act", "Stood down")
        RESUMED = "resumed", pgettext_lazy("crisis act", "Taken up again")
        LESSONS = "lessons", pgettext_lazy("crisis act", "Lessons written")

    crisis = models.ForeignKey(Crisis, on_delete=models.CASCADE, related_name="acts")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    text = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "id"]


class CrisisCheck(Versioned):
    """One line of the list that is kept by hand where no desk listens."""

    crisis = models.ForeignKey(Crisis, on_delete=models.CASCADE, related_name="checks")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("Line"), max_length=200)
    done_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["position", "id"]


class Verbatim(Versioned):
    """Words of the public that may be quoted: without names, places and rare facts, and looked at one by one."""

    conversation = models.ForeignKey("audience.Conversation", on_delete=models.CASCADE, related_name="verbatims")
    production = models.ForeignKey(
        "productions.Production", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    text = models.CharField(_("Words as they are quoted"), max_length=400)
    language = models.CharField(max_length=3)
    said_at = models.DateTimeField()
    tone = models.CharField(max_length=8, blank=True)
    kind = models.CharField(max_length=16, blank=True)
    topic = models.ForeignKey("audience.Topic", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    validated_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    validated_at = models.DateTimeField()
    reason = models.CharField(_("Why these words"), max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["production", "said_at"],
                condition=Q(withdrawn_at__isnull=True),
                name="verbatims_by_moment",
            )
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["conversation"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_verbatim_per_conversation",
            )
        ]
