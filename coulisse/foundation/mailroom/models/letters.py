"""Letters out: what is sent, to whom, and what became of it for each recipient."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """What became of a letter for one recipient.

    `sending` is written before the server is spoken to. Whoever stays there was interrupted, and the server may
    have taken the letter. Where a copy lies in a mailbox of the house, it is looked for there (`readback.py`), and
    the letter is `sent`, or waits again. Elsewhere it is `unknown`, and never sent again by itself.
    `bounced`: the server took it, and a later report says that it did not arrive.
    """

    WAITING = "waiting", pgettext_lazy("letter", "waiting")
    HELD = "held", pgettext_lazy("letter", "held")
    SENDING = "sending", pgettext_lazy("letter", "leaving")
    SENT = "sent", pgettext_lazy("letter", "sent")
    FAILED = "failed", pgettext_lazy("letter", "refused")
    UNKNOWN = "unknown", pgettext_lazy("letter", "outcome unknown")
    RECALLED = "recalled", pgettext_lazy("letter", "recalled")
    BOUNCED = "bounced", pgettext_lazy("letter", "came back")


STILL_HERE = (State.WAITING, State.HELD)
LOST = (State.FAILED, State.UNKNOWN, State.BOUNCED)
"""What somebody of the house should look at."""


class Letter(models.Model):
    """One letter to one or more recipients; each gets a message of their own."""

    subject = models.CharField(_("Subject"), max_length=250)
    text = models.TextField(_("Text"))
    html = models.TextField(blank=True)
    sender = models.CharField(pgettext_lazy("letter", "From"), max_length=250)
    reply_to = models.CharField(_("Answers go to"), max_length=250, blank=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    production_id = models.BigIntegerField(null=True)
    about = models.CharField(max_length=60, blank=True)
    """What it is sent for, dotted: `floor.callsheet`."""
    about_id = models.BigIntegerField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    posted_at = models.DateTimeField()
    leaves_at = models.DateTimeField()
    mailbox = models.ForeignKey(
        "mailroom.Mailbox", on_delete=models.SET_NULL, null=True, blank=True, related_name="letters"
    )
    """Whose server it leaves by; none: the house's own."""
    in_reply_to = models.CharField(max_length=500, blank=True)
    references = models.TextField(blank=True)
    """Identifiers with their angle brackets, oldest first, with a space between."""
    is_automatic = models.BooleanField(default=False)
    """No person wrote it: it says so (`Auto-Submitted`), so that machines do not answer it."""
    batch = models.BigIntegerField(null=True, blank=True, db_index=True)
    """The first letter of those that were posted at once; a list shows that one for all."""

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["-posted_at", "-id"], name="letters_newest_first"),
            models.Index(fields=["about", "about_id"], name="letters_about_an_object"),
        ]

    def __str__(self) -> str:
        return self.subject


class Recipient(models.Model):
    """One address, and what became of the letter there."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="recipients")
    address = models.EmailField(_("E-mail address"))
    name = models.CharField(_("Name"), max_length=160, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    message_id = models.CharField(max_length=120, unique=True)
    """Written before the first attempt and kept: whoever gets it twice has one message."""
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    copy = models.CharField(max_length=6, blank=True)
    """How the mailbox kept a copy when it was last tried: a `Mailbox.Copy`, or empty where there is none."""
    copy_seen_at = models.DateTimeField(null=True)
    """When our own copy was recognised in the mailbox: proof that the server took it."""
    bounced_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["letter", "address"], name="one_message_per_letter_and_address")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["not_before", "id"], condition=Q(state__in=("waiting", "sending")), name="recipients_due"
            ),
            models.Index(Lower("address"), F("id").desc(), name="recipients_by_address"),
        ]

    def __str__(self) -> str:
        return self.address


class Enclosure(models.Model):
    """A file that goes along: its bytes, or the number of a document of the house."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="enclosures")
    name = models.CharField(max_length=160)
    content_type = models.CharField(max_length=100, default="application/octet-stream")
    content = models.BinaryField(null=True)
    document_id = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(content__isnull=True) ^ Q(document_id__isnull=True), name="enclosure_of_one_source"
            )
        ]

    def __str__(self) -> str:
        return self.name
