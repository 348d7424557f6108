"""Files in and out: what was imported, and what was made for the police or for Unia."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.desks.community.moderation.models.comments import CommentEvidence
from coulisse.desks.community.publishing.models import NetworkAccount
from coulisse.foundation.productions.models import Production

PERSON = settings.AUTH_USER_MODEL


class CommentImport(models.Model):
    """One table that a network gave: how many were new, which columns nobody knows, which lines say nothing."""

    account = models.ForeignKey(NetworkAccount, on_delete=models.PROTECT, related_name="+")
    production = models.ForeignKey(Production, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    lines = models.PositiveIntegerField()
    fresh = models.PositiveIntegerField()
    known = models.PositiveIntegerField()
    columns = models.JSONField(default=list)
    """[[head, field]], field empty for a column that is not known."""
    problems = models.JSONField(default=list)
    """The first hundred: [{"line", "code", "value"}]."""
    refused = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.name


class ReportFile(models.Model):
    """A file for the police or for Unia as it was made, bytes and hash: the database refuses to change it."""

    class To(models.TextChoices):
        POLICE = "police", pgettext_lazy("report file", "Police")
        UNIA = "unia", pgettext_lazy("report file", "Unia")

    production = models.ForeignKey(Production, on_delete=models.PROTECT, null=True, related_name="+")
    number = models.PositiveIntegerField(unique=True)
    to = models.CharField(_("For whom"), max_length=6, choices=To.choices)
    language = models.CharField(_("Language"), max_length=2, choices=settings.LANGUAGES)
    facts = models.TextField(_("What happened"))
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    """Of the PDF."""
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-number"]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        return f"S-{self.number:04}"


class ReportPiece(models.Model):
    """One piece of evidence in a file, in its place."""

    file = models.ForeignKey(ReportFile, on_delete=models.PROTECT, related_name="pieces")
    place = models.PositiveSmallIntegerField()
    evidence = models.ForeignKey(CommentEvidence, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "place"], name="report_piece_place"),
            models.UniqueConstraint(fields=["file", "evidence"], name="report_piece_once"),
        ]

    def __str__(self) -> str:
        return f"{self.file_id}/{self.place}"
