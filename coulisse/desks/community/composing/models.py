"""What the composer keeps beside the publications: saved replies, alternative texts, servers’ limits, removals."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.desks.community.publishing.models import Publication
from coulisse.foundation.accounts.models import Client
from coulisse.foundation.documents.models import Document
from coulisse.foundation.journal.versions import Versioned
from coulisse.foundation.productions.models import Production


class Snippet(Versioned):
    """Words that are written again and again, of a client, of a production or of the house."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    production = models.ForeignKey(Production, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(pgettext_lazy("saved reply", "Name"), max_length=80)
    language = models.CharField(_("Language"), max_length=2, choices=settings.LANGUAGES)
    text = models.TextField(_("Text"), max_length=5000)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["name", "language", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(client__isnull=True) | Q(production__isnull=True), name="snippet_of_one_owner"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AltText(models.Model):
    """What is said of a picture, in one language, unless a post says it otherwise."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(_("Language"), max_length=2, choices=settings.LANGUAGES)
    text = models.CharField(_("Alternative text"), max_length=1500)

    class Meta:
        ordering: ClassVar = ["document", "language"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "language"], name="one_alternative_text_a_language"),
            models.CheckConstraint(condition=~Q(text=""), name="alternative_text_says_something"),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class ServerLimits(models.Model):
    """What a server of Mastodon said of itself: each has limits of its own."""

    server = models.URLField(max_length=200, unique=True)
    configuration = models.JSONField(default=dict)
    """As `/api/v2/instance` writes it, as far as a post can run into it."""
    read_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.server


class Removal(models.Model):
    """A post that stands on a network and must go: somebody who is shown took the consent back."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="removals")
    source = models.CharField(max_length=60)
    """What asked for it, once: `journal:12`."""
    asked_at = models.DateTimeField()
    seen_at = models.DateTimeField(_("Seen to be gone at"), null=True)
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["asked_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["publication", "source"], name="one_removal_for_each_cause"),
        ]

    def __str__(self) -> str:
        return str(self.publication)
