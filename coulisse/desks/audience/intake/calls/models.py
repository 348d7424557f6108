"""What a call has beside its words."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Call(models.Model):
    """The telephone side of one conversation."""

    conversation = models.OneToOneField("audience.Conversation", on_delete=models.CASCADE, related_name="call")
    production = models.ForeignKey(
        "productions.Production", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """That of the conversation, so that the list of those to ring back reads one index."""
    number = models.CharField(_("Number"), max_length=60, blank=True)
    by_relay = models.BooleanField(_("Through a relay service for deaf people"), default=False)
    ring_back_on = models.DateField(_("To ring back on"), null=True, blank=True)
    rung_back_at = models.DateTimeField(null=True, blank=True)
    rung_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["production", "ring_back_on", "id"],
                condition=Q(ring_back_on__isnull=False) & Q(rung_back_at__isnull=True),
                name="calls_to_return",
            )
        ]

    def __str__(self) -> str:
        return self.number
