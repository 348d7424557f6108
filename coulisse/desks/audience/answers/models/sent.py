"""Drafts, answers, answers to many at once, receipts, and what the public thinks of them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.foundation.journal.versions import Versioned

PERSON = settings.AUTH_USER_MODEL


class AnswerSettings(Versioned):
    """How a production answers; without a production, how the house does where a production says nothing."""

    production = models.OneToOneField(
        "productions.Production", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    per_minute = models.PositiveSmallIntegerField(_("Answers a minute at most, to many"), default=40)
    signatures = models.JSONField(_("Signature"), default=dict)
    """By language."""
    asks_heard = models.BooleanField(_("Ask whether the answer helped"), default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["production"], nulls_distinct=False, name="one_row_of_answer_settings_per_production"
            ),
            models.CheckConstraint(condition=Q(per_minute__gte=1), name="answers_leave_one_a_minute_at_least"),
        ]


class Receipt(Versioned):
    """The automatic receipt for what comes in: per mailbox, and per production where it differs."""

    mailbox = models.ForeignKey("mailroom.Mailbox", on_delete=models.CASCADE, related_name="+")
    production = models.ForeignKey(
        "productions.Production", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    """Empty: whatever is about no production that has a receipt of its own."""
    is_on = models.BooleanField(pgettext_lazy("receipt", "On"), default=False)
    on_since = models.DateTimeField(null=True, blank=True)
    """What came before it was switched on gets none."""
    texts = models.JSONField(_("Texts"), default=dict)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mailbox", "production"],
                nulls_distinct=False,
                name="one_receipt_per_mailbox_and_production",
            ),
            models.CheckConstraint(
                condition=Q(is_on=False) | Q(on_since__isnull=False), name="a_receipt_that_is_on_says_since_when"
            ),
        ]


class Draft(Versioned):
    """The answer that is being written to a conversation: one, whoever writes."""

    conversation = models.OneToOneField("audience.Conversation", on_delete=models.CASCADE, related_name="draft")
    subject = models.CharField(_("Subject"), max_length=250, blank=True)
    text = models.TextField(_("Text"), blank=True)
    language = models.CharField(_("Language"), max_length=2, choices=settings.LANGUAGES, default="fr")
    wording = models.ForeignKey(
        "audience.WordingVersion", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    """What it began from."""
    by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    looked_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    looked_sha256 = models.CharField(max_length=64, blank=True)
    """A second person read this very text: asked where a writer is restricted to it."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["by", "-at"], name="drafts_of_a_person")]


class BulkAnswer(Versioned):
    """One wording sent to many, each by name: to a family, or to a choice made by hand."""

    class State(models.TextChoices):
        LEAVING = "leaving", pgettext_lazy("bulk answer", "leaving")
        PAUSED = "paused", pgettext_lazy("bulk answer", "paused")
        RECALLED = "recalled", pgettext_lazy("bulk answer", "taken back")

    production = models.ForeignKey(
        "productions.Production", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    family = models.ForeignKey(
        "audience.Family", on_delete=models.PROTECT, null=True, blank=True, related_name="bulk_answers"
    )
    """The leading one; empty for a choice made by hand."""
    wording = models.ForeignKey("audience.WordingVersion", on_delete=models.PROTECT, related_name="bulk_answers")
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=State.choices, default=State.LEAVING)
    per_minute = models.PositiveSmallIntegerField()
    prepared_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    prepared_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    """When the last leaves, if nobody pauses."""

    class Meta:
        ordering: ClassVar = ["-prepared_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["production", "-prepared_at"], name="bulk_answers_latest_first")]

    def __str__(self) -> str:
        return self.title


class Answer(models.Model):
    """That a conversation was answered: by which message, from which wording, and what it was before."""

    conversation = models.ForeignKey("audience.Conversation", on_delete=models.CASCADE, related_name="answers")
    message = models.OneToOneField(
        "audience.Message", on_delete=models.SET_NULL, null=True, blank=True, related_name="answer"
    )
    """None once it was taken back: it was never said."""
    recipient = models.ForeignKey(
        "mailroom.Recipient", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    bulk = models.ForeignKey(BulkAnswer, on_delete=models.PROTECT, null=True, blank=True, related_name="answers")
    wording = models.ForeignKey(
        "audience.WordingVersion", on_delete=models.SET_NULL, null=True, blank=True, related_name="answers"
    )
    language = models.CharField(max_length=2)
    is_receipt = models.BooleanField(default=False)
    state_before = models.CharField(max_length=8)
    answered_before = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    recalled_at = models.DateTimeField(null=True, blank=True)
    recalled_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["bulk", "conversation"],
                condition=Q(recalled_at__isnull=True),
                name="one_answer_per_bulk_and_conversation",
            ),
            models.UniqueConstraint(
                fields=["wording", "conversation"],
                condition=Q(bulk__isnull=False, recalled_at__isnull=True),
                name="one_bulk_answer_of_a_wording_per_conversation",
            ),
            models.UniqueConstraint(
                fields=["conversation"], condition=Q(is_receipt=True), name="one_receipt_per_conversation"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["conversation", "-at"], name="answers_of_a_conversation"),
            models.Index(fields=["bulk", "id"], name="answers_of_a_bulk"),
        ]


class Heard(models.Model):
    """What the writer said when asked whether the answer helped: one word, once per conversation."""

    class Helped(models.TextChoices):
        YES = "yes", pgettext_lazy("did the answer help", "Yes")
        PARTLY = "partly", pgettext_lazy("did the answer help", "In part")
        NO = "no", pgettext_lazy("did the answer help", "No")

    conversation = models.OneToOneField("audience.Conversation", on_delete=models.CASCADE, related_name="heard")
    helped = models.CharField(max_length=6, choices=Helped.choices)
    words = models.CharField(max_length=2000, blank=True)
    reopened = models.BooleanField(default=False)
    at = models.DateTimeField()


class HouseWord(models.Model):
    """A word that the spelling check accepts here: a name, a programme, a house term."""

    language = models.CharField(max_length=2, blank=True)
    """Empty: in every language."""
    word = models.CharField(max_length=60)
    by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["word"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["language", "word"], name="a_house_word_once")]
