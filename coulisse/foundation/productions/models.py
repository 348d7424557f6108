"""What the house makes: films, programmes, shows, festivals."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.foundation.journal.versions import Versioned


class Production(Versioned):
    """One work, from its first line of budget to its archive."""

    class Type(models.TextChoices):
        FEATURE = "feature", _("Feature film")
        SHORT = "short", _("Short film")
        SERIES = "series", _("Series")
        DOCUMENTARY = "documentary", _("Documentary")
        ANIMATION = "animation", _("Animation")
        ADVERTISING = "advertising", _("Advertising")
        CORPORATE = "corporate", _("Corporate film")
        GAME = "game", _("Video game")
        MAGAZINE = "magazine", _("TV or radio magazine")
        STAGE = "stage", _("Stage show")
        CONCERT = "concert", _("Concert")
        FESTIVAL = "festival", _("Festival")

    class State(models.TextChoices):
        DEVELOPMENT = "development", pgettext_lazy("production", "In development")
        ACTIVE = "active", pgettext_lazy("production", "In production")
        CLOSED = "closed", pgettext_lazy("production", "Closed")
        ARCHIVED = "archived", pgettext_lazy("production", "Archived")

    title = models.CharField(_("Title"), max_length=160)
    code = models.SlugField(_("Short code"), max_length=20, unique=True)
    type = models.CharField(_("Type"), max_length=12, choices=Type.choices)
    state = models.CharField(_("State"), max_length=12, choices=State.choices, default=State.DEVELOPMENT)
    company = models.ForeignKey(
        "companies.Company", verbose_name=_("Company"), on_delete=models.PROTECT, related_name="productions"
    )
    client = models.ForeignKey(
        "accounts.Client",
        verbose_name=_("Client"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="productions",
    )
    language = models.CharField(_("Language"), max_length=2, choices=settings.LANGUAGES, default="fr")
    starts_on = models.DateField(_("First day"), null=True, blank=True)
    ends_on = models.DateField(_("Last day"), null=True, blank=True)
    summary = models.TextField(_("Summary"), blank=True)
    details = models.JSONField(_("Details"), default=dict, blank=True)
    """What the type adds: number of days, seats, channel, slot. Described by `blueprints.sheet(type)`."""
    duplicated_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    closing_reason = models.CharField(_("Reason"), max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["title"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="production_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state in {self.State.DEVELOPMENT, self.State.ACTIVE}
