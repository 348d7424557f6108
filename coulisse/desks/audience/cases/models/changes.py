"""« Changed because of you »: from what the public said to what was decided, done, measured and told back."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.foundation.journal.versions import Versioned


class Recommendation(Versioned):
    """One thing that the public's messages lead the house to ask of a production."""

    class Decision(models.TextChoices):
        NONE = "", pgettext_lazy("recommendation", "awaited")
        ACCEPTED = "accepted", pgettext_lazy("recommendation", "accepted")
        PARTLY = "partly", pgettext_lazy("recommendation", "accepted in part")
        REFUSED = "refused", pgettext_lazy("recommendation", "refused")

    production = models.ForeignKey(
        "productions.Production", verbose_name=_("Production"), on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField(_("What we recommend"), max_length=200)
    why = models.TextField(_("Why"), blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=pgettext_lazy("recommendation", "Who decides"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    due_on = models.DateField(_("Answer due"), null=True, blank=True)
    family = models.ForeignKey(
        "audience.Family", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    case = models.ForeignKey("audience.Case", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    topic = models.ForeignKey(
        "audience.Topic",
        verbose_name=_("Topic"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    from_on = models.DateField(null=True, blank=True)
    """With `topic`: the messages received from this day …"""
    to_on = models.DateField(null=True, blank=True)
    """… to this one, both included."""
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    decision = models.CharField(_("Decision"), max_length=8, choices=Decision.choices, blank=True)
    answer = models.TextField(_("Answer of the production"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    done_on = models.DateField(_("In force since"), null=True, blank=True)
    what_changed = models.TextField(_("What was changed"), blank=True)
    """As the public is told: one sentence."""

    class Meta:
        ordering: ClassVar = ["-asked_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["production", "-asked_at", "-id"], name="recommendations_latest"),
            models.Index(
                fields=["production", "done_on"], condition=Q(done_on__isnull=False), name="changes_by_day"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Effect(models.Model):
    """What was measured before and after: typed with its source, or counted from the messages on the topic."""

    class How(models.TextChoices):
        TYPED = "typed", pgettext_lazy("effect", "typed, with its source")
        COUNTED = "counted", pgettext_lazy("effect", "counted from the messages")

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="effects")
    how = models.CharField(max_length=7, choices=How.choices)
    label = models.CharField(_("What is measured"), max_length=160)
    before = models.CharField(_("Before"), max_length=40)
    after = models.CharField(_("After"), max_length=40)
    before_on = models.CharField(_("Period before"), max_length=60, blank=True)
    after_on = models.CharField(_("Period after"), max_length=60, blank=True)
    source = models.CharField(_("Source"), max_length=250)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "id"]


class Closing(models.Model):
    """The writers of a family, a case or a topic were told what changed: one row a writing."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="closings")
    conversation = models.ForeignKey("audience.Conversation", on_delete=models.CASCADE, related_name="closings")
    message = models.ForeignKey("audience.Message", on_delete=models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["recommendation", "conversation"], name="told_once_what_changed")
        ]
