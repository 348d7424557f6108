"""What binds a contact: the firms a person works at, the productions, the days when one can be had."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from coulisse.foundation.people.models.contact import Contact


class Affiliation(models.Model):
    """A person works at a firm, in a function. Several at once are usual."""

    person = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="employers")
    company = models.ForeignKey(
        Contact, verbose_name=_("Company or organisation"), on_delete=models.CASCADE, related_name="staff"
    )
    function = models.CharField(_("Function"), max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "company", "function"], name="one_affiliation_per_function"),
            models.CheckConstraint(condition=~Q(person=F("company")), name="nobody_works_at_oneself"),
        ]


class Part(models.Model):
    """What a contact does on a production."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="parts")
    production = models.ForeignKey(
        "productions.Production", verbose_name=_("Production"), on_delete=models.CASCADE, related_name="parts"
    )
    function = models.CharField(_("Function"), max_length=120)

    class Meta:
        ordering: ClassVar = ["-production__starts_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contact", "production", "function"], name="one_part_per_function")
        ]


class Availability(models.Model):
    """Days when a contact can, cannot, or perhaps can be had; who said so."""

    class State(models.TextChoices):
        AVAILABLE = "available", _("Available")
        OPTION = "option", _("On option")
        UNAVAILABLE = "unavailable", _("Not available")

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="availability")
    state = models.CharField(_("State"), max_length=12, choices=State.choices)
    starts_on = models.DateField(_("First day"))
    ends_on = models.DateField(_("Last day"))
    note = models.CharField(_("Note"), max_length=200, blank=True)
    source = models.CharField(_("Said by"), max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["starts_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="availability_ends_after_it_starts"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["contact", "starts_on"], name="availability_of_a_contact"),
            models.Index(fields=["starts_on", "ends_on"], name="availability_on_a_day"),
        ]
