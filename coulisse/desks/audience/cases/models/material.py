"""Pictures to hold back, and what is known of an agreement to be shown."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Material(models.Model):
    """A rush, a photo, a clip or a planned post that somebody asks to be held back."""

    class Kind(models.TextChoices):
        RUSH = "rush", pgettext_lazy("material", "Rush")
        CLIP = "clip", pgettext_lazy("material", "Clip")
        PHOTO = "photo", pgettext_lazy("material", "Photo")
        POST = "post", pgettext_lazy("material", "Planned post")

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("material", "to be blocked")
        BLOCKED = "blocked", pgettext_lazy("material", "blocked")
        RELEASED = "released", pgettext_lazy("material", "released")

    conversation = models.ForeignKey("audience.Conversation", on_delete=models.CASCADE, related_name="materials")
    kind = models.CharField(_("Kind"), max_length=5, choices=Kind.choices)
    label = models.CharField(_("What it is"), max_length=200)
    place = models.CharField(_("Where"), max_length=160, blank=True)
    """The network, the reel, the minute of the programme."""
    goes_at = models.DateTimeField(_("Goes out"), null=True, blank=True)
    source = models.CharField(_("Source"), max_length=200)
    """Who says so: typed by hand as long as no register and no calendar of posts answers."""
    state = models.CharField(max_length=8, choices=State.choices, default=State.PROPOSED)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(_("Reason"), max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["goes_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="proposed") | Q(decided_at__isnull=False) & ~Q(reason=""),
                name="blocked_material_says_why",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["conversation"], condition=Q(state="blocked"), name="material_blocked")
        ]

    def __str__(self) -> str:
        return self.label


class ReleaseFinding(models.Model):
    """What a person found about an agreement to be shown; the latest one stands."""

    class Found(models.TextChoices):
        ABSENT = "absent", pgettext_lazy("release", "no agreement")
        PRESENT = "present", pgettext_lazy("release", "agreement found")
        UNCLEAR = "unclear", pgettext_lazy("release", "not clear")

    conversation = models.ForeignKey(
        "audience.Conversation", on_delete=models.CASCADE, related_name="release_findings"
    )
    person = models.CharField(_("Who is shown"), max_length=160)
    found = models.CharField(_("Agreement"), max_length=7, choices=Found.choices)
    note = models.CharField(_("Where it was looked for"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
