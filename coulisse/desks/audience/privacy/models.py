"""Requests about one's own data, how long each kind of message is kept, and what was done about both."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.foundation.journal.versions import Versioned

PERSON = settings.AUTH_USER_MODEL


class PrivacyRequest(Versioned):
    """What somebody of the public asks about his data (GDPR, articles 15 to 21), until it is answered."""

    class Kind(models.TextChoices):
        ACCESS = "access", pgettext_lazy("privacy request", "Access (art. 15)")
        RECTIFICATION = "rectify", pgettext_lazy("privacy request", "Rectification (art. 16)")
        ERASURE = "erasure", pgettext_lazy("privacy request", "Erasure (art. 17)")
        OBJECTION = "object", pgettext_lazy("privacy request", "Objection (art. 21)")

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("privacy request", "to handle")
        DONE = "done", pgettext_lazy("privacy request", "done")
        REFUSED = "refused", pgettext_lazy("privacy request", "refused")

    number = models.CharField(_("Number"), max_length=20, unique=True)
    """`RGPD-2027-03`."""
    kind = models.CharField(_("What is asked"), max_length=8, choices=Kind.choices)
    writer = models.ForeignKey("audience.Writer", on_delete=models.PROTECT, related_name="privacy_requests")
    conversation = models.ForeignKey(
        "audience.Conversation", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    """Where it was asked."""
    production = models.ForeignKey(
        "productions.Production", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    received_on = models.DateField(_("Received on"))
    due_on = models.DateField(_("Answer due"))
    extended_why = models.CharField(_("Why it takes longer"), max_length=300, blank=True)
    state = models.CharField(_("State"), max_length=7, choices=State.choices, default=State.OPEN)
    identity_how = models.CharField(_("How identity was checked"), max_length=200, blank=True)
    identity_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.CharField(_("Reason"), max_length=500, blank=True)
    decided_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    account = models.JSONField(default=dict)
    """What was erased and what was kept, place by place: {"erased": [[code, n]], "kept": [[code, n, why]]}."""
    pack_job = models.BigIntegerField(null=True, blank=True)
    """The job that gathered the copy of all data: its file is for whoever asked for it, and for the owner."""
    begun_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    begun_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-received_on", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["due_on"], condition=Q(state="open"), name="privacy_requests_to_handle")
        ]

    def __str__(self) -> str:
        return self.number


class Retention(Versioned):
    """How many months after its end a kind of conversation is kept with names and words."""

    channel = models.CharField(max_length=6, unique=True)
    months = models.PositiveSmallIntegerField(_("Months"))
    source = models.CharField(_("Source"), max_length=200)
    confidence = models.CharField(max_length=1)
    changed_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["channel"]


class RetentionRun(models.Model):
    """One time that what had been kept long enough lost its names and words."""

    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    counts = models.JSONField(default=dict)
    """{"conversations": n, "kept": n, "writers": n}."""
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
