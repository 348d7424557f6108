"""The ledger of truth: postings that never change, chained to one another, and the days that are closed."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Nature(models.TextChoices):
    """What a posting tells: spent, promised, or only expected."""

    ACTUAL = "actual", pgettext_lazy("posting", "Actual")
    COMMITTED = "committed", pgettext_lazy("posting", "Committed")
    FORECAST = "forecast", pgettext_lazy("posting", "Forecast")


class LedgerHead(models.Model):
    """The end of the chain of one production: locking it puts writers one behind the other."""

    production = models.OneToOneField(
        "productions.Production", on_delete=models.PROTECT, related_name="ledger_head", primary_key=True
    )
    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)
    closed_until = models.DateField(null=True, blank=True)
    """Nothing may be posted on this day or before."""


class Posting(models.Model):
    """One line of the books. The database refuses to change or to delete it; it is corrected by a reversal."""

    production = models.ForeignKey("productions.Production", on_delete=models.PROTECT, related_name="postings")
    sequence = models.PositiveBigIntegerField(_("No."))
    nature = models.CharField(_("Nature"), max_length=9, choices=Nature.choices)
    day = models.DateField(_("Date"))
    due_on = models.DateField(_("Due on"), null=True, blank=True)
    account = models.CharField(_("Account"), max_length=20)
    label = models.CharField(_("Label"), max_length=200)
    net_cents = models.BigIntegerField(_("Net of VAT"))
    vat_cents = models.BigIntegerField(_("VAT"), default=0)
    recoverable_cents = models.BigIntegerField(_("Recoverable VAT"), default=0)
    currency = models.CharField(max_length=3, default="EUR")
    territory = models.CharField(_("Territory"), max_length=20, blank=True)
    group = models.CharField(_("Group"), max_length=40, blank=True)
    shooting_day = models.DateField(_("Shooting day"), null=True, blank=True)
    supplier = models.CharField(_("Supplier"), max_length=160, blank=True)
    paper = models.CharField(_("Paper"), max_length=120, blank=True)
    source = models.CharField(max_length=60)
    """Who posted it, dotted: « office.spending.ticket »."""
    source_id = models.CharField(max_length=80)
    line = models.PositiveIntegerField(default=1)
    round = models.PositiveIntegerField(default=1)
    """Counts again when a source that was reversed is posted anew."""
    settles = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="settlements"
    )
    """The commitment that this posting consumes."""
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="followers")
    """The actual posting that made this consumption."""
    reverses = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="reversal"
    )
    why = models.CharField(_("Reason"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["-sequence"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["production", "sequence"], name="one_posting_per_number"),
            models.UniqueConstraint(
                fields=["production", "source", "source_id", "nature", "account", "line", "round"],
                name="one_posting_per_source",
            ),
            models.CheckConstraint(
                condition=Q(recoverable_cents=0)
                | Q(recoverable_cents__gt=0, vat_cents__gte=models.F("recoverable_cents"))
                | Q(recoverable_cents__lt=0, vat_cents__lte=models.F("recoverable_cents")),
                name="no_more_vat_comes_back_than_was_paid",
            ),
            models.CheckConstraint(condition=~Q(account=""), name="a_posting_has_an_account"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["production", "account", "nature", "day"],
                include=["net_cents", "vat_cents", "recoverable_cents", "sequence"],
                name="postings_by_account",
            ),
            models.Index(fields=["production", "-day", "-sequence"], name="postings_by_day"),
            models.Index(fields=["production", "territory", "group"], name="postings_by_cut"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} · {self.label}"


class PeriodClosing(models.Model):
    """A day up to which the books of a production are closed for good."""

    production = models.ForeignKey("productions.Production", on_delete=models.PROTECT, related_name="closings")
    day = models.DateField(_("Closed up to and including"))
    sequence = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64, blank=True)
    """Where the chain stood."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-day"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["production", "day"], name="a_day_is_closed_once")
        ]
