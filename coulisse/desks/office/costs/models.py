"""The cost report: what the administrator expects, what is told beside the figures, the weeks that are closed."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.foundation.journal.versions import Versioned


class CostSettings(Versioned):
    """How the costs of one production are watched."""

    production = models.OneToOneField(
        "productions.Production", on_delete=models.PROTECT, related_name="cost_settings"
    )
    contingency = models.CharField(_("Account of the contingency"), max_length=20, blank=True)
    threshold_cents = models.PositiveBigIntegerField(_("Overspend that asks for approval"), default=100000)
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Who approves"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )


class Estimate(models.Model):
    """The final cost that somebody expects of one account, before forecasts. A new one takes over."""

    production = models.ForeignKey("productions.Production", on_delete=models.PROTECT, related_name="estimates")
    account = models.CharField(_("Account"), max_length=20)
    final_cents = models.BigIntegerField(_("Estimated final cost, before forecasts"), null=True)
    """None: back to the rule."""
    reason = models.CharField(_("Reason"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["production", "account", "-id"], name="estimates_newest_first")]


class CostNote(Versioned):
    """A numbered remark under the report, on one or several accounts."""

    production = models.ForeignKey("productions.Production", on_delete=models.PROTECT, related_name="cost_notes")
    number = models.PositiveSmallIntegerField(_("No."))
    text = models.TextField(_("Note"), max_length=1000)
    accounts = ArrayField(models.CharField(max_length=20), verbose_name=_("Accounts"), default=list, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["production", "number"], condition=Q(removed_at__isnull=True), name="one_note_per_number"
            )
        ]


class Overspend(Versioned):
    """One request to let an account cost more than its budget, and the answer of whoever was asked."""

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("overspend", "Asked")
        APPROVED = "approved", pgettext_lazy("overspend", "Approved")
        REFUSED = "refused", pgettext_lazy("overspend", "Refused")

    production = models.ForeignKey("productions.Production", on_delete=models.PROTECT, related_name="overspends")
    account = models.CharField(_("Account"), max_length=20)
    over_cents = models.BigIntegerField(_("Overspend"))
    reason = models.CharField(_("Reason"), max_length=300)
    asked_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Asked of"), on_delete=models.PROTECT, related_name="+"
    )
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    answer = models.CharField(_("Answer"), max_length=300, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["production", "account"], condition=Q(state="asked"), name="one_question_per_account"
            )
        ]


class ClosedReport(models.Model):
    """A numbered cost report, frozen. The database refuses to change it."""

    production = models.ForeignKey("productions.Production", on_delete=models.PROTECT, related_name="cost_reports")
    number = models.PositiveSmallIntegerField(_("No."))
    until = models.DateField(_("Situation on"))
    move_from = models.DateField()
    move_to = models.DateField()
    """The week of the movement."""
    sequence = models.PositiveBigIntegerField()
    """The last line of the books that was known."""
    chain_hash = models.CharField(max_length=64, blank=True)
    estimate_id = models.PositiveBigIntegerField(default=0)
    """The last estimate that was known."""
    stamp = models.CharField(_("Addition"), max_length=160, blank=True)
    content = models.JSONField()
    hash = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["production", "number"], name="one_cost_report_per_number")
        ]
