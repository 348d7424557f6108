"""The outgoing register: letters on paper, each with its number of the year."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.foundation.journal.versions import Versioned


class PostedLetter(Versioned):
    """One letter by post. Its text does not change once it is entered; the day it left and bpost's number do."""

    class Kind(models.TextChoices):
        ACKNOWLEDGEMENT = "ack", pgettext_lazy("letter", "Acknowledgement")
        ANSWER = "answer", pgettext_lazy("letter", "Answer")
        CLOSING = "closing", pgettext_lazy("letter", "What changed")

    number = models.CharField(_("Number"), max_length=20, unique=True)
    """`S-2027-0014`: the rank of the year in the outgoing register."""
    conversation = models.ForeignKey("audience.Conversation", on_delete=models.PROTECT, related_name="posted")
    message = models.ForeignKey("audience.Message", on_delete=models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(_("Kind"), max_length=7, choices=Kind.choices)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    addressee = models.CharField(_("Addressee"), max_length=160)
    address = models.TextField(_("Address"))
    """All lines as they stand in the window, the name first."""
    subject = models.CharField(_("Subject"), max_length=250)
    text = models.TextField(_("Text"))
    signed = models.CharField(_("Signature"), max_length=160)
    dated_on = models.DateField(_("Date of the letter"))
    is_registered = models.BooleanField(_("Registered letter"), default=False)
    registered_number = models.CharField(_("Number of bpost"), max_length=40, blank=True)
    sent_on = models.DateField(_("Left on"), null=True, blank=True)
    batch = models.UUIDField(null=True, blank=True, db_index=True)
    """Letters that were written together."""
    house = models.JSONField(default=dict)
    """Name and address of the sender as they were: {"name", "lines"}."""
    paper = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Kept on the day it leaves: the PDF of all letters that left together."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["-dated_on", "-id"], name="posted_latest_first"),
            models.Index(fields=["dated_on"], condition=Q(sent_on__isnull=True), name="posted_to_leave"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.addressee}"
