"""The journal: one row is the audit line, the outbox and the history at once."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

MAX_ATTEMPTS = 8
"""After so many failures (about twenty minutes) a delivery is stuck: it waits for a person."""


class Entry(models.Model):
    """One fact, by whom and when. Never changed, never deleted."""

    kind = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField(default=1)
    payload = models.JSONField(default=dict)
    subject = models.CharField(max_length=60, blank=True)
    """What it is about, dotted: `people.contact`."""
    subject_id = models.BigIntegerField(null=True)
    production_id = models.BigIntegerField(null=True)
    client_id = models.BigIntegerField(null=True)
    desk = models.CharField(max_length=10, blank=True)
    private = models.BooleanField(default=False)
    """Read only by those who may read pay, health, diets and minors."""
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    at = models.DateTimeField()

    class Meta:
        # Each list ends in (-at, -id), the order of the page, so that any filter is read a page at a time.
        indexes: ClassVar = [
            models.Index(fields=["-at", "-id"], name="journal_newest_first"),
            models.Index(fields=["subject", "subject_id", "-at", "-id"], name="journal_of_an_object"),
            models.Index(fields=["production_id", "-at", "-id"], name="journal_of_a_production"),
            models.Index(fields=["client_id", "-at", "-id"], name="journal_of_a_client"),
            models.Index(fields=["kind", "-at", "-id"], name="journal_of_a_kind"),
            models.Index(fields=["by", "-at", "-id"], name="journal_of_a_person"),
            models.Index(fields=["desk", "-at", "-id"], name="journal_of_a_desk"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def owed(self) -> "DeliveryQuerySet":
        """Not delivered, and still tried."""
        return self.filter(delivered_at__isnull=True, attempts__lt=MAX_ATTEMPTS)

    def stuck(self) -> "DeliveryQuerySet":
        """Not delivered, and no longer tried until a person says so."""
        return self.filter(delivered_at__isnull=True, attempts__gte=MAX_ATTEMPTS)


class Delivery(models.Model):
    """One fact owed to one reaction. This row is the truth; the job only wakes it."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="deliveries", db_index=False)
    link = models.CharField(max_length=120)
    delivered_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()
    error = models.TextField(blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry", "link"], name="one_delivery_per_fact_and_link")
        ]
        indexes: ClassVar = [
            models.Index(fields=["link", "id"], condition=Q(delivered_at__isnull=True), name="deliveries_owed"),
        ]

    def __str__(self) -> str:
        return f"{self.link} for {self.entry_id}"
