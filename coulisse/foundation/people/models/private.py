"""What is stricter than the book: diets, allergies, whom to call. Each reading leaves a line in the journal."""

from typing import ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.versions import Versioned
from coulisse.foundation.people.models.contact import Contact


class PrivateFacts(Versioned):
    """The private part of a card, for one production, or for the house where `production` is empty."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="private_facts")
    production = models.ForeignKey(
        "productions.Production",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="private_facts",
    )
    diets = models.CharField(_("Diet"), max_length=200, blank=True)
    allergies = models.CharField(_("Allergies"), max_length=300, blank=True)
    emergency_name = models.CharField(_("Whom to call"), max_length=120, blank=True)
    emergency_phone = models.CharField(_("Their telephone"), max_length=40, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contact", "production"], nulls_distinct=False, name="one_private_part_per_scope"
            )
        ]


PRIVATE_FIELDS: Final = ("diets", "allergies", "emergency_name", "emergency_phone")
_COLUMNS: Final = {field.name: field for field in PrivateFacts._meta.concrete_fields}
PRIVATE_LIMITS: Final = {name: _COLUMNS[name].max_length for name in PRIVATE_FIELDS}
PRIVATE_LABELS: Final = {name: _COLUMNS[name].verbose_name for name in PRIVATE_FIELDS}
