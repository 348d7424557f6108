"""What a client (or one of the house's own productions) wants from its networks."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.foundation.accounts.models import Client
from coulisse.foundation.journal.versions import Versioned
from coulisse.foundation.productions.models import Production


class Brief(Versioned):
    """What somebody asked for: the paper that every plan is held against. One in force for each owner."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    production = models.ForeignKey(Production, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    goals = models.TextField(_("Goals"))
    publics = models.TextField(_("Publics"), blank=True)
    tone = models.TextField(_("Tone"), blank=True)
    avoided = models.TextField(_("Words to avoid"), blank=True)
    """One a line."""
    budget_cents = models.BigIntegerField(_("Paid media"), null=True, blank=True)
    """Euro cents, without VAT; empty where nobody said."""
    budget_account = models.CharField(_("Budget line"), max_length=20, blank=True)
    """The account of the production's budget that paid media is posted on."""
    needs_approval = models.BooleanField(_("Nothing is published before it is approved"), default=False)
    starts_on = models.DateField(pgettext_lazy("brief", "From"), null=True, blank=True)
    ends_on = models.DateField(pgettext_lazy("brief", "Until"), null=True, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    written_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(client__isnull=False) ^ Q(production__isnull=False), name="brief_of_one_owner"
            ),
            models.UniqueConstraint(
                fields=["client"], condition=Q(client__isnull=False), name="one_brief_a_client"
            ),
            models.UniqueConstraint(
                fields=["production"], condition=Q(production__isnull=False), name="one_brief_a_production"
            ),
            models.CheckConstraint(
                condition=Q(budget_cents__isnull=True) | Q(budget_cents__gte=0), name="brief_budget_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return self.goals[:60]
