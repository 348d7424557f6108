"""Where one works: décors, studios, venues, offices, hotels; what one must know to get there and to work there."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.foundation.journal.versions import Versioned


class Place(Versioned):
    """One place, or a place within a place (the kitchen of a farm, the foyer of a theatre).

    Where French and Dutch are both official (Brussels), the name, the street and the town hold the French words,
    `name_nl`, `street_nl` and `city_nl` the Dutch ones.
    """

    class Kind(models.TextChoices):
        LOCATION = "location", _("Filming location")
        STUDIO = "studio", pgettext_lazy("kind of place", "Studio")
        VENUE = "venue", pgettext_lazy("kind of place", "Venue")
        BASE = "base", _("Base camp or canteen")
        OFFICE = "office", pgettext_lazy("kind of place", "Office")
        LODGING = "lodging", _("Lodging")
        OTHER = "other", _("Other place")

    class PositionFrom(models.TextChoices):
        TYPED = "typed", pgettext_lazy("position", "typed")
        PHOTO = "photo", pgettext_lazy("position", "read from a photo")

    name = models.CharField(_("Name"), max_length=160)
    name_nl = models.CharField(_("Dutch name"), max_length=160, blank=True)
    kind = models.CharField(_("Kind"), max_length=10, choices=Kind.choices, default=Kind.LOCATION)
    inside = models.ForeignKey(
        "self",
        verbose_name=pgettext_lazy("place", "Within"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="rooms",
    )
    street = models.CharField(_("Street and number"), max_length=160, blank=True)
    street_nl = models.CharField(_("Dutch street and number"), max_length=160, blank=True)
    postcode = models.CharField(_("Postcode"), max_length=12, blank=True)
    city = models.CharField(_("Town"), max_length=80, blank=True)
    city_nl = models.CharField(_("Dutch town"), max_length=80, blank=True)
    country = models.CharField(_("Country"), max_length=2, default="BE")
    latitude = models.DecimalField(
        _("Latitude"),
        max_digits=8,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("Longitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    position_from = models.CharField(max_length=5, choices=PositionFrom.choices, blank=True)
    access = models.TextField(pgettext_lazy("on site", "Access"), blank=True)
    parking = models.TextField(_("Parking"), blank=True)
    power = models.TextField(pgettext_lazy("on site", "Power"), blank=True)
    noise = models.TextField(_("Noise"), blank=True)
    light = models.TextField(pgettext_lazy("on site", "Light"), blank=True)
    opening_hours = models.TextField(_("Opening hours"), blank=True)
    hospital_name = models.CharField(_("Nearest hospital"), max_length=160, blank=True)
    hospital_address = models.CharField(_("Address of the hospital"), max_length=200, blank=True)
    hospital_phone = models.CharField(_("Telephone of the emergency ward"), max_length=40, blank=True)
    contact_name = models.CharField(_("Contact on site"), max_length=120, blank=True)
    contact_phone = models.CharField(_("Telephone"), max_length=40, blank=True)
    contact_email = models.EmailField(_("E-mail address"), blank=True)
    notes = models.TextField(_("Notes"), blank=True)
    folded = models.TextField(editable=False)
    """Names, streets and towns without accents or capitals: what the list searches and compares."""
    sort_key = models.CharField(max_length=160, editable=False)
    """The name without accents or capitals, so that every server sorts alike."""
    created_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["sort_key", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="place_has_both_coordinates_or_none",
            ),
            models.CheckConstraint(
                condition=Q(inside__isnull=True) | ~Q(inside=F("id")), name="place_is_not_within_itself"
            ),
        ]
        indexes: ClassVar = [
            GinIndex(OpClass("folded", name="gin_trgm_ops"), name="places_by_trigrams"),
            models.Index(fields=["sort_key", "id"], name="places_by_name"),
            models.Index(fields=["postcode"], name="places_by_postcode"),
        ]

    def __str__(self) -> str:
        return self.name
