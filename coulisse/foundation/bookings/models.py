"""Who or what is taken, when, for which production: options may overlap, confirmed bookings never do."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.versions import Versioned


class Unit(models.Model):
    """What can be taken by one production at a time: a person's hours, a place, a numbered item."""

    class Kind(models.TextChoices):
        PERSON = "person", _("Person")
        PLACE = "place", _("Place")
        ITEM = "item", _("Numbered item")

    kind = models.CharField(_("Kind"), max_length=8, choices=Kind.choices)
    name = models.CharField(_("Name"), max_length=160)
    subject = models.CharField(max_length=60, blank=True)
    """The object that it stands for, dotted: `people.contact`; empty for an item that has no card of its own."""
    subject_id = models.BigIntegerField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["kind", "name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subject", "subject_id"], condition=~Q(subject=""), name="one_unit_per_object"
            ),
            models.UniqueConstraint(fields=["kind", "name"], condition=Q(subject=""), name="one_unit_per_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Booking(Versioned):
    """One stretch of time of one unit."""

    class State(models.TextChoices):
        OPTION = "option", _("Option")
        CONFIRMED = "confirmed", _("Confirmed")
        RELEASED = "released", _("Released")

    unit = models.ForeignKey(Unit, verbose_name=_("Unit"), on_delete=models.PROTECT, related_name="bookings")
    production = models.ForeignKey(
        "productions.Production", verbose_name=_("Production"), on_delete=models.PROTECT, related_name="bookings"
    )
    during = DateTimeRangeField(_("Time"))
    """Half-open: the hour of the end is free again."""
    state = models.CharField(_("State"), max_length=10, choices=State.choices)
    purpose = models.CharField(_("For"), max_length=160, blank=True)
    source = models.CharField(max_length=60, blank=True)
    """What asked for it, dotted: `floor.day`; empty when a person typed it."""
    source_id = models.BigIntegerField(null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="confirmed_bookings_exclude_each_other",
                expressions=[("unit", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=Q(state="confirmed"),
            ),
            models.CheckConstraint(
                condition=Q(during__isempty=False) & Q(during__lower_inf=False) & Q(during__upper_inf=False),
                name="a_booking_begins_and_ends",
            ),
        ]
        indexes: ClassVar = [
            GistIndex(fields=["during"], name="bookings_by_time", condition=~Q(state="released")),
            models.Index(fields=["source", "source_id"], name="bookings_of_a_source"),
        ]
