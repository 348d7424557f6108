"""Until when something is answered, with the rule that says so; every earlier reckoning stays."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy


class Deadline(models.Model):
    """One reckoning of the last day, for a conversation or a case. The latest stands, the others are history."""

    class Route(models.TextChoices):
        SERVICE = "service", pgettext_lazy("service", "Service to the public")
        MEDIATION = "mediation", pgettext_lazy("service", "Mediation")
        PRIVACY = "privacy", pgettext_lazy("route", "Privacy request")
        REPLY = "right_of_reply", pgettext_lazy("route", "Right of reply")
        HAND = "hand", pgettext_lazy("route", "Day chosen by hand")

    conversation = models.ForeignKey(
        "audience.Conversation", on_delete=models.CASCADE, null=True, blank=True, related_name="deadlines"
    )
    case = models.ForeignKey(
        "audience.Case", on_delete=models.CASCADE, null=True, blank=True, related_name="deadlines"
    )
    route = models.CharField(max_length=14, choices=Route.choices)
    code = models.CharField(max_length=60, blank=True)
    """The parameter: `audience.reply_delay`; empty for a day chosen by hand."""
    amount = models.PositiveSmallIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=12, blank=True)
    """As `engines.deadlines.Unit` names them."""
    regime = models.CharField(max_length=60, blank=True)
    """Whose rule it is, where it is not the house's own: `RTBF`."""
    source = models.CharField(max_length=300, blank=True)
    read_on = models.DateField(null=True, blank=True)
    confidence = models.CharField(max_length=1, blank=True)
    skipped = models.JSONField(default=list)
    """Holidays that were not counted: [{"day", "detail"}]."""
    starts_on = models.DateField()
    due_on = models.DateField()
    reason = models.CharField(max_length=300, blank=True)
    is_current = models.BooleanField(default=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(conversation__isnull=True) ^ Q(case__isnull=True), name="a_deadline_of_one_thing"
            ),
            models.UniqueConstraint(
                fields=["conversation"], condition=Q(is_current=True), name="one_deadline_of_a_conversation"
            ),
            models.UniqueConstraint(fields=["case"], condition=Q(is_current=True), name="one_deadline_of_a_case"),
        ]
