"""Files that the house keeps: what each is, all that it has been, and what it is about."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.foundation.accounts.roles import desk_choices
from coulisse.foundation.journal.versions import Versioned


class Document(Versioned):
    """One file through all its versions, of the whole house, of one production or of one client."""

    class Kind(models.TextChoices):
        """Guessed from the content of the current version: the values of `sniffing.Kind`."""

        PICTURE = "picture", pgettext_lazy("kind of document", "Picture")
        PDF = "pdf", "PDF"
        WORD = "word", pgettext_lazy("kind of document", "Text document")
        SHEET = "sheet", pgettext_lazy("kind of document", "Spreadsheet")
        SLIDES = "slides", pgettext_lazy("kind of document", "Slides")
        TEXT = "text", pgettext_lazy("kind of document", "Plain text")
        SOUND = "sound", pgettext_lazy("kind of document", "Sound")
        FILM = "film", pgettext_lazy("kind of document", "Video")
        MAIL = "mail", pgettext_lazy("kind of document", "Message")
        ARCHIVE = "archive", pgettext_lazy("kind of document", "Archive")
        OTHER = "other", pgettext_lazy("kind of document", "Other file")

    title = models.CharField(_("Title"), max_length=200)
    kind = models.CharField(_("Kind"), max_length=8, choices=Kind.choices, default=Kind.OTHER)
    production = models.ForeignKey(
        "productions.Production",
        verbose_name=_("Production"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
    )
    client = models.ForeignKey(
        "accounts.Client",
        verbose_name=_("Client"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
    )
    private = models.BooleanField(_("Private"), default=False)
    """Pay, health, minors: read only by those who may read such things there, and never found by searching."""
    desk = models.CharField(max_length=10, choices=desk_choices(), blank=True, default="")
    """The desk whose people alone read it: a quote, a ticket, a dossier. Empty: everybody of its scope."""
    tags = ArrayField(models.CharField(max_length=40), verbose_name=_("Tags"), default=list, blank=True)
    language = models.CharField(_("Language"), max_length=2, choices=settings.LANGUAGES, blank=True)
    note = models.TextField(_("Remark"), blank=True)
    current = models.ForeignKey(
        "documents.Version", on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    kept_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    trashed_at = models.DateTimeField(null=True, blank=True)
    trashed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(production__isnull=True) | Q(client__isnull=True), name="document_in_one_scope"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["-changed_at", "-id"], name="documents_newest_first"),
            models.Index(fields=["title", "id"], name="documents_by_title"),
            GinIndex(fields=["tags"], name="documents_by_tag"),
            models.Index(
                fields=["trashed_at"], condition=Q(trashed_at__isnull=False), name="documents_in_the_trash"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Version(models.Model):
    """One content that the document has had. It is never changed; what was read in it is written once."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    """In bytes."""
    media_type = models.CharField(max_length=100)
    """As guessed from the content."""
    name = models.CharField(max_length=200)
    """As given with the file, cleaned."""
    note = models.CharField(_("What changes"), max_length=300, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField()

    examined_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=20, blank=True)
    """Why there is no preview: a code of the darkroom."""
    pages = models.PositiveIntegerField(null=True)
    text = models.TextField(blank=True)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    taken_at = models.CharField(max_length=32, blank=True)
    """ISO, with an offset only where the camera noted one: its clock is taken at its word."""
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "number"], name="one_version_of_each_number")
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"


class Attachment(models.Model):
    """This document is about that object, whatever its room."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="attachments")
    subject = models.CharField(max_length=60)
    """The model, dotted: `people.contact`."""
    subject_id = models.BigIntegerField()
    attached_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    attached_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["document", "subject", "subject_id"], name="attached_once_to_each_object"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["subject", "subject_id"], name="documents_of_an_object")]

    def __str__(self) -> str:
        return f"{self.subject} {self.subject_id}"
