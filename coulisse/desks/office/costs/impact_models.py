"""Rows of the impact of a cancelled day: what the day would have cost, and what is proposed to be foreseen."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.foundation.journal.versions import Versioned


class CostKind(models.TextChoices):
    """What a shooting day owes even if nothing is shot, in the order of the table."""

    CREW = "crew", pgettext_lazy("cost of a day", "Crew")
    CAST = "cast", pgettext_lazy("cost of a day", "Actors")
    EXTRAS = "extras", pgettext_lazy("cost of a day", "Extras")
    EQUIPMENT = "equipment", pgettext_lazy("cost of a day", "Equipment")
    SET = "set", pgettext_lazy("cost of a day", "Set and parking")
    MEALS = "meals", pgettext_lazy("cost of a day", "Meals")
    ROOMS = "rooms", pgettext_lazy("cost of a day", "Rooms")
    TRANSPORT = "transport", pgettext_lazy("cost of a day", "Transport")
    OTHER = "other", pgettext_lazy("cost of a day", "Other cost")


class Evidence(models.TextChoices):
    """The kind of paper behind a cost."""

    CONTRACT = "contract", pgettext_lazy("evidence", "Contract")
    CALL_SHEET = "call-sheet", pgettext_lazy("evidence", "Call sheet")
    BOOKING = "booking", pgettext_lazy("evidence", "Booking")
    ORDER = "order", pgettext_lazy("evidence", "Order")
    OTHER = "other", pgettext_lazy("evidence", "Other paper")


class Costed(models.Model):
    """So many at such a price, on an account, by a paper. Without a count the amount stands alone."""

    kind = models.CharField(_("Kind"), max_length=9, choices=CostKind.choices)
    label = models.CharField(_("Label"), max_length=160)
    quantity = models.PositiveIntegerField(_("Number"), null=True, blank=True)
    unit_cents = models.BigIntegerField(_("Price of one"), null=True, blank=True)
    cents = models.BigIntegerField(_("Amount"))
    account = models.CharField(_("Account"), max_length=16)
    evidence = models.CharField(_("Paper"), max_length=10, choices=Evidence.choices)
    source = models.CharField(_("Source"), max_length=240)
    """In words: « contrat Figurants.be du 12/02, art. 4 »."""

    class Meta:
        abstract = True


class DayCost(Versioned, Costed):
    """An external commitment for one day: its desk does not exist yet, so that somebody typed it."""

    production = models.ForeignKey("productions.Production", on_delete=models.CASCADE, related_name="+")
    day = models.DateField(_("Shooting day"))
    supplier = models.CharField(_("Supplier"), max_length=160, blank=True)
    paper = models.ForeignKey(
        "documents.Document", verbose_name=_("Document"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    entered_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["day", "pk"]
        indexes: ClassVar = [models.Index(fields=["production", "day"], name="costs_of_a_day")]

    def __str__(self) -> str:
        return self.label


class Impact(Versioned):
    """What a cancelled day costs: proposed by the link, judged by the administrator, foreseen or not."""

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("impact", "Proposed")
        FORESEEN = "foreseen", pgettext_lazy("impact", "Foreseen")
        DROPPED = "dropped", pgettext_lazy("impact", "Dropped")

    production = models.ForeignKey("productions.Production", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    unit = models.CharField(max_length=40, blank=True)
    number = models.PositiveSmallIntegerField(null=True)
    """The number that the day had: J14."""
    plan = models.PositiveIntegerField(null=True)
    """On which version of the plan it was cancelled: v9."""
    is_real = models.BooleanField(default=True)
    """False while only a « what if » cancels the day."""
    reason = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PROPOSED)
    source = models.CharField(max_length=120, unique=True)
    """The fact that proposed it: a second delivery changes nothing."""
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    declared_at = models.DateTimeField()
    foreseen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    foreseen_at = models.DateTimeField(null=True)
    back_at = models.DateTimeField(null=True)
    """The day was put back into the plan."""

    class Meta:
        ordering: ClassVar = ["-day", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["production", "day", "unit"], name="one_impact_of_a_day")
        ]

    def __str__(self) -> str:
        return f"J{self.number}" if self.number else f"{self.day:%d/%m/%Y}"


class ImpactLine(Versioned, Costed):
    """One line of the table, with what of it can be had back."""

    impact = models.ForeignKey(Impact, on_delete=models.CASCADE, related_name="lines")
    commitment = models.ForeignKey(DayCost, on_delete=models.SET_NULL, null=True, related_name="+")
    """The typed commitment that it opens."""
    opens = models.CharField(max_length=200, blank=True)
    """The address of the paper at another desk, where there is one."""
    recoverable_cents = models.BigIntegerField(_("Recoverable"), default=0)
    recoverable_why = models.CharField(_("Why it can be had back"), max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(recoverable_cents__gte=0, recoverable_cents__lte=F("cents"))
                | Q(cents__lt=0, recoverable_cents=0),
                name="no_more_is_had_back_than_it_costs",
            )
        ]

    def __str__(self) -> str:
        return self.label
