"""What is on air: channels, programmes, episodes, and each broadcast with an identity that outlives its hour."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.versions import Versioned


class Channel(models.Model):
    """A channel of television or radio, or a stage that keeps a grid."""

    code = models.CharField(_("Identifier"), max_length=80, unique=True)
    """As the grid's files name it: `mediane.example`."""
    name = models.CharField(_("Name"), max_length=120)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Programme(models.Model):
    """A programme of the grid; the house's own points to its production."""

    key = models.CharField(max_length=200, unique=True)
    """Its title without accents or capitals: what tells two programmes apart in a file."""
    titles = models.JSONField(default=dict)
    """By language: {"fr": …, "nl": …}."""
    category = models.CharField(_("Category"), max_length=60, blank=True)
    production = models.ForeignKey(
        "productions.Production",
        verbose_name=_("Production"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="programmes",
    )

    class Meta:
        ordering: ClassVar = ["key"]

    def __str__(self) -> str:
        return str(self.titles.get("fr") or next(iter(self.titles.values()), self.key))


class Episode(models.Model):
    """One episode, where the grid tells them apart."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="episodes")
    key = models.CharField(max_length=200)
    """The file's own number (`mediane.plein-jour.202711`), else the title of the episode without accents."""
    titles = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "key"], name="one_episode_per_programme_and_key")
        ]


class Broadcast(Versioned):
    """One slot of the grid. It keeps its number when it moves, so that what hangs on it follows."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        CANCELLED = "cancelled", _("Cancelled")

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="broadcasts")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="broadcasts")
    episode = models.ForeignKey(
        Episode, on_delete=models.PROTECT, null=True, blank=True, related_name="broadcasts"
    )
    starts_at = models.DateTimeField(_("Starts"))
    ends_at = models.DateTimeField(_("Ends"))
    state = models.CharField(_("State"), max_length=10, choices=State.choices, default=State.PLANNED)
    is_repeat = models.BooleanField(_("Repeat"), default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="a_broadcast_ends_after_it_starts"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["channel", "starts_at"], name="broadcasts_of_a_channel"),
            models.Index(fields=["programme", "starts_at"], name="broadcasts_of_a_programme"),
        ]


class GridFile(models.Model):
    """A file of the grid: looked at first, then put on the grid, once."""

    name = models.CharField(max_length=240)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    brought_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict)
    """How many broadcasts were added, moved, changed, cancelled, brought back, left as they were."""
