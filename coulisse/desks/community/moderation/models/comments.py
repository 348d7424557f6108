"""Comments and mentions, who wrote them, what was done about them and when, and the frozen evidence.

The database itself holds two promises (migration 0007): evidence is never changed, and no comment is hidden, or on
its way to be, without it.
"""

from typing import ClassVar, Final

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.desks.community.moderation.models.rules import ModerationRule
from coulisse.desks.community.publishing.models import NetworkAccount, Publication
from coulisse.foundation.journal.versions import Versioned
from coulisse.foundation.productions.models import Production

PERSON = settings.AUTH_USER_MODEL
WAITING: Final = ("open", "review", "hand")
"""States in which somebody has something to do."""
UNDER_HIDING: Final = ("hiding", "hand", "hidden")
"""States that the database refuses without evidence."""


class CommentAuthor(models.Model):
    """Somebody of a network who commented: no more of them is kept than what tells them apart."""

    network = models.CharField(max_length=10)
    key = models.CharField(max_length=300)
    """The network's own id of the account, else the handle in small letters."""
    handle = models.CharField(max_length=200)
    name = models.CharField(max_length=200, blank=True)
    blocked_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["network", "key"], name="comment_author_once")]

    def __str__(self) -> str:
        return self.handle


class Comment(Versioned):
    """One comment or mention as the network gave it: once by account and remote id."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("comment", "to look at")
        REVIEW = "review", pgettext_lazy("comment", "to review: hide?")
        HIDING = "hiding", pgettext_lazy("comment", "being hidden")
        BY_HAND = "hand", pgettext_lazy("comment", "to hide by hand")
        HIDDEN = "hidden", pgettext_lazy("comment", "hidden")
        KEPT = "kept", pgettext_lazy("comment", "left standing")
        ANSWERED = "answered", pgettext_lazy("comment", "answered")
        TRANSFERRED = "moved", pgettext_lazy("comment", "handed to the audience desk")

    account = models.ForeignKey(NetworkAccount, on_delete=models.PROTECT, related_name="+")
    production = models.ForeignKey(Production, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    publication = models.ForeignKey(
        Publication, on_delete=models.SET_NULL, null=True, blank=True, related_name="comments"
    )
    remote_id = models.CharField(max_length=300)
    in_reply_to = models.CharField(max_length=300, blank=True)
    address = models.URLField(max_length=500, blank=True)
    author = models.ForeignKey(CommentAuthor, on_delete=models.PROTECT, related_name="comments")
    text = models.TextField()
    language = models.CharField(max_length=3, blank=True)
    said_at = models.DateTimeField()
    """As the network says."""
    arrived_at = models.DateTimeField()
    """When the house had it: the clock of what the house knew begins here."""
    seen_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    acted_at = models.DateTimeField(null=True)
    acted_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    severity = models.CharField(max_length=10)
    rank = models.PositiveSmallIntegerField()
    """The place of the severity in the order, 0 the gravest."""
    reasons = models.JSONField(default=list)
    """[{"code", "words", "rule"}]; shown only to whoever sees the text, where it is folded."""
    rule = models.ForeignKey(ModerationRule, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    is_flagged = models.BooleanField(default=False)
    is_folded = models.BooleanField(default=False)
    family = models.CharField(max_length=40, blank=True)
    group = models.CharField(max_length=40, blank=True)
    """The organised group that it belongs to."""
    hide_why = models.CharField(max_length=300, blank=True)
    """Why the network did not hide it itself."""
    tried_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "remote_id"], name="comment_once"),
        ]
        indexes: ClassVar = [
            models.Index(
                F("production"),
                F("rank"),
                F("said_at"),
                F("id"),
                condition=Q(state__in=WAITING),
                name="comments_waiting",
            ),
            models.Index(fields=["production", "-said_at", "-id"], name="comments_latest"),
            models.Index(fields=["author", "said_at"], name="comments_of_an_author"),
            models.Index(fields=["production", "arrived_at"], name="comments_arrived"),
            models.Index(fields=["production", "group"], condition=~Q(group=""), name="comments_of_a_group"),
            models.Index(fields=["id"], condition=Q(state="hiding"), name="comments_being_hidden"),
        ]

    def __str__(self) -> str:
        return f"{self.author_id}/{self.pk}"


class CommentEvidence(models.Model):
    """A comment as it stood, frozen before anything was hidden: the database refuses to change or to delete it."""

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="evidence")
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    """Nobody: a rule asked for it."""
    content = models.TextField()
    """Canonical JSON: network, account, remote id, address, author, time, text, when it was frozen."""
    sha256 = models.CharField(max_length=64)
    """Of the content in UTF-8."""

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["comment", "sha256"], name="comment_evidence_once")
        ]

    def __str__(self) -> str:
        return self.sha256[:12]


class ModerationStep(models.Model):
    """The log of a comment: who or which rule did what, and when; never taken away."""

    class Kind(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("moderation step", "a rule proposes to hide")
        FROZEN = "frozen", pgettext_lazy("moderation step", "evidence frozen")
        SEEN = "seen", pgettext_lazy("moderation step", "seen")
        NOTE = "note", pgettext_lazy("moderation step", "note")
        WARNED = "warned", pgettext_lazy("moderation step", "warning in public")
        ANSWERED = "answered", pgettext_lazy("moderation step", "answered in public")
        ASKED = "asked", pgettext_lazy("moderation step", "to be hidden")
        HIDDEN = "hidden", pgettext_lazy("moderation step", "hidden")
        FAILED = "failed", pgettext_lazy("moderation step", "not hidden by the network")
        SHOWN = "shown", pgettext_lazy("moderation step", "let stand again")
        KEPT = "kept", pgettext_lazy("moderation step", "left standing")
        BLOCKED = "blocked", pgettext_lazy("moderation step", "author blocked")
        REPORTED = "reported", pgettext_lazy("moderation step", "reported")
        FOLDED = "folded", pgettext_lazy("moderation step", "folded")
        UNFOLDED = "unfolded", pgettext_lazy("moderation step", "unfolded")
        MOVED = "moved", pgettext_lazy("moderation step", "handed to the audience desk")
        BACK = "back", pgettext_lazy("moderation step", "the answer came back")
        SORTED = "sorted", pgettext_lazy("moderation step", "sorted anew")

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    note = models.CharField(max_length=500, blank=True)
    rule = models.ForeignKey(ModerationRule, on_delete=models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        indexes: ClassVar = [models.Index(fields=["comment", "at"], name="moderation_steps")]

    def __str__(self) -> str:
        return f"{self.kind}/{self.comment_id}"


class CommentExposure(models.Model):
    """A folded text was shown to somebody who asked for it: counted to protect, never to compare."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="exposures")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "-at"], name="comment_exposures")]

    def __str__(self) -> str:
        return f"{self.person_id}/{self.comment_id}"


