"""Objective → indicator and pillar → campaign → idea; publications hang on ideas."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.foundation.accounts.models import Client
from coulisse.foundation.journal.versions import Versioned
from coulisse.foundation.productions.models import Production


class Objective(Versioned):
    """What is to be reached, for a client or for a production of the house."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    production = models.ForeignKey(Production, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("Objective"), max_length=200)
    starts_on = models.DateField(pgettext_lazy("objective", "From"))
    ends_on = models.DateField(pgettext_lazy("objective", "Until"))
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["starts_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(client__isnull=False) ^ Q(production__isnull=False), name="objective_of_one_owner"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="objective_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Indicator(Versioned):
    """A figure that tells how far an objective is: from here, to there, by then. It may have to go down."""

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="indicators")
    name = models.CharField(pgettext_lazy("objective", "Figure"), max_length=120)
    metric = models.CharField(_("Counted from"), max_length=40, blank=True)
    """A code of `engines/reach`'s metrics, counted from the networks; empty: somebody types it."""
    unit = models.CharField(pgettext_lazy("objective", "Unit"), max_length=30, blank=True)
    start = models.DecimalField(_("At the start"), max_digits=14, decimal_places=2, default=0)
    target = models.DecimalField(_("Target"), max_digits=14, decimal_places=2)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(target=F("start")), name="a_target_is_not_the_start")
        ]

    def __str__(self) -> str:
        return self.name


class Reading(models.Model):
    """What an indicator stood at on a day, where it came from."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="readings")
    on = models.DateField(pgettext_lazy("reading", "On"))
    value = models.DecimalField(_("Value"), max_digits=14, decimal_places=2)
    source = models.CharField(_("Source"), max_length=200)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["on"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["indicator", "on"], name="one_reading_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.value}"


class Pillar(Versioned):
    """What is spoken of again and again: a theme, its publics and its networks."""

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="pillars")
    name = models.CharField(_("Pillar"), max_length=120)
    publics = models.CharField(_("Publics"), max_length=300, blank=True)
    networks = models.CharField(_("Networks"), max_length=200, blank=True)
    share = models.PositiveSmallIntegerField(_("Share of the posts, in %"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(share__isnull=True) | Q(share__lte=100), name="share_of_the_whole")
        ]

    def __str__(self) -> str:
        return self.name


class Campaign(Versioned):
    """Posts that belong together, with their days and their money."""

    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="campaigns")
    name = models.CharField(_("Campaign"), max_length=200)
    tag = models.SlugField(_("Name in link tags"), max_length=60)
    """What `utm_campaign` says."""
    starts_on = models.DateField(pgettext_lazy("campaign", "From"))
    ends_on = models.DateField(pgettext_lazy("campaign", "Until"))
    budget_cents = models.BigIntegerField(_("Paid media"), null=True, blank=True)
    """Euro cents, without VAT."""
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["starts_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="campaign_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(budget_cents__isnull=True) | Q(budget_cents__gte=0),
                name="campaign_budget_not_negative",
            ),
            models.UniqueConstraint(fields=["objective", "tag"], name="campaign_tag_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Idea(Versioned):
    """One thing to tell; each network and language gets its own publication of it."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("idea", "to work out")
        PLANNED = "planned", pgettext_lazy("idea", "planned")
        DROPPED = "dropped", pgettext_lazy("idea", "dropped")

    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    production = models.ForeignKey(Production, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    campaign = models.ForeignKey(
        Campaign,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="ideas",
        verbose_name=_("Campaign"),
    )
    pillar = models.ForeignKey(
        Pillar, on_delete=models.SET_NULL, null=True, blank=True, related_name="ideas", verbose_name=_("Pillar")
    )
    title = models.CharField(_("Idea"), max_length=200)
    note = models.TextField(_("Note"), blank=True)
    link = models.URLField(pgettext_lazy("idea", "Link"), max_length=500, blank=True)
    """What the posts lead to; variants tag it."""
    found_at = models.URLField(max_length=500, blank=True)
    """Where it was found, if the watch found it."""
    not_before = models.DateTimeField(_("Not before"), null=True, blank=True)
    """The embargo: nothing of it leaves earlier."""
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(client__isnull=True) | Q(production__isnull=True), name="idea_of_one_owner"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["production", "-created_at"], name="ideas_of_a_production"),
            models.Index(fields=["client", "-created_at"], name="ideas_of_a_client"),
        ]

    def __str__(self) -> str:
        return self.title
