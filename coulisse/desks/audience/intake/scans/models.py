"""A letter on paper: its pages in their order, and what was read in them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.foundation.journal.versions import Versioned


class PaperLetter(Versioned):
    """One letter that came by post, scanned or photographed."""

    class State(models.TextChoices):
        GIVEN = "given", pgettext_lazy("letter on paper", "not read yet")
        READING = "reading", pgettext_lazy("letter on paper", "being read")
        READ = "read", pgettext_lazy("letter on paper", "read by the machine")
        TYPED = "typed", pgettext_lazy("letter on paper", "typed or checked")

    conversation = models.OneToOneField(
        "audience.Conversation", on_delete=models.PROTECT, null=True, blank=True, related_name="paper_letter"
    )
    """Empty until somebody said who wrote it."""
    production = models.ForeignKey(
        "productions.Production",
        verbose_name=_("Production"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    received_on = models.DateField(_("Received on"))
    state = models.CharField(max_length=7, choices=State.choices, default=State.GIVEN)
    text = models.TextField(blank=True)
    job = models.ForeignKey("jobs.Job", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    """Reads, or read, the pages."""
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["production", "-received_on", "-id"], name="letters_latest_first")
        ]

    def __str__(self) -> str:
        return str(_("Letter of %(day)s") % {"day": f"{self.received_on:%d/%m/%Y}"})


class PaperPage(models.Model):
    """One file of a letter: a photo, or a PDF of several pages."""

    letter = models.ForeignKey(PaperLetter, on_delete=models.CASCADE, related_name="pages")
    position = models.PositiveSmallIntegerField()
    document = models.ForeignKey("documents.Document", on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    """What the machine read, page after page."""
    sheets = models.PositiveSmallIntegerField(null=True, blank=True)
    """How many sheets the file has; None until it was opened."""
    read = models.PositiveSmallIntegerField(default=0)
    """How many of them were read: where a stopped reading goes on."""
    trouble = models.CharField(max_length=20, blank=True)
    """Why it could not be read: a code of the darkroom, or of `scans.reading`."""

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["letter", "position"],
                name="one_page_at_each_place",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    @property
    def is_finished(self) -> bool:
        return bool(self.trouble) or (self.sheets is not None and self.read >= self.sheets)
