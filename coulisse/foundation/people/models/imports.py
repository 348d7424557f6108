"""A file on its way into the book, and what came of it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Import(models.Model):
    """One file: staged, looked at, imported, perhaps undone."""

    class State(models.TextChoices):
        STAGED = "staged", pgettext_lazy("import", "To check")
        RUNNING = "running", pgettext_lazy("import", "Running")
        DONE = "done", pgettext_lazy("import", "Done")
        UNDONE = "undone", pgettext_lazy("import", "Undone")

    class Twins(models.TextChoices):
        """What becomes of a row whose contact is already in the book."""

        COMPLETE = "complete", _("Fill in what the existing contact lacks")
        SKIP = "skip", _("Leave the existing contact as it is")
        CREATE = "create", _("Create a second contact")

    key = models.CharField(max_length=43, unique=True)
    """Random: names the file in the private folder, and this page in the address."""
    file_name = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=State.choices, default=State.STAGED)
    mapping = models.JSONField(default=list)
    """For a table: the field of each column, or "" for a column left out."""
    twins = models.CharField(max_length=8, choices=Twins.choices, default=Twins.COMPLETE)
    created = models.PositiveIntegerField(default=0)
    completed = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list)
    """As `formats.problems.as_json`, words put to them when they are read."""
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    file_gone_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-uploaded_at", "-id"]
        indexes: ClassVar = [models.Index(fields=["-uploaded_at", "-id"], name="imports_newest_first")]

    def __str__(self) -> str:
        return self.file_name


class ImportedContact(models.Model):
    """One contact that an import made or completed, as it was before."""

    of = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="contacts")
    contact_pk = models.BigIntegerField()
    """A plain number: the contact may be merged away, and come back."""
    line = models.PositiveIntegerField()
    version_after = models.PositiveIntegerField()
    before = models.JSONField(null=True)
    """The fields that were completed, as they were; none for a contact that the import made."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["contact_pk"], name="imports_of_a_contact")]
