"""What a contract asks in return, and the dates that one must not miss."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.desks.office.rights.models.works import Work
from coulisse.foundation.journal.versions import Versioned


class Obligation(Versioned):
    """A credit, a place on the poster, a delivery, the last day of an option. Its alert is a task."""

    class Kind(models.TextChoices):
        CREDIT = "credit", pgettext_lazy("obligation", "Credit")
        BILLING = "billing", pgettext_lazy("obligation", "Place on the poster")
        DELIVERY = "delivery", pgettext_lazy("obligation", "Delivery")
        OPTION = "option", pgettext_lazy("obligation", "Option to take up")
        OTHER = "other", pgettext_lazy("obligation", "Other")

    production = models.ForeignKey("productions.Production", on_delete=models.PROTECT, related_name="+")
    work = models.ForeignKey(
        Work, verbose_name=_("Work"), on_delete=models.PROTECT, null=True, blank=True, related_name="obligations"
    )
    kind = models.CharField(pgettext_lazy("obligation", "Kind"), max_length=8, choices=Kind.choices)
    title = models.CharField(_("What is owed"), max_length=200)
    party = models.CharField(pgettext_lazy("obligation", "To whom"), max_length=160, blank=True)
    text = models.TextField(_("As the contract says it"), blank=True)
    due_on = models.DateField(_("Due on"), null=True, blank=True)
    alert_days = models.PositiveSmallIntegerField(_("Remind, days before"), default=14)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Who sees to it"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    document = models.ForeignKey(
        "documents.Document",
        verbose_name=_("Document"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    entered_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = [F("due_on").asc(nulls_last=True), "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(kind="option") | Q(due_on__isnull=False), name="an_option_has_a_last_day"
            )
        ]

    def __str__(self) -> str:
        return self.title
