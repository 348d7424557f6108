"""A right bought or given: by whom, for what, where, until when, at which price."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.desks.office.rights.models.people import codes
from coulisse.desks.office.rights.models.works import Work
from coulisse.foundation.journal.versions import Versioned


class Medium(models.TextChoices):
    """What a licence is given for."""

    WEB = "web", pgettext_lazy("medium", "Website")
    SOCIAL = "social", pgettext_lazy("medium", "Social networks")
    FESTIVAL = "festival", pgettext_lazy("medium", "Festival")
    TV = "tv", pgettext_lazy("medium", "Television")
    CINEMA = "cinema", pgettext_lazy("medium", "Cinema")
    RADIO = "radio", pgettext_lazy("medium", "Radio")
    VOD = "vod", pgettext_lazy("medium", "Video on demand")
    PRINT = "print", pgettext_lazy("medium", "Print and posters")


class Licence(Versioned):
    """One licence of one work."""

    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="licences")
    kind = models.CharField(pgettext_lazy("licence", "Kind"), max_length=10, choices=Work.LicenceKind.choices)
    licensor = models.CharField(_("Licensor"), max_length=200)
    contact = models.ForeignKey("people.Contact", on_delete=models.SET_NULL, null=True, related_name="+")
    media = ArrayField(models.CharField(max_length=8, choices=Medium.choices), verbose_name=_("Media"))
    networks = codes(_("Networks"))
    """Of the social ones; empty: all."""
    territories = codes(_("Territories"))
    starts_on = models.DateField(_("From"))
    until = models.DateField(_("Until"), null=True, blank=True)
    is_exclusive = models.BooleanField(_("Exclusive"), default=False)
    price_cents = models.BigIntegerField(_("Price, without VAT"), null=True, blank=True)
    most_favoured = models.BooleanField(_("Most-favoured-nation clause"), default=False)
    document = models.ForeignKey(
        "documents.Document",
        verbose_name=_("Document"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    note = models.CharField(_("Remark"), max_length=300, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    entered_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["work", "kind", "-starts_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("starts_on")),
                name="a_licence_ends_after_it_starts",
            ),
            models.CheckConstraint(condition=Q(media__len__gt=0), name="a_licence_opens_a_medium"),
            models.CheckConstraint(
                condition=Q(price_cents__isnull=True) | Q(price_cents__gte=0),
                name="a_licence_costs_no_less_than_0",
            ),
        ]

    def __str__(self) -> str:
        return self.licensor
