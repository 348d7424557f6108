"""Legal and commercial values as data: dated, sourced, with a confidence. A calculation keeps the row it used."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _


class Parameter(models.Model):
    """What a value is about: « indemnité kilométrique, système annuel »."""

    code = models.CharField(_("Code"), max_length=80, unique=True)
    group = models.CharField(_("Subject"), max_length=40)
    labels = models.JSONField(default=dict)
    unit = models.CharField(_("Unit"), max_length=20)
    note = models.TextField(_("Note"), blank=True)

    class Meta:
        ordering: ClassVar = ["group", "code"]

    def __str__(self) -> str:
        return self.code


class Value(models.Model):
    """One value over one stretch of time. Never changed: a new value from a date closes the one before."""

    class Confidence(models.TextChoices):
        HIGH = "H", _("Official page read")
        MEDIUM = "M", _("Secondary page read")
        LOW = "L", _("To be confirmed")

    parameter = models.ForeignKey(Parameter, on_delete=models.CASCADE, related_name="values")
    text = models.CharField(_("Value"), max_length=80, blank=True)
    """As written, with a dot; empty: the value is known to exist and was not found."""
    in_force = DateRangeField(_("In force"))
    """Half-open, as PostgreSQL keeps it; no lower bound: since before anybody read."""
    territory = models.CharField(_("Territory"), max_length=8, blank=True)
    joint_committee = models.CharField(_("Joint committee"), max_length=10, blank=True)
    regime = models.CharField(_("Applies to"), max_length=60, blank=True)
    source = models.CharField(_("Source"), max_length=240)
    read_on = models.DateField(_("Read on"))
    confidence = models.CharField(_("Confidence"), max_length=1, choices=Confidence.choices)
    is_ours = models.BooleanField(default=False)
    """Added by this house; what comes with Coulisse is False."""
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField()
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    checked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="one_value_at_a_time",
                expressions=[
                    ("parameter", RangeOperators.EQUAL),
                    ("territory", RangeOperators.EQUAL),
                    ("joint_committee", RangeOperators.EQUAL),
                    ("regime", RangeOperators.EQUAL),
                    ("in_force", RangeOperators.OVERLAPS),
                ],
            )
        ]


class Use(models.Model):
    """A calculation that relied on a value: so that one sees what a new value would touch."""

    value = models.ForeignKey(Value, on_delete=models.PROTECT, related_name="uses")
    subject = models.CharField(max_length=60)
    """The row that holds the result, dotted: `office.trip`."""
    subject_id = models.BigIntegerField()
    title = models.CharField(max_length=160)
    production_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["value", "subject", "subject_id"], name="one_use_per_value_and_row")
        ]
        indexes: ClassVar = [models.Index(fields=["subject", "subject_id"], name="values_used_by_a_row")]