class CommentReading(models.Model):
    """A colleague asked to read in somebody's place, or with them."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="readings")
    asked_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    reader = models.ForeignKey(PERSON, verbose_name=_("Colleague"), on_delete=models.CASCADE, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(_("What to know, without quoting"), max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["asked_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(asked_by=F("reader")), name="comment_second_reader_is_another"),
            models.UniqueConstraint(
                fields=["comment", "reader"],
                condition=Q(answered_at__isnull=True),
                name="comment_second_reader_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reader_id}/{self.comment_id}"


class PublicAnswer(models.Model):
    """What is answered under a comment: written here, published by a person, proved by its address."""

    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, related_name="public_answer")
    text = models.TextField(_("Text"))
    is_warning = models.BooleanField(default=False)
    by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    address = models.URLField(max_length=500, blank=True)
    proved_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    proved_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(address="", proved_at__isnull=True) | (~Q(address="") & Q(proved_at__isnull=False)),
                name="public_answer_with_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class CommentTransfer(models.Model):
    """A comment that the audience desk answers. The case is theirs; its number and its answer are noted here."""

    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, related_name="transfer")
    by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    note = models.CharField(_("Remark"), max_length=300, blank=True)
    conversation_id = models.BigIntegerField(null=True, db_index=True)
    """The audience desk's own row; no foreign key crosses desks."""
    reference = models.CharField(max_length=40, blank=True)
    answer = models.TextField(blank=True)
    """What they answered: proposed for the public, never published by itself."""
    answered_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.reference or f"{self.comment_id}"


class CommentWave(models.Model):
    """More comments than usual; announced once, drawn out while it lasts."""

    production = models.ForeignKey(Production, on_delete=models.CASCADE, related_name="+")
    began = models.DateTimeField()
    ended = models.DateTimeField()
    comments = models.PositiveIntegerField()
    authors = models.PositiveIntegerField()
    expected_tenths = models.PositiveIntegerField()
    """Usual in that time, in tenths of a comment."""
    grave = models.PositiveIntegerField(default=0)
    groups = models.JSONField(default=list)
    """[{"key", "accounts", "comments"}]: who is organised."""
    announced_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-began"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["production", "began"], name="comment_wave_once"),
        ]

    def __str__(self) -> str:
        return f"{self.production_id}/{self.began:%Y-%m-%d %H:%M}"
