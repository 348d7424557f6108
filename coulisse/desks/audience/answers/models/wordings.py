"""The library of wordings, their versions, and the named seats that approve them."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.foundation.journal.versions import Versioned

PERSON = settings.AUTH_USER_MODEL


class Seat(Versioned):
    """A named role that approves wordings: the editors, the management, the lawyer. People hold it."""

    production = models.ForeignKey(
        "productions.Production", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    """Empty: a seat of the whole house."""
    code = models.SlugField(pgettext_lazy("seat", "Code"), max_length=30)
    labels = models.JSONField(default=dict)
    """By language: {"fr": "Rédaction", …}."""
    position = models.PositiveSmallIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["position", "code", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["production", "code"], nulls_distinct=False, name="one_seat_of_a_code_per_production"
            )
        ]

    def __str__(self) -> str:
        return str(self.labels.get("fr") or self.code)


class SeatHolder(models.Model):
    """Who sits there; any one of them decides for the seat."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="holders")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["seat", "person"], name="a_person_sits_once_on_a_seat")
        ]


class Wording(Versioned):
    """A text that is used again: when, for what, until when. What it says is in its versions."""

    class Use(models.TextChoices):
        ANSWER = "answer", pgettext_lazy("wording", "Answer")
        LINE = "line", pgettext_lazy("wording", "Holding line of a family")

    use = models.CharField(_("Use"), max_length=6, choices=Use.choices, default=Use.ANSWER)
    production = models.ForeignKey(
        "productions.Production",
        verbose_name=_("Production"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    """Empty: every production."""
    family = models.ForeignKey(
        "audience.Family", on_delete=models.PROTECT, null=True, blank=True, related_name="lines"
    )
    """For a holding line: the leading family."""
    title = models.CharField(_("Title"), max_length=160)
    purpose = models.CharField(_("What it is for"), max_length=300, blank=True)
    languages = ArrayField(models.CharField(max_length=3), default=list, blank=True)
    kinds = ArrayField(models.CharField(max_length=16), default=list, blank=True)
    topics = ArrayField(models.BigIntegerField(), default=list, blank=True)
    channels = ArrayField(models.CharField(max_length=6), default=list, blank=True)
    """Conditions: an empty one holds for everything."""
    valid_from = models.DateField(_("Valid from"), null=True, blank=True)
    valid_until = models.DateField(_("Valid until and including"), null=True, blank=True)
    needs_approval = models.BooleanField(_("May leave only once approved"), default=False)
    superseded_by = models.ForeignKey(
        "self",
        verbose_name=_("Replaced by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="supersedes",
    )
    archived_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["title", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(use="line", family__isnull=False, needs_approval=True)
                | Q(use="answer", family__isnull=True),
                name="a_line_is_of_a_family_and_approved",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="a_wording_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(superseded_by__isnull=True) | ~Q(superseded_by=F("id")),
                name="a_wording_does_not_replace_itself",
            ),
            models.UniqueConstraint(
                fields=["family"],
                condition=Q(use="line", archived_at__isnull=True),
                name="one_line_in_force_per_family",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["production", "title"], name="wordings_of_a_production"),
        ]

    def __str__(self) -> str:
        return self.title


class WordingVersion(Versioned):
    """What a wording says, in each language. Approved, it is locked; changing it makes the next one."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("wording version", "draft")
        ASKED = "asked", pgettext_lazy("wording version", "to approve")
        APPROVED = "approved", pgettext_lazy("wording version", "approved")
        REFUSED = "refused", pgettext_lazy("wording version", "refused")
        IN_USE = "in-use", pgettext_lazy("wording version", "in use")
        """It needs nobody's approval and was sent: changing it makes the next one too."""

    LOCKED: ClassVar = (State.APPROVED, State.IN_USE)

    wording = models.ForeignKey(Wording, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    texts = models.JSONField(_("Texts"), default=dict)
    """By language, with fields in braces: {"fr": "{salutation}\\n\\n…"}."""
    sha256 = models.CharField(max_length=64)
    """Of the texts: what a seat decides on."""
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    why = models.CharField(_("What changed"), max_length=300, blank=True)
    written_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["wording", "number"], name="one_version_of_a_number"),
            models.CheckConstraint(
                condition=Q(state="approved", approved_at__isnull=False)
                | ~Q(state="approved") & Q(approved_at__isnull=True),
                name="an_approved_version_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wording_id} v{self.number}"

    @property
    def is_locked(self) -> bool:
        return self.state in self.LOCKED


class Decision(models.Model):
    """A seat asked to approve the exact text that `sha256` names, and what it answered. Never taken away."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("decision", "waiting")
        APPROVED = "approved", pgettext_lazy("decision", "approved")
        REFUSED = "refused", pgettext_lazy("decision", "refused")
        VOID = "void", pgettext_lazy("decision", "void, the text changed")

    version = models.ForeignKey(WordingVersion, on_delete=models.CASCADE, related_name="decisions")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    answered = models.CharField(max_length=8, blank=True)
    """What was answered, kept when the text changed afterwards."""
    words = models.CharField(max_length=300, blank=True)
    asked_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["asked_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["version", "seat"], condition=~Q(state="void"), name="a_seat_decides_once_on_a_text"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("approved", "refused")) | Q(decided_at__isnull=False),
                name="a_decision_says_when",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["seat"], condition=Q(state="waiting"), name="decisions_waiting"),
        ]
