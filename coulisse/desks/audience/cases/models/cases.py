"""Cases: many conversations about one matter, followed by one person to one outcome."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.desks.audience.intake.models import Conversation
from coulisse.foundation.journal.versions import Versioned


class Case(Versioned):
    """One matter: several people may have written about it, it is instructed and closed once."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("case", "open")
        CLOSED = "closed", pgettext_lazy("case", "closed")
        MERGED = "merged", pgettext_lazy("case", "merged")

    class Outcome(models.TextChoices):
        UPHELD = "upheld", pgettext_lazy("outcome", "upheld")
        PARTLY = "partly", pgettext_lazy("outcome", "partly upheld")
        NOT_UPHELD = "not", pgettext_lazy("outcome", "not upheld")
        NO_JURISDICTION = "none", pgettext_lazy("outcome", "not for us to judge")

    number = models.CharField(_("Number"), max_length=20, unique=True)
    """`D-2027-014`: the rank of the year."""
    production = models.ForeignKey(
        "productions.Production",
        verbose_name=_("Production"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    title = models.CharField(_("Title"), max_length=200)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=pgettext_lazy("case", "Followed by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    state = models.CharField(_("State"), max_length=6, choices=State.choices, default=State.OPEN)
    service = models.CharField(
        _("Service"), max_length=9, choices=Conversation.Service.choices, default="", blank=True
    )
    due_on = models.DateField(_("Answer due"), null=True, blank=True)
    outcome = models.CharField(_("Outcome"), max_length=6, choices=Outcome.choices, blank=True)
    outcome_reason = models.TextField(_("Reason"), blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField()
    last_at = models.DateTimeField()
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged_here"
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["production", "state", "-last_at", "-id"], name="cases_of_a_production"),
            models.Index(fields=["due_on"], condition=Q(state="open"), name="cases_due"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False) & ~Q(outcome="")
                | ~Q(state="closed") & Q(outcome="", closed_at__isnull=True),
                name="a_closed_case_says_its_outcome",
            ),
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False)
                | ~Q(state="merged") & Q(merged_into__isnull=True),
                name="a_merged_case_says_where_it_went",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name="a_case_is_not_in_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class CaseMember(models.Model):
    """A conversation that belongs to a case; it belongs to one at most."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="members")
    conversation = models.OneToOneField("audience.Conversation", on_delete=models.CASCADE, related_name="member")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField()


class CaseAct(models.Model):
    """Something done or found in a case, that is no message: a note, an act, a paper, a change of its state."""

    class Kind(models.TextChoices):
        NOTE = "note", pgettext_lazy("act of a case", "Note")
        ACT = "act", pgettext_lazy("act of a case", "Act of instruction")
        OPINION = "opinion", pgettext_lazy("act of a case", "Opinion of the newsroom")
        PAPER = "paper", pgettext_lazy("act of a case", "Paper")
        STEP = "step", pgettext_lazy("act of a case", "Step")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="acts")
    kind = models.CharField(_("Kind"), max_length=7, choices=Kind.choices)
    code = models.CharField(max_length=20, blank=True)
    """Of a step: opened, joined, left, merged, closed, reopened; the sentence is made when it is read."""
    text = models.TextField(_("Text"), blank=True)
    document = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["at", "id"]
        indexes: ClassVar = [models.Index(fields=["case", "at", "id"], name="acts_of_a_case")]


class YearCount(models.Model):
    """How many cases, or letters by post, a year has had: the next number, taken under a lock."""

    what = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["what", "year"], name="one_count_a_year")]
